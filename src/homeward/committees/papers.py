"""What stands on a printed agenda and on printed minutes. Texts, never markup."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from homeward.committees import queries
from homeward.committees.models import Decision, Meeting


def _day(value: Any) -> str:
    return date_format(value, "DATE_FORMAT") if value else ""


def _head(meeting: Meeting) -> dict[str, Any]:
    committee = meeting.committee
    return {
        "organisation": str(committee.secretariat),
        "lead": committee.name,
        "reference": f"{committee.name}, {meeting.number}",
        "facts": [
            [_("Day"), _day(meeting.on)],
            [_("Begins at"), time_format(meeting.begins_at) if meeting.begins_at else ""],
            [_("Place"), meeting.place],
            [_("Secretariat"), str(committee.secretariat)],
            [_("Its decisions"), _("Binding") if committee.is_binding else _("Not binding")],
        ],
        "none": _("Nothing is on the agenda"),
    }


def agenda(meeting: Meeting) -> dict[str, Any]:
    return {
        **_head(meeting),
        "title": _("Agenda of meeting %(number)d") % {"number": meeting.number},
        "items_title": _("Agenda"),
        "items_header": ["", _("Title"), _("Proposed by"), _("What it is about")],
        "items": [
            [
                str(number), item.title, str(item.proposed_org or _("the system")),
                item.subject_label or "—",
            ]
            for number, item in enumerate(queries.agenda(meeting), start=1)
        ],
        "carried_title": _("Carried over: not done yet"),
        "carried_header": [_("What is done"), _("Who does it"), _("Until")],
        "carried": [
            [point.what, str(point.seat), _day(point.due_on)]
            for point in queries.carried_over(meeting)
        ],
        "seats_title": _("Seats"),
        "seats_header": [_("Who sits"), _("Seat"), _("Vote")],
        "seats": [
            [str(seat), seat.get_kind_display(), _("Yes") if seat.has_vote else _("No")]
            for seat in queries.seats(meeting.committee, on=meeting.on)
        ],
    }  # fmt: skip


def minutes(meeting: Meeting) -> dict[str, Any]:
    latest, counted = queries.newest_minutes(meeting), queries.quorum(meeting)
    approved = (
        f"{_day(timezone.localtime(meeting.approved_at))}, {meeting.get_approved_how_display()}"
        if meeting.approved_at
        else _("Not approved yet")
    )
    head = _head(meeting)
    quorum = _("%(here)d seats with a vote, %(needed)d needed") % {
        "here": counted.here, "needed": counted.needed,
    }  # fmt: skip
    return {
        **head,
        "title": _("Minutes of meeting %(number)d") % {"number": meeting.number},
        "facts": [
            *head["facts"],
            [_("Quorum"), quorum if counted.rule else ""],
            [_("Version"), str(latest.number) if latest else ""],
            [_("Approved"), approved],
        ],
        "seats_title": _("Who was there"),
        "seats_header": [_("Who sits"), _("Seat"), _("Presence")],
        "seats": [
            [
                str(place.seat), place.seat.get_kind_display(),
                place.label,
            ]
            for place in queries.places(meeting)
        ],
        "text": latest.text if latest else "",
        "decisions_title": _("Decisions"),
        "decisions_header": [_("Number"), _("Text"), _("Outcome"), _("Votes")],
        "decisions": [
            [one.reference, one.text, one.get_kind_display(), _votes(one)]
            for one in meeting.decisions.order_by("number")
        ],
        "points_title": _("Action points"),
        "points_header": [_("What is done"), _("Who does it"), _("Until")],
        "points": [
            [point.what, str(point.seat), _day(point.due_on)]
            for point in queries.points(state="all").filter(meeting=meeting)
        ],
        "signatures": [_("For the secretariat"), _("For the chair")],
    }  # fmt: skip


def _votes(decision: Decision) -> str:
    cast = queries.tally(decision)
    return _("for %(yes)d, against %(no)d, abstain %(none)d") % {
        "yes": cast.for_, "no": cast.against, "none": cast.abstain,
    }  # fmt: skip
