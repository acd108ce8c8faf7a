"""The pattern of least loss, for small problems: one mixed-integer program, solved by HiGHS.

The model is that of Fischetti and Salazar (2001) with a sliding protection level: for each target
two populations that give everything shown, `width` apart; a cell may differ only where it is
hidden. Written out in full, not by branch and cut, so only for few cells and targets.
"""

from collections.abc import Sequence

import numpy as np
import scipy
from scipy import sparse

from homeward.disclosure.audit import Flags
from homeward.disclosure.structure import Floats, System


def best(
    system: System,
    values: Floats,
    shown: Flags,
    fixed: Flags,
    costs: Floats,
    targets: Sequence[sparse.csr_matrix],
    width: float,
) -> Flags | None:
    """(cells,) which are shown; None where no pattern protects every target.

    values, shown, fixed, costs: (cells,), in persons, flags and loss; targets: one (1, unknowns)
    each; a cell that is not shown stays hidden.
    """
    may = np.flatnonzero(shown & ~fixed)
    held = np.flatnonzero(shown & fixed)
    k, n = len(may), system.unknowns
    # As far as any cell may move: beyond the largest figure and the width nothing is gained.
    reach = float(values.max(initial=0.0)) + width
    copies = 2 * len(targets)
    rows: list[sparse.csr_matrix] = []
    lows: list[Floats] = []
    highs: list[Floats] = []

    def constrain(block: sparse.csr_matrix, copy: int, y: sparse.csr_matrix | None,
                  low: Floats, high: Floats) -> None:  # fmt: skip
        left = sparse.csr_matrix((block.shape[0], k)) if y is None else y
        before = sparse.csr_matrix((block.shape[0], copy * n))
        after = sparse.csr_matrix((block.shape[0], (copies - copy) * n - block.shape[1]))
        rows.append(sparse.hstack([left, before, block, after], format="csr"))
        lows.append(low)
        highs.append(high)

    anything = np.full(k, np.inf)
    none = np.zeros(system.links.shape[0])
    for copy in range(copies):
        constrain(system.rows[may], copy, -reach * sparse.identity(k, format="csr"),
                  -anything, values[may])  # fmt: skip
        constrain(system.rows[may], copy, reach * sparse.identity(k, format="csr"),
                  values[may], anything)  # fmt: skip
        constrain(system.rows[held], copy, None, values[held], values[held])
        constrain(system.links, copy, None, none, none)
    for number, target in enumerate(targets):
        pair = sparse.hstack([target, -target], format="csr")
        constrain(pair, 2 * number, None, np.array([width]), np.array([np.inf]))
    found = scipy.optimize.milp(
        np.concatenate([costs[may], np.zeros(copies * n)]),
        constraints=scipy.optimize.LinearConstraint(
            sparse.vstack(rows, format="csr"), np.concatenate(lows), np.concatenate(highs)
        ),
        integrality=np.concatenate([np.ones(k), np.zeros(copies * n)]),
        bounds=scipy.optimize.Bounds(0, np.concatenate([np.ones(k), np.full(copies * n, np.inf)])),
    )
    if found.x is None:
        return None
    left_shown = shown.copy()
    left_shown[may[found.x[:k] > 0.5]] = False  # noqa: PLR2004 - a binary, within tolerance
    return left_shown
