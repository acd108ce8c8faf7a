from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import casepage, workload
from homeward.cases.views import announcing, facts, files, handing, intake, security, steps
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind

app_name = "cases"
urlpatterns = [
    path("cases/<uuid:pk>/intake/", intake.intake, name="intake"),
    path("cases/<uuid:pk>/announce/", announcing.announce, name="announce"),
    path("cases/<uuid:pk>/facts/", facts.facts, name="facts"),
    path("facts/<uuid:pk>/confirm/", facts.confirm, name="confirm_fact"),
    path("facts/<uuid:pk>/correct/", facts.correct, name="correct_fact"),
    path("cases/<uuid:pk>/take/", files.take, name="take"),
    path("cases/<uuid:pk>/assign/", handing.assign, name="assign"),
    path("work/reassign/", handing.reassign, name="reassign"),
    path("work/reassign/<int:user>/", handing.hand_out, name="hand_out"),
    path("work/reassign/undo/<uuid:pk>/", handing.take_back, name="take_back"),
    path("cases/<uuid:pk>/note/", files.note, name="note"),
    path("cases/<uuid:pk>/close/", files.close, name="close"),
    path("cases/<uuid:pk>/security/", security.security, name="security"),
    path("steps/<uuid:pk>/", steps.step, name="step"),
]

casepage.add(
    casepage.Tab(label=_("Case"), url="desk:case", action="cases.read", key="case", place=0),
    casepage.Tab(
        label=_("Facts"), url="cases:facts", action="cases.confirm_facts", key="facts", place=10
    ),
)
casepage.add_history(workload.history)
pages.add(
    TaskKind.ASSIGN_WORKER,
    pages.Work(
        "cases:assign",
        pages.CASE,
        "cases.assign",
        _("Name somebody"),
        _("Nobody is named to work on the case. Somebody answers for each case, always."),
    ),
)
