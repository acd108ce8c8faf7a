"""Plans of training: drafted from gaps, approved by the partner, met goal by goal."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.capacity import actions, queries
from homeward.capacity.choices import OPEN, PlanStatus
from homeward.capacity.forms import GoalForm, MeetForm, PlanForm
from homeward.capacity.models import TrainingGoal, TrainingPlan
from homeward.core.asking import ask, data_of
from homeward.core.patterns import NextStep
from homeward.core.refusals import Refused

SECTION = {"section": "capacity"}
PER_PAGE = 20
KINDS = {
    PlanStatus.DRAFT: "wait",
    PlanStatus.RETURNED: "soon",
    PlanStatus.PROPOSED: "now",
    PlanStatus.APPROVED: "ok",
}


@page("capacity.read")
def plans(request: Request) -> HttpResponse:
    status = request.GET.get("status", "")
    found = queries.plans()
    if status in PlanStatus.values:
        found = found.filter(status=status)
    part = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": part,
        "rows": [(plan, KINDS[PlanStatus(plan.status)]) for plan in part],
        "status": status,
        "statuses": PlanStatus.choices,
        "may_plan": can(request.user, "capacity.plan"),
    }
    return render(request, "capacity/plans.html", SECTION | context)


@page("capacity.plan")
def new_plan(request: Request) -> HttpResponse:
    """From an assessment, where one is named: its institution is the partner."""
    wanted = request.GET.get("from", "")
    source = queries.assessments().filter(pk=wanted).first() if _is_id(wanted) else None
    initial = {"organisation": source.organisation_id} if source else {}
    return ask(
        request, PlanForm(data_of(request), initial=initial),
        lambda given: actions.draft(
            **given, assessment=source, by=request.user, at=timezone.now()
        ),
        back=lambda made: reverse("capacity:plan", args=[made.pk]),
        done=_("Drafted. Add its goals, then propose it."),
        context=SECTION | {
            "title": _("Plan training for a partner"),
            "lead": _("The partner approves it before anything of it is due."),
            "back": reverse("capacity:plans"), "crumb": _("Plans of training"),
        },
    )  # fmt: skip


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@page("capacity.read")
def plan(request: Request, trainingplan_pk: UUID) -> HttpResponse:
    return _show(request, get_object_or_404(queries.plans(), pk=trainingplan_pk))


def _show(
    request: Request, held: TrainingPlan, *, reasons: Any = (), status: int = 200
) -> HttpResponse:
    user = request.user
    may = can(user, "capacity.plan")
    is_owner = may and held.owner_org_id == user.organisation_id
    is_partner = may and held.organisation_id == user.organisation_id
    # Whoever wrote it doesn't approve it.
    decides = (
        is_partner and held.status == PlanStatus.PROPOSED and held.written_by_id != user.pk
    )  # fmt: skip
    context = {
        "plan": held,
        "kind": KINDS[PlanStatus(held.status)],
        "goals": queries.goals(held),
        "gaps": queries.gaps(held.assessment) if held.assessment else [],
        "step": _step(held, is_owner=is_owner, is_partner=is_partner, decides=decides),
        "drafts": is_owner and held.status in OPEN,
        "decides": decides,
        "meets": (is_owner or is_partner) and held.status == PlanStatus.APPROVED,
        "reasons": reasons,
    }  # fmt: skip
    return render(request, "capacity/plan.html", SECTION | context, status=status)


def _step(
    held: TrainingPlan, *, is_owner: bool, is_partner: bool, decides: bool
) -> NextStep | None:
    if held.status in OPEN and is_owner:
        if not held.goals.exists():
            return NextStep(
                title=_("Add the first goal"),
                why=_("What is learned, by which posts, by when and who pays."),
                url=reverse("capacity:new_goal", args=[held.pk]), label=_("Add a goal"), mine=True,
            )  # fmt: skip
        return NextStep(
            title=_("Propose the plan to the partner"),
            why=_("The partner reads it and approves it, or sends it back."),
            url=reverse("capacity:propose", args=[held.pk]), label=_("Propose it"), mine=True,
            post=True,
        )  # fmt: skip
    if held.status == PlanStatus.PROPOSED:
        return NextStep(
            title=_("Read a plan of training and approve it"), due=held.from_on,
            holder=str(held.organisation), mine=decides,
            url=reverse("capacity:approve", args=[held.pk]) if decides else "",
            label=_("Approve it") if decides else "", post=decides,
        )  # fmt: skip
    if held.status != PlanStatus.APPROVED:
        return None
    return _goal_step(held, is_owner=is_owner, is_partner=is_partner)


def _goal_step(held: TrainingPlan, *, is_owner: bool, is_partner: bool) -> NextStep | None:
    """The goal that is due first, by whoever sees to it."""
    opened = list(held.goals.filter(met_on__isnull=True))
    if not opened:
        return NextStep(title=_("Every goal is met"), nothing=True)
    own = [one for one in opened if (is_partner if one.by_partner else is_owner)]
    goal = (own or opened)[0]
    holder = held.organisation if goal.by_partner else held.owner_org
    return NextStep(
        title=goal.text, why=goal.who, due=goal.by_when, mine=bool(own),
        holder=str(holder), label=_("Say what shows it") if own else "",
        url=reverse("capacity:goal", args=[goal.pk]) if own else "",
    )  # fmt: skip


def _move(request: Request, pk: UUID, act: Callable[..., None], done: str) -> HttpResponse:
    held = get_object_or_404(queries.plans(), pk=pk)
    try:
        act(held, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _show(request, held, reasons=refusal.reasons, status=409)
    messages.success(request, done)
    return redirect("capacity:plan", pk)


@page("capacity.plan")
@require_POST
def propose(request: Request, trainingplan_pk: UUID) -> HttpResponse:
    return _move(request, trainingplan_pk, actions.propose, _("Proposed to the partner."))


@page("capacity.plan")
@require_POST
def approve(request: Request, trainingplan_pk: UUID) -> HttpResponse:
    return _move(request, trainingplan_pk, actions.approve, _("Approved: its goals are due."))


@page("capacity.plan")
@require_POST
def send_back(request: Request, trainingplan_pk: UUID) -> HttpResponse:
    return _move(request, trainingplan_pk, actions.send_back, _("Sent back."))


@page("capacity.plan")
def new_goal(request: Request, trainingplan_pk: UUID) -> HttpResponse:
    held = get_object_or_404(queries.plans(), pk=trainingplan_pk)
    form = GoalForm(data_of(request), on=timezone.localdate())
    back = reverse("capacity:plan", args=[held.pk])
    return ask(
        request, form,
        lambda _given: actions.add_goal(held, form.given(), by=request.user, at=timezone.now()),
        back=back, done=_("Added."),
        context=SECTION | {
            "title": _("Add a goal"), "crumb": held.title, "save": _("Add it"),
            "lead": _("What is learned, by which posts, by when and who pays."),
        },
    )  # fmt: skip


@page("capacity.plan")
@require_POST
def remove_goal(request: Request, traininggoal_pk: UUID) -> HttpResponse:
    held = get_object_or_404(TrainingGoal.objects.select_related("plan"), pk=traininggoal_pk)
    return _move(
        request, held.plan_id,
        lambda _plan, by, at: actions.remove_goal(held, by=by, at=at), _("Taken away."),
    )  # fmt: skip


@page("capacity.plan")
def goal(request: Request, traininggoal_pk: UUID) -> HttpResponse:
    held = get_object_or_404(TrainingGoal.objects.select_related("plan"), pk=traininggoal_pk)
    return ask(
        request, MeetForm(data_of(request)),
        lambda given: actions.meet(held, given["note"], by=request.user, at=timezone.now()),
        back=reverse("capacity:plan", args=[held.plan_id]), done=_("The goal is met."),
        context=SECTION | {
            "title": held.text, "crumb": held.plan.title, "save": _("It is met"),
            "lead": _("Who is trained: %(who)s") % {"who": held.who},
        },
    )  # fmt: skip
