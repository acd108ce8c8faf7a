from types import SimpleNamespace
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.access.models import User


@pytest.fixture
def world(cast: Any) -> Any:
    """A family of the host organisation, two officers of it, and the mother's own sign-in."""
    case, people = cast.family()
    return SimpleNamespace(
        cast=cast,
        case=case,
        mother=people[0],
        son=people[1],
        officer=cast.user("dpo", cast.host, Role.DATA_PROTECTION_OFFICER),
        second=cast.user("second", cast.host, Role.DATA_PROTECTION_OFFICER),
        herself=User.objects.create(
            email="efua@example.org", name="Efua", roles=[Role.RETURNEE], person_id=people[0].pk
        ),
    )


@pytest.fixture
def closed(world: Any) -> Any:
    """The same, with the case closed (as owner: how a case closes is another feature's test)."""
    from homeward.cases.models import Case  # noqa: PLC0415

    Case.objects.filter(pk=world.case.pk).update(
        closed_at=world.cast.now, closure_reason="completed"
    )
    return world
