"""Who belongs to whom in HSDS tables; a link that leads nowhere is told, and where the directory
can't do without it, refused."""

from collections.abc import Iterator
from dataclasses import fields

from django.utils.translation import gettext as _

from homeward.exchange.readers.hsds_tables import Tables
from homeward.exchange.readers.languages import language_code
from homeward.exchange.readings import Cells
from homeward.services.records import WordsRecord

# Links without which a row means nothing.
NEEDED = {
    "service_at_location": {"service_id": "service", "location_id": "location"},
    "required_document": {"service_id": "service"},
    "cost_option": {"service_id": "service"},
}
# Links that may lead nowhere: the row is kept where another of its links leads somewhere.
LOOSE = {
    "contact": {
        "organization_id": "organization",
        "service_id": "service",
        "service_at_location_id": "service_at_location",
        "location_id": "location",
    },
    "phone": {
        "organization_id": "organization",
        "service_id": "service",
        "service_at_location_id": "service_at_location",
        "location_id": "location",
        "contact_id": "contact",
    },
    "schedule": {
        "service_id": "service",
        "service_at_location_id": "service_at_location",
        "location_id": "location",
    },
    "taxonomy_term": {"taxonomy_id": "taxonomy", "parent_id": "taxonomy_term"},
    "attribute": {"taxonomy_term_id": "taxonomy_term"},
    "service": {"program_id": "program"},
    "location": {"organization_id": "organization"},
}


class Links:
    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._check()
        at = tables.of("service_at_location").values()
        self.pairs = {(cells.text("service_id"), cells.text("location_id")) for cells in at}

    def _check(self) -> None:
        nowhere = _("No %(table)s has this id.")
        for table, links in NEEDED.items():
            for cells, name, target, key in self._ends(table, links):
                if not key:
                    cells.fault(name, _("A value is missing."))
                elif key not in self.tables.of(target):
                    cells.fault(name, nowhere % {"table": target})
        for table, links in LOOSE.items():
            for cells, name, target, key in self._ends(table, links):
                if key and key not in self.tables.of(target):
                    cells.note(name, nowhere % {"table": target})

    def _ends(self, table: str, links: dict[str, str]) -> Iterator[tuple[Cells, str, str, str]]:
        for cells in self.tables.of(table).values():
            for name, target in links.items():
                yield cells, name, target, cells.text(name)

    def address(self, location: str) -> Cells | None:
        """A location's address: the one to go to before the one to write to."""
        found = [cells for _key, cells in self.tables.where("address", "location_id", location)]
        physical = [cells for cells in found if cells.text("address_type") == "physical"]
        return next(iter(physical or found), None)

    def places_of_organisation(self, organisation: str) -> Iterator[str]:
        for service, _cells in self.tables.where("service", "organization_id", organisation):
            for _key, at in self.tables.where("service_at_location", "service_id", service):
                yield at.text("location_id")
        for key, _cells in self.tables.where("location", "organization_id", organisation):
            yield key

    def services_of(self, cells: Cells) -> dict[str, str]:
        """The services that a contact, phone or schedule belongs to, each with its location.

        The nearest link decides: the service's own, then its place, then the organisation's.
        """
        service = cells.text("service_id")
        location = cells.text("location_id")
        if service in self.tables.of("service"):
            return {service: location if (service, location) in self.pairs else ""}
        if at := self.tables.of("service_at_location").get(cells.text("service_at_location_id")):
            return {at.text("service_id"): at.text("location_id")}
        here = self.tables.where("service_at_location", "location_id", location)
        if location and here:
            return {at.text("service_id"): location for _key, at in here}
        organisation = cells.text("organization_id")
        of_organisation = self.tables.where("service", "organization_id", organisation)
        return {key: "" for key, _cells in of_organisation} if organisation else {}

    def translations(self, key: str) -> dict[str, dict[str, str]]:
        """Field -> language -> its wording there."""
        found: dict[str, dict[str, str]] = {}
        for _key, cells in self.tables.where("homeward_translation", "link_id", key):
            name, language = cells.text("field"), language_code(cells.text("language"))
            if language:
                found.setdefault(name, {})[language] = cells.text("value")
        return found

    def texts(self, service: str) -> dict[str, WordsRecord]:
        """A service's wording in other languages."""
        names = {part.name for part in fields(WordsRecord)}
        told: dict[str, dict[str, str]] = {}
        for name, wordings in self.translations(service).items():
            for language, value in wordings.items():
                if name in names:
                    told.setdefault(language, {})[name] = value
        return {
            language: WordsRecord(**{"name": "", **words})
            for language, words in sorted(told.items())
        }

    def taxonomy_of(self, term: Cells) -> str:
        return term.text("taxonomy_id") or term.text("taxonomy") or "terms"

    def name_of(self, table: str, key: str) -> str:
        cells = self.tables.of(table).get(key)
        return cells.text("name") if cells else ""
