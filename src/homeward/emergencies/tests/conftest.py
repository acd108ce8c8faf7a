"""A family of the owner's, and a partner that has neither agreement nor consent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.cases.models import Case
from homeward.emergencies import actions
from homeward.emergencies.models import EmergencyAccess
from homeward.persons.models import Person

WHY = "She called and fears to be killed tonight"


@dataclass
class Danger:
    cast: Any
    case: Case
    people: list[Person]
    # Opens the file; cleared for identity, contact, profile, case and health.
    user: User
    reviewer: User
    owners_reviewer: User

    def opens(self, user: User | None = None, **fields: Any) -> Any:
        by = user or self.user
        given = {"reference": self.case.reference, "reason": WHY, "second_factor_given": True}
        with self.cast.as_app(by):
            return actions.open_access(
                **(given | fields), by=by, at=fields.pop("at", self.cast.now)
            )


@pytest.fixture
def danger(cast: Any) -> Danger:
    case, people = cast.family()
    return Danger(
        cast,
        case,
        people,
        cast.partner,
        cast.user("partner-dpo", cast.partner_org, Role.DATA_PROTECTION_OFFICER),
        cast.user("owner-dpo", cast.host, Role.DATA_PROTECTION_OFFICER),
    )


@pytest.fixture
def opened(danger: Danger) -> Callable[[], EmergencyAccess]:
    def access() -> EmergencyAccess:
        found = danger.opens()
        assert isinstance(found, EmergencyAccess)
        return found

    return access
