"""What is to be published, as the engine takes it: dimensions, tables, and the rule in force.

A cell is a box: for each dimension that it restricts, a set of categories. Whatever two tables,
filters or releases say of the same box is one cell, so that it is hidden in all of them or in none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

TOTAL = "*"

Label = tuple[str, ...]
# What a box restricts, sorted by dimension; the empty box is everybody.
Box = tuple[tuple[str, frozenset[str]], ...]


class Contradiction(ValueError):
    """The figures given can't all be true: two values of one cell, or sums that don't add up."""


class TooLarge(ValueError):
    """The tables are linked in such a way that nobody can check them: more cells than `most`."""

    def __init__(self, cells: int, most: int) -> None:
        self.cells, self.most = cells, most
        super().__init__(f"{cells} cells to reckon with, {most} at most")


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """One way to cut: its finest categories, each person in exactly one, and groups of them.

    `groups` are what else is published: areas of a higher level, age bands taken together, the
    period that an earlier release covered. They may overlap. `tells` says that an empty category
    tells of everybody in the others (nobody works = each of them is without work).
    """

    name: str
    leaves: tuple[str, ...]
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tells: bool = False

    def node(self, label: str) -> frozenset[str]:
        """The categories behind a label. Raises KeyError for one that is not of this dimension."""
        if label == TOTAL:
            return frozenset(self.leaves)
        if label in self.groups:
            return self.groups[label]
        if label not in self.leaves:
            raise KeyError(f"{self.name}: {label}")
        return frozenset((label,))


@dataclass(frozen=True, kw_only=True)
class Table:
    """Counts of persons, cell by cell, cut by `dimensions` and filtered by `where`.

    A key of `cells` has one label for each of `dimensions`, TOTAL for a margin. Cells that are not
    published are left out, never zero; None is a cell that an earlier release hid. `small` are
    those that tell for a reason of their own: fewer persons than units, a change of a few.
    """

    name: str
    dimensions: tuple[str, ...]
    cells: Mapping[Label, float | None]
    where: Mapping[str, str] = field(default_factory=dict)
    small: frozenset[Label] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Rule:
    """How much is hidden. All of it is in persons.

    `least`: counts from 1 to one less are hidden. `width`: how far apart the ends of what anybody
    can work out of a hidden cell must be at least. `most`: cells that the engine reckons with
    before it gives up (TooLarge). `exact_up_to`: undecided cells times targets times unknowns up to
    which the pattern is the best one and not only a good one. `tidy_up_to`: complements times
    hidden cells up to which complements that turned out needless are looked for.
    """

    least: int = 10
    width: float = 10
    most: int = 40_000
    exact_up_to: int = 4_000
    tidy_up_to: int = 2_500


def box_of(
    dimensions: Mapping[str, Dimension],
    names: Sequence[str],
    label: Label,
    where: Mapping[str, str],
) -> Box:
    """Which categories a cell takes in; a dimension that it does not restrict is left out.

    Raises KeyError for an unknown dimension or label, ValueError for a label of another length.
    """
    if len(names) != len(label):
        raise ValueError(f"{label}: {len(names)} labels wanted")
    taken: dict[str, frozenset[str]] = {}
    for name, one in [*zip(names, label, strict=True), *where.items()]:
        node = dimensions[name].node(one)
        taken[name] = taken.get(name, node) & node
    return tuple(
        sorted((name, node) for name, node in taken.items() if node != dimensions[name].node(TOTAL))
    )


def boxes(
    dimensions: Sequence[Dimension], tables: Sequence[Table]
) -> tuple[dict[Box, float], set[Box]]:
    """Every cell of these tables once, and those that are hidden in each of them.

    Raises Contradiction where a cell has two values.
    """
    known = {dimension.name: dimension for dimension in dimensions}
    found: dict[Box, float] = {}
    hidden: set[Box] = set()
    for table in tables:
        for label, value in table.cells.items():
            box = box_of(known, table.dimensions, label, table.where)
            if value is None:
                hidden.add(box)
            elif found.setdefault(box, value) != value:
                raise Contradiction(f"{table.name} {label}: {value}, elsewhere {found[box]}")
    return found, hidden - found.keys()
