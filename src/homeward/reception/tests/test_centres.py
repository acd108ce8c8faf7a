"""Places: no bed twice, whoever asks at once; a waiting list; figures by night."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from homeward.access.choices import Purpose
from homeward.core.refusals import Refused
from homeward.persons.models import Person
from homeward.places.models import Country
from homeward.reception import actions, queries
from homeward.reception.choices import LeftTo, PlaceKind, Reason, StayStatus
from homeward.reception.models import BedNight, Centre, Room, Stay
from homeward.reception.tests.conftest import Airport
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

ClientOf = Callable[[Any], Any]


@pytest.fixture
def centre(airport: Airport) -> Centre:
    cast = airport.cast
    about = actions.About(
        name="House at the lagoon", country=Country.objects.get(code="GH"),
        opens_on=cast.now.date() - timedelta(days=30), place="Accra",
    )  # fmt: skip
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        made = actions.save_centre(about, by=cast.officer)
        actions.save_room(
            made, name="R1", kind=PlaceKind.FAMILIES, beds=1, held_back=0, by=cast.officer
        )
    return made


def wanted(airport: Airport, person: Person, nights: int = 3, first: int = 0) -> actions.Wanted:
    day = airport.cast.now.date() + timedelta(days=first)
    return actions.Wanted(
        person=person, kind=PlaceKind.FAMILIES, from_on=day, until_on=day + timedelta(days=nights)
    )


def book(airport: Airport, centre: Centre, want: actions.Wanted, **more: Any) -> Stay:
    cast = airport.cast
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        return actions.book(centre, want, by=cast.officer, at=cast.now, **more)


def test_a_bed_is_kept_once_and_who_comes_later_waits_and_moves_up(
    airport: Airport, centre: Centre
) -> None:
    cast = airport.cast
    _case, people, _arrival = airport.announced()
    first = book(airport, centre, wanted(airport, people[0]))
    assert (first.status, first.bed) == (StayStatus.BOOKED, 1)
    with pytest.raises(Refused) as refused:
        book(airport, centre, wanted(airport, people[1]))
    assert refused.value.reasons == [Reason.NO_FREE_PLACE]
    second = book(airport, centre, wanted(airport, people[1]), may_wait=True)
    assert second.status == StayStatus.WAITING
    assert Task.objects.filter(kind=TaskKind.FIND_PLACE, done_at__isnull=True).count() == 1
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        with pytest.raises(Refused):
            actions.give_place(second, by=cast.officer, at=cast.now)
        actions.cancel_stay(first, by=cast.officer, at=cast.now)
        moved = actions.give_place(second, by=cast.officer, at=cast.now)
        assert (moved.status, moved.bed) == (StayStatus.BOOKED, 1)
    assert not Task.objects.filter(kind=TaskKind.FIND_PLACE, done_at__isnull=True).exists()


def test_whoever_leaves_early_frees_the_nights_that_are_left(
    airport: Airport, centre: Centre
) -> None:
    cast = airport.cast
    _case, people, _arrival = airport.announced()
    stay = book(airport, centre, wanted(airport, people[0], nights=5))
    today = cast.now.date()
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        actions.move_in(stay, by=cast.officer, at=cast.now)
        left = actions.leave(
            stay, on=today + timedelta(days=2), left_to=LeftTo.FAMILY, where="Aunt in Tema",
            by=cast.officer, at=cast.now,
        )  # fmt: skip
        assert left.left_where == "Aunt in Tema"
        days = queries.days_of(centre, today, 5)
        assert [day.free for day in days] == [0, 0, 1, 1, 1]
        with pytest.raises(Refused):
            actions.leave(stay, on=today, left_to=LeftTo.FAMILY, by=cast.officer, at=cast.now)
    assert book(airport, centre, wanted(airport, people[1], first=2)).bed == 1


def test_every_reason_against_a_booking_is_told(airport: Airport, centre: Centre) -> None:
    _case, people, _arrival = airport.announced()
    book(airport, centre, wanted(airport, people[0]))
    centre.closes_on = airport.cast.now.date()
    with pytest.raises(Refused) as refused:
        book(airport, centre, wanted(airport, people[0], nights=200))
    assert refused.value.reasons == [
        Reason.TOO_LONG_A_STAY,
        Reason.CENTRE_SHUT,
        Reason.HAS_ONE_ALREADY,
        Reason.NO_FREE_PLACE,
    ]
    with pytest.raises(Refused) as refused:
        book(airport, centre, wanted(airport, people[1], nights=0))
    assert Reason.ENDS_BEFORE in refused.value.reasons


def test_beds_held_back_are_not_given_and_rooms_keep_who_is_in_them(
    airport: Airport, centre: Centre
) -> None:
    cast = airport.cast
    _case, people, _arrival = airport.announced()
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        room = Room.objects.get()
        fields = {"name": "R1", "kind": PlaceKind.FAMILIES, "room": room, "by": cast.officer}
        actions.save_room(centre, beds=2, held_back=1, **fields)
    book(airport, centre, wanted(airport, people[0]))
    with pytest.raises(Refused) as refused:
        book(airport, centre, wanted(airport, people[1]))
    assert refused.value.reasons == [Reason.NO_FREE_PLACE]
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        assert queries.days_of(centre, cast.now.date(), 1)[0].free == 0
        with pytest.raises(Refused) as refused:
            actions.save_room(centre, beds=0, held_back=0, **fields)
        assert refused.value.reasons == [Reason.BEDS_IN_USE]


def test_the_database_refuses_a_bed_that_is_taken(airport: Airport, centre: Centre) -> None:
    night = {"room": Room.objects.get(), "bed": 1, "night": date(2026, 12, 1)}
    BedNight.objects.create(**night)
    with pytest.raises(IntegrityError), transaction.atomic():
        BedNight.objects.create(**night)


def test_a_centre_is_its_organisation_s_own(
    airport: Airport, centre: Centre, client_of: ClientOf
) -> None:
    cast = airport.cast
    _case, people, _arrival = airport.announced()
    stay = book(airport, centre, wanted(airport, people[0]))
    for user in (cast.owner, cast.partner, cast.stranger, airport.guard):
        with cast.as_app(user, Purpose.ARRIVAL):
            for model in (Centre, Room, BedNight, Stay):
                assert not model.objects.exists(), (user, model)
    with cast.as_app(cast.owner), pytest.raises(PermissionDenied):
        actions.cancel_stay(stay, by=cast.owner, at=cast.now)
    page = client_of(cast.officer).get(centre.get_absolute_url()).content.decode()
    assert "Efua Ansah" in page
    assert client_of(cast.stranger).get(centre.get_absolute_url()).status_code == 403


def test_two_who_ask_for_the_last_bed_at_once_get_one(
    own_database: None, cast: Any, as_app: Callable[..., Any]
) -> None:
    airport = Airport(cast, as_app)
    _case, people, _arrival = airport.announced()
    centre = Centre.objects.create(
        name="C", organisation=cast.desk, country_id="GH", opens_on=date(2020, 1, 1)
    )
    Room.objects.create(centre=centre, name="R", kind=PlaceKind.FAMILIES, beds=1)
    ready, ends = threading.Barrier(2), []

    def ask(person: Person) -> None:
        try:
            ready.wait()
            with as_app(cast.officer, Purpose.ARRIVAL):
                actions.book(centre, wanted(airport, person), by=cast.officer, at=cast.now)
            ends.append("kept")
        except Refused as refusal:
            ends.append(refusal.reasons[0].value)
        finally:
            connection.close()

    askers = [threading.Thread(target=ask, args=[person]) for person in people]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert sorted(ends) == ["kept", "no_free_place"]
    assert BedNight.objects.count() == 3
