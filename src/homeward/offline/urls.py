from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.offline.views import lists, shell

app_name = "offline"
urlpatterns = [
    path("offline/", shell.index, name="index"),
    path("offline/app/", shell.app, name="app"),
    path("offline/worker.js", shell.worker, name="worker"),
    path("offline/app.webmanifest", shell.manifest, name="manifest"),
    path("offline/contact/", lists.contact, name="contact"),
    path("offline/lists/arrivals/", lists.take_arrivals, name="take_arrivals"),
    path("offline/lists/visits/", lists.take_visits, name="take_visits"),
    path("offline/entries/arrivals/", lists.arrivals_said, name="arrivals_said"),
    path("offline/entries/visits/", lists.visits_said, name="visits_said"),
    path("offline/takings/<uuid:pk>/end/", lists.end, name="end"),
]

navigation.add(
    navigation.FIRST,
    navigation.Item(
        label=_("Without a network"),
        url="offline:index",
        icon="cloud-off",
        action="offline.carry",
        section="offline",
    ),
)
