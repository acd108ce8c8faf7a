from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.handovers import views
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import SUBJECT, Work

app_name = "handovers"

urlpatterns = [
    path("handovers/", views.index, name="index"),
    path("handovers/new/", views.new, name="new"),
    path("handovers/readiness/", views.readiness, name="readiness"),
    path("handovers/criteria/new/", views.state, name="state"),
    path("handovers/criteria/<uuid:criterion_pk>/judge/", views.judge, name="judge"),
    path("handovers/criteria/<uuid:criterion_pk>/drop/", views.drop, name="drop"),
    path("handovers/to-ask/", views.to_ask, name="to_ask"),
    path("handovers/cases/<uuid:handoverrow_pk>/ask/", views.ask, name="ask"),
    path("handovers/to-sign/<uuid:subject_pk>/", views.to_sign, name="to_sign"),
    path("handovers/lines/<int:line_pk>/", views.decide, name="decide"),
    path("handovers/stages/<uuid:stage_pk>/", views.stage, name="stage"),
    path("handovers/stages/<uuid:stage_pk>/rehearse/", views.rehearse, name="rehearse"),
    path("handovers/stages/<uuid:stage_pk>/begin/", views.begin, name="begin"),
    path("handovers/stages/<uuid:stage_pk>/report/", views.report, name="report"),
    path("handovers/stages/<uuid:stage_pk>/take-out/", views.take_out, name="take_out"),
    path("handovers/<uuid:handover_pk>/", views.detail, name="detail"),
    path("handovers/<uuid:handover_pk>/stages/", views.plan, name="plan"),
    path("handovers/<uuid:handover_pk>/offer/", views.offer, name="offer"),
    path("handovers/<uuid:handover_pk>/sign/", views.sign, name="sign"),
    path("handovers/<uuid:handover_pk>/decline/", views.decline, name="decline"),
    path("handovers/<uuid:handover_pk>/take-back/", views.take_back, name="take_back"),
    path("handovers/<uuid:handover_pk>/act/", views.document, name="document"),
]

navigation.add(
    navigation.MONITORING,
    navigation.Item(
        label=_("Handover"),
        url="handovers:index",
        icon="transfer",
        action="handovers.read",
        section="handovers",
    ),
)
pages.add(
    TaskKind.SIGN_CASELOAD,
    Work(
        url="handovers:to_sign",
        about=SUBJECT,
        action="handovers.sign",
        label=_("Read the act"),
        why=_("Two people of each side sign before a case moves."),
    ),
)
pages.add(
    TaskKind.RUN_CASELOAD,
    Work(
        url="handovers:stage",
        about=SUBJECT,
        action="handovers.run",
        label=_("Open the stage"),
        why=_("All have signed; the stage is rehearsed and handed over."),
    ),
)
