"""Published figures of returns and arrivals: UNHCR's solutions, and HDX's returnees by age and sex.

Both are CSV, told apart by their columns. An empty cell is unknown and gives no figure. Countries
are ISO 3166-1 codes of three letters; what is no country there (stateless people, "unknown") is
left out with a note, each code once.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pycountry
from django.utils.translation import gettext as _

from homeward.core.digits import are_digits
from homeward.countries.actions import Read
from homeward.countries.choices import FigureKind
from homeward.exchange.readers import texts
from homeward.exchange.readings import Reading

Row = tuple[int, dict[str, str]]
# Column of UNHCR's table -> what it counts.
SOLUTIONS = {
    "returned_refugees": FigureKind.RETURNED_REFUGEES,
    "returned_idps": FigureKind.RETURNED_IDPS,
    "resettlement": FigureKind.RESETTLED,
    "naturalisation": FigureKind.NATURALISED,
}
# HDX's population groups: returned refugees, and displaced people who returned.
GROUPS = {"RET": FigureKind.RETURNED_REFUGEES, "RDP": FigureKind.RETURNED_IDPS}
UNHCR, HDX = "UNHCR Refugee Population Statistics", "UNHCR via HDX HAPI"
ALL = "all"
# UNHCR's code of a country that nobody named.
UNNAMED = "UNK"
LAST_YEAR = 2100


def read(path: Path) -> tuple[str, list[Read], Reading]:
    """Whose figures they are, the figures, and what stands in their way or was left out."""
    reading = Reading()
    header, rows = texts.csv_rows(path.read_bytes(), path.name, reading)
    columns = set(header)
    if {"coo_iso", "coa_iso", *SOLUTIONS} <= columns:
        return UNHCR, _gather(path.name, rows, reading, _solutions), reading
    if {"origin_location_code", "population_group", "min_age", "population"} <= columns:
        return HDX, _gather(path.name, rows, reading, _returnees), reading
    if not reading.faults:
        reading.fault(path.name, _("Neither UNHCR's solutions nor HDX's returnees."))
    return "", [], reading


class Cells:
    """One row's values; a faulty one is a fault of the file, an unknown country a note."""

    def __init__(self, row: Row, file: str, reading: Reading, left_out: Counter[str]) -> None:
        self.row, self.values = row
        self.file, self.reading, self.left_out = file, reading, left_out

    def whole(self, name: str) -> int | None:
        """UNHCR's table writes whole numbers with a point: 17.0."""
        text = self.values.get(name, "").strip()
        if text in {"", "NA"}:
            return None
        try:
            number = float(text)
            if not number.is_integer() or number < 0:
                raise ValueError(text)
        except (ValueError, OverflowError):
            self.reading.fault(self.file, _("Not a whole number."), row=self.row, field=name)
            return None
        return int(number)

    def year(self, name: str, text: str = "") -> int | None:
        year = self.whole(name) if not text else int(text) if are_digits(text) else None
        if year is None or year > LAST_YEAR:
            self.reading.fault(self.file, _("Not a year."), row=self.row, field=name)
            return None
        return year

    def country(self, name: str) -> str | None:
        code = self.values.get(name, "").strip().upper()
        found = pycountry.countries.get(alpha_3=code)
        if found is None:
            self.left_out[code or "?"] += 1
            return None
        return str(found.alpha_2)


def _gather(
    file: str, rows: Iterable[Row], reading: Reading, read_row: Callable[[Cells], Iterator[Read]]
) -> list[Read]:
    left_out: Counter[str] = Counter()
    found: dict[object, tuple[int, Read]] = {}
    for row in rows:
        for one in read_row(Cells(row, file, reading, left_out)):
            known = found.setdefault(one.key, (row[0], one))
            if known[1].value != one.value:
                reason = _("Another number than in row %(row)d, for the same people.")
                reading.fault(file, reason % {"row": known[0]}, row=row[0])
    for code, count in sorted(left_out.items()):
        text = _("Left out: %(code)s is no country of ISO 3166-1 (%(count)d times).")
        reading.note(file, text % {"code": code, "count": count})
    return [one for _row, one in found.values()]


def _solutions(cells: Cells) -> Iterator[Read]:
    year = cells.year("year")
    origin = cells.country("coo_iso")
    # They came back from somewhere: a host that nobody named is unknown, and still counts.
    from_unknown = cells.values["coa_iso"] == UNNAMED
    host = None if from_unknown else cells.country("coa_iso")
    if year is None or origin is None or (host is None and not from_unknown):
        return
    for column, kind in SOLUTIONS.items():
        value = cells.whole(column)
        if value is not None:
            yield Read(kind=kind, origin=origin, host=host, year=year, value=value)


def _returnees(cells: Cells) -> Iterator[Read]:
    """Who returned to a country: the file names it as origin and asylum alike, and no host."""
    kind = GROUPS.get(cells.values["population_group"])
    year = cells.year("reference_period_start", cells.values["reference_period_start"][:4])
    origin, value = cells.country("origin_location_code"), cells.whole("population")
    if kind is None:
        cells.reading.fault(
            cells.file, _("An unknown population group."), row=cells.row, field="population_group"
        )
    if kind is None or year is None or origin is None or value is None:
        return
    asylum = cells.country("asylum_location_code")
    gender = cells.values["gender"]
    first = cells.whole("min_age")
    if first is None and cells.values.get("age_range", ALL) != ALL:
        cells.reading.fault(cells.file, _("An age is missing."), row=cells.row, field="min_age")
    yield Read(
        kind=kind,
        origin=origin,
        host=None if asylum == origin else asylum,
        year=year,
        value=value,
        sex="" if gender == ALL else gender,
        age_from=first,
        age_to=cells.whole("max_age"),
    )
