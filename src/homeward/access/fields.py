"""The fields for direct identifiers and free text: AES-GCM under the key of the row's person.

A stored value is layout (1 byte, 2), version of the key (1), nonce (12), ciphertext with its tag
(16). Table, column, version and row are bound in, so a value that was moved from one row, column
or person to another does not open. Layout 1, bound to table and column under a key of the master
key's, is read still; the next write of its row brings layout 2. "" is stored empty: whether
something is known is no secret, what it is, is.
"""

import base64
import os
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext

from homeward.access.keys import KeyDestroyed, Unreadable, WrongMasterKey, master, ring
from homeward.access.person_level import RULES

OLD_LAYOUT, LAYOUT = 1, 2
# A person's key is made once and never replaced; wrapping it anew leaves it what it is.
KEY_VERSION = 1
HEADER = bytes([LAYOUT, KEY_VERSION])
NONCE = 12
START = len(HEADER) + NONCE
# Where a loaded row keeps its own and its person's id (Guarded.from_db).
LOADED_AS = "_loaded_as"
NO_VALUE = object()


class Sealed:
    """A value as it is stored. Only its row opens it: `values()` gives this, and no text."""

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def __str__(self) -> str:
        raise TypeError("An encrypted value opens as an attribute of its row, not by values().")

    def __bool__(self) -> bool:
        raise TypeError("An encrypted value opens as an attribute of its row, not by values().")


class Erased(str):
    """What stands for a value whose person was erased. It is never written back."""

    __slots__ = ()


class _Ready(bytes):
    """Sealed for the row that is being written."""


class OpenedWhenRead(DeferredAttribute):
    """The attribute of an encrypted field: opened by its row when it is first asked for."""

    field: Any

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        held, name = instance.__dict__, self.field.attname
        value = held.get(name, NO_VALUE)
        if value is NO_VALUE:
            return super().__get__(instance, cls)
        if type(value) is Sealed:
            value = held[name] = self.field.open(instance, value.raw)
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.Field):  # type: ignore[type-arg]
    """Text in Python, ciphertext in the database; persons.search.find looks names up."""

    description = "Encrypted text"
    descriptor_class = OpenedWhenRead
    nothing: Any = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", self.nothing)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def db_type(self, connection: Any) -> str:
        return "bytea"

    def get_internal_type(self) -> str:
        return "BinaryField"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if value is None:
            return None
        return Sealed(bytes(value)) if value else self.nothing

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname, NO_VALUE)
        if type(value) is Sealed and self._stays(model_instance, value.raw):
            return _Ready(value.raw)
        value = getattr(model_instance, self.attname)
        if value is None:
            return None
        if isinstance(value, Erased) or value == self.nothing:
            return _Ready()
        return self.seal(model_instance, value)

    def _stays(self, row: Any, raw: bytes) -> bool:
        """It was never opened, and is bound to the row as it will be stored."""
        return raw[0] == LAYOUT and self._whose(row) == self._now(row)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None or isinstance(value, _Ready):
            return None if value is None else bytes(value)
        if value == self.nothing:
            return b""
        raise TypeError("An encrypted value is bound to its row: set it there, and save the row.")

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise TypeError("An encrypted field can't be looked up; use persons.search.find.")

    def formfield(self, **kwargs: Any) -> Any:
        from django import forms  # noqa: PLC0415 - models load without forms

        return forms.CharField(required=not self.blank, label=self.verbose_name)

    def seal(self, row: Any, value: Any) -> bytes:
        pk, person = self._now(row)
        cipher = ring.cipher_of_rows() if person is None else ring.key_to_write(person).cipher()
        nonce = os.urandom(NONCE)
        return _Ready(
            HEADER + nonce + cipher.encrypt(nonce, self._to_bytes(value), self._bound + pk)
        )

    def open(self, row: Any, raw: bytes) -> Any:
        """The value, `Erased` where its person was. Raises Unreadable, WrongMasterKey."""
        pk, person = self._whose(row)
        try:
            if raw[:2] != HEADER:
                # A restored backup may be older than the person's key, and than their erasure.
                if person and ring.is_erased(person):
                    return self._erased()
                return self._of_old(open_old(raw, self._old_purpose))
            cipher = ring.cipher_of_rows() if person is None else ring.key_to_read(person).cipher()
            return self._of_bytes(cipher.decrypt(raw[2:START], raw[START:], self._bound + pk))
        except KeyDestroyed:
            return self._erased()
        except (InvalidTag, ValueError) as error:
            raise Unreadable(
                f"{self.model._meta.db_table}.{self.column} of row {row.pk} does not open:"
                " it was altered or moved from elsewhere."
            ) from error

    def _whose(self, row: Any) -> tuple[bytes, UUID | None]:
        """Row and person that a loaded value is bound to."""
        pk, person = row.__dict__.get(LOADED_AS, (None, None))
        # By `is`: asked whether it equals None, each id would answer in Python.
        if pk is None or person is None:
            return self._now(row)
        return pk.bytes, person

    def _now(self, row: Any) -> tuple[bytes, UUID | None]:
        """Row and person as they will be stored."""
        pk = row.pk
        name = self._person_field
        person = getattr(row, name) if name else None
        # Some rows of a person-level table are of nobody: they open with the installation's key.
        if person is not None and not isinstance(person, UUID):
            person = UUID(str(person))
        return pk.bytes if isinstance(pk, UUID) else str(pk).encode(), person

    @cached_property
    def _bound(self) -> bytes:
        return f"{self.model._meta.db_table}|{self.column}|{KEY_VERSION}|".encode()

    @cached_property
    def _old_purpose(self) -> bytes:
        return f"{self.model._meta.db_table}|{self.column}".encode()

    @cached_property
    def _person_field(self) -> str | None:
        """By the table's name: a migration's model is another class than the one declared."""
        table = self.model._meta.db_table
        return next((r.person_field for m, r in RULES.items() if m._meta.db_table == table), None)

    def _to_bytes(self, value: Any) -> bytes:
        return str(value).encode()

    def _of_bytes(self, value: bytes) -> Any:
        return value.decode()

    def _of_old(self, text: str) -> Any:
        return text

    def _erased(self) -> Any:
        return Erased(gettext("Erased"))


class EncryptedBytesField(EncryptedTextField):
    """The same for the bytes of a file. In layout 1 they were text, as base64."""

    description = "Encrypted bytes"
    nothing = b""

    def formfield(self, **kwargs: Any) -> Any:
        return None

    def _to_bytes(self, value: Any) -> bytes:
        return bytes(value)

    def _of_bytes(self, value: bytes) -> Any:
        return value

    def _of_old(self, text: str) -> Any:
        return base64.b64decode(text)

    def _erased(self) -> Any:
        return b""


@lru_cache(maxsize=64)
def _old_cipher(secret: str, purpose: bytes) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=b"homeward", info=purpose)
    return AESGCM(derived.derive(secret.encode()))


def open_old(value: bytes, purpose: bytes) -> str:
    """Of layout 1, whose master key was the only one there was. Raises InvalidTag, ValueError."""
    if value[0] != OLD_LAYOUT:
        raise ValueError("an unknown layout")
    secret = master.secrets().get(master.FIRST)
    if secret is None:
        raise WrongMasterKey("Values of the first layout need master key 1 until written anew.")
    return (
        _old_cipher(secret, purpose)
        .decrypt(value[1 : NONCE + 1], value[NONCE + 1 :], purpose)
        .decode()
    )
