"""Makes a directory of HSDS 3 tables: data packages of CSV, archives of them, the API's JSON."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pycountry
from django.utils.translation import gettext as _

from homeward.access.choices import OrganisationKind
from homeward.actors.records import OrganisationRecord
from homeward.exchange.readers.hsds_columns import COLUMNS
from homeward.exchange.readers.hsds_links import Links
from homeward.exchange.readers.hsds_parts import Parts
from homeward.exchange.readers.hsds_tables import Tables, read_tables
from homeward.exchange.readers.languages import language_code
from homeward.exchange.readings import Cells, Reading
from homeward.services.choices import LocationType, Status
from homeward.services.records import (
    AccessibilityRecord,
    DirectoryRecord,
    LocationRecord,
    ServiceRecord,
    TaxonomyRecord,
    TermRecord,
    WordsRecord,
)

SOURCE = "hsds"
GLOBE = {"latitude": 90, "longitude": 180}
# Tables that hold nothing the directory shows.
NOT_KEPT = ("metadata", "meta_table_description", "organization_identifier")


def read(
    path: Path, *, source: str = SOURCE, country: str = "", language: str = "en"
) -> tuple[DirectoryRecord, Reading]:
    """The directory, or nothing of it where the files have a fault.

    `country` is for organisations whose addresses name none; `language` is the wording's.
    """
    reading = Reading()
    tables = read_tables(path, reading)
    directory = _Directory(tables, country, language).record(source)
    return (DirectoryRecord(source=source) if reading.faults else directory), reading


class _Directory:
    def __init__(self, tables: Tables, country: str, language: str) -> None:
        self.tables = tables
        self.country = country
        self.language = language
        self.links = Links(tables)
        self.parts = Parts(tables, self.links)

    def record(self, source: str) -> DirectoryRecord:
        for table in NOT_KEPT:
            if rows := self.tables.of(table):
                file = next(iter(rows.values())).file
                self.tables.reading.note(file, _("Not kept: this table has no place here."))
        locations = {key: self._location(key, c) for key, c in self.tables.of("location").items()}
        return DirectoryRecord(
            source=source,
            organisations=tuple(self._organisations(locations)),
            locations=tuple(locations.values()),
            taxonomies=tuple(self._taxonomies()),
            services=tuple(self._services()),
        )

    def _organisations(self, locations: dict[str, LocationRecord]) -> Iterator[OrganisationRecord]:
        for key, cells in self.tables.of("organization").items():
            places = self.links.places_of_organisation(key)
            countries = [locations[place].country for place in places if place in locations]
            country = next((code for code in countries if code), self.country)
            if not country:
                cells.fault("id", _("No address names the country: give it with --country."))
            yield OrganisationRecord(
                source_id=key,
                name=cells.text("name", required=True),
                country=country,
                kind=OrganisationKind.PROVIDER.value,
                alternate_name=cells.text("alternate_name"),
                description=cells.text("description"),
                email=cells.email("email"),
                phone=self.parts.phone_of_organisation(key),
                website=cells.url("website"),
                legal_status=cells.text("legal_status"),
            )

    def _location(self, key: str, cells: Cells) -> LocationRecord:
        address = self.links.address(key)
        latitude, longitude = self._point(cells)
        kind = cells.text("location_type") or LocationType.PHYSICAL.value
        if kind not in LocationType.values:
            cells.fault(
                "location_type", _("Not one of %(known)s.") % {"known": LocationType.values}
            )
        return LocationRecord(
            source_id=key,
            kind=kind,
            name=cells.text("name"),
            alternate_name=cells.text("alternate_name"),
            description=cells.text("description"),
            transportation=cells.text("transportation"),
            address=_lines(address, "attention", "address_1", "address_2"),
            city=_lines(address, "city", "region", "state_province"),
            postal_code=address.text("postal_code") if address else "",
            country=_country(address),
            latitude=latitude,
            longitude=longitude,
            accessibility=tuple(self._accessibility(key)),
        )

    def _point(self, cells: Cells) -> tuple[float | None, float | None]:
        point = {name: cells.number(name) for name in GLOBE}
        for name, most in GLOBE.items():
            value = point[name]
            if value is not None and abs(value) > most:
                cells.note(name, _("Left out: the point lies outside the globe."))
                return None, None
        if None in point.values():
            return None, None
        return point["latitude"], point["longitude"]

    def _accessibility(self, location: str) -> Iterator[AccessibilityRecord]:
        for _key, cells in self.tables.where("accessibility", "location_id", location):
            yield AccessibilityRecord(
                description=cells.text("description"),
                details=cells.text("details"),
                url=cells.url("url"),
            )

    def _taxonomies(self) -> Iterator[TaxonomyRecord]:
        terms: dict[str, list[TermRecord]] = {key: [] for key in self.tables.of("taxonomy")}
        names: dict[str, str] = {}
        for key, cells in self.tables.of("taxonomy_term").items():
            taxonomy = self.links.taxonomy_of(cells)
            names.setdefault(taxonomy, cells.text("taxonomy") or taxonomy)
            terms.setdefault(taxonomy, []).append(self._term(key, cells))
        for key, inside in terms.items():
            known = self.tables.of("taxonomy").get(key)
            yield TaxonomyRecord(
                source_id=key,
                name=known.text("name", required=True) if known else names[key],
                description=known.text("description") if known else "",
                version=known.text("version") if known else "",
                url=known.url("uri") if known else "",
                terms=tuple(inside),
            )

    def _term(self, key: str, cells: Cells) -> TermRecord:
        return TermRecord(
            source_id=key,
            name=cells.text("name", required=True),
            code=cells.text("code"),
            description=cells.text("description"),
            language=language_code(cells.text("language")) or self.language,
            url=cells.url("term_uri"),
            parent=cells.text("parent_id"),
        )

    def _services(self) -> Iterator[ServiceRecord]:
        for key, cells in self.tables.of("service").items():
            organisation = cells.text("organization_id", required=True)
            if organisation and organisation not in self.tables.of("organization"):
                cells.fault("organization_id", _("No organisation has this id."))
            yield ServiceRecord(
                source_id=key,
                organisation=organisation,
                language=self.language,
                words=_words(cells),
                programme_name=self.links.name_of("program", cells.text("program_id")),
                url=cells.url("url"),
                email=cells.email("email"),
                status=_status(cells),
                accreditations=cells.text("accreditations"),
                licences=cells.text("licenses"),
                minimum_age=cells.decimal("minimum_age"),
                maximum_age=cells.decimal("maximum_age"),
                languages=tuple(self.parts.languages(service_id=key)),
                coverage="\n".join(self.parts.areas(key)),
                last_confirmed_on=cells.date("assured_date"),
                last_confirmed_by=cells.text("assurer_email"),
                extra=self._extra(key, cells),
                **self.parts.of_service(key),
            )

    def _extra(self, key: str, cells: Cells) -> dict[str, Any]:
        extra = {
            name: str(value)
            for name, value in cells.values.items()
            if name not in COLUMNS["service"] and value not in (None, "")
        }
        funding = [
            row.text("source") for _k, row in self.tables.where("funding", "service_id", key)
        ]
        return {**extra, "funding": funding} if funding else extra


def _words(cells: Cells) -> WordsRecord:
    return WordsRecord(
        name=cells.text("name", required=True),
        alternate_name=cells.text("alternate_name"),
        description=cells.text("description"),
        eligibility=cells.text("eligibility_description"),
        application_process=cells.text("application_process"),
        # `fees` is the older column of the two.
        fees=cells.text("fees_description") or cells.text("fees"),
        interpretation=cells.text("interpretation_services"),
        wait_time=cells.text("wait_time"),
        alert=cells.text("alert"),
    )


def _status(cells: Cells) -> str:
    status = cells.text("status", required=True)
    if status and status not in Status.values:
        cells.fault("status", _("Not one of %(known)s.") % {"known": ", ".join(Status.values)})
    return status


def _lines(cells: Cells | None, *names: str) -> str:
    parts: Iterable[str] = (cells.text(name) for name in names) if cells else ()
    return ", ".join(part for part in parts if part)


def _country(address: Cells | None) -> str:
    code = address.text("country").upper() if address else ""
    if not address or not code:
        return ""
    found = pycountry.countries.get(alpha_2=code) or pycountry.countries.get(alpha_3=code)
    if found is None:
        address.fault("country", _("Not a country of ISO 3166-1: %(code)s") % {"code": code})
        return ""
    return str(found.alpha_2)
