from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.countries.views import countries, figures, labour, sheets

app_name = "countries"

urlpatterns = [
    path("countries/", countries.index, name="index"),
    path("countries/sheets/<uuid:pk>/", sheets.sheet, name="sheet"),
    path("countries/sheets/<uuid:pk>/draft/", sheets.draft, name="draft"),
    path("countries/sheets/<uuid:pk>/public/", sheets.public, name="public"),
    path("countries/versions/<int:pk>/", sheets.version, name="version"),
    path("countries/versions/<int:pk>/edit/", sheets.edit, name="edit"),
    path("countries/versions/<int:pk>/discard/", sheets.discard, name="discard"),
    path("countries/facts/<int:pk>/remove/", labour.remove, name="remove_fact"),
    path("countries/<slug:country>/", countries.country, name="country"),
    path("countries/<slug:country>/sheets/new/", sheets.new, name="new"),
    path("countries/<slug:country>/labour/", labour.labour, name="labour"),
    path("countries/<slug:country>/labour/new/", labour.state, name="state_fact"),
    path("countries/<slug:country>/figures/", figures.figures, name="figures"),
    path("countries/<slug:country>/figures/sheet/", figures.sheet, name="figures_sheet"),
]

navigation.add(
    navigation.PRE_DESIGN,
    navigation.Item(
        label=_("Countries"),
        url="countries:index",
        icon="world",
        action="countries.read",
        section="countries",
    ),
)
