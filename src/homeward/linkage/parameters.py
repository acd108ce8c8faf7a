"""The numbers of the model: shipped as JSON, or learned from the records at hand."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from homeward.linkage.comparisons import COMPARISONS, FREQUENT, RAREST, Level

SHIPPED = Path(__file__).with_name("parameters.json")
# The register that a pair is thought to come from where nothing else is said.
AMONG = 10_000
# From so many records on the model is learned from them.
ENOUGH = 500
# What two million pairs drawn by lot can show of two persons; and of one.
LEAST_U, LEAST_M = 2e-6, 1e-6


@dataclass(frozen=True)
class Parameters:
    """`levels[field][code]` is (m, u); `frequencies[column][value]` the value's share.

    `duplicates` is how many pairs of one person there are for each record. `source` says what the
    numbers were learned from.
    """

    levels: Mapping[str, Mapping[str, tuple[float, float]]]
    frequencies: Mapping[str, Mapping[str, float]]
    duplicates: float
    source: str

    def prior(self, among: int) -> float:
        """The probability that two records drawn by lot among so many are of one person."""
        return min(0.5, 2 * self.duplicates / max(1, among - 1))

    def bits(self, field: str, level: Level, a: str | int | None, b: str | int | None) -> float:
        """What the level adds to the log2 odds; `a`, `b` are its frequency column's values."""
        m, u = self.levels[field][level.code]
        if not level.frequency:
            return math.log2(m) - math.log2(u)
        return math.log2(m) - math.log2(self.frequency(level.frequency, str(a), str(b)))

    def frequency(self, column: str, a: str, b: str) -> float:
        shares = self.frequencies[column]
        return max(shares.get(a, RAREST), shares.get(b, RAREST), RAREST)

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n")


@lru_cache(maxsize=1)
def shipped() -> Parameters:
    """What was learned without labels on the project's own made-up register."""
    return read(SHIPPED)


def read(path: Path) -> Parameters:
    content = json.loads(path.read_text())
    content["levels"] = {
        one.field: {code: tuple(pair) for code, pair in content["levels"][one.field].items()}
        for one in COMPARISONS
    }
    content["frequencies"] = {name: content["frequencies"].get(name, {}) for name in FREQUENT}
    return Parameters(**content)
