"""Filled forms as KoboToolbox gives them: JSON of its `/api/v2`, and its export as a workbook.

A record is flat by path without the root (`group/question`); a repeat is a list of records under
its path, whose own names are whole paths too. The export has a sheet for the filled forms and one
for each repeat, whose rows name the row above by `_parent_index`. Headings are paths, or names
alone where a name is one of a kind.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from homeward.core.commas import enumerated
from homeward.files import workbooks
from homeward.forms.alike import alike
from homeward.forms.definition import Definition, Question
from homeward.forms.filling import DECIMAL, INTEGER, path_of
from homeward.forms.xlsform import Fault

ROOT = "/data/"
INDEX, PARENT_INDEX, PARENT_TABLE = ("_index", "index"), "_parent_index", "_parent_table_name"
IDS = ("meta/instanceID", "instanceID", "_uuid", "uuid")
SHEET_NAME = 31
MOST_FAULTS = 500

Record = dict[str, Any]
# Place -> the record that holds its answer, and the path there.
Origins = dict[str, tuple[Mapping[str, Any], str]]


def answers_of(
    record: Mapping[str, Any], form: Definition, origins: Origins | None = None
) -> dict[str, str]:
    """Answers by their places, as `forms.filling` keeps them. What the form does not ask is left:
    the record is kept as it came beside them. `origins` is told of each place's own record."""
    found: dict[str, str] = {}
    _collect(record, "", "", form, found, {} if origins is None else origins)
    return alike(found, form)


def _collect(
    record: Mapping[str, Any],
    path: str,
    key: str,
    form: Definition,
    found: dict[str, str],
    origins: Origins,
) -> None:
    for name, value in record.items():
        whole = f"{ROOT}{name}"
        place = f"{key}{name[len(path) :]}" if path and name.startswith(f"{path}/") else name
        if isinstance(value, list) and whole in form.repeats:
            for number, row in enumerate(value, start=1):
                if isinstance(row, Mapping):
                    _collect(row, name, f"{place}[{number}]", form, found, origins)
        elif whole in form.places and not name.startswith("meta/") and (text := as_text(value)):
            found[place], origins[place] = text, (record, whole)


def as_text(value: Any) -> str:
    """A cell or a value of JSON as the text of an answer."""
    if value is None or isinstance(value, list | dict):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "" if math.isnan(value) else str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).strip()


def instance_id_of(record: Mapping[str, Any]) -> str:
    """As the XML has it, `uuid:…`; empty where the record has none."""
    said = next((text for name in IDS if (text := as_text(record.get(name)))), "")
    return said if not said or said.startswith("uuid:") else f"uuid:{said}"


def faults_of(answers: Mapping[str, str], form: Definition) -> Iterator[tuple[str, str]]:
    """Place and reason of each answer that is not of its question's kind."""
    for key, value in answers.items():
        question = form.by_path.get(path_of(key))
        if isinstance(question, Question) and (reason := _reason(question, value, form)):
            yield key, reason


def _reason(question: Question, value: str, form: Definition) -> str:
    if question.chooses:
        codes = _codes(question, form)
        unknown = [one for one in value.split() if codes and one not in codes]
        said = {"what": enumerated(unknown[:5])}
        return _("“%(what)s” is no choice of this question.") % said if unknown else ""
    if question.bind.type == "int" and not INTEGER.fullmatch(value):
        return _("“%(what)s” is no whole number.") % {"what": value[:40]}
    if question.bind.type == "decimal" and not DECIMAL.fullmatch(value):
        return _("“%(what)s” is no number.") % {"what": value[:40]}
    return ""


def _codes(question: Question, form: Definition) -> set[str]:
    listed = form.lists.get(question.items.list_name, ()) if question.items else question.choices
    return {choice.value for choice in listed}


# The export as a workbook


@dataclass
class Line:
    """One row of the export: its record, where it stands, and the columns it came from."""

    record: Record
    sheet: str
    row: int
    # Path -> heading, to name the column of a fault.
    headings: Mapping[str, str]


@dataclass
class Export:
    """What a workbook holds: filled forms with their repeats, and what is wrong, by its place."""

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    # Columns that the form does not ask, by sheet.
    unknown: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    # The lines of all sheets, by the identity of their record.
    by_record: dict[int, Line] = field(default_factory=dict)

    def faults_in(self, line: Line, form: Definition) -> list[Fault]:
        """What is wrong with a filled form's answers, by sheet, row and column."""
        origins: Origins = {}
        answers = answers_of(line.record, form, origins)
        found = []
        for key, reason in faults_of(answers, form):
            record, path = origins[key]
            at = self.by_record[id(record)]
            found.append(Fault(reason, at.sheet, at.row, at.headings.get(path, "")))
        return found


class NotAWorkbook(Exception):
    """The file opens as no workbook."""


def read_export(content: bytes, form: Definition) -> Export:
    """Raises NotAWorkbook."""
    try:
        book = workbooks.opened(content)
        sheets = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        }
    except Exception as error:
        # calamine has an exception of its own for each format, and no common one.
        raise NotAWorkbook(str(error)) from error
    return _Reader(form).read(sheets)


class _Reader:
    def __init__(self, form: Definition) -> None:
        self.form = form
        self.export = Export()
        # Paths by the last name, to find a heading that is no whole path.
        self.by_name: dict[str, list[str]] = {}
        for path in form.places:
            self.by_name.setdefault(path.rpartition("/")[2], []).append(path)

    def read(self, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Export:
        names = list(sheets)
        repeats = {name: self._repeat_of(name) for name in names[1:]}
        main = self._lines(names[0], sheets[names[0]], "") if names else []
        self.export.lines = main
        above = {"": {self._index(line, number): line for number, line in enumerate(main, 1)}}
        # The outer repeats first, so that the inner ones find their rows.
        for name in sorted(names[1:], key=lambda one: (repeats[one] or "").count("/")):
            path = repeats[name]
            if path is None:
                self._fault(_("The form has no repeat of this name."), name)
                continue
            lines = self._lines(name, sheets[name], path)
            above[path] = {self._index(line, n): line for n, line in enumerate(lines, 1)}
            self._attach(lines, path, above)
        self._check_ids(main)
        return self.export

    def _repeat_of(self, sheet: str) -> str | None:
        for path in self.form.repeats:
            whole, own = path.removeprefix(ROOT), path.rpartition("/")[2]
            if sheet in {whole, own, own[:SHEET_NAME], whole.replace("/", "_")[:SHEET_NAME]}:
                return path
        return None

    def _lines(self, sheet: str, rows: Sequence[Sequence[Any]], repeat: str) -> list[Line]:
        header = [str(cell).strip() for cell in rows[0]] if rows else []
        paths = [self._path(heading, repeat) for heading in header]
        self._note_unknown(sheet, header, paths)
        headings = {path: head for path, head in zip(paths, header, strict=True) if path}
        found = []
        for number, row in enumerate(rows[1:], start=2):
            record: Record = {}
            for heading, path, cell in zip(header, paths, row, strict=False):
                if cell not in ("", None):
                    record[path.removeprefix(ROOT) if path else heading] = as_text(cell)
            if record:
                line = Line(record, sheet, number, headings)
                found.append(line)
                self.export.by_record[id(record)] = line
        self.export.rows[sheet] = len(found)
        return found

    def _path(self, heading: str, repeat: str) -> str:
        """Of a whole path, of a name that is one of a kind here, or of one in this repeat."""
        if f"{ROOT}{heading}" in self.form.places:
            return f"{ROOT}{heading}"
        known = self.by_name.get(heading, [])
        inside = [path for path in known if repeat and path.startswith(f"{repeat}/")]
        outside = [path for path in known if not self._is_in_a_repeat(path)]
        fitting = inside if repeat else outside
        return fitting[0] if len(fitting) == 1 else ""

    def _is_in_a_repeat(self, path: str) -> bool:
        return any(path.startswith(f"{repeat}/") for repeat in self.form.repeats)

    def _note_unknown(self, sheet: str, header: Sequence[str], paths: Sequence[str]) -> None:
        """What the form does not ask; a choice's own column only repeats the question's."""
        said = {path.rpartition("/")[2] for path in paths if path}
        unknown = [
            heading
            for heading, path in zip(header, paths, strict=True)
            if heading
            and not path
            and not heading.startswith("_")
            and heading not in {*INDEX, *IDS}
            and heading.rpartition("/")[0].rpartition("/")[2] not in said
        ]
        if unknown:
            self.export.unknown[sheet] = unknown

    def _index(self, line: Line, number: int) -> str:
        return next((line.record[name] for name in INDEX if name in line.record), str(number))

    def _attach(
        self, lines: Iterable[Line], path: str, above: Mapping[str, Mapping[str, Line]]
    ) -> None:
        """Each row of a repeat under the row that it names."""
        outer = max(
            (repeat for repeat in above if repeat and path.startswith(f"{repeat}/")),
            key=len,
            default="",
        )
        for line in lines:
            parent = above[outer].get(line.record.get(PARENT_INDEX, ""))
            if parent is None:
                said = line.record.get(PARENT_INDEX, "")
                reason = _("No row above has the number “%(number)s”.") % {"number": said}
                self._fault(reason, line.sheet, line.row, PARENT_INDEX)
                continue
            rows = parent.record.setdefault(path.removeprefix(ROOT), [])
            rows.append(line.record)

    def _check_ids(self, main: Iterable[Line]) -> None:
        seen: dict[str, int] = {}
        for line in main:
            found = instance_id_of(line.record)
            column = next((name for name in IDS if name in line.headings.values()), "_uuid")
            if not found:
                self._fault(_("The row has no id."), line.sheet, line.row, column)
            elif found in seen:
                reason = _("The same id stands in row %(row)s.") % {"row": seen[found]}
                self._fault(reason, line.sheet, line.row, column)
            seen.setdefault(found, line.row)

    def _fault(self, reason: str, sheet: str, row: int | None = None, column: str = "") -> None:
        if len(self.export.faults) < MOST_FAULTS:
            self.export.faults.append(Fault(reason, sheet, row, column))
