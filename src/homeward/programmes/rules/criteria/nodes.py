"""A criterion as a tree of values: leaves of the vocabulary, joined by all, any and not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from homeward.programmes.rules.criteria.vocabulary import Kind

End = int | Decimal | date


@dataclass(frozen=True, kw_only=True)
class Within:
    """A range; both ends count, and an end that is None is open. `currency` goes with money."""

    kind: Kind
    least: End | None = None
    most: End | None = None
    currency: str = ""


@dataclass(frozen=True, kw_only=True)
class OneOf:
    """At least one of the values.

    An area is named by its way down from the country, P-codes parted by strokes ("GH/GH09"), so
    that a tree needs no register to be read; a skill by its ESCO address or in words.
    """

    kind: Kind
    any_of: frozenset[str]


@dataclass(frozen=True)
class All:
    parts: tuple["Criterion", ...]


@dataclass(frozen=True)
class Either:
    parts: tuple["Criterion", ...]


@dataclass(frozen=True)
class Not:
    part: "Criterion"


@dataclass(frozen=True)
class Everyone:
    """Said to be open to everybody: met. To say nothing is `NotStated`."""


@dataclass(frozen=True)
class NotStated:
    """Nothing was stated, which is unknown and never met; it refuses nobody either."""


Leaf = Within | OneOf
Criterion = Within | OneOf | All | Either | Not | Everyone | NotStated
EVERYONE, NOT_STATED = Everyone(), NotStated()


def parts_of(criterion: Criterion) -> tuple[tuple[str, Criterion], ...]:
    """The direct parts, each with its step of the JSON pointer."""
    match criterion:
        case All(parts):
            return tuple((f"/all/{n}", part) for n, part in enumerate(parts))
        case Either(parts):
            return tuple((f"/any/{n}", part) for n, part in enumerate(parts))
        case Not(part):
            return (("/not", part),)
    return ()


def walk(criterion: Criterion, at: str = "") -> Iterator[tuple[str, Criterion]]:
    """Every node with its JSON pointer, the whole tree first."""
    yield at, criterion
    for step, part in parts_of(criterion):
        yield from walk(part, at + step)


def leaves(criterion: Criterion) -> Iterator[tuple[str, Leaf]]:
    """Every leaf with its JSON pointer, in reading order."""
    for at, node in walk(criterion):
        if isinstance(node, Within | OneOf):
            yield at, node
