"""Tokens for programs: one in use, its secret known to nobody, one that waits to be taken."""

from datetime import timedelta

from homeward.core.tokens import hash_of
from homeward.demo.world import World
from homeward.exchange.choices import Scope
from homeward.exchange.models import ApiToken


def grant(world: World) -> None:
    cast, now = world.cast, world.now
    by = cast.programme_manager
    given = {"organisation": by.organisation_of_rows, "granted_by": by}
    ApiToken.objects.create(
        id=world.id(),
        user=cast.counsellors[0],
        used_for="Nightly copy of new cases into our own case system",
        scopes=[Scope.CASES_READ.value],
        token_hash=hash_of(str(world.id())),
        hint="hw_demo",
        granted_at=now - timedelta(days=40),
        taken_at=now - timedelta(days=39),
        last_used_at=now - timedelta(hours=9),
        expires_at=now + timedelta(days=320),
        **given,
    )
    ApiToken.objects.create(
        id=world.id(),
        user=cast.counsellors[-1],
        used_for="Referrals on the wall screen of the counselling room",
        scopes=[Scope.REFERRALS_READ.value],
        granted_at=now - timedelta(days=2),
        expires_at=now + timedelta(days=90),
        **given,
    )
