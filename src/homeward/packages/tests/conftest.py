from types import SimpleNamespace
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.packages import actions, identity

OTHER = identity.from_secrets(b"1" * 32, b"2" * 32)
THIRD = identity.from_secrets(b"3" * 32, b"4" * 32)


@pytest.fixture
def world(cast: Any, as_app: Any, monkeypatch: Any) -> Any:
    """Two installations in one database: `here` is the owner's, `OTHER` the partner's.

    `be(OTHER)` makes this process the other one; rows are told apart by their organisations.
    """
    here = identity.own()
    case, people = cast.family()
    manager = cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)
    theirs = cast.user("their manager", cast.partner_org, Role.PROGRAMME_MANAGER)

    def be(installation: identity.Identity) -> None:
        monkeypatch.setattr(identity, "own", lambda: installation)

    def know(organisation: Any, installation: identity.Identity, by: Any) -> None:
        card = identity.card(installation, str(organisation))
        actions.enter_peer(
            organisation, identity.write_card(card), fingerprint=card.fingerprint,
            checked_how="By phone", by=by, at=cast.now,
        )  # fmt: skip

    with as_app(manager):
        know(cast.partner_org, OTHER, manager)
    be(OTHER)
    with as_app(theirs):
        know(cast.host, here, theirs)
    be(here)
    return SimpleNamespace(
        cast=cast, case=case, mother=people[0], son=people[1], manager=manager, theirs=theirs,
        here=here, be=be,
    )  # fmt: skip


@pytest.fixture
def agreed(world: Any) -> Any:
    """The partner may see the mother's file by agreement and consent; the son has not consented."""
    world.cast.agree(world.cast.host, world.cast.partner_org)
    world.cast.consent(world.mother, world.cast.partner_org)
    return world
