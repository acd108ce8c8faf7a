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
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence, NextStep, ReasonLine
from homeward.core.refusals import Refused
from homeward.persons import queries as persons
from homeward.plans import actions, queries, rules
from homeward.plans.choices import DecidesBy, Outcome, PlanStatus, Voice
from homeward.plans.forms import DecisionForm, SessionForm, VoteForm
from homeward.plans.models import Attendance, Plan, PlanLine, Session
from homeward.plans.queries import AgendaItem, Sitting
from homeward.plans.views import shown

PAGE = 25


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
        "rules": queries.rules_on(commission.pk, timezone.localdate()),
        "appeals": queries.appeals_of(commission).filter(decided_at__isnull=True).count(),
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
                implementer=form.implementer_named(),
                has_consensus=bool(said.get("has_consensus")),
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
    waiting = [item for item in agenda if _waits_in(held, item)]
    sitting = queries.sitting(held, current.plan if current else None)
    keeps = queries.keeps_the_book(request.user)
    context: dict[str, Any] = {
        "section": "commission",
        "session": held,
        "agenda": [_row(item, current) for item in agenda],
        "decided": len(agenda) - len(waiting),
        "all": len(agenda),
        "reasons": reasons,
        "may_close": held.closed_at is None and not waiting and keeps,
        "may_keep": keeps and held.closed_at is None,
        "sitting": sitting,
        "bench_reasons": rules.reasons_not_to_sit(sitting.bench) if sitting else [],
    }
    if current:
        position = agenda.index(current) + 1
        context |= _of_item(request, held, current, form, sitting, position=position)
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


def _waits_in(held: Session, item: AgendaItem) -> bool:
    return item.plan.status == PlanStatus.SUBMITTED and item.plan.session_id == held.pk


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
    request: Request,
    held: Session,
    item: AgendaItem,
    form: DecisionForm | None,
    sitting: Sitting | None,
    *,
    position: int,
) -> dict[str, Any]:
    plan = item.plan
    waits = _waits_in(held, item) and held.closed_at is None
    may_decide = waits and can(request.user, "plans.decide")
    seat = queries.own_attendance(held, request.user)
    if seat and sitting and seat.seat_id in sitting.bench.recused:
        # Who stepped out for a plan does not read it in this session.
        return {"plan": plan, "title": item.title, "is_out": True}
    lines = queries.lines(plan)
    goals = queries.goals(plan)
    voting = _of_the_votes(sitting, seat, waits=waits, keeps=queries.keeps_the_book(request.user))
    return {
        "plan": plan,
        "title": item.title,
        "members": persons.members(plan.case.household_id),
        "facts": shown.known(plan.case),
        "groups": shown.groups(lines),
        "totals": shown.totals(lines, queries.ceilings_kept(plan) if plan.package else None),
        "currency": shown.currency(lines, plan),
        "package": plan.package,
        "goals": goals,
        "lacking": queries.lacking(
            plan, topics=[g.topic for g in goals], horizons=[line.horizon for line in lines]
        ),
        "answers": queries.answers(plan)[::-1],
        "weighed": queries.weighed(plan, on=timezone.localdate()),
        "appeal": item.appeal,
        "decisions": [(d, *shown.outcome(d)) for d in queries.decisions(plan)],
        "checks": _checks(plan, lines),
        "form": (form or _form(plan, held, sitting=sitting)) if may_decide else None,
        "step": _step(held, item, position, voting) if waits else None,
        "waits": waits,
        **voting,
    }


def _of_the_votes(
    sitting: Sitting | None, seat: Attendance | None, *, waits: bool, keeps: bool
) -> dict[str, Any]:
    """Each seat with its vote, and those that the reader may give."""
    if sitting is None:
        return {}
    by_votes = sitting.by.decides_by == DecidesBy.VOTES
    rows: list[dict[str, Any]] = [
        {
            "attendance": row,
            "vote": sitting.votes.get(row.seat_id),
            "is_out": row.seat_id in sitting.bench.recused,
            "may_vote": waits and by_votes and row.seat_id in sitting.bench.present
            and _speaks(row, seat, keeps=keeps),
            "may_step_out": waits and row.seat_id not in sitting.bench.recused
            and _speaks(row, seat, keeps=keeps),
        }
        for row in sitting.attendances
    ]  # fmt: skip
    own = next((row for row in rows if seat and row["attendance"].pk == seat.pk), None)
    if own:
        own["form"] = VoteForm(initial={"voice": own["vote"].voice if own["vote"] else ""})
    votes_for, against, abstain = sitting.counted
    return {
        "by_votes": by_votes,
        "vote_rows": rows,
        "own": own,
        "voices": Voice.choices,
        "counted": {"for": votes_for, "against": against, "abstain": abstain},
        "recused": sitting.recusals,
    }


def _speaks(row: Attendance, seat: Attendance | None, *, keeps: bool) -> bool:
    """One's own seat; of members without a sign-in, the secretary."""
    return (seat is not None and row.pk == seat.pk) or (keeps and row.member.user_id is None)


def _checks(plan: Plan, lines: list[PlanLine]) -> list[ReasonLine]:
    """What was checked before the plan came, and what the commission should know of its time."""
    return [
        ReasonLine(_("Agreement and consent let the commission see this plan"), "ok"),
        ReasonLine(_("The person agreed to the plan as it stands"), "ok")
        if queries.is_agreed(plan)
        else ReasonLine(_("The person has not agreed to the plan as it stands"), "no"),
        ReasonLine(
            _("The funded lines are within the package's ceiling"),
            "ok" if rules.is_within(queries.asked(lines), queries.ceilings_kept(plan)) else "no",
        )
        if plan.package
        else ReasonLine(
            _("No package was in force when the plan was sent: no ceiling is known"), "unk"
        ),
    ]


def _form(
    plan: Plan, held: Session, data: Any = None, sitting: Sitting | None = None
) -> DecisionForm:
    sitting = sitting or queries.sitting(held, plan)
    implementers = queries.implementers(plan)
    return DecisionForm(
        data,
        holders=[plan.owner_org, held.commission],
        implementers=implementers,
        by_consensus=bool(sitting and sitting.by.decides_by == DecidesBy.CONSENSUS),
        initial={"implementer": str(plan.owner_org_id)},
    )


def _step(held: Session, item: AgendaItem, position: int, voting: dict[str, Any]) -> NextStep:
    sent = item.plan.submitted_at
    days = (timezone.localdate() - timezone.localdate(sent)).days if sent else 0
    waited = ngettext("It has waited %(days)d day.", "It has waited %(days)d days.", days)
    own = voting.get("own")
    to_vote = own is not None and own["may_vote"] and own["vote"] is None
    title = _("Vote on the plan: %(title)s") if to_vote else _("Decide on the plan: %(title)s")
    return NextStep(
        title % {"title": item.title},
        why=waited % {"days": days} if days else _("It was sent today."),
        holder=str(held.commission),
        due=held.held_on,
        url="#vote" if to_vote else "#dec",
        label=_("To your vote") if to_vote else _("Go to the decision"),
        mine=True,
    )
