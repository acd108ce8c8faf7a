"""The one field type for direct identifiers: AES-GCM, bound to its table and column.

The layout of a value is version (1 byte), nonce (12), ciphertext with its tag. The key is derived
from the master key per table and column; a later version of the layout brings a key per person.
"""

import os
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

VERSION = b"\x01"
NONCE = 12


@lru_cache(maxsize=64)
def _cipher(purpose: bytes) -> AESGCM:
    key = HKDF(algorithm=SHA256(), length=32, salt=b"homeward", info=purpose).derive(
        settings.MASTER_KEY.encode()
    )
    return AESGCM(key)


def encrypt(text: str, purpose: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return VERSION + nonce + _cipher(purpose).encrypt(nonce, text.encode(), purpose)


def decrypt(value: bytes, purpose: bytes) -> str:
    """Raises cryptography's InvalidTag for a value moved from elsewhere or altered."""
    nonce, ciphertext = value[1 : NONCE + 1], value[NONCE + 1 :]
    return _cipher(purpose).decrypt(nonce, ciphertext, purpose).decode()


class EncryptedTextField(models.Field):  # type: ignore[type-arg]
    """Text in Python, ciphertext in the database; persons.search.find looks names up."""

    description = "Encrypted text"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def db_type(self, connection: Any) -> str:
        return "bytea"

    def get_internal_type(self) -> str:
        return "BinaryField"

    @property
    def _purpose(self) -> bytes:
        return f"{self.model._meta.db_table}|{self.column}".encode()

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None or isinstance(value, bytes):
            return value
        # "" is stored empty: whether something is known is no secret, what it is, is.
        return encrypt(str(value), self._purpose) if value else b""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        if value is None:
            return None
        raw = bytes(value)
        return decrypt(raw, self._purpose) if raw else ""

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise TypeError("An encrypted field can't be looked up; use persons.search.find.")

    def formfield(self, **kwargs: Any) -> Any:
        from django import forms  # noqa: PLC0415 - models load without forms

        return forms.CharField(required=not self.blank, label=self.verbose_name)
