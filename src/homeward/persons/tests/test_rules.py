from dataclasses import replace
from datetime import date

import pytest

from homeward.linkage import names
from homeward.persons.choices import ConsentWay, HouseholdRole, Reason
from homeward.persons.rules import (
    ConsentFacts,
    is_minor,
    reasons_not_to_give,
    reasons_not_to_register,
    reasons_not_to_withdraw,
)

READY = ConsentFacts(
    lines=2,
    way=ConsentWay.SIGNATURE,
    witness="",
    guardian="",
    given_on=date(2026, 3, 1),
    until=None,
    asylum_to_origin_authority=False,
)


def test_a_complete_consent_is_taken() -> None:
    assert reasons_not_to_give(READY) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"lines": 0}, Reason.NOTHING_CHOSEN),
        ({"way": ConsentWay.WITNESSED_ORAL}, Reason.WITNESS_MISSING),
        ({"way": ConsentWay.GUARDIAN}, Reason.GUARDIAN_MISSING),
        ({"until": date(2026, 2, 28)}, Reason.ENDS_BEFORE_IT_BEGINS),
        ({"asylum_to_origin_authority": True}, Reason.ASYLUM_NEVER),
    ],
)
def test_each_fault_alone_stops_a_consent(changed: dict[str, object], reason: Reason) -> None:
    assert reasons_not_to_give(replace(READY, **changed)) == [reason]  # type: ignore[arg-type]


def test_all_faults_are_told_at_once() -> None:
    bad = replace(READY, lines=0, way=ConsentWay.WITNESSED_ORAL, until=date(2020, 1, 1))
    assert len(reasons_not_to_give(bad)) == 3


@pytest.mark.parametrize(
    ("age", "place", "minor"),
    [
        (17, HouseholdRole.HEAD, True),
        (18, HouseholdRole.CHILD, False),
        (None, HouseholdRole.CHILD, True),
        (None, HouseholdRole.SIBLING, False),
    ],
)
def test_the_age_decides_where_it_is_known(
    age: int | None, place: HouseholdRole, minor: bool
) -> None:
    assert is_minor(age=age, place=place) is minor


def test_a_household_has_exactly_one_head() -> None:
    head, child = HouseholdRole.HEAD, HouseholdRole.CHILD
    assert reasons_not_to_register([head, child]) == []
    assert reasons_not_to_register([child]) == [Reason.NO_ADULT]
    assert reasons_not_to_register([head, head]) == [Reason.NO_ADULT]


def test_what_is_withdrawn_is_not_withdrawn_again() -> None:
    assert reasons_not_to_withdraw(withdrawn_already=True) == [Reason.ALREADY_WITHDRAWN]
    assert reasons_not_to_withdraw(withdrawn_already=False) == []


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Muhammad", "Mohamed"),
        ("Ousmane", "Usman"),
        ("Djibril", "Jibril"),
        ("محمد", "Muhammad"),
        ("Mensah Efua", "Efua Mensah"),
    ],
)
def test_the_same_name_answers_in_another_spelling(asked: str, name: str) -> None:
    assert names.likeness(asked, name) >= 0.75


def test_another_name_does_not_answer() -> None:
    assert names.likeness("Kwabena", "Fatoumata") < 0.75
    assert names.likeness("", "Efua") == 0.0
