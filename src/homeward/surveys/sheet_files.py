"""Scoring sheets as files: TOML, or a workbook that is turned into it. Pure.

The workbook has these sheets; headings in the first row, labels as `label::en`, `label::fr`:

- `instrument`: `key`, `value`: id, version, source, points_without_answer, warn_above, name::en
- `dimensions`: `id`, labels
- `answers`: `scale`, `code`, `points` (or `follow_up`), labels
- `items`: `id`, labels, `scale`, `dimension`, `dimension_weight`, `composite_weight`; and where
  needed `kind` (one, many, computed), `mean_of`, `unlisted_points`, `health`, `follow_up` (yes: it
  is asked after an answer of another item), hints
- `bands`: `code`, `below` or `up_to`, labels
- `waves`, `options`: as in the TOML; may be missing
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from python_calamine import CalamineError

from homeward.core.refusals import Refused
from homeward.files import workbooks
from homeward.surveys import instruments
from homeward.surveys.instruments import FaultySheet, Kind, Sheet

MOST_BYTES = 2 * 1024 * 1024
LANGUAGE = re.compile(r"(\w+)::(?:.*\()?([a-z]{2,3})\)?$")
YES = {"yes", "true", "1", "1.0", "x"}
NEEDED = ("instrument", "dimensions", "answers", "items", "bands")
COLUMNS = {
    "dimensions": ("id",),
    "answers": ("scale", "code", "points"),
    "items": ("id", "scale", "dimension", "dimension_weight", "composite_weight"),
    "bands": ("code",),
    "waves": ("code", "opens", "closes", "latest"),
    "options": ("id", "values"),
}
SETTINGS = ("id", "version", "source", "points_without_answer", "warn_above")


@dataclass(frozen=True)
class Read:
    """A sheet, and its text as TOML."""

    sheet: Sheet
    text: str


@dataclass
class _Row:
    """A row of the workbook; what it lacks is noted with its place."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    faults: list[str]

    def fault(self, column: str, reason: str) -> None:
        self.faults.append(f"{self.sheet}, row {self.number}, {column}: {reason}")

    def text(self, column: str) -> str:
        return self.cells.get(column, "")

    def needed(self, column: str) -> str:
        if not self.text(column):
            self.fault(column, "is missing")
        return self.text(column)

    def number_of(self, column: str, *, whole: bool = False) -> str:
        """The number as it is written, "" where there is none."""
        text = self.text(column).replace(",", ".")
        if not text:
            return ""
        try:
            value = instruments.exactly(text)
        except (ValueError, ZeroDivisionError):
            self.fault(column, f"{text!r} is no number")
            return ""
        if whole and value.denominator != 1:
            self.fault(column, f"{text!r} is no whole number")
            return ""
        return str(value.numerator) if whole else text

    def labels(self, of: str = "label") -> dict[str, str]:
        """language -> text; a heading without a language is English."""
        found = {}
        for heading, cell in self.cells.items():
            match = LANGUAGE.match(heading)
            if cell and (heading == of or (match and match[1] == of)):
                found[match[2] if match else instruments.FALLBACK_LANGUAGE] = cell
        return found

    def needed_labels(self) -> dict[str, str]:
        found = self.labels()
        if instruments.FALLBACK_LANGUAGE not in found:
            self.fault("label::en", "is missing")
        return found


@dataclass
class _Book:
    rows: Mapping[str, list[_Row]]
    faults: list[str] = field(default_factory=list)


def read(content: bytes, *, name: str) -> Read:
    """A TOML file or a workbook, by its content. Raises FaultySheet with everything wrong."""
    if len(content) > MOST_BYTES:
        raise FaultySheet(name, [f"it is larger than {MOST_BYTES // 1024**2} MB"])
    if content.startswith(b"PK"):
        text = _of_workbook(content, name)
    else:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise FaultySheet(name, ["it is neither TOML in UTF-8 nor a workbook"]) from error
    return Read(instruments.parse(text, name=name), text)


def _of_workbook(content: bytes, name: str) -> str:
    book = _opened(content, name)
    raw = _raw(book)
    if book.faults:
        raise FaultySheet(name, book.faults)
    return "\n".join(_toml(raw)) + "\n"


def _opened(content: bytes, name: str) -> _Book:
    try:
        workbook = workbooks.opened(content)
        tables = {
            title.strip().lower(): workbook.get_sheet_by_name(title).to_python(
                skip_empty_area=False
            )
            for title in workbook.sheet_names
        }
    except (CalamineError, Refused, ValueError) as error:
        raise FaultySheet(name, [f"it is no workbook: {error}"]) from error
    missing = [f"the sheet {sheet} is missing" for sheet in NEEDED if sheet not in tables]
    if missing:
        raise FaultySheet(name, missing)
    faults: list[str] = []
    rows = {
        sheet: list(_rows(sheet, table, faults))
        for sheet, table in tables.items()
        if sheet == "instrument" or sheet in COLUMNS
    }
    return _Book(rows, faults)


def _rows(sheet: str, table: Sequence[Sequence[Any]], faults: list[str]) -> Iterator[_Row]:
    heading = [_cell(cell).lower() for cell in table[0]] if table else []
    needed = ("key", "value") if sheet == "instrument" else COLUMNS[sheet]
    absent = [column for column in needed if column not in heading]
    faults += [f"{sheet}, row 1: the column {column} is missing" for column in absent]
    if absent:
        return
    for number, cells in enumerate(table[1:], start=2):
        row = dict(zip(heading, map(_cell, cells), strict=False))
        if any(row.values()):
            yield _Row(sheet, number, row, faults)


def _cell(value: Any) -> str:
    """As it is read on the screen: 1.0 is 1, and a tick is yes."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value).strip()


def _raw(book: _Book) -> dict[str, Any]:
    raw: dict[str, Any] = _settings(book)
    dimensions = [
        {"id": row.needed("id"), "label": row.needed_labels()} for row in _of(book, "dimensions")
    ]
    raw["scales"] = _scales(book)
    raw["dimensions"] = dimensions
    known = {str(one["id"]) for one in dimensions}
    raw["items"], raw["follow_ups"] = [], []
    for row in _of(book, "items"):
        is_follow_up = row.text("follow_up").lower() in YES
        item = _item(row, raw["scales"], known, is_follow_up=is_follow_up)
        raw["follow_ups" if is_follow_up else "items"].append(item)
    raw["bands"] = [
        _without_blanks(
            code=row.needed("code"),
            below=_Number(row.number_of("below")),
            up_to=_Number(row.number_of("up_to")),
            label=row.needed_labels(),
        )
        for row in _of(book, "bands")
    ]
    raw["waves"] = [
        _without_blanks(
            code=row.needed("code"),
            **{
                column: _Number(row.number_of(column, whole=True) if row.needed(column) else "")
                for column in ("opens", "closes", "latest")
            },
            label=row.labels(),
        )
        for row in _of(book, "waves")
    ]
    raw["options"] = [
        {"id": row.needed("id"), "values": row.needed("values").split(), "label": row.labels()}
        for row in _of(book, "options")
    ]
    return raw


def _of(book: _Book, sheet: str) -> list[_Row]:
    return book.rows.get(sheet, [])


class _Number(str):
    """Digits that stand in the TOML without quotes; a fraction keeps them."""

    __slots__ = ()


def _settings(book: _Book) -> dict[str, Any]:
    found: dict[str, Any] = {}
    names: dict[str, str] = {}
    for row in book.rows["instrument"]:
        key, value = row.needed("key").lower(), row.text("value")
        match = LANGUAGE.match(key)
        if key == "name" or (match and match[1] == "name"):
            names[match[2] if match else instruments.FALLBACK_LANGUAGE] = value
        elif key in {"points_without_answer", "warn_above"}:
            found[key] = _Number(row.number_of("value", whole=key == "warn_above"))
        elif key in SETTINGS:
            found[key] = value
        else:
            row.fault("key", f"{key!r} is not known: {', '.join(SETTINGS)}, name::en")
    book.faults += [f"instrument: {key} is missing" for key in SETTINGS if not found.get(key)]
    if instruments.FALLBACK_LANGUAGE not in names:
        book.faults.append("instrument: name::en is missing")
    return {**found, "name": names}


def _scales(book: _Book) -> dict[str, list[dict[str, Any]]]:
    scales: dict[str, list[dict[str, Any]]] = {}
    for row in _of(book, "answers"):
        points, follow_up = row.number_of("points"), row.text("follow_up")
        if points and not 0 <= Fraction(points) <= 1:
            row.fault("points", f"{points} is not within 0 and 1")
        if not points and not follow_up and not row.text("points"):
            row.fault("points", "is missing, and no follow_up has them")
        code = row.needed("code")
        of = scales.setdefault(row.needed("scale"), [])
        if code in {answer["code"] for answer in of}:
            row.fault("code", f"{code} stands there twice")
        if code in instruments.STATE_CODES:
            row.fault("code", f"{code} is kept for questions without an answer")
        of.append(
            _without_blanks(
                code=code, points=_Number(points), follow_up=follow_up, label=row.needed_labels()
            )
        )
    return scales


def _item(
    row: _Row, scales: Mapping[str, Any], dimensions: set[str], *, is_follow_up: bool
) -> dict[str, Any]:
    kind = row.text("kind").lower() or Kind.ONE.value
    if kind not in set(Kind):
        row.fault("kind", f"{kind!r} is none of one, many, computed")
    scale = row.text("scale")
    if kind != Kind.COMPUTED and scale not in scales:
        row.fault("scale", f"{scale!r} has no answers in the sheet answers")
    dimension = row.text("dimension")
    if not is_follow_up and dimension not in dimensions:
        row.fault("dimension", f"{dimension!r} is not in the sheet dimensions")
    return _without_blanks(
        id=row.needed("id"),
        kind=kind,
        dimension=dimension,
        dimension_weight=_Number(row.number_of("dimension_weight")),
        composite_weight=_Number(row.number_of("composite_weight")),
        scale="" if kind == Kind.COMPUTED else scale,
        mean_of=row.text("mean_of").split(),
        unlisted_points=_Number(row.number_of("unlisted_points")),
        health=row.text("health").lower() in YES,
        label=row.needed_labels(),
        hint=row.labels("hint"),
    )


def _without_blanks(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _toml(raw: Mapping[str, Any]) -> Iterator[str]:
    """The sheet as TOML: settings, then scales, then the lists of tables."""
    for key in SETTINGS:
        yield f"{key} = {_value(raw[key])}"
    yield from ("", "[name]", *(f"{key} = {_value(text)}" for key, text in raw["name"].items()))
    yield from ("", "[scales]")
    for scale, answers in raw["scales"].items():
        yield f"{_value(scale)} = ["
        yield from (f"  {_value(answer)}," for answer in answers)
        yield "]"
    for name in ("dimensions", "items", "follow_ups", "options", "bands", "waves"):
        for table in raw[name]:
            yield from ("", f"[[{name}]]")
            yield from (f"{key} = {_value(value)}" for key, value in table.items())


def _value(value: Any) -> str:
    if isinstance(value, _Number):
        return str(value) if "/" not in value else json.dumps(str(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_value(k)} = {_value(v)}" for k, v in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)
