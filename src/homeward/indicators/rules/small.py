"""Which figures are too small to tell, so that nobody is known by a count.

A figure of fewer persons than the smallest count is not told. Where one alone in a row of a table
is left out, the next small one is left out with it, or the row's total would tell it by subtraction
(complementary suppression; Hundepool et al., Statistical Disclosure Control, 2012, chapter 4).
This guards pages inside the house. What is published passes the engine in `disclosure`.
"""

from collections.abc import Hashable, Mapping, Sequence

Place = tuple[Hashable, ...]


def hidden(persons: Mapping[Place, int], *, smallest: int) -> set[Place]:
    """The places of one table that are not told.

    persons: place in the table -> persons behind it; a place names one value a dimension, () being
    the whole. Nought is told: it is of nobody.
    """
    found = {place for place, count in persons.items() if 0 < count < smallest}
    while further := _betrayed(persons, found):
        found |= further
    return found


def _betrayed(persons: Mapping[Place, int], found: set[Place]) -> set[Place]:
    further: set[Place] = set()
    for row in _rows(list(persons)):
        told = [place for place in row if place not in found and persons[place] > 0]
        if len(row) - sum(place not in found for place in row) == 1 and told:
            further.add(min(told, key=lambda place: (persons[place], repr(place))))
    return further


def _rows(places: Sequence[Place]) -> list[list[Place]]:
    """The rows of a table: places that differ in one dimension alone."""
    rows: dict[tuple[int, Place], list[Place]] = {}
    for place in places:
        for n in range(len(place)):
            rows.setdefault((n, place[:n] + place[n + 1 :]), []).append(place)
    return list(rows.values())
