"""Letters to the person: that there is a place, and that the person came and how it ended.

They are shown at an office or to an employer, so they say nothing of a way of return, of a file or
of who sent the referral. The name stands there as far as it may still be told; else there is a
line to write it on.
"""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homeward.referrals import caseload, queries, rules
from homeward.referrals.choices import Outcome, Status
from homeward.referrals.models import Referral

PLACE, ATTENDANCE = "place", "attendance"
BLANK = "." * 40
CAME = {Status.STARTED, *rules.REPORTED}


def letters_of(referral: Referral) -> list[str]:
    """Which letters the state carries: a place until it ends, attendance from the first day on."""
    if referral.status == Status.ACCEPTED:
        return [PLACE]
    if referral.status == Status.STARTED:
        return [PLACE, ATTENDANCE]
    came = referral.outcome not in {Outcome.NEVER_CAME, Outcome.NOT_DELIVERED, ""}
    return [ATTENDANCE] if referral.status in CAME and came else []


def of(referral: Referral, letter: str) -> dict[str, Any]:
    made = {PLACE: _place, ATTENDANCE: _attendance}[letter](referral)
    return made | {
        "organisation": referral.receiver_org.name,
        "reference": referral.number,
        "note": _("Questions are answered by %(org)s. Number of this letter: %(number)s.")
        % {"org": referral.receiver_org.name, "number": referral.number},
        "signing": [_("For %(org)s: date, name, stamp") % {"org": referral.receiver_org.name}],
    }


def _place(referral: Referral) -> dict[str, Any]:
    return {
        "title": _("Confirmation of a place"),
        "words": _("We confirm that there is a place with us for the person named here."),
        "heads": [
            *_who_and_what(referral),
            [_("First day"), _day(referral.first_day)],
            [_("Received by"), referral.received_by or _("Ask at the reception")],
        ],
    }


def _attendance(referral: Referral) -> dict[str, Any]:
    ended = referral.outcome_on is not None
    heads = [
        *_who_and_what(referral),
        [_("First day"), _day(referral.started_on or referral.first_day)],
    ]
    if ended:
        heads += [
            [_("Last day"), _day(referral.outcome_on)],
            [_("Result"), str(Outcome(referral.outcome).label)],
        ]
    elif referral.attending_on:
        heads.append([_("Still attending, said on"), _day(referral.attending_on)])
    return {
        "title": _("Confirmation of completion")
        if _is_done(referral)
        else _("Confirmation of attendance"),
        "words": _("We confirm that the person named here came to us.")
        if ended
        else _("We confirm that the person named here comes to us."),
        "heads": heads,
    }


def _is_done(referral: Referral) -> bool:
    return (
        rules.status_of(Outcome(referral.outcome)) == Status.COMPLETED
        if referral.outcome
        else False
    )


def _who_and_what(referral: Referral) -> list[list[str]]:
    return [
        [_("Name"), caseload.names([referral]).get(referral.pk, BLANK)],
        [_("For"), queries.title(referral)],
        [_("At"), referral.receiver_org.name],
    ]


def _day(value: Any) -> str:
    return date_format(value, "DATE_FORMAT") if value else ""
