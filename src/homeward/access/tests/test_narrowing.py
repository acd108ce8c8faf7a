"""An organisation takes classes away from its roles and users; it can't give any."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from homeward.access import actions
from homeward.access.choices import DataClass, Role
from homeward.access.models import Narrowing


@pytest.fixture
def officer(cast: Any) -> Any:
    return cast.user("dpo", cast.host, Role.DATA_PROTECTION_OFFICER)


@pytest.fixture
def cleared(cast: Any) -> Callable[[Any], set[int]]:
    def ask(user: Any) -> set[int]:
        with cast.as_app(user), connection.cursor() as cursor:
            cursor.execute("select gate_classes()")
            return set(cursor.fetchone()[0])

    return ask


def test_a_role_loses_a_class_in_this_organisation_alone(
    cast: Any, officer: Any, cleared: Any
) -> None:
    elsewhere = cast.user("elsewhere", cast.partner_org, Role.RETURN_COUNSELLOR)
    with cast.as_app(officer):
        actions.narrow(DataClass.HEALTH, role=Role.RETURN_COUNSELLOR, by=officer, at=cast.now)
    assert DataClass.HEALTH not in cleared(cast.owner)
    assert DataClass.HEALTH in cleared(elsewhere)


def test_another_role_of_the_same_user_still_clears(cast: Any, officer: Any, cleared: Any) -> None:
    cast.owner.roles = [Role.RETURN_COUNSELLOR, Role.CASE_MANAGER]
    cast.owner.save()
    with cast.as_app(officer):
        actions.narrow(DataClass.HEALTH, role=Role.RETURN_COUNSELLOR, by=officer, at=cast.now)
    assert DataClass.HEALTH in cleared(cast.owner)


def test_a_user_loses_a_class_whatever_the_roles_and_gets_it_back(
    cast: Any, officer: Any, cleared: Any
) -> None:
    before = cleared(cast.owner)
    cast.family()
    with cast.as_app(officer):
        one = actions.narrow(DataClass.CASE, user=cast.owner, by=officer, at=cast.now)
        again = actions.narrow(DataClass.CASE, user=cast.owner, by=officer, at=cast.now)
        assert one == again
    assert cleared(cast.owner) == before - {DataClass.CASE}
    with cast.as_app(officer):
        actions.widen(one, by=officer)
    assert cleared(cast.owner) == before


def test_it_never_widens(cast: Any, officer: Any, cleared: Any) -> None:
    before = cleared(cast.owner)
    with cast.as_app(officer):
        one = actions.narrow(DataClass.SURVEY, user=cast.owner, by=officer, at=cast.now)
        actions.widen(one, by=officer)
    assert cleared(cast.owner) == before


def test_only_the_own_organisation_is_narrowed(cast: Any, officer: Any) -> None:
    with cast.as_app(officer), pytest.raises(DatabaseError) as refused, transaction.atomic():
        actions.narrow(DataClass.CASE, user=cast.stranger, by=officer, at=cast.now)
    assert refused.value.__cause__.sqlstate == "42501"
    with cast.as_app(officer):
        actions.narrow(DataClass.CASE, user=cast.owner, by=officer, at=cast.now)
    with cast.as_app(cast.stranger):
        assert not Narrowing.objects.exists()


def test_without_the_verb_nobody_narrows(cast: Any) -> None:
    with cast.as_app(cast.owner), pytest.raises(PermissionDenied):
        actions.narrow(DataClass.CASE, user=cast.owner, by=cast.owner, at=cast.now)
