"""Tickets: each leg of the way, and what a changed flight means for the desk that waits."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.actions.stages import locked
from homeward.cases.choices import ArrivalStatus
from homeward.cases.models import Arrival, Case
from homeward.core.refusals import refuse_if
from homeward.departures import queries, rules
from homeward.departures.models import DepartureItem, TravelLeg
from homeward.messages import actions as messages
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


@dataclass(frozen=True, kw_only=True)
class LegSaid:
    """One ticket. The times are those of the clocks of their places."""

    from_place: str
    to_place: str
    departs: datetime
    departs_zone: str
    arrives: datetime
    arrives_zone: str
    carrier: str = ""
    number: str = ""
    booking: str = ""
    remark: str = ""


def _moment(local: datetime, zone: str) -> datetime:
    return local.replace(tzinfo=ZoneInfo(zone))


@transaction.atomic
def put_leg(
    case: Case, said: LegSaid, *, leg: TravelLeg | None = None, by: User, at: datetime
) -> TravelLeg:
    """Adds a leg behind the others, or says one anew; a desk that waits is told of the change."""
    require(by, "departures.prepare")
    case = locked(case)
    refuse_if(rules.reasons_not_to_prepare(queries.preparing_facts(case)))
    zones = [said.departs_zone, said.arrives_zone]
    known = [zone in available_timezones() for zone in zones]
    departs = _moment(said.departs, said.departs_zone) if known[0] else at
    arrives = _moment(said.arrives, said.arrives_zone) if known[1] else at
    refuse_if(rules.reasons_not_to_travel(departs_at=departs, arrives_at=arrives, zones=zones))
    legs = queries.legs_of(case)
    if leg is None:
        leg = TravelLeg(
            case=case, person_id=case.person_id, programme_id=case.programme_id,
            owner_org=by.organisation_of_rows, position=len(legs) + 1,
        )  # fmt: skip
    for name in ("from_place", "to_place", "carrier", "number", "departs_zone", "arrives_zone",
                 "booking", "remark"):  # fmt: skip
        setattr(leg, name, getattr(said, name))
    leg.departs_at, leg.arrives_at, leg.entered_at, leg.entered_by = departs, arrives, at, by
    leg.save()
    _carry_on(case, at=at)
    return leg


@transaction.atomic
def remove_leg(leg: TravelLeg, *, by: User, at: datetime) -> Case:
    """A ticket that is not used; those behind it move up."""
    require(by, "departures.prepare")
    case = locked(leg.case_id)
    refuse_if(rules.reasons_not_to_prepare(queries.preparing_facts(case)))
    TravelLeg.objects.filter(pk=leg.pk).delete()
    for position, left in enumerate(queries.legs_of(case), start=1):
        if left.position != position:
            left.position = position
            left.save(update_fields=["position"])
    _carry_on(case, at=at)
    return case


def _carry_on(case: Case, *, at: datetime) -> None:
    """What follows from the tickets: the day of travel, what is due before it, and the arrival."""
    legs = queries.legs_of(case)
    if not legs:
        return
    first, last = legs[0], legs[-1]
    case.travels_on = first.departs_at.astimezone(ZoneInfo(first.departs_zone)).date()
    case.changed_at = at
    case.save(update_fields=["travels_on", "changed_at"])
    move_due_days(case)
    arrival = queries.arrival_of(case)
    if arrival is None or arrival.status != ArrivalStatus.EXPECTED:
        return
    before = (arrival.expected_at, arrival.flight)
    arrival.expected_at, arrival.flight = last.arrives_at, last.number[:20] or arrival.flight
    arrival.from_place = last.from_place[: Arrival._meta.get_field("from_place").max_length]
    if before != (arrival.expected_at, arrival.flight):
        tell_desk(arrival, at=at)


def move_due_days(case: Case) -> None:
    """Counted back from the travel, so they move with it; a day that somebody set stays his."""
    for item in DepartureItem.objects.filter(case=case).select_related("template"):
        due = queries.due_on(item.template, case.travels_on)
        if item.due_on != due and not queries.is_done(item):
            item.due_on = due
            item.save(update_fields=["due_on"])
            Task.objects.filter(
                kind=TaskKind.BRING_DEPARTURE_ITEM, subject_id=item.pk, done_at__isnull=True
            ).update(due_on=due)


def tell_desk(arrival: Arrival, *, at: datetime) -> None:
    """The desk's board and its wait move; the message names nobody."""
    arrival.save(update_fields=["expected_at", "flight", "from_place"])
    Task.objects.filter(
        kind=TaskKind.CONFIRM_ARRIVAL, subject_id=arrival.pk, done_at__isnull=True
    ).update(due_on=arrival.expected_at.date() if arrival.expected_at else None)
    messages.queue(
        to=arrival.reception_org.email,
        subject=_("An arrival has changed: %(reference)s") % {"reference": arrival.reference},
        body=_(
            "The day, the time or the flight of an arrival that was announced to you has changed. "
            "Sign in and open “Arrivals”: the board shows it as it is now."
        ),
        at=at,
    )
