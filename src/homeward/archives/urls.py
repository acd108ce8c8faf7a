from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.archives import views
from homeward.core import navigation
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import SUBJECT, Work

app_name = "archives"

urlpatterns = [
    path("archives/", views.index, name="index"),
    path("archives/ask/", views.ask, name="ask"),
    path("archives/<uuid:pk>/", views.detail, name="detail"),
    path("archives/<uuid:pk>/decide/", views.decide, name="decide"),
    path("archives/<uuid:pk>/end/", views.end, name="end"),
    path("archives/parts/<uuid:part>/", views.part, name="part"),
    path("archives/arrivals/<uuid:pk>/", views.arrival, name="arrival"),
]

navigation.add(
    navigation.MONITORING,
    navigation.Item(
        label=_("Archives"),
        url="archives:index",
        icon="download",
        action="archives.view",
        section="archives",
    ),
)
pages.add(
    TaskKind.APPROVE_ARCHIVE,
    Work(
        url="archives:detail",
        about=SUBJECT,
        action="archives.decide",
        label=_("Read and decide"),
        why=_("All data of your organisation leaves by two people's word: you are the second."),
    ),
)
