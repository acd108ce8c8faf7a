from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.services import views

app_name = "services"

urlpatterns = [
    path("directory/", views.directory, name="directory"),
    path("directory/<uuid:pk>/", views.detail, name="detail"),
    path("directory/<uuid:pk>/confirm/", views.confirm, name="confirm"),
]

navigation.add(
    navigation.IMPLEMENTATION,
    navigation.Item(
        label=_("Services"),
        url="services:directory",
        icon="building-community",
        action="services.read",
        section="services",
    ),
)
