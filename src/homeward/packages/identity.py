"""This installation's own keys, and the card by which others know it.

Both keys come from secrets of the key store, so that there is nothing more to keep or to lose.
Signing is Ed25519 (RFC 8037, 9864), encryption X25519 (RFC 7748).
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from joserfc.jwk import OKPKey

from homeward.access.keys import store
from homeward.core.foreign import json_of

KIND = "homeward-card/1"
CARD_BYTES = 10_000


@dataclass(frozen=True)
class Identity:
    """Both private keys of one installation."""

    signing: OKPKey
    box: OKPKey


@dataclass(frozen=True)
class Card:
    """What one installation tells another of itself: all of it public."""

    name: str
    signing: dict[str, Any]
    box: dict[str, Any]

    @property
    def fingerprint(self) -> str:
        """Fifty hexadecimal digits of both keys, in groups of five: read out over the phone."""
        keys = json.dumps([self.signing["x"], self.box["x"]]).encode()
        digits = hashlib.sha256(keys).hexdigest()[:50]
        return " ".join(digits[i : i + 5] for i in range(0, 50, 5))


def own() -> Identity:
    return from_secrets(
        store.org_secret(store.INSTALLATION, "package signing"),
        store.org_secret(store.INSTALLATION, "package box"),
    )


def from_secrets(signing: bytes, box: bytes) -> Identity:
    """The keys of these two secrets of 32 bytes each."""
    return Identity(
        _key("Ed25519", Ed25519PrivateKey.from_private_bytes(signing)),
        _key("X25519", X25519PrivateKey.from_private_bytes(box)),
    )


def _key(curve: str, key: Ed25519PrivateKey | X25519PrivateKey) -> OKPKey:
    private = key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    public = key.public_key().public_bytes_raw()
    return OKPKey.import_key({"kty": "OKP", "crv": curve, "d": _b64(private), "x": _b64(public)})


def _b64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def card(identity: Identity, name: str) -> Card:
    return Card(
        name,
        identity.signing.as_dict(private=False),
        identity.box.as_dict(private=False),
    )


def write_card(shown: Card) -> bytes:
    document = {"kind": KIND, "name": shown.name, "signing": shown.signing, "box": shown.box}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def read_card(content: bytes) -> Card | None:
    """None for whatever is not a card."""
    if len(content) > CARD_BYTES:
        return None
    try:
        document = json_of(content)
        if document["kind"] != KIND:
            return None
        found = Card(
            str(document["name"])[:200],
            _public(document["signing"], "Ed25519"),
            _public(document["box"], "X25519"),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return found


def _public(given: dict[str, Any], curve: str) -> dict[str, Any]:
    """The public part alone, proven to be a key of this curve."""
    if given["kty"] != "OKP" or given["crv"] != curve:
        raise ValueError(curve)
    key = OKPKey.import_key({"kty": "OKP", "crv": curve, "x": str(given["x"])})
    return dict(key.as_dict(private=False))
