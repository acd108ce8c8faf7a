"""Which records are of one person, with a probability that can be taken apart.

    judge(a, b)      one pair, by the shipped parameters, field by field in bits
    pairs(records)   all likely pairs of a register, by Splink, with the cluster each belongs to

Fellegi and Sunter's model (1969), its numbers learned without labels: u on pairs drawn by lot, m
by expectation maximisation. THRESHOLD is a half because a probability means what it says: it was
declared before any label was looked at.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from homeward.linkage import parameters as shipped_parameters
from homeward.linkage.comparisons import COMPARISONS, COUNTED, NOT_KNOWN
from homeward.linkage.comparisons import Comparison as Compared
from homeward.linkage.parameters import AMONG, ENOUGH, Parameters
from homeward.linkage.preparing import Row, keys, prepare
from homeward.linkage.records import Record

Ints = npt.NDArray[np.int64]

THRESHOLD = 0.5
# Pairs compared for each record, at most: the rarest keys come first.
BUDGET = 100

# Stable codes of each field, from same to different; the last ones say nothing either way.
LEVELS: dict[str, tuple[str, ...]] = {one.field: one.codes for one in COMPARISONS}


@dataclass(frozen=True)
class Step:
    """What one field adds: `level` is of LEVELS, `bits` above 0 speak for one person."""

    field: str
    level: str
    bits: float
    a: str
    b: str


@dataclass(frozen=True)
class Explanation:
    """`prior_bits` and the bits of all steps add up to log2(probability / (1 - probability))."""

    probability: float
    prior_bits: float
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Pair:
    """Two ids in the order of the records; pairs of one `cluster` hang together by likely pairs."""

    id_a: str
    id_b: str
    probability: float
    cluster: int


def judge(
    a: Record, b: Record, *, parameters: Parameters | None = None, among: int = AMONG
) -> Explanation:
    """How likely two records are of one person, and why.

    `among` is how many records the register holds: two drawn by lot are the less likely one
    person, the more there are. Without `parameters` the shipped ones are used.
    """
    model = parameters or shipped_parameters.shipped()
    rows = prepare(a), prepare(b)
    prior_bits = _log_odds(model.prior(among))
    steps = tuple(_step(one, model, a, b, *rows) for one in COMPARISONS)
    return Explanation(
        _probability(prior_bits + sum(step.bits for step in steps)), prior_bits, steps
    )


def _step(one: Compared, model: Parameters, a: Record, b: Record, left: Row, right: Row) -> Step:
    texts = getattr(a, one.field), getattr(b, one.field)
    level = one.level(left, right)
    if level is None:
        code = NOT_KNOWN if one.unknown.holds(left, right) else COUNTED
        return Step(one.field, code, 0.0, *texts)
    values = (left[level.frequency], right[level.frequency]) if level.frequency else (None, None)
    return Step(one.field, level.code, model.bits(one.field, level, *values), *texts)


def _probability(bits: float) -> float:
    return 1 / (1 + math.exp2(-bits)) if bits > -1000 else 0.0  # noqa: PLR2004 - of a float


def _log_odds(probability: float) -> float:
    return math.log2(probability) - math.log2(1 - probability)


def pairs(
    records: Sequence[Record],
    *,
    threshold: float = THRESHOLD,
    parameters: Parameters | None = None,
    progress: Callable[[str], None] = lambda doing: None,
) -> list[Pair]:
    """The pairs of at least this probability, likeliest first.

    Raises ValueError where an id stands twice. With ENOUGH records the parameters are learned from
    them, otherwise the shipped ones are used; those given are used as they are.
    """
    if len({record.id for record in records}) < len(records):
        raise ValueError("an id stands twice")
    if len(records) < 2:  # noqa: PLR2004 - a pair
        return []
    progress("Preparing")
    rows, shared = prepared(records)
    from homeward.linkage import splinking  # noqa: PLC0415 - it takes a moment to load

    model = parameters or shipped_parameters.shipped()
    learning = parameters is None and len(records) >= ENOUGH
    if learning:
        progress("Learning")
        model = splinking.learn(rows, model)
    progress("Comparing")
    found = splinking.predict(rows, shared, model, settle=learning)
    kept = found.probability >= threshold
    left, right, likely = found.left[kept], found.right[kept], found.probability[kept]
    clusters = _clusters(len(records), left, right)
    order = np.lexsort((right, left, -likely))
    return [
        Pair(records[left[n]].id, records[right[n]].id, float(likely[n]), int(clusters[left[n]]))
        for n in order
    ]


def prepared(records: Sequence[Record]) -> tuple[list[Row], list[list[str]]]:
    """Rows as they are compared, and for each the blocking keys that the budget allows."""
    rows = [prepare(record) for record in records]
    made = [set(keys(record, row)) for record, row in zip(records, rows, strict=True)]
    times = Counter(key for some in made for key in some)
    most = _largest_block(times, BUDGET * len(records))
    return rows, [sorted(key for key in some if 1 < times[key] <= most) for some in made]


def _largest_block(times: Counter[str], budget: int) -> int:
    """Blocks up to this size have together no more pairs than the budget."""
    sizes = np.bincount(np.fromiter(times.values(), np.int64, len(times)))
    at = np.arange(len(sizes))
    within = np.flatnonzero(np.cumsum(sizes * at * (at - 1) // 2) <= budget)
    return int(within[-1])


def _clusters(number: int, left: Ints, right: Ints) -> Ints:
    """Connected components, numbered from 1 by their first record; alone: 0."""
    from scipy.sparse import coo_array  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    graph = coo_array((np.ones(len(left)), (left, right)), shape=(number, number))
    _, labels = connected_components(graph, directed=False)
    found = np.zeros(number, np.int64)
    paired = np.unique(np.concatenate([left, right]))
    _, first, place = np.unique(labels[paired], return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(1, len(first) + 1)
    found[paired] = rank[place]
    return found
