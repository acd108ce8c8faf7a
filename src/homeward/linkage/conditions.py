"""Conditions on two prepared records that say the same as SQL, DuckDB's and Spark's, and here.

Splink asks them of millions of pairs as SQL, `judge` of one pair in Python; so that both find the
same level, each is declared once. A condition on a value that is not known does not hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz.distance import Levenshtein

Prepared = Mapping[str, str | int | None]


class Condition(Protocol):
    @property
    def sql(self) -> str: ...

    def holds(self, a: Prepared, b: Prepared) -> bool: ...


@dataclass(frozen=True)
class Same:
    """The one's `left` is the other's `right`, in this order."""

    left: str
    right: str = ""

    @property
    def sql(self) -> str:
        return f"{self.left}_l = {self.right or self.left}_r"

    def holds(self, a: Prepared, b: Prepared) -> bool:
        value = a[self.left]
        return value is not None and value == b[self.right or self.left]


@dataclass(frozen=True)
class Differs:
    """Both are known and not the same."""

    column: str

    @property
    def sql(self) -> str:
        return f"{self.column}_l <> {self.column}_r"

    def holds(self, a: Prepared, b: Prepared) -> bool:
        left, right = a[self.column], b[self.column]
        return left is not None and right is not None and left != right


@dataclass(frozen=True)
class Near:
    """Not more than `edits` signs apart (Levenshtein), both at least `length` signs long."""

    column: str
    edits: int
    length: int = 1

    @property
    def sql(self) -> str:
        left, right = f"{self.column}_l", f"{self.column}_r"
        return (
            f"(length({left}) >= {self.length} and length({right}) >= {self.length}"
            f" and levenshtein({left}, {right}) <= {self.edits})"
        )

    def holds(self, a: Prepared, b: Prepared) -> bool:
        left, right = a[self.column], b[self.column]
        if left is None or right is None:
            return False
        left, right = str(left), str(right)
        return (
            min(len(left), len(right)) >= self.length
            and Levenshtein.distance(left, right, score_cutoff=self.edits) <= self.edits
        )


@dataclass(frozen=True)
class Alike:
    """Fewer signs apart than a `part`th of the longer text has."""

    column: str
    part: int

    @property
    def sql(self) -> str:
        left, right = f"{self.column}_l", f"{self.column}_r"
        return (
            f"levenshtein({left}, {right}) * {self.part}"
            f" <= greatest(length({left}), length({right}))"
        )

    def holds(self, a: Prepared, b: Prepared) -> bool:
        left, right = a[self.column], b[self.column]
        if left is None or right is None:
            return False
        left, right = str(left), str(right)
        return Levenshtein.distance(left, right) * self.part <= max(len(left), len(right))


@dataclass(frozen=True)
class Within:
    """Numbers at most `most` apart."""

    column: str
    most: int

    @property
    def sql(self) -> str:
        return f"abs({self.column}_l - {self.column}_r) <= {self.most}"

    def holds(self, a: Prepared, b: Prepared) -> bool:
        left, right = a[self.column], b[self.column]
        return left is not None and right is not None and abs(int(left) - int(right)) <= self.most


@dataclass(frozen=True)
class Lacks:
    """One of the two does not have it."""

    column: str

    @property
    def sql(self) -> str:
        return f"({self.column}_l is null or {self.column}_r is null)"

    def holds(self, a: Prepared, b: Prepared) -> bool:
        return a[self.column] is None or b[self.column] is None


@dataclass(frozen=True)
class Has:
    """One of the two has it."""

    column: str

    @property
    def sql(self) -> str:
        return f"({self.column}_l is not null or {self.column}_r is not null)"

    def holds(self, a: Prepared, b: Prepared) -> bool:
        return a[self.column] is not None or b[self.column] is not None


class All:
    def __init__(self, *parts: Condition) -> None:
        self.parts = parts

    @property
    def sql(self) -> str:
        return "(" + " and ".join(part.sql for part in self.parts) + ")"

    def holds(self, a: Prepared, b: Prepared) -> bool:
        return all(part.holds(a, b) for part in self.parts)


class Any:
    def __init__(self, *parts: Condition) -> None:
        self.parts = parts

    @property
    def sql(self) -> str:
        return "(" + " or ".join(part.sql for part in self.parts) + ")"

    def holds(self, a: Prepared, b: Prepared) -> bool:
        return any(part.holds(a, b) for part in self.parts)


class Else:
    """Whatever is left."""

    sql = "ELSE"

    def holds(self, a: Prepared, b: Prepared) -> bool:
        return True
