"""A meeting: agenda and votes side by side, who is there, minutes and their approval."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.committees import actions, queries, subjects
from homeward.committees.actions.agenda import OPEN
from homeward.committees.choices import DecisionKind, MeetingStatus, Presence
from homeward.committees.forms import (
    AttendanceForm,
    ClosingForm,
    DiscussionForm,
    MeetingForm,
    MotionForm,
    PresenceForm,
    VoteForm,
    WhyForm,
)
from homeward.committees.models import AgendaItem, Decision, Meeting, Vote
from homeward.committees.views import steps
from homeward.committees.views.parts import (
    SECTION,
    act_page,
    committee_of,
    for_keepers,
    form_page,
    keeps,
    meeting_of,
)
from homeward.core.asking import data_of
from homeward.core.commas import enumerated
from homeward.core.forms import BaseForm

OUTCOMES = {
    DecisionKind.OPEN: "now",
    DecisionKind.DECIDED: "ok",
    DecisionKind.RECOMMENDED: "ok",
    DecisionKind.NOTED: "ready",
    DecisionKind.ADJOURNED: "wait",
    DecisionKind.REJECTED: "no",
}


def url(meeting: Meeting, item: AgendaItem | None = None) -> str:
    address = reverse("committees:meeting", args=[meeting.pk])
    return f"{address}?item={item.pk}" if item else address


@page("committees.keep")
def plan(request: Request, committee_pk: UUID) -> HttpResponse:
    committee = for_keepers(request, committee_of(committee_pk))
    return form_page(
        request, MeetingForm(data_of(request)),
        lambda data: actions.plan(committee, **data, by=request.user, at=timezone.now()),
        title=_("Plan a meeting"), crumb=str(committee), save=_("Plan it"),
        back=reverse("committees:detail", args=[committee.pk]),
        done=_("Planned. Next: its agenda, then the invitation."),
    )  # fmt: skip


@page("committees.keep")
def change(request: Request, meeting_pk: UUID) -> HttpResponse:
    meeting = meeting_of(meeting_pk)
    for_keepers(request, meeting.committee)
    initial = {name: getattr(meeting, name) for name in MeetingForm.base_fields}
    return form_page(
        request, MeetingForm(data_of(request), initial=initial),
        lambda data: actions.change_meeting(
            meeting, **data, by=request.user, at=timezone.now()
        ),
        title=_("Change the meeting"), back=url(meeting), done=_("Saved."),
        crumb=str(meeting.committee),
        lead=_("On another day or at another hour the seats are invited anew."),
    )  # fmt: skip


@page("committees.keep")
def invite(request: Request, meeting_pk: UUID) -> HttpResponse:
    """Says who is written to, before it is."""
    meeting = meeting_of(meeting_pk)
    for_keepers(request, meeting.committee)
    seats = list(queries.seats(meeting.committee, on=meeting.on))

    def act(_data: dict[str, Any]) -> None:
        unreached = actions.invite(meeting, by=request.user, at=timezone.now())
        if unreached:
            names = enumerated(unreached)
            messages.warning(request, _("No address is known of: %(names)s") % {"names": names})

    return form_page(
        request, BaseForm(data_of(request)), act, title=_("Invite the seats"),
        back=url(meeting), done=_("Invited. Each seat can say whether it comes."),
        template="committees/invite.html", meeting=meeting, seats=seats,
        agenda=queries.agenda(meeting),
    )  # fmt: skip


@page("committees.keep")
def cancel(request: Request, meeting_pk: UUID) -> HttpResponse:
    meeting = meeting_of(meeting_pk)
    for_keepers(request, meeting.committee)
    return form_page(
        request, WhyForm(data_of(request)),
        lambda data: actions.cancel(meeting, **data, by=request.user, at=timezone.now()),
        title=_("Cancel the meeting?"), back=url(meeting), done=_("Cancelled."),
        template="core/confirm.html", danger=_("Cancel the meeting"),
        consequences=[_("What stands on its agenda waits for another meeting.")],
    )  # fmt: skip


@page("committees.keep")
@require_POST
def hold(request: Request, meeting_pk: UUID) -> HttpResponse:
    meeting = meeting_of(meeting_pk)
    return act_page(
        request,
        lambda: actions.hold(meeting, by=request.user, at=timezone.now()),
        back=reverse("committees:attendance", args=[meeting.pk]),
        done=_("The meeting has begun. Note who is there."),
        again=lambda why: show(request, meeting, reasons=why, status=409),
    )


@page("committees.keep")
def attendance(request: Request, meeting_pk: UUID) -> HttpResponse:
    meeting = meeting_of(meeting_pk)
    for_keepers(request, meeting.committee)
    places = queries.places(meeting)
    form = AttendanceForm(data_of(request), places=places)

    def act(data: dict[str, Any]) -> None:
        noted = {
            place.seat: Presence(data[f"seat_{place.seat.pk}"])
            for place in places
            if data[f"seat_{place.seat.pk}"]
        }
        actions.note_presence(meeting, noted, by=request.user, at=timezone.now())

    return form_page(
        request, form, act, title=_("Who is there"), back=url(meeting), done=_("Noted."),
        crumb=str(meeting.committee), lead=_("The quorum is counted from it."),
    )  # fmt: skip


@page("committees.sit")
@require_POST
def answer(request: Request, meeting_pk: UUID) -> HttpResponse:
    """A seat says whether it comes."""
    meeting = meeting_of(meeting_pk)
    seat = queries.own_place(meeting, request.user)
    form = PresenceForm(request.POST)
    if seat is None or not form.is_valid():
        return show(request, meeting, presence_form=form, status=422)
    return act_page(
        request,
        lambda: actions.answer_invitation(
            meeting, seat, Presence(form.cleaned_data["presence"]), by=request.user,
            at=timezone.now(),
        ),
        back=url(meeting), done=_("The secretariat sees it."),
        again=lambda why: show(request, meeting, reasons=why, status=409),
    )  # fmt: skip


@page("committees.read")
def meeting(request: Request, meeting_pk: UUID) -> HttpResponse:
    return show(request, meeting_of(meeting_pk))


@dataclass(frozen=True)
class Row:
    """An item of the agenda with where its decision stands."""

    item: AgendaItem
    kind: str
    text: str
    is_current: bool


@dataclass(frozen=True)
class Motion:
    """A motion with its votes, and what this reader may do to it."""

    decision: Decision
    kind: str
    tally: Any
    seats: list[tuple[queries.Place, Vote | None, bool]]
    own: queries.Place | None
    vote_form: VoteForm
    closing_form: ClosingForm | None


def show(
    request: Request, held: Meeting, *, item: AgendaItem | None = None, reasons: Any = (),
    status: int = 200, **forms: Any,
) -> HttpResponse:  # fmt: skip
    user, keeper = request.user, keeps(request, held.committee)
    agenda = list(queries.agenda(held))
    current = _current(agenda, str(item.pk) if item else request.GET.get("item", ""))
    places = queries.places(held)
    is_held = held.status == MeetingStatus.HELD
    own = next((place for place in places if place.seat.organisation_id == user.organisation_id
                and place.seat.organisation_id is not None), None)  # fmt: skip
    context = {
        "meeting": held,
        "committee": held.committee,
        "keeps": keeper,
        "own": own,
        "places": places,
        "quorum": queries.quorum(held, places),
        "rows": [_row(each, current) for each in agenda],
        "item": current,
        "about": _about(current, user) if current else None,
        "motions": [
            _motion(one, places, own, user, keeper=keeper and is_held, is_held=is_held)
            for one in (current.decisions.all() if current else ())
        ],
        "subjects": _subjects(current, user),
        "is_open": held.status in OPEN,
        "is_held": is_held,
        "may_move": keeper and is_held and current is not None and current.settled_at is None
        and not any(one.closed_at is None for one in current.decisions.all()),
        "carried": queries.carried_over(held),
        "points": queries.points(state="all").filter(meeting=held),
        "to_approve": queries.minutes_to_approve(held) if is_held else [],
        "waiting": queries.waiting_items(held.committee)
        if keeper and held.status in OPEN
        else [],
        "note_form": _note_form(current) if current else None,
        "motion_form": MotionForm(committee=held.committee, reader=user),
        "presence_form": PresenceForm(initial={"presence": own.presence if own else ""}),
        "step": steps.of_meeting(held, user, keeper=keeper, places=places),
        "reasons": reasons,
        **forms,
    }  # fmt: skip
    return render(request, "committees/meeting.html", SECTION | context, status=status)


def _note_form(item: AgendaItem) -> DiscussionForm:
    # The form of a motion stands beside it, with a field of the same name.
    return DiscussionForm(initial={"text": item.discussion}, auto_id="said_%s")


def _current(agenda: list[AgendaItem], chosen: str) -> AgendaItem | None:
    """The item that was chosen, else the first that is not settled."""
    named = [one for one in agenda if str(one.pk) == chosen]
    unsettled = [one for one in agenda if one.settled_at is None]
    return next(iter([*named, *unsettled, *agenda]), None)


def _row(item: AgendaItem, current: AgendaItem | None) -> Row:
    decisions = list(item.decisions.all())
    if decisions:
        last = decisions[-1]
        kind, text = OUTCOMES[DecisionKind(last.kind)], last.get_kind_display()
    else:
        kind, text = ("ready", _("Spoken about")) if item.discussion else ("wait", _("To come"))
    return Row(item, kind, text, current is not None and item.pk == current.pk)


def _about(item: AgendaItem, user: User) -> Any:
    if not item.subject_kind:
        return None
    shown = subjects.show(item.subject_kind, item.subject_key, item.subject_label, user)
    return subjects.label_of(item.subject_kind), shown


def _subjects(item: AgendaItem | None, user: User) -> dict[Any, list[tuple[str, Any]]]:
    if item is None:
        return {}
    return {
        decision.pk: [
            (subjects.label_of(one.kind), subjects.show(one.kind, one.key, one.label, user))
            for one in decision.subjects.all()
        ]
        for decision in item.decisions.all()
    }


def _motion(
    decision: Decision, places: list[queries.Place], own: queries.Place | None, user: User, *,
    keeper: bool, is_held: bool,
) -> Motion:  # fmt: skip
    is_open = decision.closed_at is None
    cast = {vote.seat_id: vote for vote in decision.votes.all()}
    voting = [place for place in places if place.seat.has_vote]
    holds = (
        own is not None
        and own.is_here
        and own.seat.has_vote
        and can(user, "committees.sit")
        and queries.is_holder(own.seat, user, on=decision.meeting.on, votes=True)
    )
    mine = own if holds and is_open and is_held else None
    held = cast.get(mine.seat.pk) if mine else None
    return Motion(
        decision=decision,
        kind=OUTCOMES[DecisionKind(decision.kind)],
        tally=queries.tally(decision),
        seats=[
            (place, cast.get(place.seat.pk), keeper and is_open and place.is_here
             and place != mine)
            for place in voting
        ],
        own=mine,
        vote_form=VoteForm(
            initial={"choice": held.choice, "note": held.note} if held else {}
        ),
        closing_form=ClosingForm(
            initial={"kind": queries.votes_come_to(decision), "effective_on": timezone.localdate()}
        )
        if keeper and is_open
        else None,
    )  # fmt: skip
