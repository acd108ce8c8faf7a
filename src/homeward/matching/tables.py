"""A large table as columns: read in steps, each fault with its row and column."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np

from homeward.core.digits import are_digits
from homeward.core.tables import FileRefused, RowFault, reading
from homeward.matching.season import MOST_SCORE, Floats, Ints

STEP = 100_000
MOST_PLACES = 2**31 - 1


@dataclass
class Table:
    """One file. `kept` are the cells of columns that aren't read, one list a row."""

    path: Path
    wanted: Sequence[str]
    encoding: str | None = None
    advance: Callable[[int], None] = lambda read: None
    others: list[str] = field(default_factory=list)
    kept: list[list[str]] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)

    def chunks(self) -> Iterator[tuple[Ints, list[list[str]]]]:
        """Rows' numbers, and the wanted columns' cells without spaces around them.

        Raises FileRefused for a header that lacks a column or has one twice.
        """
        with reading(self.path, self.wanted, self.encoding) as (file, reader):
            header = [name.strip() for name in next(reader, [])]
            self._check(header)
            places = [header.index(name) for name in self.wanted]
            rest = [n for n, name in enumerate(header) if n not in places]
            self.others = [header[n] for n in rest]
            first, before = 2, 0
            while rows := list(islice(reader, STEP)):
                numbers, full = self._whole(rows, first, len(header))
                if rest:
                    self.kept += [[cells[n] for n in rest] for cells in full]
                yield numbers, [[cells[n].strip() for cells in full] for n in places]
                first += len(rows)
                position = os.lseek(file.fileno(), 0, os.SEEK_CUR)
                self.advance(position - before)
                before = position

    def _check(self, header: list[str]) -> None:
        times = Counter(header)
        faults = [f"The column {name} is missing." for name in self.wanted if name not in times]
        faults += [f"The column {n} stands there twice." for n, some in times.items() if some > 1]
        if faults:
            raise FileRefused(*(f"{self.path.name}: {fault}" for fault in faults))

    def _whole(self, rows: list[list[str]], first: int, width: int) -> tuple[Ints, list[list[str]]]:
        """The rows with as many cells as the header; empty lines are none."""
        lengths = np.fromiter(map(len, rows), np.int64, len(rows))
        numbers = np.arange(first, first + len(rows))
        for place in np.flatnonzero((lengths != width) & (lengths > 0)):
            self.say(numbers[place], "(row)", f"{lengths[place]} cells, the header has {width}")
        good = np.flatnonzero(lengths == width)
        return numbers[good], rows if len(good) == len(rows) else [rows[n] for n in good]

    def say(self, row: int, column: str, text: str) -> None:
        self.faults.append(RowFault(int(row), column, text))

    def say_empty(self, rows: Ints, column: str, cells: list[str]) -> None:
        if "" in cells:
            for row, cell in zip(rows, cells, strict=True):
                if not cell:
                    self.say(row, column, "is empty")

    def say_again(self, rows: Ints, column: str, keys: Ints, text: str) -> None:
        """A fault for every row whose key stood in an earlier one."""
        order = np.argsort(keys, kind="stable")
        again = order[1:][keys[order][1:] == keys[order][:-1]]
        for place in np.sort(again):
            self.say(rows[place], column, text)

    def scores(self, rows: Ints, column: str, cells: list[str]) -> Floats:
        """The cells as scores; what isn't one is a fault, and 0 in its place."""
        try:
            found = np.array([float(cell) for cell in cells])
            if not np.all((found >= 0) & (found <= MOST_SCORE)) or "_" in "".join(cells):
                raise ValueError
        except ValueError:
            return np.array([self._score(r, column, c) for r, c in zip(rows, cells, strict=True)])
        return found

    def _score(self, row: int, column: str, cell: str) -> float:
        try:
            found = float(cell.replace("_", "no"))
        except ValueError:
            self.say(row, column, f"{cell!r} is no number")
            return 0.0
        if 0 <= found <= MOST_SCORE:
            return found
        self.say(row, column, f"{cell} is not from 0 to {MOST_SCORE:,.0f}")
        return 0.0

    def places(self, rows: Ints, column: str, cells: list[str]) -> Ints:
        """The cells as whole numbers from 0; what isn't one is a fault, and 0 in its place."""
        return np.array(
            [self._places(r, column, c) for r, c in zip(rows, cells, strict=True)], np.int64
        )

    def _places(self, row: int, column: str, cell: str) -> int:
        if cell.isascii() and are_digits(cell) and int(cell) <= MOST_PLACES:
            return int(cell)
        self.say(row, column, f"{cell!r} is no whole number of places")
        return 0
