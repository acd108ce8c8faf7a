"""The plan of a case: drafted, changed and sent by the case manager."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.patterns import NextStep
from homeward.core.refusals import Refused
from homeward.plans import actions, queries, rules
from homeward.plans.choices import LineStatus, PlanStatus
from homeward.plans.forms import GoalForm, SubmitForm
from homeward.plans.models import Condition, Plan, PlanLine
from homeward.plans.views import shown
from homeward.tasks import queries as tasks
from homeward.tasks.choices import TaskKind

OF_A_PLAN = {
    TaskKind.DRAFT_PLAN,
    TaskKind.DECIDE_PLAN,
    TaskKind.MEND_PLAN,
    TaskKind.MEET_CONDITION,
    TaskKind.START_SUPPORT,
}
# Where on the page a wait is ended.
WAY_ON = {
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
    try:
        actions.draft(case, goal=goal, by=request.user, at=timezone.now())
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


def _case(pk: UUID) -> Case:
    return get_object_or_404(
        Case.objects.select_related("programme", "accountable_org", "worker", "origin_country"),
        pk=pk,
    )


def _plan(case: Case) -> Plan:
    found = queries.of_case(case)
    return found if found else get_object_or_404(Plan, case=case)


def _show(request: Request, case: Case, *, reasons: Any = None, **forms: Any) -> HttpResponse:
    # Read anew: what was refused has left no trace in the database, only on the object.
    standing = queries.of_case(case)
    context: dict[str, Any] = {
        "section": "cases",
        "case": case,
        "title": cases.titles([case])[case.pk],
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
        "checks": shown.checks(queries.submitting_facts(plan, None, on=on)) if is_draft else [],
        "decisions": [(d, *shown.outcome(d)) for d in queries.decisions_on(case)],
        "step": _step(request, case, plan, has_lines=bool(lines)),
        "my_org": request.user.organisation_id,
        "may_meet": can(request.user, "plans.meet_condition"),
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
    if mine and plan.status == PlanStatus.DRAFT:
        ready = has_lines and can(request.user, "plans.submit")
        title = _("Send the plan to the commission") if ready else _("Add the lines of the plan")
        url, label = ("#send", _("Choose the session")) if ready else ("#lines", _("To the lines"))
    elif mine and plan.status in rules.SENDABLE:
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
