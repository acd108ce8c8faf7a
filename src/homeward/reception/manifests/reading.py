"""What each row of a manifest says, and why a row can't be taken. Pure: a table in, rows out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from homeward.core.refusals import Refused
from homeward.files import sheets
from homeward.files.sheets import Table
from homeward.persons.choices import HouseholdRole, Sex
from homeward.reception.choices import Reason, RowFault
from homeward.reception.manifests import dates, words
from homeward.reception.manifests.dates import Birth

MOST_ROWS = 1_000
# Of a cell that becomes a code or a name; what is longer is no such thing.
LONGEST = {"number": 20, "family": 20, "case": 20, "document": 60, "phone": 40, "destination": 120}
LONGEST_NAME = 150
LONGEST_TEXT = 500

WORDS = sheets.Words(is_known=words.is_known)
Cells = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One person as the manifest has them; what is empty is unknown."""

    line: int
    number: str = ""
    family: str = ""
    place: HouseholdRole = HouseholdRole.HEAD
    case: str = ""
    given_name: str = ""
    family_name: str = ""
    sex: Sex = Sex.UNKNOWN
    birth: Birth = field(default_factory=Birth)
    document_kind: str = ""
    document: str = ""
    language: str = ""
    phone: str = ""
    destination: str = ""
    luggage: str = ""
    needs: tuple[str, ...] = ()
    consent_on: date | None = None

    @property
    def group(self) -> str:
        """Who travels together: the family's number, or the row alone."""
        return f"family {self.family}" if self.family else f"line {self.line}"

    @property
    def own_key(self) -> str:
        """By what the row is known again: its number, its document, else what it says of them."""
        if self.number:
            return f"number {words.plain(self.number)}"
        if self.case:
            return f"case {words.plain(self.case)} {self._who}"
        if self.document:
            return f"document {words.plain(self.document)}"
        return f"person {words.plain(self.family)} {self._who}"

    @property
    def _who(self) -> str:
        b = self.birth
        said = f"{self.given_name} {self.family_name}"
        return f"{words.plain(said)} {b.year} {b.month} {b.day}"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Why a row can't be taken: the row as a spreadsheet counts it, the heading, the cell."""

    line: int
    column: str
    cell: str
    reason: RowFault


@dataclass(frozen=True, kw_only=True)
class Read:
    rows: list[Row]
    faults: list[Fault]
    cells: dict[int, Cells]
    unknown_headings: list[str] = field(default_factory=list)

    @property
    def faulty_lines(self) -> list[int]:
        return sorted({fault.line for fault in self.faults})

    def faults_of(self, line: int) -> list[Fault]:
        return [fault for fault in self.faults if fault.line == line]


def nobody(family: str) -> bool:
    return False


def read_sheet(
    content: bytes, *, today: date, lands_on: date, is_there: Callable[[str], bool] = nobody
) -> Read:
    """Raises Refused for what is no sheet, or has no heading that we know.

    `is_there` says of a family's number whether its head is on the manifest already.
    """
    table = sheets.read(content, WORDS)
    return read_table(table, today=today, lands_on=lands_on, is_there=is_there)


def read_table(
    table: Table, *, today: date, lands_on: date, is_there: Callable[[str], bool] = nobody
) -> Read:
    columns = [words.column_of(heading) for heading in table.header]
    if not any(columns):
        raise Refused(Reason.NO_HEADINGS)
    if len(table.rows) > MOST_ROWS:
        raise Refused(Reason.TOO_MANY_ROWS)
    cells = {line: _cells(columns, row) for line, row in table.rows}
    strange = [
        heading
        for heading, column in zip(table.header, columns, strict=True)
        if heading and not column
    ]
    return read_rows(
        cells, today=today, lands_on=lands_on, is_there=is_there, unknown_headings=strange
    )


def _cells(columns: Sequence[str], row: Sequence[str]) -> Cells:
    """The first column of a kind that says something; a sheet may have a heading twice."""
    found: dict[str, str] = {}
    for column, cell in zip(columns, row, strict=True):
        if column and cell.strip() and column not in found:
            found[column] = cell.strip()
    return found


def read_rows(
    cells: dict[int, Cells],
    *,
    today: date,
    lands_on: date,
    is_there: Callable[[str], bool] = nobody,
    unknown_headings: Iterable[str] = (),
) -> Read:
    faults: list[Fault] = []
    said = {line: row for line, row in cells.items() if row}
    rows = [_Reader(line, row, today, lands_on, faults).row() for line, row in said.items()]
    bad = {fault.line for fault in faults}
    faults += _twice([row for row in rows if row.line not in bad])
    faults += _families(rows, {fault.line for fault in faults}, is_there)
    bad = {fault.line for fault in faults}
    return Read(
        rows=[row for row in rows if row.line not in bad],
        faults=sorted(faults, key=lambda fault: fault.line),
        cells=said,
        unknown_headings=list(unknown_headings),
    )


class _Reader:
    """One row, cell by cell; every fault of it is told at once."""

    def __init__(
        self, line: int, cells: Cells, today: date, lands_on: date, faults: list[Fault]
    ) -> None:
        self.line, self.cells, self.today, self.lands_on = line, cells, today, lands_on
        self.faults = faults

    def row(self) -> Row:
        if not {"given_name", "family_name", "document", "number", "case"} & self.cells.keys():
            self._fault("given_name", RowFault.NO_PERSON)
        return Row(
            line=self.line,
            number=self._text("number"),
            family=self._text("family"),
            place=self._place(),
            case=self._text("case"),
            given_name=self._text("given_name"),
            family_name=self._text("family_name"),
            sex=Sex(self._word("sex") or Sex.UNKNOWN),
            birth=self._birth(),
            document_kind=self._word("document_kind"),
            document=self._text("document"),
            language=self._language(),
            phone=self._text("phone"),
            destination=self._text("destination"),
            luggage=self._text("luggage"),
            needs=self._needs(),
            consent_on=self._consent(),
        )

    def _fault(self, column: str, reason: RowFault) -> None:
        cell = self.cells.get(column, "")
        self.faults.append(Fault(line=self.line, column=column, cell=cell, reason=reason))

    def _known(self, column: str) -> str:
        text = self.cells.get(column, "")
        return "" if words.is_unknown(text) else text

    def _text(self, column: str) -> str:
        text = self._known(column)
        longest = LONGEST.get(column, LONGEST_TEXT if column == "luggage" else LONGEST_NAME)
        if len(text) > longest:
            self._fault(column, RowFault.TOO_LONG)
            return ""
        return text

    def _word(self, column: str) -> str:
        text = self._known(column)
        found = words.value_of(column, text) if text else ""
        if text and not found:
            self._fault(column, RowFault.UNKNOWN_WORD)
        return found

    def _place(self) -> HouseholdRole:
        found = self._word("place")
        if found:
            return HouseholdRole(found)
        return HouseholdRole.OTHER if self._known("family") else HouseholdRole.HEAD

    def _language(self) -> str:
        text = self._known("language")
        found = words.language_of(text) if text else ""
        if text and not found:
            self._fault("language", RowFault.UNKNOWN_WORD)
        return found

    def _needs(self) -> tuple[str, ...]:
        text = self._known("needs")
        for mark in ";،/\n":
            text = text.replace(mark, ",")
        found = []
        for word in filter(None, map(str.strip, text.split(","))):
            need = words.value_of("needs", word)
            if not need:
                self._fault("needs", RowFault.UNKNOWN_WORD)
                break
            found.append(need)
        return tuple(dict.fromkeys(found))

    def _birth(self) -> Birth:
        birth, by_age = self._said_birth(), self._said_age()
        if birth and by_age and not dates.fit(birth, by_age):
            self._fault("age", RowFault.AGE_AND_BIRTH)
        return birth or by_age or Birth()

    def _said_birth(self) -> Birth | None:
        if not (text := self._known("birth")):
            return None
        birth = dates.birth_of(text, today=self.today)
        if birth is None:
            self._fault("birth", RowFault.NOT_A_DATE)
        elif dates.is_to_come(birth, today=self.today):
            self._fault("birth", RowFault.DATE_TO_COME)
        return birth

    def _said_age(self) -> Birth | None:
        if not (text := self._known("age")):
            return None
        birth = dates.birth_by_age(text, on=self.lands_on)
        if birth is None:
            self._fault("age", RowFault.NOT_AN_AGE)
        return birth

    def _consent(self) -> date | None:
        if not (text := self._known("consent_on")):
            return None
        day = dates.day_of(text, today=self.today)
        if day is None:
            self._fault("consent_on", RowFault.NOT_A_DATE)
        elif day > self.today:
            self._fault("consent_on", RowFault.DATE_TO_COME)
        return day


def _twice(rows: Sequence[Row]) -> list[Fault]:
    """The second of two rows of one key; the first is taken."""
    seen: set[str] = set()
    found = []
    for row in rows:
        if row.own_key in seen:
            column = "number" if row.number else "document" if row.document else "given_name"
            cell = row.number or row.document or row.given_name
            found.append(Fault(line=row.line, column=column, cell=cell, reason=RowFault.TWICE))
        seen.add(row.own_key)
    return found


def _families(rows: Sequence[Row], bad: set[int], is_there: Callable[[str], bool]) -> list[Fault]:
    """A family has one head, and comes in with it. Of a case that is there the head is known."""
    by_family: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.family and not row.case and not is_there(row.family):
            by_family[row.family].append(row)
    return [fault for family in by_family.values() for fault in _of_family(family, bad)]


def _of_family(family: Sequence[Row], bad: set[int]) -> list[Fault]:
    heads = [row for row in family if row.place == HouseholdRole.HEAD]
    good = [row for row in family if row.line not in bad]
    if not heads:
        return [_about_family(row, RowFault.NO_HEAD) for row in good]
    if len(heads) > 1:
        more = [head for head in heads[1:] if head.line not in bad]
        return [_about_family(row, RowFault.TWO_HEADS) for row in more]
    if heads[0].line in bad:
        return [_about_family(row, RowFault.HEAD_FAULTY) for row in good]
    return []


def _about_family(row: Row, reason: RowFault) -> Fault:
    column = "place" if reason != RowFault.HEAD_FAULTY else "family"
    return Fault(line=row.line, column=column, cell=row.family, reason=reason)
