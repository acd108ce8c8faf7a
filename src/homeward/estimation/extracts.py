"""A file of people becomes a study, or every cell that can't be read is named."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from homeward.core.tables import FileRefused, RowFault, reading
from homeward.estimation.studies import Floats, NotPossible, Study

YES = frozenset({"1", "true", "yes", "1.0"})
NO = frozenset({"0", "false", "no", "0.0"})
# More values than this in a column of words is a name or a number, and no category.
MOST_VALUES = 20


class RowsRefused(FileRefused):
    """Cells that can't be read; `rows` names each."""

    def __init__(self, rows: Sequence[RowFault]) -> None:
        self.rows = list(rows)
        super().__init__(*(f"row {f.row}, column {f.column}: {f.text}" for f in rows))


@dataclass(frozen=True)
class Asked:
    """Which columns are what; `complete_cases` leaves rows with an empty cell out."""

    outcome: str
    treatment: str
    covariates: tuple[str, ...] = ()
    complete_cases: bool = False
    encoding: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.outcome, self.treatment, *self.covariates)


@dataclass
class _Rows:
    cells: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    left_out: int = 0
    faults: list[RowFault] = field(default_factory=list)


def read(source: Path, asked: Asked) -> Study:
    """The study of one file. Raises FileRefused (RowsRefused with its cells) and NotPossible.

    A covariate whose every cell is a number is one column; any other is a category, one column for
    each value but the most frequent.
    """
    with reading(source, asked.columns, asked.encoding) as (_file, reader):
        header = [name.strip() for name in next(reader, [])]
        rows = _collect(reader, header, _places(header, asked), asked)
    if rows.faults:
        raise RowsRefused(rows.faults)
    return study_of_cells(rows.cells, rows.numbers, asked, rows.left_out)


def _places(header: list[str], asked: Asked) -> list[int]:
    counts = Counter(header)
    wanted = Counter(asked.columns)
    faults = [f"The column {name} is missing." for name in wanted if name not in counts]
    faults += [f"The column {name} stands there twice." for name in wanted if counts[name] > 1]
    faults += [f"The column {name} is asked for twice." for name, n in wanted.items() if n > 1]
    if faults:
        raise FileRefused(*faults)
    return [header.index(name) for name in asked.columns]


def _collect(reader: object, header: list[str], places: list[int], asked: Asked) -> _Rows:
    rows = _Rows()
    lines: Sequence[list[str]] = reader  # type: ignore[assignment]
    for number, cells in enumerate(lines, start=2):
        if not cells:
            continue
        if len(cells) != len(header):
            text = f"{len(cells)} cells, where the header has {len(header)}"
            rows.faults.append(RowFault(number, "(row)", text))
            continue
        picked = [cells[place].strip() for place in places]
        empty = [name for name, cell in zip(asked.columns, picked, strict=True) if not cell]
        if empty and asked.complete_cases:
            rows.left_out += 1
        elif empty:
            rows.faults += [RowFault(number, name, "it is empty") for name in empty]
        else:
            rows.cells.append(picked)
            rows.numbers.append(number)
    return rows


def study_of_cells(
    cells: Sequence[Sequence[str]], numbers: Sequence[int], asked: Asked, left_out: int = 0
) -> Study:
    """From cells in the order of `asked.columns`, (n rows); `numbers` are the rows' numbers."""
    columns = list(zip(*cells, strict=True)) or [()] * len(asked.columns)
    faults: list[RowFault] = []
    outcome = _numbers(columns[0], numbers, asked.outcome, faults)
    treated = _treated(columns[1], numbers, asked.treatment, faults)
    known: dict[str, Floats] = {}
    for name, column in zip(asked.covariates, columns[2:], strict=True):
        known.update(_covariate(name, column, numbers, faults))
    if faults:
        raise RowsRefused(sorted(faults, key=lambda fault: fault.row))
    if not len(outcome):
        raise NotPossible("too_few")
    return Study(
        outcome,
        treated,
        np.column_stack(list(known.values())) if known else np.empty((len(outcome), 0)),
        tuple(known),
        asked.outcome,
        asked.treatment,
        asked.covariates,
        left_out,
    )


def _numbers(
    column: Sequence[str], numbers: Sequence[int], name: str, faults: list[RowFault]
) -> Floats:
    found = np.zeros(len(column))
    for place, cell in enumerate(column):
        value = _number(cell)
        if value is None:
            faults.append(RowFault(numbers[place], name, f"{cell!r} is not a number"))
        else:
            found[place] = value
    return found


def _number(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _treated(
    column: Sequence[str], numbers: Sequence[int], name: str, faults: list[RowFault]
) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    found = np.zeros(len(column), dtype=np.bool_)
    for place, cell in enumerate(column):
        if cell.lower() not in YES | NO:
            text = f"{cell!r} is neither 1 (had it) nor 0 (had it not)"
            faults.append(RowFault(numbers[place], name, text))
        found[place] = cell.lower() in YES
    return found


def _covariate(
    name: str, column: Sequence[str], numbers: Sequence[int], faults: list[RowFault]
) -> dict[str, Floats]:
    values = [_number(cell) for cell in column]
    wrong = [place for place, value in enumerate(values) if value is None]
    if not wrong:
        return {name: np.array(values, dtype=np.float64)}
    counts = Counter(column)
    if len(counts) > MOST_VALUES:
        # Mostly numbers: the few that are none are the faults; otherwise it is no category.
        for place in wrong:
            faults.append(RowFault(numbers[place], name, f"{column[place]!r} is not a number"))
        return {}
    usual = min(counts, key=lambda value: (-counts[value], value))
    cells = np.array(column)
    return {
        f"{name}={value}": (cells == value).astype(np.float64)
        for value in sorted(counts)
        if value != usual
    }
