"""Bytes sealed for one installation by another: a JWS inside a JWE (RFC 7515, 7516).

First signed, then encrypted, so that who sent it is not to be seen from outside; the signature
covers both parties, so that a receiver can't pass it on as if it were meant for somebody else.
"""

import base64
from dataclasses import dataclass
from typing import Any

from joserfc import jwe, jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from homeward.core.foreign import json_of
from homeward.packages.identity import Identity

SIGN = "Ed25519"
WRAP, BOX = "ECDH-ES+A256KW", "A256GCM"
# What the library raises for what is no letter: a header may name a curve that does not exist.
MISREAD = (JoseError, ValueError, KeyError, TypeError)
PACKAGE, RECEIPT = "homeward-package+jws", "homeward-receipt+jws"
STATISTICS = "homeward-statistics+jws"
COMPARISON = "homeward-comparison+jws"


class NotForUs(Exception):
    """It can't be opened with this installation's key."""


class Altered(Exception):
    """It is not what its sender signed, or the sender is another."""


@dataclass(frozen=True)
class Opened:
    """The payload, and by whom it says it is signed: not believed before `verified`."""

    token: str
    sender: str


def sign(payload: bytes, identity: Identity, *, kind: str, to: str = "") -> str:
    """A JWS whose header names both keys by their thumbprints (RFC 7638)."""
    header = {"alg": SIGN, "typ": kind, "kid": identity.signing.thumbprint(), "to": to}
    return jws.serialize_compact(
        header, payload, identity.signing, registry=_Registry(algorithms=[SIGN])
    )


class _Registry(jws.JWSRegistry):
    """Takes our one header more: `to`."""

    def __init__(self, algorithms: list[str]) -> None:
        super().__init__(algorithms=algorithms, strict_check_header=False)


def seal(payload: bytes, identity: Identity, to: OKPKey, *, kind: str = PACKAGE) -> bytes:
    token = sign(payload, identity, kind=kind, to=to.thumbprint())
    sealed = jwe.encrypt_compact(
        {"alg": WRAP, "enc": BOX}, token.encode(), to, algorithms=[WRAP, BOX]
    )
    return sealed.encode()


def unseal(sealed: bytes, identity: Identity) -> Opened:
    """Opens the outer envelope. Raises NotForUs, or Altered where there is no letter in it."""
    try:
        token = jwe.decrypt_compact(sealed, identity.box, algorithms=[WRAP, BOX]).plaintext
    except MISREAD as error:
        raise NotForUs from error
    return Opened((token or b"").decode("ascii", "replace"), header_of(token or b"").get("kid", ""))


def header_of(token: bytes) -> dict[str, Any]:
    """What a JWS says of itself, not verified; empty where it is none."""
    head = token.split(b".", 1)[0]
    try:
        found = json_of(base64.urlsafe_b64decode(head + b"=" * (-len(head) % 4)))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def verified(token: str, signer: OKPKey, *, kind: str, to: str = "") -> bytes:
    """The payload, proven to be signed by this key, of this kind, for this receiver."""
    try:
        found = jws.deserialize_compact(token, signer, registry=_Registry(algorithms=[SIGN]))
    except MISREAD as error:
        raise Altered from error
    header = found.headers()
    if header.get("typ") != kind or header.get("to", "") != to:
        raise Altered
    return found.payload
