"""The unknowns behind published tables, and the sums by which they hang together.

Whoever attacks tables looks for all populations that could have given them. The finest crossing of
all dimensions would be exact and is soon too large. It is not needed: tables that agree on what
they share come from one population if the sets of their dimensions are acyclic (N. N. Vorob'ev,
Consistent families of measures and their extensions, Theory Probab. Appl. 7, 1962; for the tree
C. Beeri et al., On the desirability of acyclic database schemes, J. ACM 30, 1983). Sets that are
not acyclic are crossed until they are. Categories that no table tells apart are one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise, product
from math import prod

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from homeward.disclosure.tables import Box, Dimension, TooLarge

Scope = frozenset[str]
Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class System:
    """cells: the boxes, one a row of `rows`, (cells, unknowns), of zeros and ones.

    links: (links, unknowns), each row sums to zero in every true population. An unknown is a count
    of persons, never below zero. regions: for each dimension the sets of categories that the tables
    tell apart; blocks: the dimensions that are crossed with each other.
    """

    cells: tuple[Box, ...]
    rows: sparse.csr_matrix
    links: sparse.csr_matrix
    regions: dict[str, tuple[frozenset[str], ...]]
    blocks: tuple[tuple[str, ...], ...]

    @property
    def unknowns(self) -> int:
        return int(self.rows.shape[1])

    @cached_property
    def number(self) -> dict[Box, int]:
        return {box: number for number, box in enumerate(self.cells)}

    @cached_property
    def ends(self) -> list[tuple[int, int]]:
        """Of each block its first unknown, and the one after its last."""
        _shapes, starts = _starts(self.blocks, self.regions)
        return [*pairwise(starts)]

    @cached_property
    def homes(self) -> NDArray[np.intp]:
        """(cells,) the block of whose unknowns each cell is the sum; of nobody's, whichever."""
        places = np.minimum(self.rows.indptr[:-1], len(self.rows.indices) - 1)
        firsts = self.rows.indices[places]
        homes: NDArray[np.intp] = np.searchsorted(
            [first for first, _last in self.ends], firsts, side="right"
        )
        return homes - 1

    def block_of(self, row: sparse.csr_matrix) -> int:
        first = int(row.indices[0])
        return next(n for n, (low, high) in enumerate(self.ends) if low <= first < high)

    def row(self, box: Box) -> sparse.csr_matrix:
        """(1, unknowns): the sum that this box is, in the first block that holds its dimensions.

        Raises KeyError where no block does: nothing that is published says anything of it.
        """
        return rows_of([box], self.blocks, self.regions)


def system_of(dimensions: Sequence[Dimension], cells: Iterable[Box], *, most: int) -> System:
    """The system of these cells. Raises TooLarge where it has more unknowns than `most`."""
    listed = tuple(cells)
    regions = {one.name: _regions(one, listed) for one in dimensions}
    scopes = {frozenset(name for name, _node in box) for box in listed}
    tree = _acyclic(_largest(scopes), {name: len(parts) for name, parts in regions.items()}, most)
    blocks = tuple(tuple(sorted(scope)) for scope in tree)
    return System(
        cells=listed,
        rows=rows_of(listed, blocks, regions),
        links=_links(tree, blocks, regions),
        regions=regions,
        blocks=blocks,
    )


def _regions(dimension: Dimension, cells: Iterable[Box]) -> tuple[frozenset[str], ...]:
    """The coarsest parts of which every published group of this dimension is a union."""
    nodes = {node for box in cells for name, node in box if name == dimension.name}
    ordered = sorted(nodes, key=sorted)
    signs: dict[tuple[bool, ...], list[str]] = {}
    for leaf in dimension.leaves:
        signs.setdefault(tuple(leaf in node for node in ordered), []).append(leaf)
    return tuple(frozenset(leaves) for leaves in signs.values())


def _largest(scopes: Iterable[Scope]) -> list[Scope]:
    """Those that are part of no other, in a fixed order."""
    found: list[Scope] = []
    for scope in sorted(scopes, key=lambda one: (-len(one), sorted(one))):
        if not any(scope <= other for other in found):
            found.append(scope)
    return found


def _acyclic(scopes: list[Scope], sizes: dict[str, int], most: int) -> list[Scope]:
    """Crosses scopes, the cheapest pair first, until they are acyclic."""
    while True:
        cells = sum(prod(sizes[name] for name in scope) for scope in scopes)
        if cells > most:
            raise TooLarge(cells, most)
        if _is_acyclic(scopes):
            return scopes
        one, other = min(
            (pair for pair in combinations(scopes, 2) if pair[0] & pair[1]),
            key=lambda pair: (prod(sizes[name] for name in pair[0] | pair[1]), sorted(pair[0])),
        )
        scopes = _largest([*(scope for scope in scopes if scope not in (one, other)), one | other])


def _is_acyclic(scopes: list[Scope]) -> bool:
    """By the weight of a heaviest spanning tree (P. A. Bernstein, N. Goodman, SIAM J. Comput. 10,
    1981): it shares as many dimensions as there are repetitions of dimensions."""
    shared = sum(len(scopes[one] & scopes[other]) for one, other in _tree(scopes))
    return shared == sum(map(len, scopes)) - len(frozenset().union(*scopes))


def _tree(scopes: list[Scope]) -> list[tuple[int, int]]:
    """A heaviest spanning tree over what scopes share (Prim)."""
    inside, edges = [0], []
    while len(inside) < len(scopes):
        one, other = max(
            ((one, other) for one in inside for other in range(len(scopes)) if other not in inside),
            key=lambda edge: (len(scopes[edge[0]] & scopes[edge[1]]), -edge[1], -edge[0]),
        )
        edges.append((one, other))
        inside.append(other)
    return edges


def _starts(
    blocks: Sequence[tuple[str, ...]], regions: dict[str, tuple[frozenset[str], ...]]
) -> tuple[list[tuple[int, ...]], list[int]]:
    shapes = [tuple(len(regions[name]) for name in block) for block in blocks]
    return shapes, [0, *np.cumsum([prod(shape) for shape in shapes]).tolist()]


def rows_of(
    cells: Sequence[Box],
    blocks: Sequence[tuple[str, ...]],
    regions: dict[str, tuple[frozenset[str], ...]],
) -> sparse.csr_matrix:
    """(cells, unknowns of these blocks): each cell as a sum in the first block that holds it."""
    shapes, starts = _starts(blocks, regions)
    at, columns = [], []
    for number, box in enumerate(cells):
        nodes = dict(box)
        place = _place(nodes, blocks)
        chosen = [
            [i for i, part in enumerate(regions[name]) if part <= nodes.get(name, part)]
            for name in blocks[place]
        ]
        inside = np.ravel_multi_index(np.ix_(*chosen), shapes[place]).ravel() if chosen else [0]
        columns += [starts[place] + int(one) for one in inside]
        at += [number] * len(inside)
    return _matrix(at, columns, [1.0] * len(at), (len(cells), starts[-1]))


def _place(nodes: dict[str, frozenset[str]], blocks: Sequence[tuple[str, ...]]) -> int:
    for place, block in enumerate(blocks):
        if nodes.keys() <= set(block):
            return place
    raise KeyError(f"no table crosses {sorted(nodes)}")


def _links(
    scopes: list[Scope],
    blocks: Sequence[tuple[str, ...]],
    regions: dict[str, tuple[frozenset[str], ...]],
) -> sparse.csr_matrix:
    """Neighbours in the tree agree on every margin that they share."""
    shapes, starts = _starts(blocks, regions)
    at: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    links = 0
    for edge in _tree(scopes):
        shared = sorted(scopes[edge[0]] & scopes[edge[1]])
        for part in product(*(range(len(regions[name])) for name in shared)):
            fixed = dict(zip(shared, part, strict=True))
            for place, sign in zip(edge, (1.0, -1.0), strict=True):
                chosen = [
                    [fixed[name]] if name in fixed else list(range(len(regions[name])))
                    for name in blocks[place]
                ]
                inside = np.ravel_multi_index(np.ix_(*chosen), shapes[place]).ravel()
                columns += [starts[place] + int(one) for one in inside]
                at += [links] * len(inside)
                values += [sign] * len(inside)
            links += 1
    return _matrix(at, columns, values, (links, starts[-1]))


def _matrix(
    at: list[int], columns: list[int], values: list[float], shape: tuple[int, int]
) -> sparse.csr_matrix:
    return sparse.csr_matrix((values, (at, columns)), shape=shape)
