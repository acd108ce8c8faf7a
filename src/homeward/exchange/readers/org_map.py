"""Reads a list of organisations' names as OCHA's centre for humanitarian data keeps it.

One row is one way of writing: `Lookup` means `Canonical Name`, in `Country Code` or, where that is
empty, everywhere.
"""

from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from homeward.actors.naming import name_key
from homeward.actors.records import NamesRecord
from homeward.exchange.readers.texts import csv_rows
from homeward.exchange.readings import Reading
from homeward.exchange.sheets import matching
from homeward.exchange.sheets.matching import EVERYWHERE, WORLDWIDE
from homeward.exchange.sheets.said import country_code

SOURCE = "names"
COUNTRY, LOOKUP, NAME = "Country Code", "Lookup", "Canonical Name"
ACRONYM, KIND = "Acronym", "Type Code"
WANTED = (COUNTRY, LOOKUP, NAME)


@dataclass
class _Organisation:
    name: str
    country: str
    acronym: str = ""
    kind: str = ""
    names: dict[tuple[str, str], str] = field(default_factory=dict)


def read(path: Path) -> tuple[list[NamesRecord], Reading]:
    """The list's organisations. A row without its words is a fault and refuses the file."""
    reading = Reading()
    header, rows = csv_rows(path.read_bytes(), path.name, reading)
    for column in WANTED:
        if header and column not in header:
            reading.fault(path.name, _("The column is missing."), row=1, field=column)
    found: dict[str, _Organisation] = {}
    if not reading.faults:
        for line, row in rows:
            _take(line, row, found, reading, path.name)
    return [_record(key, organisation) for key, organisation in found.items()], reading


def _take(
    line: int, row: dict[str, str], found: dict[str, _Organisation], reading: Reading, file: str
) -> None:
    name, lookup = row[NAME].strip(), row[LOOKUP].strip()
    said = row[COUNTRY].strip()
    country = country_code(said) if said else EVERYWHERE
    if not name_key(name):
        reading.fault(file, _("A value is missing."), row=line, field=NAME)
        return
    if not name_key(lookup):
        reading.note(
            file, _("No way of writing; the name itself is taken."), row=line, field=LOOKUP
        )
    if said and not country:
        reason = _("Not a country: %(what)s") % {"what": said}
        reading.fault(file, reason, row=line, field=COUNTRY)
        return
    kind = matching.kind_of(row.get(KIND, ""))
    at_home = EVERYWHERE if kind in WORLDWIDE else country
    organisation = found.setdefault(f"{at_home}:{name_key(name)}", _Organisation(name, at_home))
    organisation.acronym = organisation.acronym or row.get(ACRONYM, "").strip()
    organisation.kind = organisation.kind or kind
    for text in (lookup, name, row.get(ACRONYM, "").strip()):
        if key := name_key(text):
            organisation.names.setdefault((key, country), text)


def _record(key: str, organisation: _Organisation) -> NamesRecord:
    return NamesRecord(
        source_id=key,
        name=organisation.name,
        acronym=organisation.acronym,
        kind=organisation.kind,
        country=organisation.country,
        names=tuple((text, country) for (_key, country), text in organisation.names.items()),
    )
