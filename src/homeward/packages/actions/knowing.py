"""Whose key is whose: entered by somebody who compared the fingerprint by another way."""

from datetime import datetime

from django.db import transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import Refused
from homeward.packages import identity
from homeward.packages.choices import Reason
from homeward.packages.models import Peer


@transaction.atomic
def enter_peer(
    organisation: Organisation,
    content: bytes,
    *,
    fingerprint: str,
    checked_how: str,
    by: User,
    at: datetime,
) -> Peer:
    """Keeps the card of another installation; a new card takes the place of the old one."""
    require(by, "packages.enter_peer")
    card = identity.read_card(content)
    if card is None:
        raise Refused(Reason.NOT_A_CARD)
    if card.signing == identity.own().signing.as_dict(private=False):
        raise Refused(Reason.OWN_CARD)
    if fingerprint.replace(" ", "").lower() != card.fingerprint.replace(" ", ""):
        raise Refused(Reason.FINGERPRINT)
    peer, _made = Peer.objects.update_or_create(
        of_org=by.organisation_of_rows,
        organisation=organisation,
        defaults={
            "name": card.name,
            "signing_key": card.signing,
            "box_key": card.box,
            "fingerprint": card.fingerprint,
            "checked_how": checked_how,
            "entered_by": by,
            "entered_at": at,
        },
    )
    return peer


@transaction.atomic
def forget_peer(peer: Peer, *, by: User) -> None:
    require(by, "packages.enter_peer")
    peer.delete()
