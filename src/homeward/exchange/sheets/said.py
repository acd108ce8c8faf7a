"""One row of a sheet as typed values, by the columns that somebody named. Pure.

What can't be read is told with its row and column: a fault refuses its row, a note doesn't.
"""

import calendar
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

import pycountry
from babel import Locale
from django.utils.translation import gettext as _

from homeward.core.digits import are_digits
from homeward.exchange.readings import Reading
from homeward.exchange.sheets.choices import Field
from homeward.exchange.sheets.columns import plain
from homeward.files.sheets import Table

LANGUAGES = ("en", "fr", "ar", "es", "pt")
YEARS = range(1990, 2100)
SHORTEST_MONTH = 3
ACTIVITY, PLACE, STATUS = 500, 255, 60
AREAS = (Field.ADMIN1, Field.ADMIN2, Field.ADMIN3)
CODES = (Field.ADMIN1_CODE, Field.ADMIN2_CODE, Field.ADMIN3_CODE)


@dataclass(frozen=True)
class Named:
    """An organisation as the sheet has it: name, short name and kind, each maybe empty."""

    name: str = ""
    short: str = ""
    kind: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.short)

    def __str__(self) -> str:
        return self.name or self.short


@dataclass(frozen=True, kw_only=True)
class Said:
    """`areas` and `codes` by level, from the country down. Countries are ISO 3166-1 alpha-2."""

    row: int
    doer: Named
    partner: Named
    donor: Named
    sector: str
    sector_code: str
    activity: str
    country: str
    areas: tuple[str, ...]
    codes: tuple[str, ...]
    point: tuple[float, float] | None
    starts_on: date | None
    ends_on: date | None
    status: str

    @property
    def place(self) -> str:
        """The place as the sheet says it, from the widest to the narrowest."""
        code = next((code for code in reversed(self.codes) if code), "")
        named = " / ".join(area for area in self.areas if area)
        return f"{named} ({code})"[:PLACE] if named and code else (named or code)[:PLACE]


@dataclass(frozen=True, kw_only=True)
class Mapping3W:
    """Which column says what, and what the sheet as a whole says where no column does."""

    columns: Mapping[str, int]
    country: str = ""
    # What the sheet is about: a month, or (with month 0) a year, or neither.
    year: int = 0
    month: int = 0


@dataclass
class Rows:
    said: list[Said] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)


def rows(table: Table, mapping: Mapping3W, reading: Reading, *, file: str) -> Rows:
    """Every row that can be taken. The others are faults of `reading`, by row and column."""
    found = Rows()
    for number, cells in table.rows:
        row = _Row(number, cells, table.header, mapping, reading, file)
        said = row.read()
        if said is None:
            found.refused.add(number)
        else:
            found.said.append(said)
    _complete_names(found)
    return found


def _complete_names(found: Rows) -> None:
    """What one row says of an organisation holds for the others: its full name where there is one
    for a short name, and its kind."""
    full: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for who in _everybody(found.said):
        if who.name and who.short:
            full[plain(who.short)].add(who.name)
        if who.kind:
            kinds[plain(who.name or who.short)][who.kind] += 1

    def completed(who: Named) -> Named:
        names = full.get(plain(who.short), set()) if not who.name else set()
        name = next(iter(names)) if len(names) == 1 else who.name
        said = kinds.get(plain(name or who.short))
        return Named(name, who.short, who.kind or (said.most_common(1)[0][0] if said else ""))

    found.said = [
        replace(
            row,
            doer=completed(row.doer),
            partner=completed(row.partner),
            donor=completed(row.donor),
        )
        for row in found.said
    ]


def _everybody(rows: Iterable[Said]) -> Iterator[Named]:
    for row in rows:
        yield from (row.doer, row.partner, row.donor)


class _Row:
    """Reads one row's cells."""

    def __init__(
        self,
        number: int,
        cells: Sequence[str],
        header: Sequence[str],
        mapping: Mapping3W,
        reading: Reading,
        file: str,
    ) -> None:
        self.number, self.cells, self.header = number, cells, header
        self.mapping, self.reading, self.file = mapping, reading, file
        self.is_refused = False

    def read(self) -> Said | None:
        starts_on, ends_on = self.period()
        point, country = self.point(), self.country()
        doer, partner = self.doer()
        said = Said(
            row=self.number,
            doer=doer,
            partner=partner,
            donor=self.named(Field.DONOR, Field.DONOR_SHORT),
            sector=self.text(Field.SECTOR),
            sector_code=self.text(Field.SECTOR_CODE),
            activity=self.text(Field.ACTIVITY)[:ACTIVITY],
            country=country,
            areas=tuple(self.text(name) for name in AREAS),
            codes=tuple(self.text(name).upper().replace(" ", "") for name in CODES),
            point=point,
            starts_on=starts_on,
            ends_on=ends_on,
            status=self.text(Field.STATUS)[:STATUS],
        )
        return None if self.is_refused else said

    def text(self, name: Field) -> str:
        at = self.mapping.columns.get(name)
        return self.cells[at] if at is not None and at < len(self.cells) else ""

    def named(self, name: Field, short: Field, kind: Field | None = None) -> Named:
        return Named(self.text(name), self.text(short), self.text(kind) if kind else "")

    def doer(self) -> tuple[Named, Named]:
        doer = self.named(Field.DOER, Field.DOER_SHORT, Field.DOER_KIND)
        partner = self.named(Field.PARTNER, Field.PARTNER_SHORT)
        if not doer and not partner:
            self.refuse(Field.DOER, _("The row names no organisation."))
        # Where nobody else is named, the partner itself works there.
        return doer or partner, partner

    def country(self) -> str:
        said = self.text(Field.COUNTRY)
        code = country_code(said) if said else self.mapping.country
        if not code:
            reason = _("Not a country: %(what)s") % {"what": said} if said else _("No country.")
            self.refuse(Field.COUNTRY, reason)
        return code

    def point(self) -> tuple[float, float] | None:
        texts = self.text(Field.LATITUDE), self.text(Field.LONGITUDE)
        if not all(texts):
            return None
        try:
            lat, lon = (float(text.replace(",", ".")) for text in texts)
        except ValueError:
            self.note(Field.LATITUDE, _("Left out: not coordinates."))
            return None
        # Zero and zero is what programs write for nothing.
        if not (math.isfinite(lat) and math.isfinite(lon)) or (lat, lon) == (0, 0):
            return None
        if abs(lat) > 90 or abs(lon) > 180:  # noqa: PLR2004 - degrees
            self.note(Field.LATITUDE, _("Left out: not coordinates."))
            return None
        return lat, lon

    def period(self) -> tuple[date | None, date | None]:
        starts_on, ends_on = self.day(Field.STARTS_ON), self.day(Field.ENDS_ON)
        if starts_on and ends_on and ends_on < starts_on:
            self.refuse(Field.ENDS_ON, _("It ends before it begins."))
        if starts_on or ends_on:
            return starts_on, ends_on
        year, month = self.month()
        if not year:
            return None, None
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])

    def month(self) -> tuple[int, int]:
        said = self.text(Field.MONTH)
        if not said:
            return self.mapping.year, self.mapping.month
        year, month = month_of(said)
        if not month:
            self.refuse(Field.MONTH, _("Not a month: %(what)s") % {"what": said[:40]})
        year = year or self.mapping.year
        if month and not year:
            self.note(
                Field.MONTH, _("The year of the months is not known; the period is left out.")
            )
        return (year, month) if month else (0, 0)

    def day(self, name: Field) -> date | None:
        said = self.text(name)
        found = day_of(said)
        if said and found is None:
            self.refuse(name, _("Not a date: %(what)s") % {"what": said[:40]})
        return found

    def refuse(self, name: Field, reason: str) -> None:
        self.is_refused = True
        self.reading.fault(self.file, reason, row=self.number, field=self.heading(name))

    def note(self, name: Field, text: str) -> None:
        self.reading.note(self.file, text, row=self.number, field=self.heading(name))

    def heading(self, name: Field) -> str:
        at = self.mapping.columns.get(name)
        return self.header[at] if at is not None and at < len(self.header) else ""


@cache
def _countries() -> dict[str, str]:
    found = {}
    for country in pycountry.countries:
        words = [country.alpha_2, country.alpha_3, country.name]
        words += [getattr(country, part, "") for part in ("official_name", "common_name")]
        words += [Locale.parse(code).territories.get(country.alpha_2, "") for code in LANGUAGES]
        found.update({plain(word): country.alpha_2 for word in words if word})
    return found


def country_code(text: str) -> str:
    """ISO 3166-1 alpha-2 of a code or of a name in one of our languages; empty for none."""
    return _countries().get(plain(text), "")


@cache
def _months() -> dict[str, int]:
    found = {}
    for code in LANGUAGES:
        calendar_names = Locale.parse(code).months["format"]
        for width in ("wide", "abbreviated"):
            found.update({plain(name): n for n, name in calendar_names[width].items()})
    return found


def month_of(text: str) -> tuple[int, int]:
    """Year and month of "August", "août 2025", "2025-08" or "08/2025"; 0 for what isn't there."""
    words = plain(text).split()
    year = next((int(w) for w in words if are_digits(w) and int(w) in YEARS), 0)
    for word in words:
        if word in _months():
            return year, _months()[word]
        if are_digits(word) and 1 <= int(word) <= 12:  # noqa: PLR2004 - months
            return year, int(word)
    return year, 0


DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


def day_of(text: str) -> date | None:
    """An ISO date, or day, month and year in this order; None for anything else."""
    try:
        if found := DAY_FIRST.fullmatch(text):
            day, month, year = map(int, found.groups())
            return date(year, month, day)
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
