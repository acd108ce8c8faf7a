"""What two installations compare: how many rows, which sums, and a fingerprint of the plain text.

The fingerprint of a table is a hash over the sorted hashes of its rows. It hangs neither on the
order of the rows nor on keys, so that it is the same wherever the rows say the same.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from homeward.archives.tables import FILES, Table


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Measured:
    """Of one table, row by row."""

    def __init__(self, table: Table) -> None:
        self.rows = 0
        self._digests: list[bytes] = []
        self._sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        names = [column.name for column in table.columns]
        self._money = [(n, c.name) for n, c in enumerate(table.columns) if c.is_money]
        self._currency = names.index("currency") if "currency" in names else None

    def add(self, cells: Sequence[str | None]) -> None:
        self.rows += 1
        said = json.dumps(list(cells), ensure_ascii=False, separators=(",", ":"))
        self._digests.append(hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest())
        currency = (cells[self._currency] or "") if self._currency is not None else ""
        for place, name in self._money:
            cell = cells[place]
            if cell is not None:
                self._sums[name][currency] += Decimal(cell)

    def told(self) -> dict[str, Any]:
        return {
            "rows": self.rows,
            "fingerprint": hashlib.sha256(b"".join(sorted(self._digests))).hexdigest(),
            "sums": {
                name: {currency: format(total, "f") for currency, total in sorted(sums.items())}
                for name, sums in sorted(self._sums.items())
            },
        }


def with_digests(table: Table, cells: Sequence[str | None], files: dict[str, bytes]) -> list[Any]:
    """The row as it stands in the archive: bytes by their digest, which names their file."""
    shown = list(cells)
    for place, column in enumerate(table.columns):
        if column.kind in FILES and column.name in files:
            content = files[column.name]
            shown[place] = digest_of(content) if content else ""
    return shown
