"""The desk on the day: checked in once, handed over and confirmed, and whoever nobody announced."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from homeward.access.choices import DataClass, Purpose
from homeward.cases import actions as cases
from homeward.cases.choices import ArrivalStatus, Stage
from homeward.cases.models import Arrival, Case
from homeward.core.refusals import Refused
from homeward.persons import actions as persons
from homeward.persons.choices import BirthKnown, ConsentWay, HouseholdRole
from homeward.persons.models import Person
from homeward.programmes.models import Corridor
from homeward.reception import actions, queries
from homeward.reception.choices import Presence, Reason, ScreeningResult
from homeward.reception.models import CheckIn, HandOver, HealthScreening, Orientation
from homeward.reception.tests.conftest import Airport
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def said(airport: Airport, presence: Presence = Presence.ARRIVED, **more: Any) -> actions.Said:
    there = {"adults": 1, "children": 1} if presence == Presence.ARRIVED else {}
    values = {"adults": 0, "children": 0, "key": uuid4(), "said_at": airport.cast.now}
    return actions.Said(presence=presence, **(values | there | more))


def check_in(airport: Airport, arrival: Arrival, what: actions.Said) -> CheckIn:
    with airport.as_app(airport.cast.officer, Purpose.ARRIVAL):
        return actions.check_in(arrival, what, by=airport.cast.officer, at=airport.cast.now)


def open_waits(airport: Airport, kind: TaskKind) -> list[Task]:
    return list(Task.objects.filter(kind=kind, done_at__isnull=True))


def test_what_a_phone_sends_twice_counts_once(airport: Airport) -> None:
    case, _people, arrival = airport.announced()
    once = said(airport)
    assert check_in(airport, arrival, once).pk == check_in(airport, arrival, once).pk
    assert CheckIn.objects.count() == 1
    case.refresh_from_db()
    assert (case.stage, case.accountable_org) == (Stage.PLAN, airport.cast.partner_org)


def test_another_phone_that_says_the_same_is_no_conflict_and_otherwise_it_is(
    airport: Airport,
) -> None:
    _case, _people, arrival = airport.announced()
    check_in(airport, arrival, said(airport))
    check_in(airport, arrival, said(airport))
    for other in (
        said(airport, Presence.NOT_ARRIVED),
        said(airport, Presence.PARTLY, adults=1),
    ):
        with pytest.raises(Refused) as refused:
            check_in(airport, arrival, other)
        assert refused.value.reasons == [Reason.SAID_OTHERWISE]


def test_who_does_not_come_is_asked_about_and_may_still_come(airport: Airport) -> None:
    cast = airport.cast
    case, _people, arrival = airport.announced()
    check_in(airport, arrival, said(airport, Presence.NOT_ARRIVED))
    (wait,) = open_waits(airport, TaskKind.CLEAR_ABSENCE)
    assert (wait.holder_org, wait.holder) == (cast.host, cast.owner)
    with cast.as_app(cast.owner):
        again = cases.expect_again(
            arrival, expected_at=cast.now + timedelta(days=2), flight="YY 514",
            by=cast.owner, at=cast.now,
        )  # fmt: skip
        assert again.status == ArrivalStatus.EXPECTED
    assert not open_waits(airport, TaskKind.CLEAR_ABSENCE)
    assert open_waits(airport, TaskKind.CONFIRM_ARRIVAL)
    check_in(airport, arrival, said(airport, Presence.NOT_ARRIVED))
    check_in(airport, arrival, said(airport))
    assert not open_waits(airport, TaskKind.CLEAR_ABSENCE)
    case.refresh_from_db()
    assert case.stage == Stage.PLAN


def test_the_hand_over_waits_until_the_case_manager_confirms(airport: Airport) -> None:
    cast = airport.cast
    case, _people, arrival = airport.announced()
    check_in(airport, arrival, said(airport))
    (wait,) = open_waits(airport, TaskKind.TAKE_OVER)
    assert (wait.holder_org, wait.waiter_org) == (cast.partner_org, cast.desk)
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        assert queries.hand_overs([case.pk])[case.pk].is_open
    with cast.as_app(cast.partner):
        actions.take_over(Case.objects.get(pk=case.pk), by=cast.partner, at=cast.now)
        assert HandOver.objects.get().receiver == cast.partner
        assert Case.objects.get().worker == cast.partner
        with pytest.raises(Refused) as refused:
            actions.take_over(Case.objects.get(), by=cast.partner, at=cast.now)
        assert refused.value.reasons == [Reason.NOT_HANDED_OVER]
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        assert not queries.hand_overs([case.pk])[case.pk].is_open
        assert not HandOver.objects.exists(), "the partner's own row"
    with cast.as_app(cast.officer), pytest.raises(PermissionDenied):
        actions.take_over(case, by=cast.officer, at=cast.now)


def test_taking_the_case_confirms_the_hand_over_too(airport: Airport) -> None:
    cast = airport.cast
    case, _people, arrival = airport.announced()
    check_in(airport, arrival, said(airport))
    with cast.as_app(cast.partner):
        cases.take(Case.objects.get(pk=case.pk), by=cast.partner, at=cast.now)
        assert HandOver.objects.count() == 1
    assert not open_waits(airport, TaskKind.TAKE_OVER)


def test_who_prepares_what_until_when_is_a_wait(airport: Airport) -> None:
    cast = airport.cast
    _case, _people, arrival = airport.announced(needs=["wheelchair", "bed"])
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        for _again in range(2):
            actions.assign(
                arrival, "wheelchair", preparer=cast.officer, until=airport.lands_at,
                note="At gate 4", by=cast.officer, at=cast.now,
            )  # fmt: skip
        (wait,) = Task.objects.filter(kind=TaskKind.PREPARE_NEED, done_at__isnull=True)
        assert (wait.holder, wait.note) == (cast.officer, "wheelchair")
        actions.tick(arrival, "wheelchair", done=True, by=cast.officer, at=cast.now)
        assert not Task.objects.filter(kind=TaskKind.PREPARE_NEED, done_at__isnull=True).exists()
        for need, preparer, reason in (
            ("bed", cast.partner, Reason.NOBODY_NAMED),
            ("cash", cast.officer, Reason.NO_SUCH_NEED),
        ):
            with pytest.raises(Refused) as refused:
                actions.assign(arrival, need, preparer=preparer, by=cast.officer, at=cast.now)
            assert refused.value.reasons == [reason]


def test_an_arrival_that_is_taken_back_takes_its_preparation_along(airport: Airport) -> None:
    cast = airport.cast
    _case, people, arrival = airport.announced(needs=["wheelchair"])
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        actions.assign(arrival, "wheelchair", preparer=cast.officer, by=cast.officer, at=cast.now)
    with cast.as_app(cast.owner):
        persons.block(people[0], organisation=cast.desk, reason="no", by=cast.owner, at=cast.now)
    assert not Arrival.objects.exists()
    assert not open_waits(airport, TaskKind.PREPARE_NEED)


def test_the_first_talk_and_the_health_are_noted_and_kept_apart(airport: Airport) -> None:
    cast = airport.cast
    _case, people, arrival = airport.announced()
    talk = actions.Talk(language="tw", leaflet_given=True, questions="Where to sleep?")
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        with pytest.raises(Refused) as refused:
            actions.orient(arrival, talk, by=cast.officer, at=cast.now)
        assert refused.value.reasons == [Reason.NOT_ARRIVED]
    check_in(airport, arrival, said(airport))
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        actions.orient(arrival, talk, by=cast.officer, at=cast.now)
        actions.screen(
            arrival, people[1], ScreeningResult.SENT, sent_to="Clinic", note="Fever",
            by=cast.officer, at=cast.now,
        )  # fmt: skip
        screening = HealthScreening.objects.get()
        assert (screening.note, screening.data_class) == ("Fever", DataClass.HEALTH)
    with cast.as_app(cast.partner):
        assert not Orientation.objects.exists(), "nothing runs from the desk to the partner"
    classes = frozenset({DataClass.PROFILE, DataClass.HEALTH})
    cast.agree(cast.desk, cast.partner_org, classes=classes)
    with cast.as_app(cast.partner):
        assert Orientation.objects.get().questions == "Where to sleep?"
        assert HealthScreening.objects.get().sent_to == "Clinic"


def somebody(airport: Airport, *, consent: bool) -> actions.Somebody:
    cast = airport.cast
    giving = persons.Giving(way=ConsentWay.SIGNATURE, language="en", given_on=cast.now.date())
    return actions.Somebody(
        member=persons.Member(role=HouseholdRole.HEAD, origin_countries=["GH"]),
        told=cases.Unannounced(
            corridor=Corridor.objects.select_related("programme").get(),
            case_org=cast.partner_org,
            entry=airport.entry,
            needs=["interpreter"],
        ),
        consent=giving if consent else None,
    )


def test_somebody_of_whom_nothing_is_known_is_a_case_like_any_other(airport: Airport) -> None:
    cast = airport.cast
    cast.agree(cast.desk, cast.partner_org)
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        arrival = actions.register_unannounced(
            somebody(airport, consent=False), by=cast.officer, at=cast.now
        )
        person = Person.objects.get()
        assert (person.full_name, person.birth_known) == ("", BirthKnown.UNKNOWN)
        assert person.birth_year is None
    with cast.as_app(cast.partner):
        assert not Case.objects.exists(), "they have not agreed to anything"
    alone = said(airport, children=0)
    with pytest.raises(Refused) as refused:
        check_in(airport, arrival, alone)
    assert refused.value.reasons == [Reason.NO_CONSENT_YET]
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        giving = persons.Giving(
            way=ConsentWay.WITNESSED_ORAL, language="en", given_on=cast.now.date(), witness="A"
        )
        actions.note_consent(arrival, giving, by=cast.officer, at=cast.now)
    check_in(airport, arrival, alone)
    with cast.as_app(cast.partner):
        case = Case.objects.get()
        assert (case.stage, case.accountable_org) == (Stage.PLAN, cast.partner_org)
        actions.take_over(case, by=cast.partner, at=cast.now)
        assert Case.objects.get().worker == cast.partner
    with cast.as_app(cast.stranger):
        assert not Case.objects.exists()


def test_the_desk_notes_no_consent_of_somebody_whom_others_announced(airport: Airport) -> None:
    cast = airport.cast
    _case, _people, arrival = airport.announced()
    giving = persons.Giving(way=ConsentWay.SIGNATURE, language="en", given_on=cast.now.date())
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        with pytest.raises(Refused) as refused:
            actions.note_consent(arrival, giving, by=cast.officer, at=cast.now)
        assert refused.value.reasons == [Reason.NOT_OURS]
    with cast.as_app(cast.owner), pytest.raises(PermissionDenied):
        actions.register_unannounced(somebody(airport, consent=True), by=cast.owner, at=cast.now)


def count_again(airport: Airport, arrival: Arrival, what: actions.Said) -> CheckIn:
    with airport.as_app(airport.cast.officer, Purpose.ARRIVAL):
        return actions.count_again(arrival, what, by=airport.cast.officer, at=airport.cast.now)


def test_who_is_registered_is_counted_again_once_for_each_key(airport: Airport) -> None:
    _case, _people, arrival = airport.announced()
    check_in(airport, arrival, said(airport))
    fewer = said(airport, Presence.PARTLY, adults=1)
    assert count_again(airport, arrival, fewer).pk == count_again(airport, arrival, fewer).pk
    arrival.refresh_from_db()
    assert (arrival.arrived_adults, arrival.arrived_children) == (1, 0)
    assert CheckIn.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"presence": Presence.NOT_ARRIVED}, Reason.NOT_UNDONE),
        ({"presence": Presence.PARTLY}, Reason.NOBODY_PRESENT),
        ({"presence": Presence.PARTLY, "adults": 31}, Reason.MORE_THAN_ANNOUNCED),
    ],
)
def test_an_arrival_is_not_undone_by_counting_again(
    airport: Airport, more: dict[str, Any], reason: Reason
) -> None:
    _case, _people, arrival = airport.announced()
    check_in(airport, arrival, said(airport))
    with pytest.raises(Refused) as refusal:
        count_again(airport, arrival, said(airport, **more))
    assert refusal.value.reasons == [reason]


def test_nobody_is_counted_again_who_is_not_registered(airport: Airport) -> None:
    _case, _people, arrival = airport.announced()
    with pytest.raises(Refused):
        count_again(airport, arrival, said(airport))
    with airport.as_app(airport.cast.owner), pytest.raises(PermissionDenied):
        actions.count_again(arrival, said(airport), by=airport.cast.owner, at=airport.cast.now)
