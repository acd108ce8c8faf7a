"""The plan as a whole, its goals with their measures, and templates that fill it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.plans import actions, queries
from homeward.plans.choices import Reached
from homeward.plans.forms import (
    OF_A_GOAL,
    OF_THE_WHOLE,
    ApplyForm,
    MeasuredGoalForm,
    ReachedForm,
    WholeForm,
)
from homeward.plans.models import Goal
from homeward.plans.views.base import case_of, form_page, plan_of


@page("plans.draft")
def whole(request: Request, case_pk: UUID) -> HttpResponse:
    case = case_of(case_pk)
    plan = plan_of(case)
    form = WholeForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(plan, name) for name in OF_THE_WHOLE},
    )

    def save() -> None:
        actions.change_plan(plan, by=request.user, at=timezone.now(), **form.cleaned_data)

    return form_page(
        request, case, form, save, done=_("Saved."), heading=_("The plan as a whole"),
        lead=_("The first way into a livelihood, what comes if it fails, and help for longer."),
    )  # fmt: skip


@page("plans.draft")
def add(request: Request, case_pk: UUID) -> HttpResponse:
    case = case_of(case_pk)
    plan = plan_of(case)
    form = MeasuredGoalForm(request.POST if request.method == "POST" else None)

    def save() -> None:
        actions.add_goal(plan, by=request.user, at=timezone.now(), **form.cleaned_data)

    return form_page(
        request, case, form, save, done=_("Goal added."), heading=_("Add a goal"),
        lead=_("What is to be better, and how one will see it."),
    )  # fmt: skip


@page("plans.draft")
def change(request: Request, case_pk: UUID, goal_pk: UUID) -> HttpResponse:
    case = case_of(case_pk)
    goal = _goal(goal_pk, case_pk)
    form = MeasuredGoalForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(goal, name) for name in OF_A_GOAL},
    )

    def save() -> None:
        actions.change_measured_goal(
            goal, by=request.user, at=timezone.now(), **form.cleaned_data
        )  # fmt: skip

    return form_page(
        request, case, form, save, done=_("Goal saved."), heading=_("Change the goal"),
        remove_url=reverse("plans:remove_goal", args=[case.pk, goal.pk]),
        remove=_("Remove the goal"),
    )  # fmt: skip


@page("plans.draft")
def remove(request: Request, case_pk: UUID, goal_pk: UUID) -> HttpResponse:
    case = case_of(case_pk)
    goal = _goal(goal_pk, case_pk)
    form = BaseForm(request.POST if request.method == "POST" else None)

    def save() -> None:
        actions.remove_goal(goal, by=request.user, at=timezone.now())

    heading = _("Remove the goal: %(goal)s?") % {"goal": goal.text}
    return form_page(
        request, case, form, save, done=_("Goal removed."), template="core/confirm.html",
        title=heading, danger=_("Remove the goal"), cancel=_("Keep it"),
        cancel_url=reverse("plans:plan", args=[case.pk]),
        consequences=[
            Consequence(_("Its lines stay in the plan, without a goal.")),
            Consequence(_("The person's agreement is needed anew.")),
        ],
    )  # fmt: skip


@page("plans.draft")
def reached(request: Request, case_pk: UUID, goal_pk: UUID) -> HttpResponse:
    case = case_of(case_pk)
    goal = _goal(goal_pk, case_pk)
    form = ReachedForm(
        request.POST if request.method == "POST" else None,
        initial={"reached": goal.reached, "note": goal.reached_note},
    )

    def save() -> None:
        said = form.cleaned_data
        actions.say_reached(
            goal, Reached(said["reached"]), note=said["note"], on=timezone.localdate(),
            by=request.user, at=timezone.now(),
        )  # fmt: skip

    return form_page(
        request, case, form, save, done=_("Saved."), heading=_("Was the goal reached?"),
        lead=goal.text,
    )  # fmt: skip


@page("plans.draft")
def apply(request: Request, case_pk: UUID) -> HttpResponse:
    """The programme's templates by their levels; one of them is copied into the draft."""
    case = case_of(case_pk)
    plan = plan_of(case)
    found = queries.templates_of(case.programme, on=timezone.localdate())
    form = ApplyForm(request.POST if request.method == "POST" else None, templates=found)

    def save() -> None:
        actions.apply_template(
            plan, form.cleaned_data["template"], by=request.user, at=timezone.now()
        )

    return form_page(
        request, case, form, save, done=_("Copied. Adjust the goals and lines to the family."),
        template="plans/apply.html", heading=_("Begin from a template"), templates=found,
        lead=_("Its goals and lines are copied. From then on they are the plan's own."),
    )  # fmt: skip


def _goal(pk: UUID, case_pk: UUID) -> Goal:
    return get_object_or_404(Goal.objects.select_related("plan"), pk=pk, plan__case=case_pk)
