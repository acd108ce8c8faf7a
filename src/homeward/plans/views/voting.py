"""In a session: who came, votes, stepping out, and the agenda; its minutes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.cases import queries as cases
from homeward.core.refusals import Refused
from homeward.documents import pdf
from homeward.plans import actions, queries
from homeward.plans.choices import MoveReason, Voice
from homeward.plans.forms import AttendanceForm, HearForm, MoveForm, RecusalForm, VoteForm
from homeward.plans.models import Appeal, Attendance, Plan, Session
from homeward.plans.views import paper


@page("plans.hold_sessions", purpose=Purpose.DECISION)
def attendance(request: Request, pk: int) -> HttpResponse:
    """Who came, one for each seat."""
    held = session_of(request, pk)
    members = queries.members_on(held.commission_id, held.held_on)
    there = {row.seat_id: row.member_id for row in queries.attendances(held)}
    form = AttendanceForm(
        request.POST if request.method == "POST" else None, members=members, there=there
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.attend(held, form.came(), by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Who came is written down."))
            return redirect("plans:session", held.pk)
    context = {
        "section": "commission",
        "session": held,
        "form": form,
        "members": members,
        "reasons": reasons,
    }
    return render(request, "plans/attendance.html", context, status=409 if reasons else 200)


@page("plans.vote", purpose=Purpose.DECISION)
@require_POST
def vote(request: Request, pk: int, plan_pk: UUID, attendance_pk: int) -> HttpResponse:
    held, plan, seat = _seat(request, pk, plan_pk, attendance_pk)
    form = VoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the votes."))
        return _back(held, plan)
    try:
        actions.vote(
            held, plan, seat, Voice(form.cleaned_data["voice"]),
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        _say(request, refusal)
    else:
        messages.success(request, _("The vote is written down. It can be changed until the end."))
    return _back(held, plan)


@page("plans.vote", purpose=Purpose.DECISION)
def recuse(request: Request, pk: int, plan_pk: UUID, attendance_pk: int) -> HttpResponse:
    """A seat steps out for one plan, with its reason, on a page of its own."""
    held, plan, seat = _seat(request, pk, plan_pk, attendance_pk)
    form = RecusalForm(request.POST if request.method == "POST" else None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.recuse(
                held, plan, seat, form.cleaned_data["reason"], by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("This seat neither counts nor votes on this plan."))
            return _back(held, plan)
    context = {
        "section": "commission",
        "session": held,
        "plan": plan,
        "seat": seat,
        "form": form,
        "reasons": reasons,
        "title": cases.titles([plan.case])[plan.case_id],
    }
    refused = reasons or form.errors
    return render(request, "plans/recuse.html", context, status=409 if refused else 200)


@page("plans.hold_sessions", purpose=Purpose.DECISION)
def put_on_agenda(request: Request, plan_pk: UUID) -> HttpResponse:
    """A waiting plan goes to another session, or on no agenda for now."""
    plan = get_object_or_404(
        Plan.objects.select_related("case", "session"),
        pk=plan_pk,
        commission=request.user.organisation_id,
    )
    sessions = queries.sessions_to_come(timezone.localdate()).filter(
        commission=request.user.organisation_id
    )
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        sessions=sessions,
        initial={"session": plan.session_id},
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.put_on_agenda(
                plan, said["session"], MoveReason(said["reason"]),
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("The agenda is changed. The case manager sees it."))
            return redirect("plans:sessions")
    context = {
        "section": "commission",
        "plan": plan,
        "form": form,
        "reasons": reasons,
        "title": cases.titles([plan.case])[plan.case_id],
    }
    refused = reasons or form.errors
    return render(request, "plans/move.html", context, status=409 if refused else 200)


@page("plans.read_sessions", purpose=Purpose.DECISION)
def minutes(request: Request, pk: int) -> HttpResponse:
    """The minutes so far as a PDF, in the language asked for."""
    held = session_of(request, pk)
    with translation.override(paper.language(request)):
        data = paper.of_minutes(held)
        made: HttpResponse = pdf.answer(
            "plans/minutes", data, at=timezone.now(), name=f"minutes-{held.number}"
        )
    return made


@page("plans.read_sessions", purpose=Purpose.DECISION)
def appeals(request: Request) -> HttpResponse:
    """Appeals against the commission's decisions; the secretary puts them on an agenda."""
    found = list(queries.appeals_of(request.user.organisation_of_rows)[:100])
    titles = cases.titles([one.plan.case for one in found])
    sessions = queries.sessions_to_come(timezone.localdate()).filter(
        commission=request.user.organisation_id
    )
    context = {
        "section": "commission",
        "rows": [(one, titles[one.plan.case_id]) for one in found],
        "form": HearForm(sessions=sessions),
        "may_hold": queries.keeps_the_book(request.user),
    }
    return render(request, "plans/appeals.html", context)


@page("plans.hold_sessions", purpose=Purpose.DECISION)
@require_POST
def hear(request: Request, appeal_pk: UUID) -> HttpResponse:
    made = get_object_or_404(Appeal.objects.select_related("plan__case", "decision"), pk=appeal_pk)
    sessions = queries.sessions_to_come(timezone.localdate()).filter(
        commission=request.user.organisation_id
    )
    form = HearForm(request.POST, sessions=sessions)
    if not form.is_valid():
        messages.error(request, _("Choose the session in which the appeal is heard."))
        return redirect("plans:appeals")
    try:
        actions.hear(made, form.cleaned_data["session"], by=request.user, at=timezone.now())
    except Refused as refusal:
        _say(request, refusal)
    else:
        messages.success(request, _("The appeal is on the agenda."))
    return redirect("plans:appeals")


def session_of(request: Request, pk: int) -> Session:
    """Sessions carry no person's data; another commission's is simply another's page."""
    return get_object_or_404(
        Session.objects.select_related("commission__country"),
        pk=pk,
        commission=request.user.organisation_id,
    )


def _seat(
    request: Request, pk: int, plan_pk: UUID, attendance_pk: int
) -> tuple[Session, Plan, Attendance]:
    held = session_of(request, pk)
    plan = get_object_or_404(Plan.objects.select_related("case"), pk=plan_pk)
    seat = get_object_or_404(
        Attendance.objects.select_related("seat", "member"), pk=attendance_pk, session=held
    )
    return held, plan, seat


def _say(request: Request, refusal: Refused) -> None:
    for reason in refusal.reasons:
        messages.error(request, reason.label)


def _back(held: Session, plan: Plan) -> HttpResponse:
    return redirect(f"{reverse('plans:session', args=[held.pk])}?plan={plan.pk}")
