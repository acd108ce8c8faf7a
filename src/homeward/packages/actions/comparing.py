"""A comparison between installations: what `crossmatches` has to send, sealed for the other."""

import json
from datetime import datetime

from joserfc.jwk import OKPKey

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.foreign import json_of
from homeward.core.refusals import Refused
from homeward.crossmatches import actions as crossmatches
from homeward.crossmatches import queries as comparisons
from homeward.crossmatches.models import Run
from homeward.packages import envelope, identity, queries
from homeward.packages.choices import Reason

# As much as an upload holds in memory (config/settings.py).
MOST_BYTES = 8_000_000


def sealed_comparison(run: Run, *, decisions: bool = False, by: User) -> bytes:
    """What our side has to send of a comparison, signed, and sealed for the other alone."""
    require(by, "crossmatches.run")
    peer = queries.peer_of(comparisons.other_of(run, by.organisation_id))
    if peer is None:
        raise Refused(Reason.NO_KEY)
    said = crossmatches.outgoing(run, decisions=decisions, by=by)
    return envelope.seal(
        json.dumps(said, ensure_ascii=False).encode(),
        identity.own(),
        OKPKey.import_key(peer.box_key),
        kind=envelope.COMPARISON,
    )


def take_comparison(sealed: bytes, *, by: User, at: datetime) -> Run:
    """Opens it, proves who sent it, and hands it to the comparison that it belongs to."""
    require(by, "crossmatches.run")
    sealed = sealed.strip()
    if len(sealed) > MOST_BYTES:
        raise Refused(Reason.TOO_LARGE)
    if sealed.count(b".") != 4:  # noqa: PLR2004 - a compact JWE has five parts
        raise Refused(Reason.NOT_A_PACKAGE)
    ours = identity.own()
    try:
        opened = envelope.unseal(sealed, ours)
    except envelope.NotForUs as error:
        raise Refused(Reason.NOT_FOR_US) from error
    peer = queries.peer_signing(opened.sender)
    if peer is None:
        raise Refused(Reason.UNKNOWN_SENDER)
    try:
        payload = envelope.verified(
            opened.token,
            OKPKey.import_key(peer.signing_key),
            kind=envelope.COMPARISON,
            to=ours.box.thumbprint(),
        )
        said = json_of(payload)
    except envelope.Altered as error:
        raise Refused(Reason.ALTERED) from error
    except ValueError as error:
        raise Refused(Reason.NOT_A_PACKAGE) from error
    if not isinstance(said, dict):
        raise Refused(Reason.NOT_A_PACKAGE)
    return crossmatches.take_in(said, sender=peer.organisation, by=by, at=at)
