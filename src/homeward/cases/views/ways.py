"""The way of a case: its stages, who answers for it, and what may be done with it next."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import actions, conditions, queries, rules, way_forms
from homeward.cases.choices import Stage
from homeward.cases.models import Case
from homeward.cases.queries import applications, ways
from homeward.cases.views.acting import case_form, show
from homeward.programmes.choices import StageCondition
from homeward.programmes.queries import ways as programme_ways
from homeward.programmes.rules.ways import next_stages

APPLICATION_MARKS = {
    "submitted": "wait", "more_asked": "soon", "eligible": "ok", "not_eligible": "no",
    "withdrawn": "shut",
}  # fmt: skip
TRANSFER_MARKS = {"asked": "wait", "accepted": "ok", "declined": "no", "withdrawn": "shut"}
CONFIRMATION_MARKS = {"asked": "wait", "confirmed": "ok", "denied": "no", "expired": "soon"}


def case_of(pk: UUID) -> Case:
    return get_object_or_404(
        Case.objects.select_related(
            "programme", "way__programme", "accountable_org", "owner_org", "worker", "earlier",
            "host_country", "origin_country",
        ),
        pk=pk,
    )  # fmt: skip


@page("cases.read")
def way(request: Request, pk: UUID) -> HttpResponse:
    """The stages and their conditions; who answered for the case when; what was asked of whom."""
    case = case_of(pk)
    return show(
        request, case, "cases/way.html",
        stands=ways.bar(case, queries.stage_changes(case)),
        leads_to=_leads_to(case, request.user),
        periods=ways.accountable_of(case),
        transfers=[(one, TRANSFER_MARKS[one.status]) for one in ways.transfers_of(case)],
        confirmations=[
            (one, CONFIRMATION_MARKS[one.status]) for one in ways.confirmations_of(case)
        ],
        applications=[
            (one, APPLICATION_MARKS[one.status]) for one in applications.applications_of(case)
        ],
        earlier=ways.earlier_of(case.household_id, than=case),
        joinings=list(case.joinings.select_related("by", "undone_by")),
        is_unnamed=_is_unnamed(case),
        last_day=ways.last_day_to_apply(case),
        may=_may(case, request.user),
    )  # fmt: skip


def _may(case: Case, user: User) -> dict[str, bool]:
    accountable = case.is_open and case.accountable_org_id == user.organisation_id
    return {
        "move": accountable and can(user, "cases.move"),
        "transfer": accountable and can(user, "cases.transfer"),
        "assign": accountable and can(user, "cases.assign"),
        "apply": accountable and can(user, "cases.apply") and case.stage == Stage.APPLICATION,
        "read_applications": can(user, "cases.read_applications"),
        "ask_host": accountable and can(user, "cases.ask_host") and case.way.kind == "retroactive",
        "name": accountable and can(user, "cases.name"),
        "undo": can(user, "cases.undo_joining"),
        "open": can(user, "cases.open") and not case.is_open,
    }


def _is_unnamed(case: Case) -> bool:
    return any(
        not person.full_name for person in applications.people_of(case)
        if person.pk == case.person_id
    )  # fmt: skip


def _leads_to(case: Case, user: User) -> list[tuple[Any, list[tuple[Any, bool]], bool]]:
    """Each stage that may follow, with its conditions as they stand, and whether it is ours."""
    if not case.is_open:
        return []
    stages = programme_ways.stages_of(case.way_id)
    here = next((each for each in stages if each.stage == case.stage), None)
    possible = next_stages([Stage(each.stage) for each in stages], Stage(case.stage))
    found = []
    for each in stages:
        if each.stage not in possible or each.stage == Stage.CLOSURE:
            continue
        asked = [*(here.to_leave if here else []), *each.to_enter]
        missing = {one.value for one in conditions.unmet(case, asked)}
        lines = [(StageCondition(code).label, code not in missing) for code in dict.fromkeys(asked)]
        by_hand = not rules.reasons_not_to_move(
            is_open=True,
            is_accountable=case.accountable_org_id == user.organisation_id,
            here=Stage(case.stage),
            to=Stage(each.stage),
        )
        found.append((each, lines, by_hand))
    return found


@page("cases.move")
def move(request: Request, pk: UUID) -> HttpResponse:
    """To a stage that a worker may choose; the others begin with an act of their own."""
    case = case_of(pk)
    offered = [
        (str(stage.stage), str(stage))
        for stage, _lines, by_hand in _leads_to(case, request.user)
        if by_hand
    ]
    form = way_forms.MoveForm(request.POST or None, stages=offered)
    return case_form(
        request, case, form,
        lambda: actions.move_on(
            case, Stage(form.cleaned_data["to"]), by=request.user, at=timezone.now()
        ),
        done=_("The case is at its next stage."),
        to=lambda _case: reverse("cases:way", args=[pk]),
        heading=_("Go on to the next stage"),
        lead=_("Every condition that the way of this case names is asked again."),
        save=_("Go on"),
        back=reverse("cases:way", args=[pk]),
    )  # fmt: skip
