"""One table inside the house: which of its places are not told, their complements with them.

For pages that show one table of one cut, with its totals. What is published passes `protect`, which
knows the other tables, the filters and the releases before.
"""

from collections.abc import Mapping
from itertools import product

from homeward.disclosure.suppression import protect
from homeward.disclosure.tables import TOTAL, Dimension, Rule, Table

Place = tuple[str, ...]


def hidden(persons: Mapping[Place, int], *, smallest: int) -> set[Place]:
    """Places that are not told, so that none can be worked out from the others and all totals.

    persons: place -> persons behind it, one label a dimension, () for a table of one figure; places
    left out hold nobody. The totals count as told, but for those that are small themselves. Raises
    TooLarge.
    """
    if all(not 0 < count < smallest for count in persons.values()):
        return set()
    size = len(next(iter(persons)))
    names = tuple(f"d{number}" for number in range(size))
    labels = [sorted({place[number] for place in persons}) for number in range(size)]
    # A label of the page may be the very sign that stands for all.
    inner = [{label: f"={label}" for label in some} for some in labels]
    dimensions = [
        Dimension(name=name, leaves=tuple(own.values()))
        for name, own in zip(names, inner, strict=True)
    ]
    cells = {
        label: _sum(persons, label, inner)
        for label in product(*([*own.values(), TOTAL] for own in inner))
    }
    table = Table(name="table", dimensions=names, cells=cells)
    rule = Rule(least=smallest, width=smallest, exact_up_to=0)
    out = protect(dimensions, [table], rule=rule).hidden(table)
    return {
        place
        for place in persons
        if tuple(own[one] for own, one in zip(inner, place, strict=True)) in out
    }


def _sum(persons: Mapping[Place, int], label: Place, inner: list[dict[str, str]]) -> float:
    return float(
        sum(
            count
            for place, count in persons.items()
            if all(
                wanted in (TOTAL, own[one])
                for wanted, own, one in zip(label, inner, place, strict=True)
            )
        )
    )
