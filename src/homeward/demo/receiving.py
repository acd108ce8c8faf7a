"""A charter with its manifest, a centre with its beds, and what a desk notes on the day."""

from datetime import datetime, time, timedelta

from homeward.cases.choices import ArrivalStatus
from homeward.cases.models import Arrival
from homeward.demo.world import World
from homeward.persons import queries as persons
from homeward.persons.models import Person
from homeward.programmes.models import Corridor
from homeward.reception.choices import (
    CharterStatus,
    EntryPart,
    LeftTo,
    PlaceKind,
    ScreeningResult,
    StayStatus,
)
from homeward.reception.models import (
    BedNight,
    Centre,
    Charter,
    EntryTask,
    HealthScreening,
    ManifestEntry,
    Orientation,
    Preparation,
    Room,
    Stay,
)

FLIGHT = "WH 700"
PARTIES = 6
TALKS = 4


def add(world: World) -> None:
    cast = world.cast
    for org, part in ((cast.desk, EntryPart.RECEPTION), (cast.border, EntryPart.BORDER)):
        EntryTask.objects.create(entry=world.entry, organisation=org, part=part)
    _charter(world)
    _prepared(world)
    _noted(world)
    _centre(world)


def _charter(world: World) -> None:
    """Announced, and lands the day after tomorrow with some of whom the desk was told."""
    cast = world.cast
    day = world.today + timedelta(days=2)
    lands = datetime.combine(day, time(21, 10), tzinfo=world.now.tzinfo)
    corridor = Corridor.objects.filter(programme=world.ground.programme).order_by("pk").first()
    if corridor is None:
        return
    counsellor = cast.counsellors[0]
    charter = Charter.objects.create(
        host_org=cast.belgian_ngo, programme=world.ground.programme, corridor=corridor,
        reception_org=cast.desk, case_org=cast.ghanaian_ngo, carrier="Charter",
        flight=FLIGHT, from_place="Brussels", entry=world.entry, lands_at=lands,
        departs_at=lands - timedelta(hours=7), status=CharterStatus.ANNOUNCED,
        made_at=world.now - timedelta(days=9), made_by=counsellor,
        announced_at=world.now - timedelta(days=5),
    )  # fmt: skip
    coming = Arrival.objects.filter(
        status=ArrivalStatus.EXPECTED, expected_at__gt=lands, owner_org=cast.belgian_ngo
    ).order_by("expected_at")[:PARTIES]
    for arrival in coming:
        arrival.flight, arrival.expected_at, arrival.from_place = FLIGHT, lands, "Brussels"
        arrival.save(update_fields=["flight", "expected_at", "from_place"])
        for person in _people(arrival):
            ManifestEntry.objects.create(
                charter=charter, case_id=arrival.case_id, person=person,
                programme_id=arrival.programme_id, owner_org=cast.belgian_ngo,
                key=person.pk.hex, said=person.pk.hex, needs=arrival.needs,
                taken_at=charter.made_at, taken_by=counsellor,
            )  # fmt: skip


def _people(arrival: Arrival) -> list[Person]:
    head = Person.objects.get(pk=arrival.person_id)
    return persons.members(head.household_id) if head.household_id else [head]


def _prepared(world: World) -> None:
    """The officer takes on what is open for those who land today."""
    today = Arrival.objects.filter(
        status=ArrivalStatus.EXPECTED,
        expected_at__date=world.today,
        owner_org=world.cast.belgian_ngo,
    ).order_by("expected_at")[:2]
    for arrival in today:
        for need in [need for need in arrival.needs if need not in arrival.prepared][:1]:
            Preparation.objects.create(
                arrival=arrival, need=need, preparer=world.cast.officer, until=arrival.expected_at,
                person_id=arrival.person_id, programme_id=arrival.programme_id,
                owner_org=world.cast.desk, at=world.now, by=world.cast.officer,
            )  # fmt: skip


def _noted(world: World) -> None:
    """First talks, and how somebody was on arrival."""
    cast = world.cast
    arrived = Arrival.objects.filter(
        status=ArrivalStatus.ARRIVED, reception_org=cast.desk
    ).order_by("-confirmed_at")[:TALKS]
    for number, arrival in enumerate(arrived):
        common = {
            "arrival": arrival, "person_id": arrival.person_id,
            "programme_id": arrival.programme_id, "owner_org": cast.desk,
            "at": arrival.confirmed_at, "by": cast.officer,
        }  # fmt: skip
        Orientation.objects.create(
            language="tw", leaflet_given=True, questions="Where is the office in the capital?",
            **common,
        )  # fmt: skip
        HealthScreening.objects.create(
            result=ScreeningResult.ATTENTION if number == 0 else ScreeningResult.FIT,
            note="Tired and dizzy after the flight." if number == 0 else "", **common,
        )  # fmt: skip


def _centre(world: World) -> None:
    """Two rooms at the airport; a party stays, another is expected."""
    cast, today = world.cast, world.today
    centre = Centre.objects.create(
        organisation=cast.desk, name="Transit house", country_id="GH", place="Accra",
        opens_on=today - timedelta(days=400), services="Meals, a nurse in the morning",
        phone="+233 30 000 0000",
    )  # fmt: skip
    rooms = [
        Room.objects.create(centre=centre, name=name, kind=kind, beds=beds, held_back=held)
        for name, kind, beds, held in (
            ("1", PlaceKind.FAMILIES, 6, 1), ("2", PlaceKind.WOMEN, 3, 0),
            ("3", PlaceKind.ANYBODY, 8, 0), ("4", PlaceKind.ACCESSIBLE, 1, 0),
        )
    ]  # fmt: skip
    arrived = Arrival.objects.filter(reception_org=cast.desk).order_by("-confirmed_at")
    for number, arrival in enumerate(arrived.filter(status=ArrivalStatus.ARRIVED)[:2]):
        for bed, person in enumerate(_people(arrival)[:3], start=1):
            _stay(world, rooms[0 if number == 0 else 2], arrival, person, bed, staying=number == 0)


def _stay(
    world: World, room: Room, arrival: Arrival, person: Person, bed: int, *, staying: bool
) -> None:
    first = world.today - timedelta(days=1 if staying else 5)
    until = world.today + timedelta(days=2 if staying else -2)
    Stay.objects.create(
        centre=room.centre, kind=room.kind, room=room, bed=bed, person=person,
        programme_id=arrival.programme_id, owner_org=world.cast.desk,
        case_reference=arrival.reference, from_on=first, until_on=until,
        status=StayStatus.STAYING if staying else StayStatus.LEFT,
        left_to="" if staying else LeftTo.FAMILY, asked_at=world.now - timedelta(days=6),
        asked_by=world.cast.officer,
    )  # fmt: skip
    BedNight.objects.bulk_create(
        BedNight(room=room, bed=bed, night=first + timedelta(days=n))
        for n in range((until - first).days)
    )
