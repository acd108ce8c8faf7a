"""Centres, rooms and stays. A bed is taken in the database before anybody is told of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.persons.models import Person
from homeward.places.models import Country
from homeward.reception import queries, rules
from homeward.reception.choices import LeftTo, PlaceKind, Reason, StayStatus
from homeward.reception.models import BedNight, Centre, Room, Stay
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

HELD = (StayStatus.WAITING, StayStatus.BOOKED, StayStatus.STAYING)


@dataclass(frozen=True, kw_only=True)
class About:
    """What a centre's form says of it."""

    name: str
    country: Country
    opens_on: date
    closes_on: date | None = None
    place: str = ""
    services: str = ""
    phone: str = ""


@transaction.atomic
def save_centre(about: About, *, centre: Centre | None = None, by: User) -> Centre:
    require(by, "reception.run_centres")
    if about.closes_on and about.closes_on < about.opens_on:
        raise Refused(Reason.ENDS_BEFORE)
    if centre is None:
        return Centre.objects.create(organisation=by.organisation_of_rows, **vars(about))
    for name, value in vars(about).items():
        setattr(centre, name, value)
    centre.save()
    return centre


@transaction.atomic
def save_room(
    centre: Centre,
    *,
    name: str,
    kind: PlaceKind,
    beds: int,
    held_back: int,
    room: Room | None = None,
    by: User,
) -> Room:
    """A new room, or other figures for one: never fewer beds than somebody has."""
    require(by, "reception.run_centres")
    if held_back > beds:
        raise Refused(Reason.BEDS_IN_USE)
    if room is None:
        return Room.objects.create(
            centre=centre, name=name, kind=kind, beds=beds, held_back=held_back
        )
    room = Room.objects.select_for_update().get(pk=room.pk)
    highest = BedNight.objects.filter(room=room).order_by("-bed").first()
    if highest and highest.bed > beds:
        raise Refused(Reason.BEDS_IN_USE)
    room.name, room.kind, room.beds, room.held_back = name, kind, beds, held_back
    room.save()
    return room


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A place for one person: of which kind, for which nights."""

    person: Person
    kind: PlaceKind
    from_on: date
    until_on: date
    case_reference: str = ""


@transaction.atomic
def book(centre: Centre, wanted: Wanted, *, may_wait: bool = False, by: User, at: datetime) -> Stay:
    """Keeps a bed on all these nights; where none is free, a place on the waiting list if asked."""
    require(by, "reception.run_centres")
    rooms = _locked_rooms(centre, wanted.kind)
    room, bed = _free(rooms, wanted.from_on, wanted.until_on)
    reasons = rules.reasons_not_to_book(
        rules.StayFacts(
            from_on=wanted.from_on,
            until_on=wanted.until_on,
            opens_on=centre.opens_on,
            closes_on=centre.closes_on,
            has_one_already=Stay.objects.filter(
                centre=centre, person=wanted.person, status__in=HELD
            ).exists(),
            bed_is_free=bed is not None,
        )
    )
    waits = may_wait and reasons == [Reason.NO_FREE_PLACE]
    if not waits:
        refuse_if(reasons)
    stay = Stay.objects.create(
        centre=centre,
        person=wanted.person,
        programme_id=wanted.person.programme_id,
        owner_org=by.organisation_of_rows,
        kind=wanted.kind,
        room=None if waits else room,
        bed=None if waits else bed,
        case_reference=wanted.case_reference,
        from_on=wanted.from_on,
        until_on=wanted.until_on,
        status=StayStatus.WAITING if waits else StayStatus.BOOKED,
        asked_at=at,
        asked_by=by,
    )
    if waits:
        _wait(stay, at=at)
    elif room and bed:
        _take(stay, room, bed)
    return stay


def _locked_rooms(centre: Centre, kind: str) -> list[Room]:
    """In one order, so that two who book at once wait for each other and not crosswise."""
    return list(Room.objects.select_for_update().filter(centre=centre, kind=kind).order_by("pk"))


def _free(rooms: Iterable[Room], first: date, until: date) -> tuple[Room | None, int | None]:
    for room in rooms:
        taken = queries.taken_beds(room, first, until)
        bed = rules.free_bed(beds=room.beds, held_back=room.held_back, taken=taken)
        if bed is not None:
            return room, bed
    return None, None


def _take(stay: Stay, room: Room, bed: int) -> None:
    """The database refuses a bed that somebody has (bed_has_one_person_a_night)."""
    nights = (stay.until_on - stay.from_on).days
    BedNight.objects.bulk_create(
        BedNight(room=room, bed=bed, night=stay.from_on + timedelta(days=n)) for n in range(nights)
    )


def _release(stay: Stay, *, from_on: date) -> None:
    BedNight.objects.filter(
        room=stay.room_id, bed=stay.bed or 0, night__gte=from_on, night__lt=stay.until_on
    ).delete()


def _wait(stay: Stay, *, at: datetime) -> None:
    tasks.begin(
        TaskKind.FIND_PLACE,
        stay.pk,
        holder_org=stay.owner_org_id,
        waiter_org=stay.owner_org_id,
        at=at,
        programme_id=stay.programme_id,
        person_id=stay.person_id,
        reference=stay.case_reference,
        due_on=stay.from_on,
    )


@transaction.atomic
def give_place(stay: Stay, *, by: User, at: datetime) -> Stay:
    """A bed for somebody on the waiting list, once one is free on all their nights."""
    require(by, "reception.run_centres")
    stay = _locked(stay)
    refuse_if(rules.reasons_not_to_move_stay(StayStatus(stay.status), StayStatus.BOOKED))
    rooms = _locked_rooms(stay.centre, stay.kind)
    room, bed = _free(rooms, stay.from_on, stay.until_on)
    if room is None or bed is None:
        raise Refused(Reason.NO_FREE_PLACE)
    stay.room, stay.bed, stay.status = room, bed, StayStatus.BOOKED
    stay.save(update_fields=["room", "bed", "status"])
    _take(stay, room, bed)
    tasks.end(TaskKind.FIND_PLACE, stay.pk, at=at)
    return stay


@transaction.atomic
def move_in(stay: Stay, *, by: User, at: datetime) -> Stay:
    require(by, "reception.run_centres")
    stay = _locked(stay)
    refuse_if(rules.reasons_not_to_move_stay(StayStatus(stay.status), StayStatus.STAYING))
    stay.status = StayStatus.STAYING
    stay.save(update_fields=["status"])
    return stay


@transaction.atomic
def leave(
    stay: Stay, *, on: date, left_to: LeftTo, where: str = "", by: User, at: datetime
) -> Stay:
    """The bed is free from that night on."""
    require(by, "reception.run_centres")
    stay = _locked(stay)
    refuse_if(rules.reasons_not_to_move_stay(StayStatus(stay.status), StayStatus.LEFT))
    if on <= stay.from_on:
        raise Refused(Reason.ENDS_BEFORE)
    _release(stay, from_on=on)
    stay.until_on = min(on, stay.until_on)
    stay.status, stay.left_to, stay.left_where = StayStatus.LEFT, left_to, where
    stay.save(update_fields=["until_on", "status", "left_to", "left_where"])
    return stay


@transaction.atomic
def cancel_stay(stay: Stay, *, by: User, at: datetime) -> Stay:
    """Did not come, or needs no place any more."""
    require(by, "reception.run_centres")
    stay = _locked(stay)
    refuse_if(rules.reasons_not_to_move_stay(StayStatus(stay.status), StayStatus.CANCELLED))
    if stay.room_id:
        _release(stay, from_on=stay.from_on)
    stay.status, stay.room, stay.bed = StayStatus.CANCELLED, None, None
    stay.save(update_fields=["status", "room", "bed"])
    tasks.end(TaskKind.FIND_PLACE, stay.pk, at=at)
    return stay


def _locked(stay: Stay) -> Stay:
    return Stay.objects.select_for_update(of=("self",)).select_related("centre").get(pk=stay.pk)
