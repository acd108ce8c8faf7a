"""Each row of reception, asked for as owner, as partner under agreement, and as stranger."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from homeward.access.choices import DataClass, Purpose, Role
from homeward.access.models import User
from homeward.reception import actions
from homeward.reception.choices import PlaceKind, Presence, ScreeningResult
from homeward.reception.models import (
    Centre,
    CheckIn,
    HandOver,
    HealthScreening,
    ManifestEntry,
    Orientation,
    Preparation,
    Room,
    Stay,
)
from homeward.reception.tests.conftest import Airport, row
from homeward.seals import actions as seals
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

OF_THE_DESK = [CheckIn, HealthScreening, Orientation, Preparation, Stay]


def received(airport: Airport) -> Any:
    """The family at the desk, with a row of everything that a desk writes."""
    cast = airport.cast
    case, people, arrival = airport.announced(needs=["bed"])
    centre = Centre.objects.create(
        name="C", organisation=cast.desk, country_id="GH", opens_on=cast.now.date()
    )
    Room.objects.create(centre=centre, name="R", kind=PlaceKind.ANYBODY, beds=4)
    by = {"by": cast.officer, "at": cast.now}
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        actions.assign(arrival, "bed", preparer=cast.officer, **by)
        actions.check_in(
            arrival,
            actions.Said(
                key=uuid4(), presence=Presence.ARRIVED, adults=1, children=1, said_at=cast.now
            ),
            **by,
        )
        actions.orient(arrival, actions.Talk(language="tw"), **by)
        actions.screen(arrival, people[0], ScreeningResult.FIT, **by)
        want = actions.Wanted(
            person=people[0], kind=PlaceKind.ANYBODY, from_on=cast.now.date(),
            until_on=cast.now.date() + timedelta(days=2),
        )  # fmt: skip
        actions.book(centre, want, **by)
    return case, people, arrival


def sees(airport: Airport, user: User, purpose: Purpose = Purpose.CASEWORK) -> set[type]:
    with airport.as_app(user, purpose):
        return {model for model in OF_THE_DESK if model.objects.exists()}


def test_what_the_desk_writes_is_its_own_until_a_clause_opens_it(airport: Airport) -> None:
    cast = airport.cast
    received(airport)
    assert sees(airport, cast.officer, Purpose.ARRIVAL) == set(OF_THE_DESK)
    for user in (cast.owner, cast.partner, cast.stranger, airport.guard):
        assert sees(airport, user) == set(), user
    cast.agree(cast.desk, cast.partner_org, classes=frozenset({DataClass.PROFILE}))
    assert sees(airport, cast.partner) == set(OF_THE_DESK) - {HealthScreening}
    assert sees(airport, cast.stranger) == set()


def test_a_colleague_without_health_reads_no_screening(airport: Airport) -> None:
    cast = airport.cast
    received(airport)
    guard = cast.user("gate", cast.desk, Role.BORDER_OFFICER)
    assert HealthScreening not in sees(airport, guard, Purpose.ARRIVAL)


def test_a_manifest_is_the_host_s_own(airport: Airport) -> None:
    cast = airport.cast
    airport.take_in(airport.charter(), [row(number="1", given="Esi")])
    for user, purpose, there in (
        (cast.owner, Purpose.CASEWORK, True),
        (cast.officer, Purpose.ARRIVAL, False),
        (cast.partner, Purpose.CASEWORK, False),
        (cast.stranger, Purpose.CASEWORK, False),
    ):
        with cast.as_app(user, purpose):
            assert ManifestEntry.objects.exists() is there, user


def test_a_hand_over_is_read_by_who_took_over_and_whom_it_tells(airport: Airport) -> None:
    cast = airport.cast
    case, _people, _arrival = received(airport)
    with cast.as_app(cast.partner):
        actions.take_over(case, by=cast.partner, at=cast.now)
        assert HandOver.objects.count() == 1
    for user in (cast.owner, cast.officer, cast.stranger):
        with cast.as_app(user):
            assert not HandOver.objects.exists(), user


@pytest.mark.parametrize("kind", [TaskKind.PREPARE_NEED, TaskKind.TAKE_OVER])
def test_a_file_that_a_desk_sealed_is_in_no_list_and_no_wait(
    airport: Airport, kind: TaskKind
) -> None:
    cast = airport.cast
    case, people, _arrival = received(airport)
    protector = cast.user("protector", cast.partner_org, Role.PROTECTION_FOCAL_POINT)
    with cast.as_app(cast.partner):
        assert Task.objects.filter(kind=TaskKind.TAKE_OVER).exists()
    with cast.as_app(protector):
        seals.seal(case, people, [protector], "At risk", by=protector, at=cast.now)
    with cast.as_app(cast.partner):
        assert not Task.objects.filter(kind=kind, case_id=case.pk).exists()
