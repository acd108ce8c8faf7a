"""Criteria ask for a category of protection, and answer whoever may see it, and nobody else."""

from datetime import date
from typing import Any

import pytest

from homeward.access.choices import Purpose
from homeward.cases.queries import applications
from homeward.programmes.choices import CriteriaStatus
from homeward.programmes.choices.criteria import Answer, Kind, Vulnerability
from homeward.programmes.models import CriteriaVersion
from homeward.programmes.rules import criteria
from homeward.protection import actions
from homeward.protection.choices import FlagKind, FlagState
from homeward.protection.tests.conftest import stored

pytestmark = pytest.mark.django_db

HURT = criteria.OneOf(kind=Kind.VULNERABILITY, any_of=frozenset({Vulnerability.VIOLENCE.value}))


def asks(ward: Any, criterion: Any) -> None:
    CriteriaVersion.objects.create(
        programme=ward.cast.programme, number=1, status=CriteriaStatus.PUBLISHED,
        valid_from=date(2020, 1, 1), tree=criteria.dump(criterion),
    )  # fmt: skip


def answered(ward: Any, by: Any) -> applications.Assessed:
    with ward.cast.as_app(by, Purpose.CASEWORK):
        return applications.assessed(ward.case, ward.people, on=ward.today)


def confirmed(ward: Any) -> None:
    flag = ward.concern(FlagKind.VIOLENCE, by=ward.focal)
    found = stored(flag)
    with ward.as_focal():
        actions.decide_flag(found, FlagState.CONFIRMED, "Seen", by=ward.focal, at=ward.cast.now)


def test_a_category_is_met_for_whoever_may_see_it_and_unknown_for_all_others(ward: Any) -> None:
    asks(ward, criteria.All((HURT,)))
    assert answered(ward, ward.focal).answer == Answer.UNKNOWN
    confirmed(ward)
    seen = answered(ward, ward.focal)
    assert (seen.answer, seen.lines[0].answer) == (Answer.MET, Answer.MET)
    other = answered(ward, ward.cast.owner)
    assert (other.answer, other.lines[0].answer) == (Answer.UNKNOWN, Answer.UNKNOWN)
    # What is kept with an application is read by more people: it never says so.
    assert set(seen.snapshot.values()) == set(other.snapshot.values()) == {"unknown"}


def test_a_category_lets_in_and_never_keeps_out(ward: Any) -> None:
    asks(ward, criteria.Not(HURT))
    confirmed(ward)
    seen = answered(ward, ward.focal)
    assert (seen.answer, seen.is_unmet) == (Answer.UNKNOWN, False)
    assert not seen.lines[0].needs_exception
