"""The keys that a unit of work has opened. Forgotten at its end, held nowhere outside of one."""

from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from homeward.access import unit
from homeward.access.keys import store

# The purpose under which the installation keeps the key of rows that are no person's.
ROWS = "rows"


def key_to_read(person: UUID) -> store.StoredKey:
    """Raises Unreadable where the store never had one."""
    key = _key(person)
    if key is None:
        raise store.missing(person)
    return key


def key_to_write(person: UUID) -> store.StoredKey:
    """Made now where the person has none yet. Raises KeyDestroyed for an erased person."""
    key = _key(person)
    if key is None:
        key = store.create(person)
        if held := unit.current():
            held.keys[person] = key
    return key


def _key(person: UUID) -> store.StoredKey | None:
    held = unit.current()
    if held is None:
        return store.key_of(person)
    key = held.keys.get(person)
    if key is None:
        # All persons whose rows were loaded so far, by one query: a list is opened row by row.
        held.persons.add(person)
        held.keys |= store.keys_of(held.persons - held.keys.keys())
        key = held.keys.get(person)
    return key


def make_ready(persons: set[UUID]) -> None:
    """Makes what is missing of many persons' keys at once, inside a unit of work."""
    if held := unit.current():
        held.keys |= store.create_all(persons - held.keys.keys())


def cipher_of_rows() -> AESGCM:
    """For rows that are no person's."""
    return AESGCM(store.org_secret(store.INSTALLATION, ROWS))
