from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.rights import queries
from homeward.rights.views import copying, erasing, keeping, persons, requests

app_name = "rights"
urlpatterns = [
    path("rights/", requests.index, name="index"),
    path("rights/requests/<uuid:pk>/", requests.request_page, name="request"),
    path("rights/requests/<uuid:pk>/identity/", requests.identity, name="identity"),
    path("rights/requests/<uuid:pk>/refuse/", requests.refuse, name="refuse"),
    path("rights/requests/<uuid:pk>/copy/", copying.make, name="make_copy"),
    path("rights/persons/<uuid:pk>/", persons.person, name="person"),
    path("rights/persons/<uuid:pk>/request/", requests.new, name="new"),
    path("rights/persons/<uuid:pk>/hold/", keeping.hold, name="hold"),
    path("rights/persons/<uuid:pk>/erase/", erasing.propose, name="propose"),
    path(
        "rights/persons/<uuid:pk>/rectify/<str:subject>/<uuid:row>/<str:field>/",
        persons.rectify,
        name="rectify",
    ),
    path("rights/holds/<uuid:pk>/end/", keeping.end_hold, name="end_hold"),
    path("rights/erasures/<uuid:pk>/", erasing.erasure, name="erasure"),
    path("rights/retention/", keeping.retention, name="retention"),
    path("copy/<str:token>/", copying.opened, name="copy"),
]

navigation.add(
    navigation.MONITORING,
    navigation.Item(
        label=_("Persons' rights"),
        url="rights:index",
        icon="user-check",
        action="rights.read",
        section="rights",
        count=lambda user: queries.open_requests(),
    ),
)
