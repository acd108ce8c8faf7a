from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import casepage
from homeward.core import navigation
from homeward.crossmatches import queries
from homeward.crossmatches.views import known, runs, shown
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind

app_name = "crossmatches"
urlpatterns = [
    path("crossmatches/", runs.index, name="index"),
    path("crossmatches/ask/<int:org_pk>/", runs.ask, name="ask"),
    path("crossmatches/runs/<uuid:pk>/", runs.run, name="run"),
    path("crossmatches/runs/<uuid:pk>/join/", runs.join, name="join"),
    path("crossmatches/runs/<uuid:pk>/decline/", runs.decline, name="decline"),
    path("crossmatches/runs/<uuid:pk>/cancel/", runs.cancel, name="cancel"),
    path("crossmatches/known/", known.known, name="known"),
    path("crossmatches/known/<uuid:pk>/", known.one, name="one"),
    path("crossmatches/known/<uuid:pk>/decide/", known.decide, name="decide"),
    path("crossmatches/known/<uuid:pk>/take-back/", known.take_back, name="take_back"),
    path("crossmatches/known/<uuid:pk>/reached/", known.reached, name="reached"),
]

navigation.add(
    navigation.IMPLEMENTATION,
    navigation.Item(
        label=_("Known to both"),
        url="crossmatches:index",
        icon="git-compare",
        action="crossmatches.read",
        section=shown.SECTION,
        count=queries.count_waiting,
    ),
)
casepage.add(
    casepage.Panel(
        template="crossmatches/parts/beside_case.html",
        gather=shown.beside_case,
        action="crossmatches.read_known",
        place=80,
        side=True,
    )
)
pages.add(
    TaskKind.ANSWER_COMPARISON,
    pages.Work(
        "crossmatches:run",
        pages.SUBJECT,
        "crossmatches.run",
        _("Read and answer"),
        _("Another organisation asks to find, without names, whom you both know."),
    ),
)
pages.add(
    TaskKind.DECIDE_CROSSMATCH,
    pages.Work(
        "crossmatches:decide",
        pages.SUBJECT,
        "crossmatches.decide",
        _("Open and decide"),
        _("Two organisations may be helping the same person without knowing of each other."),
    ),
)
pages.add(
    TaskKind.REACH_CROSSMATCH,
    pages.Work(
        "crossmatches:one",
        pages.SUBJECT,
        "crossmatches.decide",
        _("See whom to ask"),
        _("Both sides want contact and have named somebody."),
    ),
)
