"""Devices are let in, get another code, and are turned away."""

import secrets
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from homeward.access.keys import restrictions
from homeward.access.models import User
from homeward.access.permissions import can, require
from homeward.core.refusals import Refused, refuse_if
from homeward.core.tokens import hash_of
from homeward.openrosa import queries, rules
from homeward.openrosa.choices import Reason
from homeward.openrosa.models import Device
from homeward.programmes.models import Programme

HINT = 6
TOKEN_BYTES = 32


@transaction.atomic
def grant(
    user: User,
    *,
    programme: Programme,
    instruments: Collection[UUID],
    expires_at: datetime,
    by: User,
    at: datetime,
) -> tuple[Device, str]:
    """Lets a colleague's device in, or the own one. The token is returned this once."""
    _require(by, user)
    facts = rules.GrantingFacts(
        is_colleague=user.is_active and user.organisation_id == by.organisation_id,
        holds_interviews=can(user, "openrosa.send"),
        at=at,
        expires_at=expires_at,
    )
    refuse_if(rules.reasons_not_to_grant(facts))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    device = Device.objects.create(
        organisation=by.organisation_of_rows,
        user=user,
        programme=programme,
        instruments=sorted(instruments),
        token_hash=hash_of(token),
        hint=token[:HINT],
        granted_at=at,
        granted_by=by,
        expires_at=expires_at,
    )
    return device, token


def _require(by: User, user: User) -> None:
    """One's own device, or a colleague's: an interview is never sent in another one's name."""
    require(by, "openrosa.set_up" if user.pk == by.pk else "openrosa.grant")


@transaction.atomic
def renew(device: Device, *, by: User, at: datetime) -> str:
    """Another token: the one before ends at once, since the device may be lost."""
    _require(by, device.user)
    device = Device.objects.select_for_update(of=("self",)).get(pk=device.pk)
    if queries.has_ended(device, at=at):
        raise Refused(Reason.ENDED)
    # A restored backup has the token before, which may be in somebody's hands.
    restrictions.note(Device, [device.pk])
    token = secrets.token_urlsafe(TOKEN_BYTES)
    device.token_hash, device.hint, device.seen_at = hash_of(token), token[:HINT], None
    device.save(update_fields=["token_hash", "hint", "seen_at"])
    return token


@transaction.atomic
def revoke(device: Device, *, by: User, at: datetime) -> None:
    """Ends it for the next request. A second click changes nothing."""
    _require(by, device.user)
    device = Device.objects.select_for_update(of=("self",)).get(pk=device.pk)
    if device.revoked_at is None:
        restrictions.note(Device, [device.pk])
        device.revoked_at, device.revoked_by = at, by
        device.save(update_fields=["revoked_at", "revoked_by"])
