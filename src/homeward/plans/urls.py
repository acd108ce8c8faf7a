from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import casepage
from homeward.cases.choices import Stage
from homeward.core import navigation
from homeward.plans.views import (
    agreeing,
    commission,
    composing,
    goals,
    lines,
    planning,
    templates,
    versions,
    voting,
)
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import CASE as OF_THE_CASE
from homeward.tasks.pages import Work

app_name = "plans"

CASE = "cases/<uuid:case_pk>/plan/"
GOAL = f"{CASE}goals/<uuid:goal_pk>/"
SESSION = "commission/<int:pk>/"
PLAN = f"{SESSION}<uuid:plan_pk>/"
PROGRAMME = "plan-templates/<int:programme_pk>/"

urlpatterns = [
    path(CASE, planning.plan, name="plan"),
    path(f"{CASE}draft/", planning.draft, name="draft"),
    path(f"{CASE}goal/", planning.goal, name="goal"),
    path(f"{CASE}whole/", goals.whole, name="whole"),
    path(f"{CASE}goals/new/", goals.add, name="add_goal"),
    path(GOAL, goals.change, name="change_goal"),
    path(f"{GOAL}remove/", goals.remove, name="remove_goal"),
    path(f"{GOAL}reached/", goals.reached, name="reached"),
    path(f"{CASE}template/", goals.apply, name="apply_template"),
    path(f"{CASE}lines/new/", lines.add, name="add_line"),
    path(f"{CASE}lines/<uuid:pk>/", lines.change, name="line"),
    path(f"{CASE}lines/<uuid:pk>/remove/", lines.remove, name="remove_line"),
    path(f"{CASE}lines/<uuid:pk>/done/", planning.done, name="done"),
    path(f"{CASE}needs/", agreeing.needs, name="needs"),
    path(f"{CASE}feasibility/", agreeing.weigh, name="weigh"),
    path(f"{CASE}answer/", agreeing.answer, name="answer"),
    path(f"{CASE}answer/read/", agreeing.heard, name="heard"),
    path(f"{CASE}comments/<uuid:comment_pk>/", agreeing.settle, name="settle"),
    path(f"{CASE}send/", planning.submit, name="submit"),
    path(f"{CASE}conditions/<uuid:pk>/met/", planning.meet_condition, name="meet_condition"),
    path(f"{CASE}differences/", versions.differences, name="differences"),
    path(f"{CASE}paper/", versions.on_paper, name="paper"),
    path(f"{CASE}other-way/", versions.fall_back, name="fall_back"),
    path(f"{CASE}appeal/", versions.appeal, name="appeal"),
    path(f"{CASE}take-over/", versions.take_over, name="take_over"),
    path("commission/", commission.sessions, name="sessions"),
    path("commission/new/", commission.new_session, name="new_session"),
    path("commission/composition/", composing.composition, name="composition"),
    path("commission/composition/rules/", composing.new_rules, name="new_rules"),
    path("commission/composition/seats/new/", composing.new_seat, name="new_seat"),
    path("commission/composition/seats/<int:seat_pk>/end/", composing.end_seat, name="end_seat"),
    path("commission/composition/members/new/", composing.new_member, name="new_member"),
    path(
        "commission/composition/members/<int:member_pk>/end/",
        composing.end_member,
        name="end_member",
    ),
    path("commission/appeals/", voting.appeals, name="appeals"),
    path("commission/appeals/<uuid:appeal_pk>/hear/", voting.hear, name="hear"),
    path("commission/agenda/<uuid:plan_pk>/", voting.put_on_agenda, name="put_on_agenda"),
    path(SESSION, commission.session, name="session"),
    path(f"{SESSION}attendance/", voting.attendance, name="attendance"),
    path(f"{SESSION}minutes/", voting.minutes, name="minutes"),
    path(f"{SESSION}close/", commission.close_session, name="close_session"),
    path(f"{PLAN}decide/", commission.decide, name="decide"),
    path(f"{PLAN}votes/<int:attendance_pk>/", voting.vote, name="vote"),
    path(f"{PLAN}votes/<int:attendance_pk>/step-out/", voting.recuse, name="recuse"),
    path("plan-templates/", templates.index, name="template_programmes"),
    path(PROGRAMME, templates.of_programme, name="templates"),
    path(f"{PROGRAMME}new/", templates.new_template, name="new_template"),
    path(f"{PROGRAMME}grid/", templates.new_grid, name="new_grid"),
    path(
        "plan-templates/versions/<int:plantemplate_pk>/end/",
        templates.end_template,
        name="end_template",
    ),
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

pages.add(
    TaskKind.ANSWER_PERSON,
    Work(
        "plans:plan", OF_THE_CASE, "plans.draft", _("Open the plan"),
        _("The person said something on the plan, or does not agree to it."),
    ),
)  # fmt: skip
pages.add(
    TaskKind.TAKE_OVER_PLAN,
    Work(
        "plans:plan", OF_THE_CASE, "plans.take_over", _("Open the plan"),
        _("The commission approved the plan and named you to carry it out."),
    ),
)  # fmt: skip
pages.add(
    TaskKind.HEAR_APPEAL,
    Work(
        "plans:appeals", "", "plans.hold_sessions", _("Open the appeals"),
        _("A family appeals against the rejection of its plan."),
    ),
)  # fmt: skip
