"""The plan of a case: drafted, changed and sent by the case manager."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases.models import Case
from homeward.core.patterns import NextStep
from homeward.core.refusals import Refused
from homeward.plans import actions, queries, rules
from homeward.plans.choices import LineStatus, PlanStatus
from homeward.plans.forms import GoalForm, SubmitForm
from homeward.plans.models import Condition, Plan, PlanLine
from homeward.plans.views import shown
from homeward.plans.views.base import case_of as _case
from homeward.plans.views.base import context_of
from homeward.plans.views.base import plan_of as _plan
from homeward.tasks import queries as tasks
from homeward.tasks.choices import TaskKind

OF_A_PLAN = {
    TaskKind.ANSWER_PERSON,
    TaskKind.TAKE_OVER_PLAN,
    TaskKind.DRAFT_PLAN,
    TaskKind.DECIDE_PLAN,
    TaskKind.MEND_PLAN,
    TaskKind.MEET_CONDITION,
    TaskKind.START_SUPPORT,
}
# Where on the page a wait is ended.
WAY_ON = {
    TaskKind.ANSWER_PERSON: ("#said", gettext_lazy("To what was said")),
    TaskKind.TAKE_OVER_PLAN: ("#partner", gettext_lazy("To the decision")),
    TaskKind.MEET_CONDITION: ("#decision-1", gettext_lazy("To the condition")),
    TaskKind.START_SUPPORT: ("#lines", gettext_lazy("To the lines")),
    TaskKind.MEND_PLAN: ("#anew", gettext_lazy("Change the plan")),
}


@page("plans.read")
def plan(request: Request, case_pk: UUID) -> HttpResponse:
    return _show(request, _case(case_pk))


@page("plans.draft")
@require_POST
def draft(request: Request, case_pk: UUID) -> HttpResponse:
    case = _case(case_pk)
    form = GoalForm(request.POST)
    goal = form.cleaned_data["goal"] if form.is_valid() else ""
    why = request.POST.get("why", "")[:500]
    try:
        actions.draft(case, goal=goal, why=why, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _show(request, case, reasons=refusal.reasons, goal_form=form)
    messages.success(request, _("Draft begun. Add its lines, then send it to the commission."))
    return redirect("plans:plan", case.pk)


@page("plans.draft")
@require_POST
def goal(request: Request, case_pk: UUID) -> HttpResponse:
    case = _case(case_pk)
    form = GoalForm(request.POST)
    if not form.is_valid():
        return _show(request, case, goal_form=form)
    try:
        actions.change_goal(
            _plan(case), form.cleaned_data["goal"], by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return _show(request, case, reasons=refusal.reasons, goal_form=form)
    messages.success(request, _("Goal saved."))
    return redirect("plans:plan", case.pk)


@page("plans.submit")
@require_POST
def submit(request: Request, case_pk: UUID) -> HttpResponse:
    case = _case(case_pk)
    now = timezone.now()
    form = SubmitForm(request.POST, sessions=queries.sessions_to_come(timezone.localdate()))
    session = form.cleaned_data["session"] if form.is_valid() else None
    try:
        sent = actions.submit(_plan(case), session, by=request.user, at=now)
    except Refused as refusal:
        return _show(request, case, reasons=refusal.reasons, submit_form=form)
    text = _("Plan sent to %(commission)s. It decides in session %(number)s.")
    messages.success(
        request,
        text
        % {"commission": sent.commission, "number": sent.session.number if sent.session else ""},
    )
    return redirect("plans:plan", case.pk)


@page("plans.meet_condition")
@require_POST
def meet_condition(request: Request, case_pk: UUID, pk: UUID) -> HttpResponse:
    case = _case(case_pk)
    condition = get_object_or_404(
        Condition.objects.select_related("decision__plan"), pk=pk, decision__plan__case=case
    )
    now = timezone.now()
    try:
        actions.meet_condition(condition, on=timezone.localdate(), by=request.user, at=now)
    except Refused as refusal:
        return _show(request, case, reasons=refusal.reasons)
    messages.success(request, _("The condition is met. The commission sees it at once."))
    return redirect("plans:plan", case.pk)


@page("plans.draft")
@require_POST
def done(request: Request, case_pk: UUID, pk: UUID) -> HttpResponse:
    case = _case(case_pk)
    line = get_object_or_404(PlanLine.objects.select_related("plan"), pk=pk, plan__case=case)
    try:
        actions.mark_line(line, LineStatus.DONE, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _show(request, case, reasons=refusal.reasons)
    messages.success(request, _("%(line)s: done.") % {"line": line.title})
    return redirect("plans:plan", case.pk)


def _show(request: Request, case: Case, *, reasons: Any = None, **forms: Any) -> HttpResponse:
    # Read anew: what was refused has left no trace in the database, only on the object.
    standing = queries.of_case(case)
    context: dict[str, Any] = {
        **context_of(case),
        "plan": standing,
        "reasons": reasons,
        "goal_form": forms.get("goal_form")
        or GoalForm(initial={"goal": standing.goal if standing else ""}),
        "may_draft": _may_draft(request, case),
    }
    if standing:
        context |= _of_plan(request, case, standing, submit_form=forms.get("submit_form"))
    refused = reasons or any(form.errors for form in forms.values() if form.is_bound)
    return render(request, "plans/plan.html", context, status=409 if refused else 200)


def _may_draft(request: Request, case: Case) -> bool:
    facts = queries.drafting_facts(case, by=request.user)
    return can(request.user, "plans.draft") and not rules.reasons_not_to_draft(facts)


def _of_plan(request: Request, case: Case, plan: Plan, *, submit_form: Any) -> dict[str, Any]:
    on = timezone.localdate()
    lines = queries.lines(plan)
    is_draft = plan.status == PlanStatus.DRAFT
    most = queries.ceiling(case, on=on) if is_draft else None
    if is_draft:
        package, ceilings = (most.package, most.amounts) if most else (None, None)
    else:
        package = plan.package
        ceilings = queries.ceilings_kept(plan) if package else None
    mine = can(request.user, "plans.draft") and plan.owner_org_id == request.user.organisation_id
    sendable = mine and can(request.user, "plans.submit") and plan.status in rules.SENDABLE
    sessions = queries.sessions_to_come(on)
    return {
        "groups": shown.groups(lines),
        "totals": shown.totals(lines, ceilings),
        "currency": shown.currency(lines, plan) or (package.currency if package else ""),
        "package": package,
        "status_kind": shown.PLAN_STATUS[PlanStatus(plan.status)],
        "is_draft": is_draft,
        "may_change": mine and is_draft and case.is_open,
        "may_mark": mine and plan.status == PlanStatus.APPROVED,
        "submit_form": (submit_form or SubmitForm(sessions=sessions)) if sendable else None,
        "has_sessions": sessions.exists(),
        **_of_the_person(request, plan, lines),
        **_of_the_way(request, case, plan),
        "checks": shown.checks(queries.submitting_facts(plan, None, on=on)) if is_draft else [],
        "decisions": [(d, *shown.outcome(d)) for d in queries.decisions_on(case)],
        "step": _step(request, case, plan, has_lines=bool(lines)),
        "my_org": request.user.organisation_id,
        "may_meet": can(request.user, "plans.meet_condition"),
    }


def _of_the_person(request: Request, plan: Plan, lines: list[PlanLine]) -> dict[str, Any]:
    """Goals, what the person said, health needs, the grid, and what is not said yet."""
    on = timezone.localdate()
    goals = queries.goals(plan)
    answers = queries.answers(plan)
    return {
        "goals": goals,
        "lacking": queries.lacking(
            plan, topics=[g.topic for g in goals], horizons=[line.horizon for line in lines]
        ),
        "answers": answers[::-1],
        "is_agreed": rules.is_agreed(
            [(a.answer, a.revision) for a in answers], revision=plan.revision
        ),
        "comments": queries.comments(plan),
        "needs": queries.needs(plan) if can(request.user, "plans.answer_needs") else [],
        "weighed": queries.weighed(plan, on=on),
        "known": shown.known(plan.case),
    }


def _of_the_way(request: Request, case: Case, plan: Plan) -> dict[str, Any]:
    """Where the plan goes from here: its fallback, an appeal, the partner that is named."""
    user = request.user
    mine = plan.owner_org_id == user.organisation_id
    decision = plan.decisions.select_related("implementer").order_by("at").last()
    named = decision.implementer if decision and plan.status == PlanStatus.APPROVED else None
    taken = queries.taken_over(plan) if named else None
    rejected = queries.rejection(plan) if plan.status == PlanStatus.REJECTED else None
    return {
        "may_fall_back": mine and can(user, "plans.draft") and queries.is_to_fall_back_on(plan),
        "may_settle": mine and can(user, "plans.draft"),
        "may_answer": mine and can(user, "plans.record_answer") and plan.status in rules.SENDABLE,
        "appeal": queries.appeal_of(plan),
        "may_appeal": mine and can(user, "plans.appeal") and rejected is not None,
        "appeal_until": queries.appeal_until(rejected) if rejected else None,
        "named": named if named and named.pk != plan.owner_org_id else None,
        "taken": taken,
        "may_take_over": named is not None
        and taken is None
        and named.pk == user.organisation_id != plan.owner_org_id
        and can(user, "plans.take_over"),
        "moves": queries.moves(plan),
        "languages": settings.LANGUAGES,
        "has_versions": plan.version > 1,
    }


def _step(request: Request, case: Case, plan: Plan, *, has_lines: bool) -> NextStep | None:
    """The wait that is open on the plan: who holds it and until when stands in the task."""
    task = next((t for t in tasks.open_of_case(case.pk) if t.kind in OF_A_PLAN), None)
    if task is None:
        return None
    mine = task.holder_id == request.user.pk or (
        task.holder_id is None and task.holder_org_id == request.user.organisation_id
    )
    title, (url, label) = task.get_kind_display(), WAY_ON.get(TaskKind(task.kind), ("", ""))
    if mine and task.kind == TaskKind.DRAFT_PLAN and plan.status == PlanStatus.DRAFT:
        title, url, label = _drafting_step(request, plan, has_lines=has_lines)
    elif mine and task.kind == TaskKind.MEND_PLAN and plan.status in rules.SENDABLE:
        url, label = "#send", _("Choose a later session")
    return NextStep(
        title,
        why=task.note,
        holder=str(_("You") if mine else task.holder or task.holder_org),
        due=task.due_on,
        url=url if mine else "",
        label=label,
        mine=mine,
        waiting_for="" if mine else str(task.holder_org),
    )


def _drafting_step(request: Request, plan: Plan, *, has_lines: bool) -> tuple[str, str, str]:
    """Lines first, then the person's yes, then the commission."""
    if not has_lines:
        return _("Add the lines of the plan"), "#lines", _("To the lines")
    if not queries.is_agreed(plan):
        url = reverse("plans:answer", args=[plan.case_id])
        return _("Go through the plan with the person"), url, _("Write down their answer")
    if can(request.user, "plans.submit"):
        return _("Send the plan to the commission"), "#send", _("Choose the session")
    return _("The plan is ready to be sent"), "#lines", _("To the lines")
