"""The commission's sessions: agenda, plan and decision side by side."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.cases.choices import FactKind
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence, NextStep
from homeward.core.refusals import Refused
from homeward.persons import queries as persons
from homeward.plans import actions, queries
from homeward.plans.choices import Outcome, PlanStatus
from homeward.plans.forms import DecisionForm, SessionForm
from homeward.plans.models import Plan, Session
from homeward.plans.queries import AgendaItem
from homeward.plans.views import shown

PAGE = 25
# What helps to weigh a plan. Health, protection and former status are not among it.
WEIGHED = (
    FactKind.DESTINATION,
    FactKind.WISHES,
    FactKind.BUSINESS,
    FactKind.TRADE,
    FactKind.TRAINING,
)


@page("plans.read_sessions", purpose=Purpose.DECISION)
def sessions(request: Request) -> HttpResponse:
    commission = request.user.organisation_of_rows
    listed = Paginator(queries.sessions_of(commission.pk), PAGE)
    waiting = list(queries.waiting_for(commission))
    titles = cases.titles([plan.case for plan in waiting])
    context = {
        "section": "commission",
        "commission": commission,
        "page": listed.get_page(request.GET.get("page")),
        "waiting": [(plan, titles[plan.case_id]) for plan in waiting],
        "may_hold": can(request.user, "plans.hold_sessions"),
        "today": timezone.localdate(),
    }
    return render(request, "plans/sessions.html", context)


@page("plans.hold_sessions", purpose=Purpose.DECISION)
def new_session(request: Request) -> HttpResponse:
    form = SessionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        opened = actions.open_session(
            held_on=said["held_on"], place=said["place"], by=request.user, at=timezone.now()
        )
        text = _("Session %(number)s is open. Case managers can send plans to it.")
        messages.success(request, text % {"number": opened.number})
        return redirect("plans:session", opened.pk)
    context = {"section": "commission", "form": form}
    return render(request, "plans/new_session.html", context, status=409 if form.errors else 200)


@page("plans.read_sessions", purpose=Purpose.DECISION)
def session(request: Request, pk: int) -> HttpResponse:
    return _show(request, _session(request, pk), wanted=request.GET.get("plan", ""))


@page("plans.decide", purpose=Purpose.DECISION)
@require_POST
def decide(request: Request, pk: int, plan_pk: UUID) -> HttpResponse:
    held = _session(request, pk)
    plan = get_object_or_404(Plan.objects.select_related("case", "owner_org"), pk=plan_pk)
    form = _form(plan, held, request.POST)
    reasons: list[Any] = []
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.decide(
                plan,
                held,
                Outcome(said["outcome"]),
                reason=said["reason"],
                remark=said["remark"],
                conditions=form.conditions(),
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _told(Outcome(said["outcome"])))
            return redirect("plans:session", held.pk)
    return _show(request, held, wanted=str(plan_pk), form=form, reasons=reasons)


@page("plans.hold_sessions", purpose=Purpose.DECISION)
def close_session(request: Request, pk: int) -> HttpResponse:
    held = _session(request, pk)
    reasons: list[Any] = []
    if request.method == "POST":
        try:
            actions.close_session(held, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("The session is closed."))
            return redirect("plans:sessions")
    context = {
        "section": "commission",
        "title": _("Close session %(number)s?") % {"number": held.number},
        "consequences": [Consequence(_("No plan can be sent to it or decided in it any more."))],
        "form": BaseForm(),
        "reasons": reasons,
        "danger": _("Close the session"),
        "cancel": _("Keep it open"),
        "cancel_url": reverse("plans:session", args=[held.pk]),
    }
    return render(request, "core/confirm.html", context, status=409 if reasons else 200)


def _told(outcome: Outcome) -> str:
    if outcome == Outcome.APPROVED:
        return _("Plan approved. The case manager begins the support.")
    return _("Decision recorded. The case manager is asked to mend the plan.")


def _session(request: Request, pk: int) -> Session:
    """Sessions carry no person's data; another commission's is simply another's page."""
    return get_object_or_404(
        Session.objects.select_related("commission"), pk=pk, commission=request.user.organisation_id
    )


def _show(
    request: Request,
    held: Session,
    *,
    wanted: str,
    form: DecisionForm | None = None,
    reasons: Any = None,
) -> HttpResponse:
    agenda = queries.agenda(held)
    current = _current(agenda, wanted)
    waiting = [item for item in agenda if item.plan.status == PlanStatus.SUBMITTED]
    context: dict[str, Any] = {
        "section": "commission",
        "session": held,
        "agenda": [_row(item, current) for item in agenda],
        "decided": len(agenda) - len(waiting),
        "all": len(agenda),
        "reasons": reasons,
        "may_close": held.closed_at is None and not waiting,
    }
    if current:
        context |= _of_item(request, held, current, form, position=agenda.index(current) + 1)
    refused = reasons or (form and form.errors)
    return render(request, "plans/session.html", context, status=409 if refused else 200)


def _current(agenda: list[AgendaItem], wanted: str) -> AgendaItem | None:
    """The plan asked for; else the first that waits; else the first."""
    if wanted:
        found = next((item for item in agenda if str(item.plan.pk) == wanted), None)
        if found is None:
            raise Http404
        return found
    waiting = (item for item in agenda if item.plan.status == PlanStatus.SUBMITTED)
    return next(waiting, agenda[0] if agenda else None)


def _row(item: AgendaItem, current: AgendaItem | None) -> dict[str, Any]:
    is_current = item is current
    if item.decision:
        kind, text = shown.outcome(item.decision)
        if count := len(item.decision.conditions.all()):
            some = ngettext(
                "%(text)s, %(count)d condition", "%(text)s, %(count)d conditions", count
            )
            text = some % {"text": text, "count": count}
    elif is_current:
        kind, text = "now", _("Now")
    else:
        kind, text = "wait", _("Waits for its decision")
    return {"item": item, "is_current": is_current, "kind": kind, "text": text}


def _of_item(
    request: Request, held: Session, item: AgendaItem, form: DecisionForm | None, *, position: int
) -> dict[str, Any]:
    plan = item.plan
    lines = queries.lines(plan)
    ceilings = queries.ceilings_kept(plan) if plan.package else None
    may_decide = (
        plan.status == PlanStatus.SUBMITTED
        and plan.session_id == held.pk
        and held.closed_at is None
        and can(request.user, "plans.decide")
    )
    return {
        "plan": plan,
        "title": item.title,
        "members": persons.members(plan.case.household_id),
        "facts": _facts(plan),
        "groups": shown.groups(lines),
        "totals": shown.totals(lines, ceilings),
        "currency": shown.currency(lines, plan),
        "package": plan.package,
        "decisions": [(d, *shown.outcome(d)) for d in queries.decisions(plan)],
        "form": (form or _form(plan, held)) if may_decide else None,
        "step": _step(held, item, position) if may_decide else None,
    }


def _facts(plan: Plan) -> list[tuple[Any, str]]:
    known = {k.fact.kind: k.fact.value for k in cases.known_facts(plan.case)}
    return [(kind.label, known.get(kind, "")) for kind in WEIGHED]


def _form(plan: Plan, held: Session, data: Any = None) -> DecisionForm:
    return DecisionForm(data, holders=[plan.owner_org, held.commission])


def _step(held: Session, item: AgendaItem, position: int) -> NextStep:
    sent = item.plan.submitted_at
    days = (timezone.localdate() - timezone.localdate(sent)).days if sent else 0
    waited = ngettext("It has waited %(days)d day.", "It has waited %(days)d days.", days)
    return NextStep(
        _("Decide on the plan: %(title)s") % {"title": item.title},
        why=waited % {"days": days} if days else _("It was sent today."),
        holder=str(held.commission),
        due=held.held_on,
        url="#dec",
        label=_("Go to the decision"),
        mine=True,
    )
