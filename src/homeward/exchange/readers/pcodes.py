"""OCHA's list of P-codes of administrative areas (COD, "global_pcodes"), as CSV.

Columns: Location (ISO 3166-1 alpha-3), Admin Level, P-Code, Name, Parent P-Code, Valid from date.
A second header row of HXL tags, which official files have, is passed over.
"""

from datetime import date
from pathlib import Path

import pycountry
from django.utils.translation import gettext as _

from homeward.core.digits import are_digits
from homeward.exchange.readers import packed, texts
from homeward.exchange.readings import Reading
from homeward.places.choices import DEEPEST
from homeward.places.records import AreaRecord

REQUIRED = ("Location", "Admin Level", "P-Code", "Name", "Parent P-Code")
VALID_FROM = "Valid from date"
LONGEST_CODE, LONGEST_NAME = 20, 200


def read(path: Path) -> tuple[list[AreaRecord], Reading]:
    reading = Reading()
    content = packed.single(path, reading, suffixes=(".csv",))
    if content is None:
        return [], reading
    header, rows = texts.csv_rows(content, path.name, reading)
    for name in REQUIRED:
        if header and name not in header:
            reading.fault(path.name, _("The column is missing."), row=1, field=name)
    if reading.faults:
        return [], reading
    lines: dict[tuple[str, str], int] = {}
    records: list[AreaRecord] = []
    for line, row in rows:
        if row["Location"].startswith("#"):
            continue
        record = _record(row, line, path.name, reading)
        if record is None:
            continue
        key = (record.country, record.pcode)
        if key in lines:
            known = {"code": record.pcode, "line": lines[key]}
            reason = _("The code %(code)s stands on line %(line)d already.") % known
            reading.fault(path.name, reason, row=line, field="P-Code")
        lines.setdefault(key, line)
        records.append(record)
    _check_parents(records, lines, path.name, reading)
    return records, reading


def _record(row: dict[str, str], line: int, file: str, reading: Reading) -> AreaRecord | None:
    before = len(reading.faults)

    def fault(name: str, reason: str) -> None:
        reading.fault(file, reason, row=line, field=name)

    cells = {name: value.strip() for name, value in row.items()}
    country = pycountry.countries.get(alpha_3=cells["Location"].upper())
    if country is None:
        fault("Location", _("Not a country of ISO 3166-1: %(what)s") % {"what": cells["Location"]})
    level = cells["Admin Level"]
    if not (are_digits(level) and 1 <= int(level) <= DEEPEST):
        fault("Admin Level", _("Not a level from 1 to 4: %(what)s") % {"what": level[:20]})
    for name, most in (("P-Code", LONGEST_CODE), ("Name", LONGEST_NAME)):
        if not cells[name] or "\x00" in cells[name]:
            fault(name, _("A value is missing."))
        elif len(cells[name]) > most:
            fault(name, _("The text has more than %(most)d characters.") % {"most": most})
    valid_from = _date(cells.get(VALID_FROM, ""))
    if valid_from is None and cells.get(VALID_FROM):
        fault(VALID_FROM, _("Not a date."))
    if len(reading.faults) > before or country is None:
        return None
    parent = cells["Parent P-Code"]
    return AreaRecord(
        country=country.alpha_2,
        pcode=cells["P-Code"],
        name=cells["Name"],
        level=int(level),
        # The first level stands under the country, which has no area of its own here.
        parent="" if parent.upper() in {country.alpha_3, country.alpha_2} else parent,
        valid_from=valid_from,
    )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _check_parents(
    records: list[AreaRecord], lines: dict[tuple[str, str], int], file: str, reading: Reading
) -> None:
    levels = {(record.country, record.pcode): record.level for record in records}
    for record in records:
        above = levels.get((record.country, record.parent)) if record.parent else 0
        if above is None or above >= record.level:
            reason = _("No area above it has the code %(code)s.") % {"code": record.parent}
            line = lines[record.country, record.pcode]
            reading.fault(file, reason, row=line, field="Parent P-Code")
