from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.access.models import User


@pytest.fixture
def officer(cast: Any) -> User:
    return cast.user("dpo", cast.host, Role.DATA_PROTECTION_OFFICER)  # type: ignore[no-any-return]


@pytest.fixture
def other_officer(cast: Any) -> User:
    return cast.user("other", cast.partner_org, Role.DATA_PROTECTION_OFFICER)  # type: ignore[no-any-return]
