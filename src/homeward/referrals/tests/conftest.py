"""A family after arrival, a service, and everything that a referral needs to be sent."""

from dataclasses import dataclass
from typing import Any

import pytest

from homeward.access.choices import Purpose
from homeward.cases.models import Case
from homeward.persons.models import Person
from homeward.referrals import actions, queries
from homeward.referrals.models import Referral


@dataclass
class Desk:
    """The partner's desk: `draft()` and `send()` act as the partner, through the real actions."""

    cast: Any
    case: Case
    people: list[Person]
    service: Any

    def draft(self, *keys: str, **fields: Any) -> Referral:
        cast = self.cast
        with cast.as_app(cast.partner):
            offered = queries.facts_to_choose(self.case, self.people[0], on=cast.now.date())
            chosen = [o for o in offered if not keys or o.kind in keys]
            return actions.draft(
                self.case, self.service, person=self.people[0], facts=chosen,
                by=cast.partner, at=cast.now, **fields,
            )  # fmt: skip

    def send(self, referral: Referral | None = None) -> tuple[Referral, str]:
        referral = referral or self.draft()
        with self.cast.as_app(self.cast.partner):
            token = actions.send(referral, by=self.cast.partner, at=self.cast.now)
            referral = Referral.objects.get(pk=referral.pk)
        return referral, token


@pytest.fixture
def desk(cast: Any) -> Desk:
    """Nothing is agreed or consented with the provider yet."""
    case, people = cast.arrived()
    return Desk(cast, case, people, cast.service())


@pytest.fixture
def ready(desk: Desk) -> Desk:
    """Agreement and consent cover the provider."""
    cast = desk.cast
    cast.agree(cast.partner_org, cast.provider, Purpose.REFERRAL)
    cast.consent(desk.people[0], cast.provider, Purpose.REFERRAL, by=cast.partner)
    return desk
