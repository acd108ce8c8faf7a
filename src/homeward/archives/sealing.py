"""The archive's envelope: bytes under a passphrase, in pieces, so that a large one needs no memory.

A key of the passphrase by scrypt, then AES-256-GCM a piece. A piece's nonce holds its number and
whether it is the last (the construction STREAM of Hoang, Reyhanitabar, Rogaway and Vizár, 2015), so
that pieces can't be taken out, moved, or cut off at the end without being noticed.
"""

import json
import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from homeward.core.foreign import json_of

MAGIC = b"homeward-sealed/1\n"
PIECE = 1 << 20
PREFIX = 7
TAG = 16
# 64 MB and about a tenth of a second a try.
COST = {"n": 1 << 16, "r": 8, "p": 1}
# Four times as much is still opened: what an archive asks for is taken before it is proven ours.
MOST_COST = {"n": 1 << 18, "r": 8, "p": 2}
SHORTEST = 12


class NotOpened(Exception):
    """It is no archive of ours, the passphrase is another, or it was altered or cut."""


def _key(passphrase: str, salt: bytes, cost: dict[str, int]) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, **cost).derive(passphrase.encode()))


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + struct.pack(">I?", number, last)


def seal(source: BinaryIO, target: BinaryIO, passphrase: str) -> None:
    salt, prefix = os.urandom(16), os.urandom(PREFIX)
    head = MAGIC + json.dumps({**COST, "salt": salt.hex(), "prefix": prefix.hex()}).encode() + b"\n"
    target.write(head)
    cipher = _key(passphrase, salt, COST)
    number, piece = 0, source.read(PIECE)
    while True:
        following = source.read(PIECE)
        target.write(cipher.encrypt(_nonce(prefix, number, last=not following), piece, head))
        if not following:
            return
        number, piece = number + 1, following


def opened(source: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """The pieces in clear. What was yielded before a fault counts for nothing."""
    head, told = _head(source)
    try:
        cipher = _key(passphrase, bytes.fromhex(told["salt"]), {name: told[name] for name in COST})
    except (ValueError, MemoryError) as error:
        # A cost that scrypt does not know: n is a power of two.
        raise NotOpened from error
    prefix = bytes.fromhex(told["prefix"])
    number, piece = 0, source.read(PIECE + TAG)
    while True:
        following = source.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_nonce(prefix, number, last=not following), piece, head)
        except InvalidTag as error:
            raise NotOpened from error
        if not following:
            return
        number, piece = number + 1, following


def _head(source: BinaryIO) -> tuple[bytes, dict[str, Any]]:
    magic, line = source.readline(100), source.readline(500)
    try:
        told = json_of(line)
        bounds = all(
            type(told[name]) is int and 0 < told[name] <= most for name, most in MOST_COST.items()
        )
        if magic != MAGIC or not bounds or len(bytes.fromhex(told["prefix"])) != PREFIX:
            raise ValueError(magic)
        bytes.fromhex(told["salt"])
    except (ValueError, KeyError, TypeError) as error:
        raise NotOpened from error
    return magic + line, told


def open_to(sealed: Path, clear: Path, passphrase: str) -> None:
    """Writes what is in it to another file, which is there only if all of it was opened."""
    try:
        with sealed.open("rb") as source, clear.open("wb") as target:
            for piece in opened(source, passphrase):
                target.write(piece)
    except NotOpened:
        clear.unlink(missing_ok=True)
        raise
