"""A release of statistics leaves signed, not sealed: it is public. Another house's is taken in."""

import json
from datetime import datetime

from joserfc.jwk import OKPKey

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.foreign import json_of
from homeward.core.refusals import Refused
from homeward.packages import envelope, identity, queries
from homeward.statistics import actions as statistics
from homeward.statistics.choices import Reason, Status
from homeward.statistics.models import Release, TakenRelease

MOST_BYTES = 5_000_000


def signed(release: Release, *, by: User) -> bytes:
    """What is published, with this installation's signature: what is hidden is not in it."""
    require(by, "statistics.read")
    if release.status != Status.PUBLISHED or release.published_at is None:
        raise Refused(Reason.WRONG_STATUS)
    said = {
        "release": str(release.pk),
        "number": release.number,
        "title": release.title,
        "published_at": release.published_at.isoformat(),
        "content": release.content,
    }
    payload = json.dumps(said, ensure_ascii=False).encode()
    return envelope.sign(payload, identity.own(), kind=envelope.STATISTICS).encode()


def take_release(token: bytes, *, by: User, at: datetime) -> TakenRelease:
    """Proves who signed it, by a card that was entered here, and keeps it."""
    require(by, "statistics.take")
    token = token.strip()
    if len(token) > MOST_BYTES or token.count(b".") != 2:  # noqa: PLR2004 - a compact JWS
        raise Refused(Reason.NOT_A_PACKAGE)
    signer = str(envelope.header_of(token).get("kid", ""))
    if signer == identity.own().signing.thumbprint():
        raise Refused(Reason.OWN_RELEASE)
    peer = queries.peer_signing(signer)
    if peer is None:
        raise Refused(Reason.UNKNOWN_SENDER)
    try:
        payload = envelope.verified(
            token.decode("ascii", "replace"),
            OKPKey.import_key(peer.signing_key),
            kind=envelope.STATISTICS,
        )
        said = json_of(payload)
    except (envelope.Altered, ValueError) as error:
        raise Refused(Reason.NOT_A_PACKAGE) from error
    if not isinstance(said, dict):
        raise Refused(Reason.NOT_A_PACKAGE)
    return statistics.take(said, sender=peer.organisation, installation=peer.name, by=by, at=at)
