"""Makes a directory of HSDS 3 tables: data packages of CSV, archives of them, the API's JSON."""

from collections.abc import Iterable, Iterator
from typing import Any

import pycountry
from django.utils.translation import gettext as _

from homeward.access.choices import OrganisationKind
from homeward.actors.records import OrganisationRecord
from homeward.exchange.readers.hsds_columns import COLUMNS, OWN
from homeward.exchange.readers.hsds_kept import Kept
from homeward.exchange.readers.hsds_links import Links
from homeward.exchange.readers.hsds_parts import Parts
from homeward.exchange.readers.hsds_tables import Source, Tables, read_tables
from homeward.exchange.readers.languages import language_code
from homeward.exchange.readings import Cells, Reading
from homeward.services.choices import (
    Access,
    Category,
    Cost,
    Dimension,
    Entitlement,
    Hub,
    LocationType,
    Status,
)
from homeward.services.records import (
    AccessibilityRecord,
    AreaRecord,
    DirectoryRecord,
    LocationRecord,
    ServiceRecord,
    TaxonomyRecord,
    TermRecord,
    WordsRecord,
)

SOURCE = "hsds"
GLOBE = {"latitude": 90, "longitude": 180}


def read(
    path: Source, *, source: str = SOURCE, country: str = "", language: str = "en"
) -> tuple[DirectoryRecord, Reading]:
    """The directory, or nothing of it where the files have a fault.

    `country` is for organisations whose addresses name none; `language` is the wording's.
    """
    reading = Reading()
    tables = read_tables(path, reading)
    directory = _Directory(tables, country, language).record(source)
    reading.rows = list(Kept(tables).rows())
    return (DirectoryRecord(source=source) if reading.faults else directory), reading


class _Directory:
    def __init__(self, tables: Tables, country: str, language: str) -> None:
        self.tables = tables
        self.country = country
        self.language = language
        self.links = Links(tables)
        self.parts = Parts(tables, self.links)

    def record(self, source: str) -> DirectoryRecord:
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
            told = _country(cells, "homeward_country")
            country = told or next((code for code in countries if code), self.country)
            if not country:
                cells.fault("id", _("No address names the country: give it with --country."))
            yield OrganisationRecord(
                source_id=key,
                name=cells.text("name", required=True),
                country=country,
                kind=_one_of(cells, "homeward_kind", OrganisationKind.values)
                or OrganisationKind.PROVIDER.value,
                alternate_name=cells.text("alternate_name"),
                description=cells.text("description"),
                email=cells.email("email"),
                phone=self.parts.phone_of_organisation(key),
                website=cells.url("website"),
                legal_status=cells.text("legal_status"),
            )

    def _location(self, key: str, cells: Cells) -> LocationRecord:
        address = self.links.address(key)
        country = _country(address) or _country(cells, "homeward_country")
        area = _area(cells) if country else None
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
            names=self._names(key),
            alternate_name=cells.text("alternate_name"),
            description=cells.text("description"),
            transportation=cells.text("transportation"),
            address=_lines(address, "attention", "address_1", "address_2"),
            # Where the area has a column of its own, the address only repeats it.
            city=_lines(address, "city", "region", *([] if area else ["state_province"])),
            postal_code=address.text("postal_code") if address else "",
            country=country,
            area=area,
            latitude=latitude,
            longitude=longitude,
            organisation=self._organisation_of(cells),
            hub=_one_of(cells, "homeward_hub", Hub.values),
            email=cells.email("homeward_email"),
            url=cells.url("url"),
            access=_some_of(cells, "homeward_access", Access.values),
            schedules=tuple(self.parts.hours_at[key]),
            phones=tuple(self.parts.phones_at[key]),
            accessibility=tuple(self._accessibility(key)),
        )

    def _organisation_of(self, cells: Cells) -> str:
        key = cells.text("organization_id")
        return key if key in self.tables.of("organization") else ""

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
                names=self._names(key),
                is_in_wording=bool(known and known.text("homeward_is_in_wording")),
                description=known.text("description") if known else "",
                version=known.text("version") if known else "",
                url=known.url("uri") if known else "",
                terms=tuple(inside),
            )

    def _term(self, key: str, cells: Cells) -> TermRecord:
        return TermRecord(
            source_id=key,
            name=cells.text("name", required=True),
            names=self._names(key),
            code=cells.text("code"),
            description=cells.text("description"),
            language=language_code(cells.text("language")) or self.language,
            url=cells.url("term_uri"),
            parent=cells.text("parent_id"),
        )

    def _names(self, key: str) -> dict[str, str]:
        return self.links.translations(key).get("name", {})

    def _services(self) -> Iterator[ServiceRecord]:
        for key, cells in self.tables.of("service").items():
            organisation = cells.text("organization_id", required=True)
            if organisation and organisation not in self.tables.of("organization"):
                cells.fault("organization_id", _("No organisation has this id."))
            yield ServiceRecord(
                source_id=key,
                organisation=organisation,
                language=language_code(cells.text("homeward_language")) or self.language,
                words=_words(cells),
                texts=self.links.texts(key),
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
                category=_one_of(cells, "homeward_category", Category.values),
                dimension=_one_of(cells, "homeward_dimension", Dimension.values),
                is_public_service=bool(cells.text("homeward_is_public_service")),
                entitlement=_one_of(cells, "homeward_entitlement", Entitlement.values),
                cost=_one_of(cells, "homeward_cost", Cost.values),
                groups=_codes(cells, "homeward_groups"),
                is_specialist=bool(cells.text("homeward_is_specialist")),
                wait_days=_count(cells, "homeward_wait_days"),
                places_told_on=cells.date("homeward_places_told_on"),
                places_free=_count(cells, "homeward_places_free"),
                places_total=_count(cells, "homeward_places_total"),
                valid_from=cells.date("homeward_valid_from"),
                valid_until=cells.date("homeward_valid_until"),
                extra=self._extra(key, cells),
                **self.parts.of_service(key),
            )

    def _extra(self, key: str, cells: Cells) -> dict[str, Any]:
        extra = {
            name: str(value)
            for name, value in cells.values.items()
            if name not in (*COLUMNS["service"], *OWN["service"]) and value not in (None, "")
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
        ineligibility=cells.text("homeward_ineligibility"),
        legal_basis=cells.text("homeward_legal_basis"),
    )


def _status(cells: Cells) -> str:
    status = cells.text("status", required=True)
    if status and status not in Status.values:
        cells.fault("status", _("Not one of %(known)s.") % {"known": ", ".join(Status.values)})
    return status


def _lines(cells: Cells | None, *names: str) -> str:
    parts: Iterable[str] = (cells.text(name) for name in names) if cells else ()
    return ", ".join(part for part in parts if part)


def _one_of(cells: Cells, name: str, known: list[str]) -> str:
    value = cells.text(name)
    if value and value not in known:
        cells.note(name, _("Left out: not one of %(known)s.") % {"known": ", ".join(known)})
        return ""
    return value


def _codes(cells: Cells, name: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in cells.text(name).split(",") if code.strip())


def _some_of(cells: Cells, name: str, known: list[str]) -> tuple[str, ...]:
    values = _codes(cells, name)
    if any(value not in known for value in values):
        cells.note(name, _("Left out: not one of %(known)s.") % {"known": ", ".join(known)})
    return tuple(value for value in values if value in known)


def _count(cells: Cells, name: str) -> int | None:
    return cells.whole(name, 0) if cells.text(name) else None


def _area(cells: Cells) -> AreaRecord | None:
    name = cells.text("homeward_area")
    return AreaRecord(name=name, pcode=cells.text("homeward_area_pcode")) if name else None


def _country(cells: Cells | None, name: str = "country") -> str:
    code = cells.text(name).upper() if cells else ""
    if not cells or not code:
        return ""
    found = pycountry.countries.get(alpha_2=code) or pycountry.countries.get(alpha_3=code)
    if found is None:
        cells.fault(name, _("Not a country of ISO 3166-1: %(code)s") % {"code": code})
        return ""
    return str(found.alpha_2)
