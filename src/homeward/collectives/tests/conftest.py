"""A cooperative of the partner's, with returnees and local residents, and one season."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.cases import actions as cases
from homeward.collectives import actions
from homeward.collectives.choices import ContributionKind, EntryKind
from homeward.collectives.models import Contribution, LogEntry, Membership, Project, Season
from homeward.persons import actions as persons
from homeward.persons.choices import HouseholdRole, Sex

AREA = "Techiman"


@dataclass
class Group:
    """Its methods act as the keeper, under the row policies, through the real actions."""

    cast: Any
    keeper: User
    project: Project
    season: Season
    first: date

    def returnee(self, name: str = "Ama", **joining: Any) -> Membership:
        """A returnee of the keeper's own, with a case."""
        cast = self.cast
        with cast.as_app(self.keeper):
            household, (person,) = persons.register(
                [
                    persons.Member(
                        role=HouseholdRole.HEAD, given_name=name, family_name="Boateng",
                        sex=joining.pop("sex", Sex.FEMALE),
                    )
                ],
                programme=cast.programme, by=self.keeper, at=cast.now,
            )  # fmt: skip
            case = self.open_case(household)
            return actions.admit(
                self.project, case, person, self.joining(**joining), by=self.keeper, at=cast.now
            )

    def open_case(self, household: Any) -> Any:
        return cases.open_case(
            household, programme=self.cast.programme, host_country="BE", origin_country="GH",
            destination=AREA, by=self.keeper, at=self.cast.now,
        )  # fmt: skip

    def resident(self, name: str = "Kwabena", **joining: Any) -> Membership:
        resident = actions.Resident(
            given_name=name, family_name="Owusu", sex=joining.pop("sex", Sex.MALE),
            agreed_on=joining.pop("agreed_on", self.first),
        )  # fmt: skip
        with self.cast.as_app(self.keeper):
            return actions.admit_resident(
                self.project, resident, self.joining(**joining), by=self.keeper, at=self.cast.now
            )

    def joining(self, **given: Any) -> actions.Joining:
        return actions.Joining(**{"on": self.first, **given})

    def log(self, kind: EntryKind, what: str, *, day: int = 1, **given: Any) -> LogEntry:
        entry_id = given.pop("entry_id", None)
        figures = {
            name: Decimal(given.pop(name))
            for name in ("quantity", "price", "amount")
            if name in given
        }
        logged = actions.Logged(
            kind=kind, what=what, on=self.first + timedelta(days=day), **figures, **given
        )
        with self.cast.as_app(self.keeper):
            return actions.log(
                self.season, logged, entry_id=entry_id, by=self.keeper, at=self.cast.now
            )

    def put_in(
        self,
        member: Membership,
        quantity: int,
        kind: ContributionKind = ContributionKind.MONEY,
        **given: Any,
    ) -> Contribution:
        unit = {"labour": "day", "land": "acre"}.get(kind, "")
        put_in = actions.PutIn(
            kind=kind, quantity=Decimal(quantity), unit=unit, on=self.first, **given
        )
        with self.cast.as_app(self.keeper):
            return actions.contribute(member, put_in, by=self.keeper, at=self.cast.now)

    def pay_out(self, amount: int | str, *, number: int = 1) -> Any:
        with self.cast.as_app(self.keeper):
            return actions.pay_out(
                self.season, Decimal(amount), number=number, on=self.cast.now.date(),
                by=self.keeper, at=self.cast.now,
            )  # fmt: skip

    def leave(self, member: Membership, **given: Any) -> Any:
        with self.cast.as_app(self.keeper):
            return actions.leave(
                member, **{"on": self.cast.now.date(), **given}, by=self.keeper, at=self.cast.now
            )

    def act(self, what: Any, *args: Any, **given: Any) -> Any:
        with self.cast.as_app(self.keeper):
            return what(*args, **given, by=self.keeper, at=self.cast.now)


def described(cast: Any, **given: Any) -> actions.Described:
    return actions.Described(
        **{
            "name": "Sunrise cooperative", "kind": "cooperative", "programme": cast.programme,
            "country": Project._meta.get_field("country").related_model.objects.get(code="GH"),
            "currency": "GHS", "product": "Sunflower", "place": AREA, **given,
        }
    )  # fmt: skip


@pytest.fixture
def group(cast: Any) -> Group:
    keeper = cast.user("keeper", cast.partner_org, Role.CASE_MANAGER)
    first = cast.now.date() - timedelta(days=200)
    with cast.as_app(keeper):
        project = actions.open_project(described(cast), by=keeper, at=cast.now)
        season = actions.open_season(
            project, name="Main season", starts_on=first, ends_on=first + timedelta(days=240),
            by=keeper, at=cast.now,
        )  # fmt: skip
    return Group(cast, keeper, project, season, first)
