from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import casepage
from homeward.cases.choices import Stage
from homeward.core import navigation
from homeward.plans.views import commission, lines, planning

app_name = "plans"

CASE = "cases/<uuid:case_pk>/plan/"

urlpatterns = [
    path(CASE, planning.plan, name="plan"),
    path(f"{CASE}draft/", planning.draft, name="draft"),
    path(f"{CASE}goal/", planning.goal, name="goal"),
    path(f"{CASE}lines/new/", lines.add, name="add_line"),
    path(f"{CASE}lines/<uuid:pk>/", lines.change, name="line"),
    path(f"{CASE}lines/<uuid:pk>/remove/", lines.remove, name="remove_line"),
    path(f"{CASE}lines/<uuid:pk>/done/", planning.done, name="done"),
    path(f"{CASE}send/", planning.submit, name="submit"),
    path(f"{CASE}conditions/<uuid:pk>/met/", planning.meet_condition, name="meet_condition"),
    path("commission/", commission.sessions, name="sessions"),
    path("commission/new/", commission.new_session, name="new_session"),
    path("commission/<int:pk>/", commission.session, name="session"),
    path("commission/<int:pk>/close/", commission.close_session, name="close_session"),
    path("commission/<int:pk>/<uuid:plan_pk>/decide/", commission.decide, name="decide"),
]

navigation.add(
    navigation.IMPLEMENTATION,
    navigation.Item(
        label=_("Commission"),
        url="plans:sessions",
        icon="gavel",
        action="plans.read_sessions",
        section="commission",
    ),
)
BEFORE = {
    Stage.COUNSELLING,
    Stage.APPLICATION,
    Stage.DECISION,
    Stage.DEPARTURE,
    Stage.TRAVEL,
    Stage.ARRIVAL,
}

casepage.add(
    casepage.Tab(
        label=_("Plan"),
        url="plans:plan",
        action="plans.read",
        key="plan",
        place=30,
        when=lambda case, _user: case.stage not in BEFORE,
    )
)
