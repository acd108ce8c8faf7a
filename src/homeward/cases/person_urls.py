"""Pages of persons. They open cases, so they are built here, a floor above the persons."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases.views import consents, households, sheets
from homeward.core import navigation

app_name = "persons"
urlpatterns = [
    path("persons/", households.find, name="find"),
    path("persons/register/", households.register, name="register"),
    path("cases/<uuid:pk>/consent/", consents.consent, name="consent"),
    path(
        "cases/<uuid:pk>/consent/<int:org>/<int:purpose>/withdraw/",
        consents.withdraw,
        name="withdraw",
    ),
    path("cases/<uuid:pk>/consent/<uuid:sheet>/", sheets.sheet, name="consent_sheet"),
    path(
        "cases/<uuid:pk>/consent/<uuid:sheet>/document/",
        sheets.document,
        name="consent_document",
    ),
]

navigation.add(
    navigation.FIRST,
    navigation.Item(
        label=_("Find a person"),
        url="persons:find",
        icon="user-search",
        action="persons.register",
        section="persons",
    ),
)
