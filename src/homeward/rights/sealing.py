"""AES-GCM under a key made of a link's token: whoever has the rows has not the copy."""

import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12


def _cipher(token: str) -> AESGCM:
    # The token has 192 random bits: a slow hash would add nothing.
    key = HKDF(algorithm=SHA256(), length=32, salt=b"homeward", info=b"copy for the person")
    return AESGCM(key.derive(token.encode()))


def seal_with(token: str, content: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + _cipher(token).encrypt(nonce, content, b"")


def open_with(token: str, sealed: bytes) -> bytes:
    """Raises cryptography's InvalidTag where the bytes were altered."""
    return _cipher(token).decrypt(sealed[:NONCE], sealed[NONCE:], b"")
