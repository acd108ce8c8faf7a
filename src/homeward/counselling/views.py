"""Pages of sessions: of a case, of one session, of a group, and mine by day."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.commas import enumerated
from homeward.core.refusals import Refused
from homeward.counselling import actions, queries
from homeward.counselling.choices import HelpKind, Location, SessionKind, State
from homeward.counselling.forms import (
    GroupForm,
    GroupHeldForm,
    HelpForm,
    HoldForm,
    MissForm,
    MomentForm,
    PlanForm,
)
from homeward.counselling.models import GroupSession, Session
from homeward.documents import pdf
from homeward.persons import queries as persons
from homeward.tasks import queries as tasks
from homeward.tasks.choices import TaskKind

PER_PAGE = 50
FORMS = ("form", "miss_form", "move_form")


def _case_page(request: Request, case: Case, template: str, **context: Any) -> HttpResponse:
    reasons = context.setdefault("reasons", [])
    is_faulty = any(context[name].errors for name in FORMS if name in context)
    status = 409 if reasons else 422 if is_faulty else 200
    shown = {"section": "cases", "case": case, "title": cases.titles([case])[case.pk], **context}
    return render(request, template, shown, status=status)


@page("counselling.read")
def of_case(request: Request, pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case.objects.select_related("programme"), pk=pk)
    sessions = queries.of_case(case)
    waits = [task for task in tasks.open_of_case(case.pk) if task.kind == TaskKind.FIRST_MEETING]
    return _case_page(
        request,
        case,
        "counselling/of_case.html",
        coming=[each for each in reversed(sessions) if each.is_open],
        ended=[(each, queries.MARKS[State(each.state)]) for each in sessions if not each.is_open],
        help_given=queries.help_of(case),
        first_meeting=waits[0] if waits else None,
        may_hold=can(request.user, "counselling.hold") and case.is_open,
        may_help=can(request.user, "counselling.give_help") and case.is_open,
    )


@page("counselling.hold")
def plan(request: Request, pk: UUID) -> HttpResponse:
    """A new session. A first meeting that is waited for is what comes to mind first."""
    case = get_object_or_404(Case.objects.select_related("programme"), pk=pk)
    waits = {task.kind for task in tasks.open_of_case(case.pk)}
    people = persons.members(case.household_id)
    form = PlanForm(
        request.POST or None,
        people=people,
        may_come=queries.invitable(case, request.user, on=timezone.localdate()),
        initial={
            "kind": SessionKind.THREE_WAY
            if TaskKind.FIRST_MEETING in waits
            else SessionKind.COUNSELLING,
            "location": Location.OFFICE,
            "led_by": str(request.user.pk),
            "people": [str(person.pk) for person in people],
        },
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            session = actions.plan(case, form.given(), by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("Planned. Who leads it and who joins find it in My work."))
            return redirect("counselling:session", pk=session.pk)
    return _case_page(request, case, "counselling/plan.html", form=form, reasons=reasons)


@page("counselling.read")
def session(request: Request, pk: UUID) -> HttpResponse:
    """One session. A wait names the session, the invitation to it, or a group: all lead here."""
    found = queries.for_page().filter(pk=pk).first()
    if found is None:
        return _elsewhere(pk)
    return _session_page(request, found)


def _elsewhere(pk: UUID) -> HttpResponse:
    if session_id := queries.session_of_guest(pk):
        return redirect("counselling:session", pk=session_id)
    return redirect("counselling:group", pk=get_object_or_404(GroupSession, pk=pk).pk)


def _session_page(
    request: Request,
    found: Session,
    *,
    form: HoldForm | None = None,
    miss_form: MissForm | None = None,
    move_form: MomentForm | None = None,
    reasons: Any = (),
) -> HttpResponse:
    people, guests = queries.participants(found), queries.guests(found)
    moment = timezone.localtime(found.planned_at)
    waits = {task.kind for task in tasks.open_of_subjects([found.pk]).values()}
    return _case_page(
        request,
        found.case,
        "counselling/session.html",
        session=found,
        mark=queries.MARKS[State(found.state)],
        people=people,
        guests=guests,
        form=form or _hold_form(found, people, guests),
        miss_form=miss_form or MissForm(),
        move_form=move_form or MomentForm(initial={"on": moment.date(), "at": f"{moment:%H:%M}"}),
        is_due=moment.date() <= timezone.localdate(),
        may_hold=can(request.user, "counselling.hold") and found.is_open,
        may_end_step=can(request.user, "counselling.hold") and TaskKind.AGREED_STEP in waits,
        reasons=list(reasons),
    )


def _hold_form(found: Session, people: Any, guests: Any, data: Any = None) -> HoldForm:
    return HoldForm(
        data,
        people=people,
        guests=guests,
        initial={
            "minutes": found.minutes,
            "came": [str(one.person_id) for one in people],
            "joined": [str(one.user_id) for one in guests],
        },
    )


@page("counselling.hold")
@require_POST
def record(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.for_page(), pk=pk)
    people, guests = queries.participants(found), queries.guests(found)
    form = _hold_form(found, people, guests, request.POST)
    if not form.is_valid():
        return _session_page(request, found, form=form)
    try:
        actions.record(found, form.given(), by=request.user, at=timezone.now())
    except Refused as refusal:
        return _session_page(request, found, form=form, reasons=refusal.reasons)
    messages.success(request, _("Recorded."))
    return redirect("counselling:of_case", pk=found.case_id)


@page("counselling.hold")
@require_POST
def miss(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.for_page(), pk=pk)
    form = MissForm(request.POST)
    if not form.is_valid():
        return _session_page(request, found, miss_form=form)
    given = form.cleaned_data
    try:
        actions.miss(found, State(given["state"]), given["why"], by=request.user, at=timezone.now())
    except Refused as refusal:
        return _session_page(request, found, miss_form=form, reasons=refusal.reasons)
    messages.success(request, _("Noted. Plan another one where it is still needed."))
    return redirect("counselling:of_case", pk=found.case_id)


@page("counselling.hold")
@require_POST
def postpone(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.for_page(), pk=pk)
    form = MomentForm(request.POST)
    if not form.is_valid():
        return _session_page(request, found, move_form=form)
    try:
        actions.postpone(found, form.moment, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _session_page(request, found, move_form=form, reasons=refusal.reasons)
    messages.success(request, _("Moved. Everybody's day in My work moved with it."))
    return redirect("counselling:session", pk=found.pk)


@page("counselling.hold")
@require_POST
def step_done(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Session, pk=pk)
    actions.do_agreed_step(found, by=request.user, at=timezone.now())
    messages.success(request, _("Noted as done."))
    return redirect("counselling:of_case", pk=found.case_id)


@page("counselling.give_help")
def give_help(request: Request, pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case.objects.select_related("programme"), pk=pk)
    form = HelpForm(
        request.POST or None,
        initial={
            "given_on": timezone.localdate(),
            "given_by": str(request.user.organisation_of_rows),
        },
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.give_help(
                case,
                HelpKind(given["kind"]),
                quantity=given["quantity"],
                given_on=given["given_on"],
                given_by=given["given_by"],
                note=given["note"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("Noted."))
            return redirect("counselling:of_case", pk=case.pk)
    return _case_page(request, case, "counselling/help.html", form=form, reasons=reasons)


@page("counselling.read")
def mine(request: Request) -> HttpResponse:
    """What I lead or join, day by day."""
    now, past = timezone.now(), request.GET.get("when") == "past"
    shown = Paginator(queries.mine(request.user, now=now, past=past), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "section": "my_work",
        "days": queries.by_day(shown),
        "page": shown,
        "past": past,
        "groups": [] if past else queries.groups(request.user, since=now),
        "today": timezone.localdate(),
        "may_hold": can(request.user, "counselling.hold"),
    }
    return render(request, "counselling/mine.html", context)


@page("counselling.read")
def print_mine(request: Request) -> HttpResponse:
    """My coming sessions on paper, for a day without a network."""
    now = timezone.now()
    found = queries.mine(request.user, now=now)[:PER_PAGE]
    rows = [
        [
            date_format(timezone.localtime(each.planned_at), "DATETIME_FORMAT"),
            f"{title} ({each.case.reference})",
            each.get_kind_display(),
            enumerated(filter(None, [each.get_location_display(), str(each.place)])),
        ]
        for day in queries.by_day(found)
        for each, title in day.sessions
    ]
    data = {
        "title": _("My sessions"),
        "lead": request.user.name,
        "header": [_("When"), _("Case"), _("What"), _("Where")],
        "rows": rows,
        "none": _("No session is planned."),
    }
    return pdf.answer("counselling/sessions", data, at=now, name="sessions")


def _colleagues(request: Request) -> list[User]:
    return [
        each
        for each in [request.user, *tasks.colleagues(request.user)]
        if can(each, "counselling.hold")
    ]


@page("counselling.hold")
def plan_group(request: Request) -> HttpResponse:
    form = GroupForm(
        request.POST or None,
        colleagues=_colleagues(request),
        initial={"led_by": str(request.user.pk), "location": Location.CENTRE},
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            group = actions.plan_group(
                given["title"],
                SessionKind(given["kind"]),
                planned_at=form.moment,
                location=Location(given["location"]),
                place=given["place"],
                led_by=form.leader(),
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            return redirect("counselling:group", pk=group.pk)
    context = {"section": "my_work", "form": form, "reasons": reasons}
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "counselling/plan_group.html", context, status=status)


@page("counselling.read")
def group(request: Request, pk: UUID) -> HttpResponse:
    return _group_page(
        request, get_object_or_404(GroupSession.objects.select_related("led_by"), pk=pk)
    )


def _group_page(
    request: Request, found: GroupSession, *, data: Any = None, reasons: Any = ()
) -> HttpResponse:
    sessions = queries.of_group(found)
    form = GroupHeldForm(
        data,
        sessions=sessions,
        initial={"came": [str(one.pk) for one, _title in sessions]},
    )
    text = request.GET.get("text", "")
    context = {
        "section": "my_work",
        "group": found,
        "mark": queries.MARKS[State(found.state)],
        "sessions": [(one, title, queries.MARKS[State(one.state)]) for one, title in sessions],
        "form": form,
        "reasons": list(reasons),
        "text": text,
        "found": queries.cases_to_invite(request.user, found, text),
        "is_due": timezone.localtime(found.planned_at).date() <= timezone.localdate(),
        "may_hold": can(request.user, "counselling.hold") and found.state == State.PLANNED,
    }
    status = 409 if reasons else 422 if data is not None and form.errors else 200
    return render(request, "counselling/group.html", context, status=status)


@page("counselling.hold")
@require_POST
def invite(request: Request, pk: UUID) -> HttpResponse:
    """A case comes to a group: chosen by its id in the form."""
    found = get_object_or_404(GroupSession.objects.select_related("led_by"), pk=pk)
    case = get_object_or_404(Case, pk=_uuid(request.POST.get("case", "")))
    try:
        actions.invite_case(found, case, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _group_page(request, found, reasons=refusal.reasons)
    messages.success(request, _("%(case)s is invited.") % {"case": case.reference})
    return redirect("counselling:group", pk=found.pk)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


@page("counselling.hold")
@require_POST
def record_group(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(GroupSession.objects.select_related("led_by"), pk=pk)
    form = GroupHeldForm(request.POST, sessions=queries.of_group(found))
    if not form.is_valid():
        return _group_page(request, found, data=request.POST)
    try:
        actions.record_group(
            found,
            form.sessions_that_came(),
            minutes=form.cleaned_data["minutes"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _group_page(request, found, data=request.POST, reasons=refusal.reasons)
    messages.success(request, _("Recorded, on each case by itself."))
    return redirect("counselling:group", pk=found.pk)
