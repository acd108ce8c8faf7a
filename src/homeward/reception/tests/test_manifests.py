"""A charter of 300: who can be taken is taken at once, nothing half, nothing twice."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from homeward.access.choices import Purpose, Role
from homeward.cases.choices import Stage
from homeward.cases.models import Arrival, Case
from homeward.core.refusals import Refused
from homeward.persons.choices import BirthKnown
from homeward.persons.models import Household, Person
from homeward.reception import actions
from homeward.reception.actions import manifests
from homeward.reception.choices import CharterStatus, Reason, RowFault
from homeward.reception.models import Charter, ManifestEntry
from homeward.reception.tests.conftest import Airport, row
from homeward.seals import actions as seals

GOOD, FAULTY = 288, 12


def sheet_of_300(today: Any) -> tuple[list[list[str]], dict[int, tuple[str, RowFault]]]:
    """96 families of three and twelve rows that can't be taken; line -> its column and reason."""
    rows = []
    for family in range(96):
        common = {"family": str(family + 1), "surname": f"Mensah {family}", "language": "Twi"}
        rows += [
            row(number=f"{family}a", place="head", given="Kofi", sex="m", birth="1988", **common),
            row(number=f"{family}b", place="wife", given="Ama", sex="f", birth="03/1990", **common),
            row(number=f"{family}c", place="child", given="Yaw", birth="2.4.2019", **common),
        ]
    bad = [
        (row(number="f1", given="A", birth="31.02.1990"), ("birth", RowFault.NOT_A_DATE)),
        (row(number="f2", given="B", birth=str(today.year + 2)), ("birth", RowFault.DATE_TO_COME)),
        (row(number="f3", given="C", sex="q"), ("sex", RowFault.UNKNOWN_WORD)),
        (row(number="f4", given="D", needs="helicopter"), ("needs", RowFault.UNKNOWN_WORD)),
        (row(number="f5", given="E", language="Klingonese"), ("language", RowFault.UNKNOWN_WORD)),
        (row(number="f6", given="F", place="chief of staff"), ("place", RowFault.UNKNOWN_WORD)),
        (row(number="f7", given="x" * 200), ("given_name", RowFault.TOO_LONG)),
        (row(birth="1990"), ("given_name", RowFault.NO_PERSON)),
        (row(number="0a", given="Twice"), ("number", RowFault.TWICE)),
        (row(number="f8", family="900", place="child", given="G"), ("place", RowFault.NO_HEAD)),
        (row(number="f9", given="H", consent="soon"), ("consent_on", RowFault.NOT_A_DATE)),
        (row(number="f10", given="I", birth="about 30"), ("birth", RowFault.NOT_A_DATE)),
    ]
    # Spread through the sheet, as they are in life; a blank row stands between as well.
    at = {}
    for n, (faulty, told) in enumerate(bad):
        place = 3 * (n + 1) * 6 + n
        rows.insert(place, faulty)
        at[place + 2] = told
    rows.append([""] * len(rows[0]))
    return rows, at


def test_288_of_300_come_in_and_12_are_listed_and_nothing_is_doubled(airport: Airport) -> None:
    rows, bad = sheet_of_300(airport.cast.now.date())
    charter = airport.charter()
    taken = airport.take_in(charter, rows)
    assert (len(taken.new), taken.households) == (GOOD, 96)
    assert {fault.line: (fault.column, fault.reason) for fault in taken.faults} == bad
    assert len(bad) == FAULTY
    with airport.as_app(airport.cast.owner):
        assert (Person.objects.count(), Case.objects.count()) == (GOOD, 96)
        head = Person.objects.filter(position=0).first()
        assert head is not None
        family = Person.objects.filter(household=head.household_id).order_by("position")
        assert [str(one.household_role) for one in family] == ["head", "partner", "child"]
        assert [one.birth_known for one in family] == [
            BirthKnown.YEAR,
            BirthKnown.MONTH,
            BirthKnown.DAY,
        ]
    again = airport.take_in(charter, rows)
    assert (len(again.same), len(again.new), len(again.changed)) == (GOOD, 0, 0)
    with airport.as_app(airport.cast.owner):
        assert (Person.objects.count(), ManifestEntry.objects.count()) == (GOOD, GOOD)


def test_broken_off_in_the_middle_nothing_is_there(
    airport: Airport, monkeypatch: pytest.MonkeyPatch
) -> None:
    charter = airport.charter()
    rows = [row(number=str(n), given=f"Kofi {n}") for n in range(6)]
    begin = manifests._Taking._begin
    begun: list[int] = []

    def breaks(taking: Any, of_family: Any) -> None:
        if len(begun) == 3:
            raise ConnectionError("the line is cut")
        begun.append(1)
        begin(taking, of_family)

    monkeypatch.setattr(manifests._Taking, "_begin", breaks)
    with airport.as_app(airport.cast.owner):
        read = airport.read(charter, rows)
        with pytest.raises(ConnectionError):
            actions.take_in(charter, read, by=airport.cast.owner, at=airport.cast.now)
        assert not Person.objects.exists()
        assert not Household.objects.exists()
        assert not Case.objects.exists()
        assert not ManifestEntry.objects.exists()


def test_a_changed_row_says_so_and_a_mended_child_joins_its_family(airport: Airport) -> None:
    charter = airport.charter()
    head = {"number": "1", "family": "4", "place": "head", "given": "Esi", "surname": "Owusu"}
    child = {"number": "2", "family": "4", "place": "child", "given": "Abena", "surname": "Owusu"}
    first = airport.take_in(charter, [row(**head), row(**child, birth="31.02.2015")])
    assert (len(first.new), len(first.faults)) == (1, 1)
    second = airport.take_in(charter, [row(**child, birth="28.02.2015")])
    assert (len(second.new), second.faults) == (1, [])
    changed = head | {"given": "Esi Adjoa", "birth": "1990", "needs": "wheelchair; bed"}
    third = airport.take_in(charter, [row(**changed)])
    assert (len(third.changed), len(third.new)) == (1, 0)
    with airport.as_app(airport.cast.owner):
        people = list(Person.objects.order_by("position"))
        assert [(one.given_name, one.birth_year) for one in people] == [
            ("Esi Adjoa", 1990),
            ("Abena", 2015),
        ]
        assert people[0].household_id == people[1].household_id
        assert Case.objects.count() == 1
        assert ManifestEntry.objects.get(person=people[0]).needs == ["wheelchair", "bed"]


def test_a_row_may_name_a_case_that_is_there(airport: Airport) -> None:
    case, people = airport.cast.family()
    charter = airport.charter()
    header = ["Case number", "Given names", "Family name"]
    cells = [
        [case.reference.lower(), "Yaw", "Ansah"],
        [case.reference, "", ""],
        [case.reference, "Somebody", "Else"],
        ["GH-00-99999", "Who", "Knows"],
    ]
    with airport.as_app(airport.cast.owner):
        read = airport.read(charter, cells, header)
        taken = actions.take_in(charter, read, by=airport.cast.owner, at=airport.cast.now)
        assert [(one.line, one.reason) for one in taken.faults] == [
            (4, RowFault.NOT_IN_CASE),
            (5, RowFault.NO_CASE),
        ]
        assert Case.objects.count() == 1
        assert {entry.person_id for entry in ManifestEntry.objects.all()} == {
            person.pk for person in people
        }


def test_whoever_agreed_is_announced_and_the_others_are_told_why_not(airport: Airport) -> None:
    charter = airport.charter()
    day = airport.cast.now.date().isoformat()
    airport.take_in(
        charter,
        [
            row(number="1", family="1", place="head", given="Esi", language="Twi", consent=day),
            row(number="2", family="1", place="child", given="Kojo", needs="meal"),
            row(number="3", given="Kwame", language="Ewe"),
        ],
    )
    with airport.as_app(airport.cast.owner):
        done = actions.announce_charter(charter, by=airport.cast.owner, at=airport.cast.now)
        assert done.parties == 1
        ((_case, reasons),) = done.refused
        assert [reason.value for reason in reasons] == ["no_consent"]
        arrival = Arrival.objects.get()
        assert (arrival.adults, arrival.children, arrival.needs) == (1, 1, ["food"])
        assert arrival.case.stage == Stage.ARRIVAL
        assert arrival.entry == airport.entry
        assert Charter.objects.get().status == CharterStatus.ANNOUNCED
    with airport.as_app(airport.cast.officer, Purpose.ARRIVAL):
        assert Charter.objects.get().flight == "C 77"
        assert Arrival.objects.count() == 1


def test_a_sealed_row_that_comes_again_is_not_doubled(airport: Airport) -> None:
    charter = airport.charter()
    cast = airport.cast
    airport.take_in(charter, [row(number="1", given="Esi"), row(number="2", given="Kofi")])
    protector = cast.user("protector", cast.host, Role.PROTECTION_FOCAL_POINT)
    with cast.as_app(protector):
        entry = ManifestEntry.objects.select_related("case", "person").get(number="1")
        seals.seal(entry.case, [entry.person], [protector], "At risk", by=protector, at=cast.now)
    with cast.as_app(cast.owner):
        assert Person.objects.count() == 1
    again = airport.take_in(charter, [row(number="1", given="Esi"), row(number="2", given="Kofi")])
    assert (len(again.same), len(again.new)) == (2, 0)


def test_a_closed_charter_a_wrong_role_and_a_stranger(airport: Airport) -> None:
    charter = airport.charter()
    cast = airport.cast
    with cast.as_app(cast.stranger):
        assert not Charter.objects.exists()
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        assert not Charter.objects.exists(), "a draft is the host's alone"
    with cast.as_app(cast.owner):
        read = airport.read(charter, [row(number="1", given="Esi")])
        charter.status = CharterStatus.CLOSED
        charter.save()
        with pytest.raises(Refused) as refused:
            actions.take_in(charter, read, by=cast.owner, at=cast.now)
        assert refused.value.reasons == [Reason.CHARTER_CLOSED]
    with cast.as_app(cast.officer), pytest.raises(PermissionDenied):
        actions.take_in(charter, read, by=cast.officer, at=cast.now)


def test_a_charter_that_is_delayed_is_expected_later(airport: Airport) -> None:
    charter = airport.charter()
    day = airport.cast.now.date().isoformat()
    airport.take_in(charter, [row(number="1", given="Esi", language="Twi", consent=day)])
    cast = airport.cast
    later = airport.lands_at.replace(microsecond=0)
    with cast.as_app(cast.owner):
        actions.announce_charter(charter, by=cast.owner, at=cast.now)
        flight = {
            name: getattr(charter, name)
            for name in ("corridor", "reception_org", "case_org", "entry")
        }
        changed = actions.Flight(flight="C 78", lands_at=later, **flight)
        actions.change_charter(charter, changed, by=cast.owner, at=cast.now)
        arrival = Arrival.objects.get()
        assert (arrival.flight, arrival.expected_at) == ("C 78", later)
        with pytest.raises(Refused) as refused:
            actions.close_charter(charter, by=cast.owner, at=cast.now)
        assert refused.value.reasons == [Reason.STILL_EXPECTED]
