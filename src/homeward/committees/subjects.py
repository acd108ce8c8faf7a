"""What an agenda item or a decision may be about.

Most of it lives on floors above: a room adds its kinds here with `register` (in its urls.py, as
for waits), and a committee keeps a kind, a key and the label as it was. Nothing of a person may be
a subject: a label is read by all who have a seat.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from homeward.access.models import User


@dataclass(frozen=True)
class Subject:
    """One thing: as a committee writes it down."""

    kind: str
    key: str
    label: str


@dataclass(frozen=True)
class Shown:
    """As a reader finds it today; no address where there is no page, or it is not open to them."""

    label: str
    url: str = ""


# Of a key, for a reader: None where it is not known or not open to them.
Resolver = Callable[[str, User], Shown | None]
# What a reader may choose from, as keys and labels.
Offer = Callable[[User], Iterable[tuple[Any, str]]]


@dataclass(frozen=True)
class Kind:
    code: str
    label: Any
    resolve: Resolver
    offer: Offer | None = None


KINDS: dict[str, Kind] = {}
MOST_OFFERED = 200


def register(code: str, label: Any, resolve: Resolver, offer: Offer | None = None) -> None:
    """Adds a kind. `offer` lists what may be chosen on a form; without it only rooms name it."""
    if code in KINDS:
        raise ValueError(f"{code} is a subject already")
    KINDS[code] = Kind(code, label, resolve, offer)


def label_of(code: str) -> str:
    return str(KINDS[code].label) if code in KINDS else code


def find(code: str, key: str, user: User) -> Subject | None:
    """The subject, where the user may see it."""
    kind = KINDS.get(code)
    shown = kind.resolve(key, user) if kind else None
    return Subject(code, key, shown.label[:300]) if shown else None


def show(code: str, key: str, label: str, user: User) -> Shown:
    """As it stands today, else as it was written down."""
    kind = KINDS.get(code)
    return (kind.resolve(key, user) if kind else None) or Shown(label)


def offered(user: User) -> list[tuple[str, list[tuple[str, str]]]]:
    """What may be put on an agenda, grouped by kind; a value is `kind:key`."""
    groups = []
    for kind in KINDS.values():
        if kind.offer is None:
            continue
        rows = [
            (f"{kind.code}:{key}", label)
            for number, (key, label) in enumerate(kind.offer(user))
            if number < MOST_OFFERED
        ]
        if rows:
            groups.append((str(kind.label), rows))
    return groups
