"""The master keys: from HOMEWARD_MASTER_KEY or the file it names, never in a database.

One bare secret is master key 1. Several stand one a line or parted by commas, the newest first,
each with its number: `2:secret`. The first wraps; the others only unwrap, until `homeward keys
rotate` has wrapped everything anew.
"""

import os
import re
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from homeward.access.keys.faults import WrongMasterKey

NONCE = 12
KEY_BYTES = 32
# What a single bare secret is called.
FIRST = 1
HIGHEST = 32767
ENTRY = re.compile(r"([0-9]{1,5}):(.+)")


def secrets() -> dict[int, str]:
    """Number and secret of each configured master key, the newest first."""
    return _parsed(settings.MASTER_KEY)


def newest() -> int:
    return next(iter(secrets()))


@lru_cache(maxsize=8)
def _parsed(text: str) -> dict[int, str]:
    if not ENTRY.match(text.strip()):
        return {FIRST: text}
    found: dict[int, str] = {}
    for entry in filter(None, (part.strip() for part in re.split(r"[\n,]", text))):
        match = ENTRY.fullmatch(entry)
        if match is None:
            raise WrongMasterKey("HOMEWARD_MASTER_KEY: each entry is a number, a colon, a secret.")
        number = int(match[1])
        if number in found or not FIRST <= number <= HIGHEST:
            raise WrongMasterKey(f"HOMEWARD_MASTER_KEY: number {number} can't stand there.")
        found[number] = match[2]
    return found


@lru_cache(maxsize=8)
def _cipher(secret: str) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=b"homeward", info=b"master key")
    return AESGCM(derived.derive(secret.encode()))


def wrap(key: bytes, owner: bytes) -> tuple[bytes, int]:
    """A data key under the newest master key, bound to its owner; and that master's number."""
    number, secret = next(iter(secrets().items()))
    nonce = os.urandom(NONCE)
    return nonce + _cipher(secret).encrypt(nonce, key, _bound(owner, number)), number


def unwrap(wrapped: bytes, owner: bytes, number: int) -> bytes:
    secret = secrets().get(number)
    if secret is None:
        raise WrongMasterKey(
            f"A data key is wrapped by master key {number}, which HOMEWARD_MASTER_KEY lacks."
        )
    try:
        return _cipher(secret).decrypt(wrapped[:NONCE], wrapped[NONCE:], _bound(owner, number))
    except InvalidTag as error:
        raise WrongMasterKey(
            f"A data key does not open with master key {number}: its secret is another one,"
            " or the data key was altered."
        ) from error


def _bound(owner: bytes, number: int) -> bytes:
    return b"%b|%d" % (owner, number)
