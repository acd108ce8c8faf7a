"""Reads of reception centres: rooms, which beds are taken, what is free on which night."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from homeward.places.models import Country
from homeward.reception.choices import PlaceKind, StayStatus
from homeward.reception.models import BedNight, Centre, Room, Stay


def centres() -> QuerySet[Centre]:
    """Centres of the actor's organisation."""
    return Centre.objects.select_related("country").order_by("name")


def rooms_of(centre: Centre) -> QuerySet[Room]:
    return Room.objects.filter(centre=centre).order_by("name")


def stays_of(centre: Centre) -> QuerySet[Stay]:
    """Who stays, is expected or waits; those who left are further down."""
    return (
        Stay.objects.filter(centre=centre)
        .exclude(status=StayStatus.CANCELLED)
        .select_related("room", "person", "asked_by")
        .order_by("until_on", "asked_at")
    )


def taken_beds(room: Room, first: date, until: date) -> set[int]:
    nights = BedNight.objects.filter(room=room, night__gte=first, night__lt=until)
    return set(nights.values_list("bed", flat=True))


@dataclass(frozen=True, kw_only=True)
class CentreDay:
    """One night of one kind of place: all beds, those held back, those taken."""

    night: date
    kind: PlaceKind
    beds: int
    held_back: int
    taken: int

    @property
    def free(self) -> int:
        return max(self.beds - self.held_back - self.taken, 0)


def days_of(centre: Centre, first: date, nights: int) -> list[CentreDay]:
    """Figures by night and kind; nights on which the centre is shut have no places."""
    rooms = list(rooms_of(centre))
    until = first + timedelta(days=nights)
    taken: dict[tuple[date, str], int] = {}
    counted = (
        BedNight.objects.filter(room__centre=centre, night__gte=first, night__lt=until)
        .values("night", "room__kind")
        .annotate(beds=Count("pk"))
    )
    for row in counted:
        taken[row["night"], row["room__kind"]] = row["beds"]
    kinds = [kind for kind in PlaceKind if any(room.kind == kind for room in rooms)]
    return [
        _day(centre, rooms, first + timedelta(days=n), kind, taken)
        for n in range(nights)
        for kind in kinds
    ]


def _day(
    centre: Centre, rooms: Iterable[Room], night: date, kind: PlaceKind, taken: Any
) -> CentreDay:
    is_open = centre.opens_on <= night and (centre.closes_on is None or night < centre.closes_on)
    of_kind = [room for room in rooms if room.kind == kind] if is_open else []
    return CentreDay(
        night=night,
        kind=kind,
        beds=sum(room.beds for room in of_kind),
        held_back=sum(room.held_back for room in of_kind),
        taken=taken.get((night, kind.value), 0),
    )


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a centre has free on a night, by kind: shown where an arrival is prepared."""

    centre: Centre
    free: dict[PlaceKind, int]

    @property
    def total(self) -> int:
        return sum(self.free.values())


def offers(night: date) -> list[Offer]:
    """Each centre of the actor's organisation with what is free on this night."""
    return [
        Offer(centre=centre, free={day.kind: day.free for day in days_of(centre, night, 1)})
        for centre in centres().filter(
            Q(closes_on__isnull=True) | Q(closes_on__gt=night), opens_on__lte=night
        )
    ]


def first_waiting(centre: Centre) -> QuerySet[Stay]:
    """The waiting list, whoever asked first in front."""
    return (
        Stay.objects.filter(centre=centre, status=StayStatus.WAITING)
        .select_related("person", "asked_by")
        .order_by("asked_at", "pk")
    )


def countries() -> list[Country]:
    return list(Country.objects.order_by("name"))
