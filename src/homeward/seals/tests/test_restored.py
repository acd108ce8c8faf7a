"""What was sealed after a backup is sealed in it again, for the team as it is today."""

from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.cases.models import Case
from homeward.config import again
from homeward.core.tests.restoring import undone
from homeward.persons.models import Person
from homeward.seals import actions
from homeward.seals.models import Seal


def sees(cast: Any, user: Any, people: list[Person]) -> int:
    with cast.as_app(user):
        return Person.objects.filter(pk__in=[one.pk for one in people]).count()


def shut(cast: Any) -> int:
    return again.restrict(at=cast.now)["seals"]


@pytest.fixture
def family(cast: Any) -> Any:
    return cast.family()


def focal(cast: Any, name: str) -> Any:
    return cast.user(name, cast.host, Role.PROTECTION_FOCAL_POINT)


def seal(cast: Any, case: Case, people: list[Person], by: Any, *team: Any) -> Seal:
    with cast.as_app(by):
        return actions.seal(
            Case.objects.get(pk=case.pk), people, list(team), "Threats", by=by, at=cast.now
        )


def test_a_file_is_sealed_again_for_its_team_alone(cast: Any, family: Any) -> None:
    case, people = family
    first, deputy = focal(cast, "first"), focal(cast, "deputy")
    with undone():
        made = seal(cast, case, people, first, deputy)
    assert sees(cast, cast.owner, people) == len(people)
    assert (shut(cast), shut(cast)) == (1, 0)
    assert sees(cast, cast.owner, people) == 0
    assert sees(cast, deputy, people) == len(people)
    found = Seal.objects.get()
    assert (found.pk, found.sealed_by, found.sealed_at) == (made.pk, first, cast.now)
    assert Case.objects.get(pk=case.pk).worker == first


def test_who_left_the_team_is_out_again(cast: Any, family: Any) -> None:
    case, people = family
    first, deputy = focal(cast, "first"), focal(cast, "deputy")
    made = seal(cast, case, people, first, deputy)
    with undone(), cast.as_app(first):
        actions.remove(made, deputy, by=first, at=cast.now)
    assert sees(cast, deputy, people) == len(people)
    assert shut(cast) == 1
    assert sees(cast, deputy, people) == 0
    assert sees(cast, first, people) == len(people)


def test_a_team_that_came_later_as_a_whole_leaves_the_one_that_was(cast: Any, family: Any) -> None:
    case, people = family
    first = focal(cast, "first")
    made = seal(cast, case, people, first)
    with undone():
        newcomer = focal(cast, "newcomer")
        with cast.as_app(first):
            actions.add(made, newcomer, by=first, at=cast.now)
        with cast.as_app(newcomer):
            actions.remove(made, first, by=newcomer, at=cast.now)
    assert shut(cast) == 0
    assert sees(cast, first, people) == len(people)


def test_one_that_was_lifted_since_is_not_set(cast: Any, family: Any) -> None:
    case, people = family
    first, deputy = focal(cast, "first"), focal(cast, "deputy")
    with undone():
        made = seal(cast, case, people, first, deputy)
        with cast.as_app(first):
            actions.ask_to_lift(made, "over", by=first, at=cast.now)
        with cast.as_app(deputy):
            actions.lift(made, by=deputy, at=cast.now)
    assert shut(cast) == 0
    assert not Seal.objects.exists()


def test_where_the_whole_team_came_later_it_is_sealed_all_the_same(cast: Any, family: Any) -> None:
    case, people = family
    with undone():
        newcomer = focal(cast, "newcomer")
        seal(cast, case, people, newcomer)
    assert shut(cast) == 1
    (member,) = Seal.objects.get().team.all()
    assert member.user.organisation == cast.host


def test_of_a_case_that_the_backup_does_not_know_nothing_is_sealed(cast: Any) -> None:
    first = focal(cast, "first")
    with undone():
        case, people = cast.family()
        seal(cast, case, people, first)
    assert shut(cast) == 0
