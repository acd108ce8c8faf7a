"""The keys as the store holds them. Every function here commits by itself."""

import os
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from homeward.access import unit
from homeward.access.keys import link, master
from homeward.access.keys.faults import KeyDestroyed, Unreadable, WrongMasterKey

# Whose secret it is where it is no organisation's.
INSTALLATION = 0
PROOF = b"homeward"
# Which master keys this process has seen proven, by number and secret.
_proven: set[tuple[int, str]] = set()


class StoredKey:
    """One person's data key. Unwrapped when first used: a page opens few of what it loads."""

    __slots__ = ("_cipher", "master", "person", "wrapped")

    def __init__(self, person: UUID, wrapped: bytes | None, number: int) -> None:
        self.person, self.wrapped, self.master = person, wrapped, number
        self._cipher: AESGCM | None = None

    @property
    def is_destroyed(self) -> bool:
        return self.wrapped is None

    def cipher(self) -> AESGCM:
        if self._cipher is None:
            if self.wrapped is None:
                raise KeyDestroyed(f"The key of person {self.person} was destroyed.")
            self._cipher = AESGCM(master.unwrap(self.wrapped, owner(self.person), self.master))
        return self._cipher


def owner(person: UUID) -> bytes:
    """What a person's wrapped key is bound to."""
    return b"person|" + person.bytes


def keys_of(persons: Collection[UUID]) -> dict[UUID, StoredKey]:
    """The keys of these persons by one query, destroyed ones too; who has none is left out."""
    rows = link.ask(
        "select person, wrapped, master from person_key where person = any(%s)", [list(persons)]
    )
    return {row[0]: StoredKey(*row) for row in rows}


def key_of(person: UUID) -> StoredKey | None:
    return keys_of([person]).get(person)


def create(person: UUID) -> StoredKey:
    """The person's key, made now unless it is there. Raises KeyDestroyed for an erased person."""
    return create_all([person])[person]


def create_all(persons: Iterable[UUID]) -> dict[UUID, StoredKey]:
    """The same for many, by one statement."""
    prove(master.newest())
    wanted = list(dict.fromkeys(persons))
    made = [master.wrap(os.urandom(master.KEY_BYTES), owner(person)) for person in wanted]
    link.ask(
        "insert into person_key (person, wrapped, master)"
        " select * from unnest(%s::uuid[], %s::bytea[], %s::smallint[])"
        " on conflict (person) do nothing",
        [wanted, [wrapped for wrapped, _ in made], [number for _, number in made]],
    )
    # Read again: another process may have been first, and what counts is what is stored.
    found = keys_of(wanted)
    for key in found.values():
        if key.is_destroyed:
            raise KeyDestroyed(f"Person {key.person} was erased; no key is made anew.")
    return found


def destroy(person: UUID) -> None:
    """Destroys the person's key now and for good; the tombstone stays.

    It is not undone when the caller's transaction is: erase the rows first, commit, then call it.
    """
    link.ask("select destroy_person_key(%s)", [person])
    if held := unit.current():
        held.keys.pop(person, None)


def is_destroyed(persons: Collection[UUID]) -> set[UUID]:
    """Which of these persons were erased."""
    rows = link.ask(
        "select person from person_key where person = any(%s) and destroyed_at is not null",
        [list(persons)],
    )
    return {row[0] for row in rows}


def org_secret(org: int, purpose: str) -> bytes:
    """An organisation's secret for a purpose, made at the first call; it outlives rotations.

    Held for the unit of work, as a person's key is.
    """
    held = unit.current()
    if held is None:
        return _org_secret(org, purpose)
    if (secret := held.secrets.get((org, purpose))) is None:
        secret = held.secrets[org, purpose] = _org_secret(org, purpose)
    return secret


def _org_secret(org: int, purpose: str) -> bytes:
    bound = secret_owner(org, purpose)
    if not (rows := _secret_rows(org, purpose)):
        prove(master.newest())
        wrapped, number = master.wrap(os.urandom(master.KEY_BYTES), bound)
        link.ask(
            "insert into org_secret (org, purpose, wrapped, master) values (%s, %s, %s, %s)"
            " on conflict (org, purpose) do nothing",
            [org, purpose, wrapped, number],
        )
        rows = _secret_rows(org, purpose)
    ((wrapped, number),) = rows
    return master.unwrap(wrapped, bound, number)


def _secret_rows(org: int, purpose: str) -> list[Any]:
    return link.ask(
        "select wrapped, master from org_secret where org = %s and purpose = %s", [org, purpose]
    )


def secret_owner(org: int, purpose: str) -> bytes:
    return b"org|%d|%b" % (org, purpose.encode())


def prove(number: int) -> None:
    """Refuses a master key whose secret is not the one that this number had before.

    Without it a mistyped secret would wrap new keys, and the mistake would show days later.
    """
    known = (number, master.secrets()[number])
    if known in _proven:
        return
    bound = b"proof|%d" % number
    if number == master.newest():
        wrapped, _ = master.wrap(PROOF, bound)
        link.ask(
            "insert into master_proof (master, wrapped) values (%s, %s)"
            " on conflict (master) do nothing",
            [number, wrapped],
        )
    for (wrapped,) in link.ask("select wrapped from master_proof where master = %s", [number]):
        if master.unwrap(wrapped, bound, number) != PROOF:
            raise WrongMasterKey(f"Master key {number} has another secret than before.")
    _proven.add(known)


def missing(person: UUID) -> Unreadable:
    return Unreadable(f"The key store holds no key of person {person}.")
