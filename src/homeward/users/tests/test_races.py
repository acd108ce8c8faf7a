"""What holds when two act at the same moment, on a database where transactions commit."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from homeward.access import gate
from homeward.access.choices import Role
from homeward.access.models import User
from homeward.core.refusals import Refused
from homeward.users.actions import approving, changing, inviting
from homeward.users.choices import What
from homeward.users.models import Approval, Change


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Runs each in a thread and a connection of its own, all begun together."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"set role {settings.APP_ROLE}")
            ready.wait()
            return act()
        except Refused as refusal:
            return refusal.reasons
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_who_approve_at_once_approve_once(own_database: None, office: Any) -> None:
    with gate.acting_user(office.admin.pk):
        changing.change_roles(
            office.worker, [Role.ADMINISTRATOR], reason="r", by=office.admin, at=timezone.now()
        )
    approval = Approval.objects.get()

    def approve(by: User) -> None:
        with gate.acting_user(by.pk):
            approving.decide(approval, approve=True, by=by, at=timezone.now())

    answers = at_once(lambda: approve(office.second), lambda: approve(office.officer))
    assert answers.count(None) == 1
    assert Change.objects.filter(what=What.ROLES).count() == 1


def test_two_who_open_an_invitation_at_once_set_one_password(
    own_database: None, office: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(inviting, "new_token", lambda: "t" * 43)
    with gate.acting_user(office.admin.pk):
        inviting.invite(
            email="new@example.org", name="New", roles=[Role.PROVIDER], language="en",
            reason="r", by=office.admin, at=timezone.now(),
        )  # fmt: skip
    answers = at_once(*[lambda: inviting.accept("t" * 43, "a long enough password")] * 2)
    assert answers.count(None) == 1
    assert Change.objects.filter(what=What.ACCEPTED).count() == 1
