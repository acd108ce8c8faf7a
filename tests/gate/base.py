"""How a verb of the world is done: by whom, and what a refusal is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import ActorKind, DataClass, Purpose
from homeward.access.models import Organisation, User
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.persons.models import Person
from tests.gate.oracle import Oracle

FOREVER = 10**6
ALL = frozenset(int(k) for k in DataClass)
# What a clause, a consent or a ground may cover.
COVERS = [
    frozenset({1, 3, 4}), ALL - {7}, ALL, frozenset({1, 2, 3, 4, 5}), frozenset({5, 6}),
    frozenset({7}), frozenset({1, 4, 9}), frozenset({1, 4, 7, 8}),
]  # fmt: skip
# The data base's own refusals: no privilege, a constraint; a missing row; a verb not granted.
REFUSED = (Refused, PermissionDenied, ObjectDoesNotExist, DatabaseError)
WHY = "The person is in danger for life now"


class Base:
    """What every verb works on."""

    cast: Any
    now: Any
    as_app: Any
    oracle: Oracle
    orgs: dict[str, Organisation]
    users: dict[str, User]
    people: list[Person]
    cases: list[Case]

    @contextmanager
    def by(self, name: str, purpose: Purpose = Purpose.CASEWORK) -> Iterator[User]:
        """As this user; what waits for the commit is asked at once."""
        user = self.users[name]
        kind = ActorKind.PERSON if user.person_id else ActorKind.USER
        actor_id = user.pk
        with self.as_app(None, purpose, kind=kind, actor_id=actor_id):
            yield User.objects.select_related("organisation").get(pk=user.pk)
            with connection.cursor() as cursor:
                cursor.execute("set constraints all immediate")
                cursor.execute("set constraints all deferred")

    def do(self, verb: str, **choices: Any) -> str:
        """`done`, `refused`, or `nothing` where there was nothing to do it with."""
        try:
            with transaction.atomic():
                done = getattr(self, verb)(**choices)
        except REFUSED:
            return "refused"
        return "nothing" if done is False else "done"

    def day(self, number: int) -> date:
        return self.now.date() + timedelta(days=number - self.oracle.today)
