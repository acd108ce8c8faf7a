"""A standard's points as a sheet, CSV or a workbook: read whole, or its faults by row and column.

Pure. Columns: number, text, look_at; where needed scale (two or three) and by_call (yes or no).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from homeward.core.words import fold
from homeward.files.sheets import Table, Words
from homeward.quality.choices import Fault, Scale

COLUMNS = ("number", "text", "look_at", "scale", "by_call")
NEEDED = ("number", "text", "look_at")
LONGEST = {"number": 20, "text": 1000, "look_at": 1000}
YES, NO = {"yes", "y", "oui", "true", "1", "نعم"}, {"", "no", "n", "non", "false", "0", "لا"}
SAMPLE: tuple[Sequence[str], ...] = (
    ("1.1", "Opening hours stand at the door.", "The door, and whether somebody is there then.",
     "two", "no"),
    ("1.2", "Whoever calls is told when they can come.", "What is said on the telephone.",
     "three", "yes"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Point:
    number: str
    text: str
    look_at: str
    scale: Scale = Scale.THREE
    by_call: bool = False


@dataclass(frozen=True)
class Line:
    """What is wrong, where: the headings are row 1."""

    row: int
    column: str
    fault: Fault
    said: str


@dataclass(frozen=True)
class Reading:
    points: list[Point] = field(default_factory=list)
    faults: list[Line] = field(default_factory=list)


def _column(text: str) -> str:
    return fold(text).strip().replace(" ", "_")


WORDS = Words(is_known=lambda text: _column(text) in COLUMNS)


def read(table: Table) -> Reading:
    """Every row as a point; with one fault nothing of the sheet is taken."""
    names = [_column(cell) for cell in table.header]
    reading = Reading()
    reading.faults.extend(Line(1, name, Fault.EMPTY, "") for name in NEEDED if name not in names)
    seen: set[str] = set()
    for number, cells in table.rows if not reading.faults else []:
        row = dict(zip(names, cells, strict=False))
        faults = list(_faults(number, row, seen))
        reading.faults.extend(faults)
        if not faults:
            reading.points.append(_point(row))
        seen.add(row.get("number", "").strip())
    return reading


def _faults(number: int, row: Mapping[str, str], seen: set[str]) -> list[Line]:
    def line(column: str, fault: Fault) -> Line:
        return Line(number, column, fault, row.get(column, "")[:80])

    found = [line(name, Fault.EMPTY) for name in NEEDED if not row.get(name, "").strip()]
    found += [line(n, Fault.TOO_LONG) for n, most in LONGEST.items() if len(row.get(n, "")) > most]
    if row.get("number", "").strip() in seen:
        found.append(line("number", Fault.TWICE))
    if row.get("scale", "").strip() not in {"", *Scale.values}:
        found.append(line("scale", Fault.UNKNOWN))
    if fold(row.get("by_call", "")).strip() not in YES | NO:
        found.append(line("by_call", Fault.UNKNOWN))
    return found


def _point(row: Mapping[str, str]) -> Point:
    return Point(
        number=row["number"].strip(),
        text=row["text"].strip(),
        look_at=row["look_at"].strip(),
        scale=Scale(row.get("scale", "").strip() or Scale.THREE),
        by_call=fold(row.get("by_call", "")).strip() in YES,
    )
