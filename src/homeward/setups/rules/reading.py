"""A sheet's text into rows; the commented template out of the same declarations."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from homeward.setups.rules.columns import Sheet, Wrong

COMMENT = "#"
# Where a comma stands for the decimals, a spreadsheet parts its cells by semicolons.
SEPARATORS = ",;\t"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Where something is wrong: file, line of the file, column, and why."""

    file: str
    line: int
    column: str
    words: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}, {self.column}: {self.words}" if self.column else f"{where}: {self.words}"


@dataclass(frozen=True, kw_only=True)
class Row:
    sheet: Sheet
    line: int
    values: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def key(self) -> tuple[Any, ...]:
        return tuple(self.values[name] for name in self.sheet.keys)

    @property
    def name(self) -> str:
        return " / ".join(str(part) for part in self.key if part)

    def fault(self, wrong: Wrong) -> Fault:
        return Fault(file=self.sheet.file, line=self.line, column=wrong.column, words=wrong.words)


def read(sheet: Sheet, said: str) -> tuple[list[Row], list[Fault]]:
    """All rows that can be read, and every fault at once."""
    lines = list(_lines(said))
    if not lines:
        return [], [Fault(file=sheet.file, line=0, column="", words="has no line of columns")]
    (number, header), *body = lines
    names = [name.strip().lower() for name in header]
    if faults := list(_faults_of(sheet, number, names)):
        return [], faults
    rows: list[Row] = []
    faults = []
    seen: dict[tuple[Any, ...], int] = {}
    for line, cells in body:
        row = _row(sheet, line, names, cells, faults)
        if row is None:
            continue
        if not sheet.grouped and row.key in seen:
            words = f"says what line {seen[row.key]} says of {row.name}"
            faults.append(Fault(file=sheet.file, line=line, column="", words=words))
            continue
        seen[row.key] = line
        rows.append(row)
    return rows, faults


def _lines(said: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that say something, each with its number in the file."""
    numbered = [
        (number, line)
        for number, line in enumerate(said.removeprefix("\ufeff").splitlines(keepends=True), 1)
        if line.strip() and not line.lstrip().startswith(COMMENT)
    ]
    head = numbered[0][1] if numbered else ""
    reader = csv.reader(
        io.StringIO("".join(line for _, line in numbered)),
        delimiter=max(SEPARATORS, key=head.count),
    )
    at = 0
    for cells in reader:
        first = numbered[at][0]
        at = reader.line_num
        if any(cell.strip() for cell in cells):
            yield first, cells


def _faults_of(sheet: Sheet, line: int, names: list[str]) -> Iterator[Fault]:
    known = {column.name for column in sheet.columns}
    needed = {column.name for column in sheet.columns if column.needed}
    for name in sorted(set(names) - known):
        words = f"is no column of this file; it has {', '.join(c.name for c in sheet.columns)}"
        yield Fault(file=sheet.file, line=line, column=name or "(empty)", words=words)
    for name in sorted(needed - set(names)):
        yield Fault(file=sheet.file, line=line, column=name, words="is missing")
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Fault(file=sheet.file, line=line, column=name, words="stands twice")


def _row(
    sheet: Sheet, line: int, names: list[str], cells: list[str], faults: list[Fault]
) -> Row | None:
    if len(cells) > len(names):
        words = (
            f"has {len(cells)} cells for {len(names)} columns; put quotes around one with commas"
        )
        faults.append(Fault(file=sheet.file, line=line, column="", words=words))
        return None
    said = dict(zip(names, cells, strict=False))
    values: dict[str, Any] = {}
    before = len(faults)
    for column in sheet.columns:
        try:
            values[column.name] = column.value(said.get(column.name, ""))
        except Wrong as wrong:
            faults.append(Fault(file=sheet.file, line=line, column=wrong.column, words=wrong.words))
    return None if len(faults) > before else Row(sheet=sheet, line=line, values=values)


def template(sheet: Sheet, today: date) -> str:
    """The file as it is handed out: what each column means, and an invented example of today."""
    days = {"{today}": today.isoformat(), "{year}": str(today.year)}
    days["{next_year}"] = str(today.year + 1)
    out = io.StringIO()
    out.write(f"# {sheet.about}\n#\n")
    for column in sheet.columns:
        out.write(
            f"#   {column.name}{'' if column.needed else ' (may be empty)'}: {column.about}\n"
        )
    out.write(
        "#\n# Lines that begin with # are not read. The lines below are an example: put yours.\n"
    )
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in sheet.columns])
    writer.writerows(sheet.example)
    said = out.getvalue()
    for mark, value in days.items():
        said = said.replace(mark, value)
    return said
