"""Who was switched off after a backup, or lost a role, is in it no more than they are today."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.utils import timezone

from homeward.access.choices import Role
from homeward.access.keys import StoreUnreachable, link, restrictions
from homeward.access.models import User
from homeward.config import again
from homeward.core.tests.restoring import undone
from homeward.users.actions import approving, changing
from homeward.users.models import Approval, Change

AsApp = Callable[..., Any]
NOW = timezone.now()
MORE = [Role.CASE_MANAGER.value, Role.RETURN_COUNSELLOR.value]


def suspend(office: Any, user: User) -> None:
    changing.suspend(user, successor=office.second, reason="left", by=office.admin, at=NOW)


def shut() -> int:
    return again.restrict(at=NOW)["users"]


def test_a_suspended_user_is_suspended_again_and_it_is_written_why(
    office: Any, as_app: AsApp
) -> None:
    with undone(), as_app(office.admin):
        suspend(office, office.worker)
    assert User.objects.get(pk=office.worker.pk).is_active
    assert (shut(), shut()) == (1, 0)
    worker = User.objects.get(pk=office.worker.pk)
    assert (worker.is_active, worker.suspended_at) == (False, NOW)
    assert worker.roles == office.worker.roles
    change = Change.objects.get(user=worker)
    assert (change.what, change.reason, change.by) == ("suspended", "restored backup", None)


def test_a_role_that_was_taken_goes_again_and_none_is_given(
    cast: Any, office: Any, as_app: AsApp
) -> None:
    fewer = cast.user("fewer", cast.host, Role.CASE_MANAGER, Role.RETURN_COUNSELLOR)
    other = cast.user("other", cast.host, Role.RETURN_COUNSELLOR)
    with undone(), as_app(office.admin):
        changing.change_roles(fewer, MORE[:1], reason="r", by=office.admin, at=NOW)
        changing.change_roles(other, MORE, reason="r", by=office.admin, at=NOW)
    assert shut() == 1
    assert User.objects.get(pk=fewer.pk).roles == MORE[:1]
    assert User.objects.get(pk=other.pk).roles == MORE[1:]


def test_who_was_let_in_again_stays_in(office: Any, as_app: AsApp) -> None:
    with undone():
        with as_app(office.admin):
            suspend(office, office.worker)
            suspend(office, office.officer)
            worker = User.objects.get(pk=office.worker.pk)
            assert changing.reactivate(worker, reason="r", by=office.admin, at=NOW)
            officer = User.objects.get(pk=office.officer.pk)
            assert not changing.reactivate(officer, reason="r", by=office.admin, at=NOW)
        with as_app(office.second):
            approving.decide(Approval.objects.get(), approve=True, by=office.second, at=NOW)
    assert shut() == 0


def test_what_can_t_be_noted_is_not_taken_away_and_nobody_rewrites_a_note(
    office: Any, as_app: AsApp, monkeypatch: Any
) -> None:
    def refuse(*_values: object) -> None:
        raise StoreUnreachable("The key store can't be reached.")

    with as_app(office.admin):
        suspend(office, office.officer)
        monkeypatch.setattr(link, "ask", refuse)
        with pytest.raises(StoreUnreachable):
            suspend(office, office.worker)
        monkeypatch.undo()
    assert User.objects.get(pk=office.worker.pk).is_active
    assert restrictions.last(User)[str(office.officer.pk)]["is_suspended"]
    for statement in ("delete from restriction", "update restriction set said = '{}'"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            link.ask(statement)


def test_another_who_has_the_same_number_since_is_left_alone(
    cast: Any, office: Any, as_app: AsApp
) -> None:
    with undone():
        lost = cast.user("lost", cast.host, Role.CASE_MANAGER)
        with as_app(office.admin):
            suspend(office, lost)
    newcomer = cast.user("newcomer", cast.host, Role.CASE_MANAGER)
    User.objects.filter(pk=newcomer.pk).update(id=lost.pk)
    assert shut() == 0
    assert User.objects.get(pk=lost.pk).is_active
