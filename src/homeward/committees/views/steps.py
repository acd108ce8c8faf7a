"""What is to be done next with a committee, a meeting or a decision, by whom and until when."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.committees import queries
from homeward.committees.choices import MeetingStatus
from homeward.committees.models import Committee, Decision, Meeting, SignOff
from homeward.core.commas import enumerated
from homeward.core.patterns import NextStep


def of_committee(committee: Committee, user: User, *, keeper: bool) -> NextStep:
    """It is the secretariat's, but for those who are asked whether they come."""
    running, coming = queries.running_meeting(committee), queries.next_meeting(committee)
    holder = "" if keeper else str(committee.secretariat)
    if running:
        return NextStep(
            title=_("Finish the meeting and send its minutes round"), holder=holder,
            due=running.on, url=_url(running), label=_("To the meeting"), mine=keeper,
        )  # fmt: skip
    if coming and coming.status == MeetingStatus.INVITED:
        return _answer_or_come(coming, user, queries.places(coming))
    if coming:
        return NextStep(
            title=_("Build the agenda and invite the seats"), holder=holder, mine=keeper,
            due=queries.invite_by(coming) or coming.on, url=_url(coming),
            label=_("To the meeting"),
        )  # fmt: skip
    return NextStep(
        title=_("Plan the next meeting"),
        why=_("None is planned: what was proposed waits."),
        holder=holder,
        url=reverse("committees:plan", args=[committee.pk]) if keeper else "",
        label=_("Plan it"),
        mine=keeper,
    )


def of_meeting(
    held: Meeting, user: User, *, keeper: bool, places: list[queries.Place]
) -> NextStep | None:
    holder = "" if keeper else str(held.committee.secretariat)
    common: dict[str, Any] = {"holder": holder, "mine": keeper, "due": held.on}
    if held.status == MeetingStatus.PLANNED:
        return NextStep(
            title=_("Invite the seats"), label=_("Read the invitation"),
            why=_("Nobody was invited yet."),
            url=reverse("committees:invite", args=[held.pk]) if keeper else "", **common,
        )  # fmt: skip
    if held.status == MeetingStatus.INVITED:
        if keeper and held.on <= timezone.localdate():
            return NextStep(
                title=_("Begin the meeting"), why=_("Its day has come."),
                url=reverse("committees:hold", args=[held.pk]), label=_("Begin the meeting"),
                post=True, **common,
            )  # fmt: skip
        step = _answer_or_come(held, user, places)
        return step if step.mine else replace(step, url="")
    if held.status == MeetingStatus.HELD:
        noted = any(place.presence for place in places)
        target = "minutes" if noted else "attendance"
        return NextStep(
            title=_("Decide item by item, then send the minutes round")
            if noted else _("Note who is there"),
            url=reverse(f"committees:{target}", args=[held.pk]) if keeper else "",
            label=_("Write the minutes") if noted else _("Note who is there"), **common,
        )  # fmt: skip
    if held.status == MeetingStatus.MINUTED:
        return NextStep(
            title=_("Read the minutes, and say what is wrong in them"),
            why=_("They are approved at a meeting, or by silence after the stated days."),
            due=queries.silence_ends(held), mine=True,
            url=reverse("committees:minutes", args=[held.pk]), label=_("Read them"),
        )  # fmt: skip
    return None


def _answer_or_come(held: Meeting, user: User, places: list[queries.Place]) -> NextStep:
    """Before its day: a seat that hasn't answered answers; everybody else waits for the day."""
    answered = _("Seats that answered: %(n)d of %(all)d") % {
        "n": sum(bool(place.presence) for place in places), "all": len(places),
    }  # fmt: skip
    own = queries.own_place(held, user)
    is_silent = any(place.seat == own and not place.presence for place in places)
    if is_silent and can(user, "committees.sit"):
        return NextStep(
            title=_("Say whether you come to meeting %(number)d") % {"number": held.number},
            why=answered, due=held.on, mine=True, url=f"{_url(held)}#here", label=_("Answer"),
        )  # fmt: skip
    return NextStep(
        title=_("Meeting %(number)d takes place on its day") % {"number": held.number},
        why=answered, due=held.on, holder=str(held.committee.secretariat), url=_url(held),
        label=_("To the meeting"),
    )  # fmt: skip


def of_decision(held: Decision, own: SignOff | None) -> NextStep | None:
    if own is not None:
        return NextStep(
            title=_("Sign the decision for your organisation"),
            why=_("Who answers for it signs, or says why not."),
            due=own.due_on, mine=True, post=True, label=_("Sign it"),
            url=reverse("committees:sign", args=[own.pk]),
        )  # fmt: skip
    waiting = sorted(
        (one for one in held.signoffs.all() if one.signed is None),
        key=lambda one: (one.due_on or date.max, str(one.organisation)),
    )
    if not waiting:
        return None
    return NextStep(
        title=_("The decision waits for signatures"), due=waiting[0].due_on,
        holder=enumerated(str(one.organisation) for one in waiting),
    )  # fmt: skip


def of_secretariat(user: User, *, on: date) -> NextStep:
    """The one thing of the whole secretariat that is due first."""
    found = [
        *_meetings(queries.invitations_due(user), "invite", _("Invite the seats"), on),
        *_meetings(queries.minutes_due(user), "minutes", _("Write the minutes"), on),
        *(
            NextStep(
                title=_("Ask what came of it: %(what)s") % {"what": one.what}, mine=True,
                why=f"{one.committee} · {one.seat}", due=one.due_on, label=_("Open it"),
                url=reverse("committees:point", args=[one.pk]),
            )
            for one in queries.points_overdue(user, on=on)[:1]
        ),
    ]  # fmt: skip
    if found:
        return min(found, key=lambda step: step.due or date.max)
    item = queries.items_waiting(user).first()
    if item:
        return NextStep(
            title=_("Put it on an agenda: %(title)s") % {"title": item.title}, mine=True,
            why=str(item.committee), label=_("To the committee"),
            url=reverse("committees:detail", args=[item.committee_id]),
        )  # fmt: skip
    return NextStep(title=_("Nothing waits for the secretariat"), nothing=True)


def _meetings(dues: list[queries.Due], page: str, title: str, on: date) -> list[NextStep]:
    return [
        NextStep(
            title=title, why=f"{one.meeting.committee}", due=one.until or one.meeting.on,
            mine=True, label=_("Open it"),
            url=reverse(f"committees:{page}", args=[one.meeting.pk]),
        )
        for one in dues[:1]
    ]  # fmt: skip


def _url(held: Meeting) -> str:
    return reverse("committees:meeting", args=[held.pk])
