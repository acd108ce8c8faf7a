"""A family in counselling, focal points of both kinds, a colleague without clearance, a clinic."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from homeward.access.choices import DataClass, OrganisationKind, Purpose, Role
from homeward.cases.models import Case
from homeward.persons.models import Person
from homeward.protection import actions
from homeward.protection.actions.care import Treatment
from homeward.protection.choices import FlagKind
from homeward.protection.models import CareHandover, Flag, PathwayTemplate

CARE = frozenset({DataClass.IDENTITY, DataClass.HEALTH})


@dataclass
class Ward:
    """Acts as the right person, through the real actions."""

    cast: Any
    case: Case
    people: list[Person]
    users: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.users[name]
        except KeyError as error:
            raise AttributeError(name) from error

    @property
    def today(self) -> date:
        return self.cast.now.date()

    def concern(
        self,
        kind: FlagKind = FlagKind.EXCLUSION,
        *,
        by: Any = None,
        person: Any = None,
        **more: Any,
    ) -> UUID:
        by, person = by or self.cast.owner, person or self.people[0]
        seen = actions.Observation(
            kind=kind, said_on=self.today, **{"detail": "He waits at the gate.", **more}
        )
        with self.cast.as_app(by):
            about = actions.About.of_case(self.case, person.pk, by=by)
            return actions.raise_flag(about, seen, by=by, at=self.cast.now)

    def as_focal(self) -> Any:
        return self.cast.as_app(self.focal)

    def pathway(self, code: str = "child", person: Any = None) -> Any:
        template = PathwayTemplate.objects.get(code=code)
        with self.as_focal():
            return actions.begin_pathway(
                Case.objects.get(pk=self.case.pk), person or self.people[1], template,
                by=self.focal, at=self.cast.now,
            )  # fmt: skip

    def agree_with_clinic(self) -> None:
        self.cast.agree(self.cast.host, self.clinic, Purpose.REFERRAL, CARE, may_write=False)
        self.cast.consent(self.people[0], self.clinic, Purpose.REFERRAL, CARE)

    def drafted(self, **more: Any) -> CareHandover:
        with self.cast.as_app(self.cast.owner):
            return actions.draft_handover(
                self.case, self.people[0],
                Treatment(**{"condition": "Tuberculosis", "treatment": "Week 9 of 24", **more}),
                receiver=self.clinic, by=self.cast.owner, at=self.cast.now,
            )  # fmt: skip

    def sent(self, **more: Any) -> CareHandover:
        drafted = self.drafted(**more)
        with self.cast.as_app(self.cast.owner):
            return actions.send_handover(drafted, by=self.cast.owner, at=self.cast.now)


def stored(pk: UUID) -> Flag:
    """As the database's owner, who sees every row."""
    return Flag.objects.get(pk=pk)


@pytest.fixture
def ward(cast: Any) -> Ward:
    clinic = cast.organisation("Clinic", OrganisationKind.PROVIDER, "GH")
    case, people = cast.family()
    users = {
        "clinic": clinic,
        "focal": cast.user("focal", cast.host, Role.PROTECTION_FOCAL_POINT),
        "health": cast.user("health", cast.host, Role.HEALTH_FOCAL_POINT),
        "colleague": cast.user("colleague", cast.host, Role.RETURN_COUNSELLOR),
        "manager": cast.user("manager", cast.host, Role.PROGRAMME_MANAGER),
        "nurse": cast.user("nurse", clinic, Role.HEALTH_FOCAL_POINT),
        "partner_focal": cast.user("partnerfocal", cast.partner_org, Role.PROTECTION_FOCAL_POINT),
        "border": cast.user("border", cast.desk, Role.BORDER_OFFICER),
    }
    return Ward(cast, case, people, users)
