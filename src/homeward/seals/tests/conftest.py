"""A family whose files the owner's protection focal point has sealed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.cases.models import Case
from homeward.persons.models import Person
from homeward.seals import actions
from homeward.seals.models import Seal


@dataclass
class Sealed:
    cast: Any
    case: Case
    people: list[Person]
    focal: User
    deputy: User
    # Of the same organisation and cleared for everything, but not in the team.
    colleague: User
    seal: Seal


@pytest.fixture
def sealing(cast: Any) -> Callable[..., Sealed]:
    """`sealing()` seals the whole household's files; `people=` names some of it."""

    def make(people: Callable[[list[Person]], list[Person]] = lambda every: every) -> Sealed:
        cast.agree(cast.host, cast.partner_org)
        case, household = cast.family()
        for person in household:
            cast.consent(person, cast.partner_org)
        focal = cast.user("focal", cast.host, Role.PROTECTION_FOCAL_POINT)
        deputy = cast.user("deputy", cast.host, Role.PROTECTION_FOCAL_POINT)
        with cast.as_app(focal):
            seal = actions.seal(
                Case.objects.get(pk=case.pk), people(household), [deputy],
                "Threatened by the recruiters", by=focal, at=cast.now,
            )  # fmt: skip
        return Sealed(cast, case, household, focal, deputy, cast.owner, seal)

    return make


@pytest.fixture
def sealed(sealing: Callable[..., Sealed]) -> Sealed:
    return sealing()
