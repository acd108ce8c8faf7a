"""Counts that no table shows and that follow from those it shows, by sums and differences alone.

A filter and its total tell of everybody else; two releases tell of those who came between; a group
of areas less its parts tells of the part left out. Such a count is as small as one that is printed.
"""

from collections.abc import Iterable, Mapping
from itertools import product

import numpy as np

from homeward.disclosure.structure import System, rows_of
from homeward.disclosure.tables import Box

NEAR = 1e-6


def follow(
    system: System, values: Mapping[Box, float], scopes: Iterable[tuple[str, ...]]
) -> dict[Box, float]:
    """Each box of the tables' own dimensions that is no cell and follows from the cells: persons.

    scopes: the dimensions, filters included, of each table. Block by block; what one block tells of
    dimensions that another shares is known there too.
    """
    asked = _candidates(system, {tuple(sorted(set(scope))) for scope in scopes})
    told: dict[Box, float] = {}
    before = -1
    while len(told) > before:
        before = len(told)
        for block in system.blocks:
            inside = {box: v for box, v in {**values, **told}.items() if _fits(box, block)}
            wanted = [box for box in asked if box not in told and _fits(box, block)]
            told |= _combined(system, block, inside, wanted)
    return told


def _fits(box: Box, block: tuple[str, ...]) -> bool:
    return all(name in block for name, _node in box)


def _candidates(system: System, scopes: set[tuple[str, ...]]) -> list[Box]:
    found: dict[Box, None] = {}
    for scope in sorted(scopes):
        choices = [
            [frozenset[str]().union(*system.regions[name]), *system.regions[name]] for name in scope
        ]
        for nodes in product(*choices):
            pairs = zip(scope, nodes, choices, strict=True)
            box = tuple((name, node) for name, node, whole in pairs if node != whole[0])
            if box not in system.number:
                found[box] = None
    return list(found)


def _combined(
    system: System, block: tuple[str, ...], known: Mapping[Box, float], wanted: list[Box]
) -> dict[Box, float]:
    """Which of the wanted are linear combinations of the known, and their values.

    By the directions of the known rows (the eigenvectors of their products with each other, in
    unknowns): what lies wholly in them follows. Many rows repeat one another.
    """
    if not wanted or not known:
        return {}
    rows = rows_of(list(known), [block], system.regions)
    asked = rows_of(wanted, [block], system.regions)
    sizes, axes = np.linalg.eigh((rows.T @ rows).toarray())
    kept = sizes > NEAR * max(float(sizes[-1]), 1.0)
    directions = axes[:, kept]
    # (wanted, kept): each wanted row along the directions of what is known.
    along = np.asarray(asked @ directions)
    squares = np.asarray(asked.multiply(asked).sum(axis=1)).ravel()
    missing = squares - (along**2).sum(axis=1)
    persons = rows.T @ np.array(list(known.values()))
    amounts = along @ ((directions.T @ persons) / sizes[kept])
    return {
        box: round(float(amounts[number]), 3)
        for number, box in enumerate(wanted)
        if abs(missing[number]) < NEAR * max(float(squares[number]), 1.0)
    }
