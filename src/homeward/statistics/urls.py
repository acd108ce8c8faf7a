from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.statistics import views
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind

app_name = "statistics"

urlpatterns = [
    path("statistics/", views.index, name="index"),
    path("statistics/new/", views.new, name="new"),
    path("statistics/regional/", views.regional, name="regional"),
    path("statistics/<uuid:pk>/", views.release, name="release"),
    path("statistics/<uuid:pk>/propose/", views.propose, name="propose"),
    path("statistics/<uuid:pk>/publish/", views.publish, name="publish"),
    path("statistics/<uuid:pk>/back/", views.send_back, name="send_back"),
    path("statistics/<uuid:pk>/correct/", views.correct, name="correct"),
    path("statistics/<uuid:pk>/discard/", views.discard, name="discard"),
    path("statistics/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
]

pages.add(
    TaskKind.APPROVE_RELEASE,
    pages.Work(
        url="statistics:release",
        about=pages.SUBJECT,
        action="statistics.publish",
        label=_("Look at the tables"),
        why=_("A colleague prepared statistics. A second person looks before they are public."),
    ),
)
