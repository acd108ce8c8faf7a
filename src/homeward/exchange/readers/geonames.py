"""Towns of GeoNames: its own dumps (cities500.zip, GH.txt), or a CSV with its column names.

A dump is a table parted by tabs without a header or quotes, of 19 columns (GeoNames' readme.txt):
geonameid, name, asciiname, alternatenames, latitude, longitude, feature class, feature code,
country code, cc2, four admin codes, population, elevation, dem, timezone, modification date.
Only populated places (feature class P) are taken.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pycountry
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.core.digits import are_digits
from homeward.exchange.readers import packed, texts
from homeward.exchange.readings import Reading
from homeward.places.records import TownRecord

DUMP = {
    "geonameid": 0, "name": 1, "alternatenames": 3, "latitude": 4, "longitude": 5,
    "class": 6, "countrycode": 8, "population": 14,
}  # fmt: skip
DUMP_COLUMNS = 19
REQUIRED = ("geonameid", "name", "latitude", "longitude", "countrycode", "population")
LONGEST_NAME, LONGEST_OTHER = 200, 400
MOST_ID = 2**31 - 1


@dataclass(frozen=True)
class Line:
    """One row of either form, its other names already parted."""

    number: int
    cells: dict[str, str]
    names: list[str]


def read(path: Path) -> tuple[list[TownRecord], Reading]:
    reading = Reading()
    content = packed.single(path, reading, suffixes=(".txt", ".csv"))
    if content is None:
        return [], reading
    lines: Iterable[Line]
    if b"geonameid" in content[:1000].split(b"\n", 1)[0]:
        lines = _csv(content, path.name, reading)
    else:
        lines = _dump(content, path.name, reading)
    known = {country.alpha_2 for country in pycountry.countries}
    elsewhere: Counter[str] = Counter()
    records: dict[int, TownRecord] = {}
    for line in lines:
        code = line.cells["countrycode"].upper()
        if code not in known:
            elsewhere[code] += 1
            continue
        record = _record(line, code, path.name, reading)
        if record and record.geonameid in records:
            reading.fault(
                path.name, _("The id is there twice."), row=line.number, field="geonameid"
            )
        elif record:
            records[record.geonameid] = record
    for code, count in sorted(elsewhere.items()):
        said = ngettext(
            "%(count)d town of %(code)s left out: not a country of ISO 3166-1.",
            "%(count)d towns of %(code)s left out: not a country of ISO 3166-1.",
            count,
        )
        reading.note(path.name, said % {"count": count, "code": code or "?"})
    return list(records.values()), reading


def _csv(content: bytes, file: str, reading: Reading) -> Iterator[Line]:
    header, rows = texts.csv_rows(content, file, reading)
    missing = [name for name in REQUIRED if name not in header]
    for name in missing:
        reading.fault(file, _("The column is missing."), row=1, field=name)
    if not missing:
        for number, row in rows:
            yield Line(number, row, row.get("alternatenames", "").split("|"))


def _dump(content: bytes, file: str, reading: Reading) -> Iterator[Line]:
    text = texts.decoded(content, file, reading)
    if text is None:
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if not line:
            continue
        cells = line.rstrip("\r").split("\t")
        if len(cells) != DUMP_COLUMNS:
            reason = _("The row has %(found)d cells, GeoNames' table %(wanted)d.")
            known = {"found": len(cells), "wanted": DUMP_COLUMNS}
            reading.fault(file, reason % known, row=number)
            continue
        named = {name: cells[place] for name, place in DUMP.items()}
        if named["class"] == "P":
            yield Line(number, named, named["alternatenames"].split(","))


def _record(line: Line, country: str, file: str, reading: Reading) -> TownRecord | None:
    before = len(reading.faults)
    cells = line.cells

    def fault(name: str, reason: str) -> None:
        reading.fault(file, reason, row=line.number, field=name)

    pk, people = cells["geonameid"].strip(), cells["population"].strip() or "0"
    if not (are_digits(pk) and int(pk) <= MOST_ID):
        fault("geonameid", _("Not a whole number."))
    if not (are_digits(people) and int(people) <= MOST_ID):
        fault("population", _("Not a whole number."))
    name = cells["name"].strip()
    if not name or len(name) > LONGEST_NAME or "\x00" in name:
        fault("name", _("A name of up to 200 characters is missing."))
    north, east = _degrees(cells["latitude"], 90), _degrees(cells["longitude"], 180)
    for column, value in (("latitude", north), ("longitude", east)):
        if value is None:
            fault(column, _("Not in degrees."))
    if len(reading.faults) > before or north is None or east is None:
        return None
    others = {other.strip().replace("\x00", "") for other in line.names} - {"", name}
    return TownRecord(
        geonameid=int(pk),
        country=country,
        name=name,
        latitude=north,
        longitude=east,
        names=tuple(sorted(other for other in others if len(other) <= LONGEST_OTHER)),
        # GeoNames writes 0 where it doesn't know.
        population=int(people) or None,
    )


def _degrees(text: str, most: int) -> float | None:
    try:
        degrees = float(text)
    except ValueError:
        return None
    return degrees if math.isfinite(degrees) and abs(degrees) <= most else None
