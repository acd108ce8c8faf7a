from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.services import views

app_name = "services"

urlpatterns = [
    path("directory/", views.directory, name="directory"),
    path("directory/own/", views.own, name="own"),
    path("directory/new/", views.new, name="new"),
    path("directory/propose/", views.propose, name="propose"),
    path("directory/searches/", views.keep_search, name="keep_search"),
    path("directory/searches/<int:savedsearch>/forget/", views.forget_search, name="forget_search"),
    path("directory/centres/", views.hubs, name="hubs"),
    path("directory/centres/<uuid:location>/", views.hub, name="hub"),
    path("directory/places/new/", views.new_place, name="new_place"),
    path("directory/places/<uuid:location>/edit/", views.edit_place, name="edit_place"),
    path("directory/faults/<uuid:faultreport>/", views.fault, name="fault"),
    path("directory/<uuid:service_pk>/", views.detail, name="detail"),
    path("directory/<uuid:service_pk>/edit/", views.edit, name="edit"),
    path("directory/<uuid:service_pk>/confirm/", views.confirm, name="confirm"),
    path("directory/<uuid:service_pk>/publish/", views.publish, name="publish"),
    path("directory/<uuid:service_pk>/close/", views.close, name="close"),
    path("directory/<uuid:service_pk>/end/", views.end, name="end"),
    path("directory/<uuid:service_pk>/decide/", views.decide, name="decide"),
    path("directory/<uuid:service_pk>/ask/", views.ask, name="ask"),
    path("directory/<uuid:service_pk>/wrong/", views.wrong, name="wrong"),
    path("s/<str:token>/", views.link, name="link"),
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
