from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.exchange.imports import views

app_name = "imports"

urlpatterns = [
    path("", views.history, name="history"),
    path("new/", views.new, name="new"),
    path("preview/", views.preview, name="preview"),
    path("<uuid:pk>/", views.detail, name="detail"),
]

navigation.add(
    navigation.PRE_DESIGN,
    navigation.Item(
        label=_("Files read in"),
        url="imports:history",
        icon="upload",
        action="exchange.read_imports",
        section="imports",
    ),
)
