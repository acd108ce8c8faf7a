"""Reads an XLSForm file by pyxform: the form, or what is wrong with it and where."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.access.choices import DataClass
from homeward.files import workbooks
from homeward.forms import definition, xpath
from homeward.forms.definition import Definition, Question

if TYPE_CHECKING:
    from pyxform.errors import PyXFormError

ROW = re.compile(r"\[?row\s*:?\s*(\d+)\]?", re.I)
SHEET = re.compile(
    r"['\"]?(survey|choices|settings|entities|external_choices)['\"]?(?:\s+sheet|\.)", re.I
)
COLUMN = re.compile(r"the '([\w:.()\s-]+)' value|'([\w:.()\s-]+)' column|column '([\w:.()\s-]+)'")
# What pyxform calls the parts of a node, and how the file's columns are called.
EXPRESSIONS = {
    "relevant": "relevant",
    "constraint": "constraint",
    "required": "required",
    "calculate": "calculation",
    "readonly": "readonly",
}
SUPPORTED = {
    "string", "int", "decimal", "date", "time", "dateTime", "geopoint", "binary", "rank", "barcode",
}  # fmt: skip
CLASS_SETTING = "homeward_class"


@dataclass(frozen=True)
class Fault:
    """Where a file is wrong, as its author finds the place; what is not known of it is blank."""

    reason: str
    sheet: str = ""
    row: int | None = None
    column: str = ""


class Faulty(Exception):
    """The file is no form that could be asked."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = list(faults)
        super().__init__("; ".join(fault.reason for fault in faults))


@dataclass(frozen=True)
class Read:
    """What a file holds."""

    definition: Definition
    xform: str
    survey: dict[str, Any]
    warnings: list[str]
    form_id: str
    version: str
    sha256: str


# The kinds that `homeward::fact` may name: the floors above, which keep facts, put theirs in.
FACTS: set[str] = set()


def read(source: bytes) -> Read:
    """Raises Faulty."""
    from pyxform.errors import PyXFormError  # noqa: PLC0415 - takes a second
    from pyxform.xls2xform import convert  # noqa: PLC0415 - the same

    sheets = Sheets(source)
    warnings: list[str] = []
    try:
        result = convert(source, warnings=warnings, file_type=".xlsx", form_name="data")
    except PyXFormError as error:
        raise Faulty(_fault(error, sheets)) from error
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        # pyxform falls over some files instead of refusing them.
        reason = _("The file can’t be read as a form: %(what)s") % {"what": str(error)[:200]}
        raise Faulty(Fault(reason)) from error
    survey = _kept(result._pyxform or {})
    read_form = definition.read(result.xform, survey, _class_of_form(sheets))
    faults = [*_trait_faults(survey, sheets), *_expression_faults(read_form, sheets)]
    if faults:
        raise Faulty(*faults)
    return Read(
        definition=read_form,
        xform=result.xform,
        survey=survey,
        warnings=[*warnings, *_limits(read_form)],
        form_id=str(survey.get("id_string", "")),
        version=str(survey.get("version", "")),
        sha256=hashlib.sha256(source).hexdigest(),
    )


def _kept(survey: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON: what pyxform keeps of the file, without what it keeps for itself."""
    found: dict[str, Any] = _plain(survey)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items() if not str(key).startswith("_")}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


class Sheets:
    """The file's cells, to name a place in it. Raises Faulty where it is no workbook."""

    def __init__(self, source: bytes) -> None:
        try:
            book = workbooks.opened(source)
            self.cells = {
                name.strip().lower(): book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                for name in book.sheet_names
            }
        except Exception as error:
            # calamine has an exception of its own for each format, and no common one.
            raise Faulty(Fault(_("The file is no Excel workbook (.xlsx)."))) from error

    def header(self, sheet: str) -> list[str]:
        rows = self.cells.get(sheet, [])
        return [str(cell).strip() for cell in rows[0]] if rows else []

    def row_of(self, name: str, *, column: str = "name") -> int | None:
        """The row of the survey sheet in which a question of this name stands."""
        header = [cell.lower() for cell in self.header("survey")]
        if column not in header:
            return None
        at = header.index(column)
        for number, row in enumerate(self.cells.get("survey", []), start=1):
            if number > 1 and at < len(row) and str(row[at]).strip() == name:
                return number
        return None

    def setting(self, name: str) -> str:
        header = [cell.lower() for cell in self.header("settings")]
        rows = self.cells.get("settings", [])
        if name not in header or len(rows) < 2:  # noqa: PLR2004 - a header and a row
            return ""
        return str(rows[1][header.index(name)]).strip()


# What pyxform says most, in our languages; its own words stand for the rest.
SAID: tuple[tuple[re.Pattern[str], Any, str], ...] = (
    (
        re.compile(r"Unknown question type '(?P<what>[^']*)'"),
        gettext_lazy("“%(what)s” is no type of question."),
        "type",
    ),
    (
        re.compile(r"'name' value '(?P<what>[^']*)' is invalid.*must be unique"),
        gettext_lazy("Two questions of one group are both named “%(what)s”."),
        "name",
    ),
    (
        re.compile(r"'name' value is invalid.*must begin with a letter"),
        gettext_lazy("A name begins with a letter and holds letters, digits, - and _ alone."),
        "name",
    ),
    (
        re.compile(r"Could not find the name '(?P<what>[^']*)'"),
        gettext_lazy("No question is named “%(what)s”."),
        "",
    ),
    (
        re.compile(r"Unmatched 'begin_(?:group|repeat)'.*name '(?P<what>[^']*)'"),
        gettext_lazy("“%(what)s” begins, and no row ends it."),
        "type",
    ),
    (
        re.compile(r"Unmatched 'end_(?:group|repeat)'"),
        gettext_lazy("This row ends a group or a repeat that does not begin."),
        "type",
    ),
    (
        re.compile(r"Question or group with no name"),
        gettext_lazy("The question has no name."),
        "name",
    ),
    (
        re.compile(r"should be a choices sheet"),
        gettext_lazy("A question offers choices, and the file has no sheet “choices”."),
        "",
    ),
)


def _fault(error: "PyXFormError", sheets: Sheets) -> Fault:
    text, context = str(error), error.context or {}
    row, sheet, column = ROW.search(text), SHEET.search(text), COLUMN.search(text)
    reason, told = ROW.sub("", text, count=1).strip(" []:-"), ""
    number = int(context.get("row") or (row[1] if row else 0)) or None
    for pattern, words, at in SAID:
        if match := pattern.search(text):
            reason, told = str(words) % match.groupdict(), at
            if told == "type" and number is None:
                number = sheets.row_of(match.groupdict().get("what", ""), column="type")
            break
    return Fault(
        reason=reason,
        sheet=str(
            context.get("sheet") or (sheet[1].lower() if sheet else "survey" if number else "")
        ),
        row=number,
        column=str(context.get("column") or told or _first(column)),
    )


def _first(match: re.Match[str] | None) -> str:
    return next((one for one in match.groups() if one), "") if match else ""


def _class_of_form(sheets: Sheets) -> DataClass:
    said = sheets.setting(CLASS_SETTING).upper()
    if not said:
        return DataClass.CASE
    if said not in DataClass.__members__:
        raise Faulty(
            Fault(
                _("“%(name)s” is no class of data.") % {"name": said.lower()},
                "settings",
                2,
                CLASS_SETTING,
            )
        )
    return DataClass[said]


def _trait_faults(section: Mapping[str, Any], sheets: Sheets) -> Iterator[Fault]:
    for child in section.get("children", ()):
        said = child.get("homeward")
        if isinstance(said, Mapping):
            row = sheets.row_of(str(child.get("name", "")))
            name, fact = str(said.get("class", "")).strip(), str(said.get("fact", "")).strip()
            if name and name.upper() not in DataClass.__members__:
                reason = _("“%(name)s” is no class of data.") % {"name": name}
                yield Fault(reason, "survey", row, "homeward::class")
            if fact and fact not in FACTS:
                reason = _("“%(name)s” is no kind of fact.") % {"name": fact}
                yield Fault(reason, "survey", row, "homeward::fact")
        yield from _trait_faults(child, sheets)


def _expression_faults(form: Definition, sheets: Sheets) -> Iterator[Fault]:
    for path, column, expression in expressions(form):
        try:
            xpath.compiled(expression)
        except xpath.NotUnderstood as error:
            yield Fault(
                _("“%(what)s” is not understood in: %(whole)s")
                % {"what": str(error)[:80], "whole": expression[:200]},
                "survey",
                sheets.row_of(path.rsplit("/", 1)[-1]),
                column,
            )


def expressions(form: Definition) -> Iterator[tuple[str, str, str]]:
    """Path, column and text of every expression that the form evaluates."""
    for path, bind in form.binds.items():
        for attribute, column in EXPRESSIONS.items():
            if text := getattr(bind, attribute):
                yield path, column, text
    for path, text in form.first_values.items():
        if text:
            yield path, "default", text
    for node in form.nodes():
        if isinstance(node, Question) and node.items:
            yield node.path, "choice_filter", node.items.expression
        if count := getattr(node, "count", ""):
            yield node.path, "repeat_count", count
        yield from _quoted(node.path, "label", node.label)
        if isinstance(node, Question):
            yield from _quoted(node.path, "hint", node.hint)


def _quoted(path: str, column: str, text: definition.Text) -> Iterator[tuple[str, str, str]]:
    for parts in text.by_language.values():
        for part in parts:
            if isinstance(part, definition.Output):
                yield path, column, part.expression


def _limits(form: Definition) -> Iterator[str]:
    """What a page can't ask as the file means it; the file is taken none the less."""
    for question in form.questions():
        if not is_supported(question):
            yield _("“%(name)s” asks for what a page has no way to answer: %(kind)s.") % {
                "name": question.name,
                "kind": question.bind.type,
            }
    yield from _leaks(form)


def is_supported(question: Question) -> bool:
    """Whether a page without JavaScript can ask it."""
    return question.bind.type in SUPPORTED


def _leaks(form: Definition) -> Iterator[str]:
    """An answer that a reader may see, made from one that they may not, tells of it."""
    for path, column, expression in expressions(form):
        own = form.class_of(path)
        for other in re.findall(r"/data(?:/[\w.-]+)+", expression):
            theirs = form.class_of(other)
            if theirs != own and theirs in {
                DataClass.HEALTH, DataClass.PROTECTION, DataClass.ASYLUM, DataClass.LEGAL,
            }:  # fmt: skip
                yield _(
                    "“%(name)s” (%(own)s) depends on “%(other)s” (%(theirs)s) by its %(column)s: "
                    "whoever sees the one may guess the other."
                ) % {
                    "name": path.rsplit("/", 1)[-1],
                    "own": own.label,
                    "other": other.rsplit("/", 1)[-1],
                    "theirs": theirs.label,
                    "column": column,
                }
