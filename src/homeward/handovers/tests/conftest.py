"""A lead, a national agency, and families whose files go from one to the other."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from homeward.access.choices import DataClass, OrganisationKind, Role
from homeward.access.models import Organisation, User
from homeward.cases.models import Case
from homeward.handovers import actions, queries
from homeward.handovers.choices import Asylum, Outcome
from homeward.handovers.models import Handover, Rehearsal, Stage
from homeward.persons.models import Person

ALL = frozenset(DataClass) - {DataClass.ASYLUM}


class Act:
    """The host NGO of the cast leads; the agency is a public authority of the country of return."""

    def __init__(self, cast: Any) -> None:
        self.cast, self.as_app, self.now = cast, cast.as_app, cast.now
        self.lead: Organisation = cast.host
        self.agency = cast.organisation("National agency", OrganisationKind.AUTHORITY, "GH")
        self.keeper = cast.organisation("Legal aid", OrganisationKind.NGO, "BE")
        self.manager = cast.user("manager", self.lead, Role.PROGRAMME_MANAGER)
        self.second = cast.user("second", self.lead, Role.DATA_PROTECTION_OFFICER)
        self.head = cast.user("head", self.agency, Role.PROGRAMME_MANAGER)
        self.deputy = cast.user("deputy", self.agency, Role.HOST_COORDINATOR)
        self.worker = cast.user("worker", self.agency, Role.CASE_MANAGER)
        self.agreement = cast.agree(self.lead, self.agency, classes=ALL)

    def family(self, *, agrees: bool = True) -> tuple[Case, list[Person]]:
        case, people = self.cast.family()
        if agrees:
            for person in people:
                self.cast.consent(person, self.agency, classes=ALL)
        return case, people

    def draft(self, *, title: str = "To the agency", **stage: Any) -> tuple[Handover, Stage]:
        with self.as_app(self.manager):
            held = actions.draft(self.cast.programme, title, by=self.manager, at=self.now)
            given = {"from_on": date(2020, 1, 1), "asylum": Asylum.ERASE, **stage}
            receiver = given.pop("receiver", self.agency)
            planned = actions.plan(
                held, receiver, given.pop("agreement", self.agreement), by=self.manager,
                at=self.now, **given,
            )  # fmt: skip
            for line in queries.lines_of(held):
                actions.decide(line, Outcome.STAYS, by=self.manager, at=self.now)
        return held, planned

    def signed(self, **stage: Any) -> tuple[Handover, Stage]:
        held, planned = self.draft(**stage)
        with self.as_app(self.manager):
            actions.offer(held, by=self.manager, at=self.now)
        for user in (self.manager, self.second, self.head, self.deputy):
            self.sign(held, user)
        return held, Stage.objects.get(pk=planned.pk)

    def sign(self, held: Handover, user: User) -> None:
        with self.as_app(user):
            actions.sign(held, by=user, at=self.now)

    def rehearse(self, stage: Stage) -> Rehearsal:
        with self.as_app(self.manager):
            return actions.rehearse(stage, by=self.manager, at=timezone.now())

    def begin(self, stage: Stage) -> None:
        with self.as_app(self.manager):
            actions.begin(stage, by=self.manager, at=self.now)

    def carried_out(self, **stage: Any) -> Stage:
        _held, planned = self.signed(**stage)
        self.rehearse(planned)
        self.begin(planned)
        self.run(planned)
        return Stage.objects.get(pk=planned.pk)

    def run(self, stage: Stage, **more: Any) -> int:
        with app_role():
            return actions.run(stage.pk, **more)


@contextmanager
def app_role() -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"set local role {settings.APP_ROLE}")
        yield
        with connection.cursor() as cursor:
            cursor.execute("reset role")


@pytest.fixture
def act(cast: Any) -> Act:
    return Act(cast)


def owners(people: Sequence[Person], table: str, column: str = "person_id") -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select distinct owner_org_id from {table} where {column} = any (%s)",
            [[person.pk for person in people]],
        )
        return {row[0] for row in cursor.fetchall()}
