"""An organisation with two administrators and an officer, beside the shared cast."""

from dataclasses import dataclass
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.access.models import User


@dataclass
class Office:
    admin: User
    second: User
    officer: User
    worker: User
    elsewhere: User


@pytest.fixture
def office(cast: Any) -> Office:
    return Office(
        admin=cast.user("admin", cast.host, Role.ADMINISTRATOR),
        second=cast.user("second", cast.host, Role.ADMINISTRATOR),
        officer=cast.user("dpo", cast.host, Role.DATA_PROTECTION_OFFICER),
        worker=cast.owner,
        elsewhere=cast.user("elsewhere", cast.partner_org, Role.ADMINISTRATOR),
    )
