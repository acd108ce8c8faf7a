import pytest

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.conftest import Cast


@pytest.fixture(autouse=True)
def no_second_factor(settings: object) -> None:
    settings.SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]


@pytest.fixture
def keeper(cast: Cast) -> User:
    """A programme manager of the organisation that leads the programme."""
    return cast.user("keeper", cast.host, Role.PROGRAMME_MANAGER)


@pytest.fixture
def other(cast: Cast) -> User:
    """A programme manager of an organisation under agreement."""
    cast.agree(cast.host, cast.partner_org)
    return cast.user("other", cast.partner_org, Role.PROGRAMME_MANAGER)
