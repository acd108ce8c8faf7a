"""What hangs on a service in HSDS tables: places, hours, phones, contacts, papers, costs, terms."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from homeward.exchange.readers.hsds_links import Links
from homeward.exchange.readers.hsds_tables import Tables
from homeward.exchange.readers.languages import language_code
from homeward.exchange.readings import Cells
from homeward.services.records import (
    ContactRecord,
    CostRecord,
    DocumentRecord,
    LabelRecord,
    PhoneRecord,
    PlaceRecord,
    ScheduleRecord,
)

CURRENCY_LETTERS = 3


class Parts:
    def __init__(self, tables: Tables, links: Links) -> None:
        self.tables = tables
        self.links = links
        self.hours: dict[str, list[ScheduleRecord]] = defaultdict(list)
        self.phones: dict[str, list[PhoneRecord]] = defaultdict(list)
        self.contacts: dict[str, list[ContactRecord]] = defaultdict(list)
        # Of a location where no service is, so that the location alone can have them.
        self.hours_at: dict[str, list[ScheduleRecord]] = defaultdict(list)
        self.phones_at: dict[str, list[PhoneRecord]] = defaultdict(list)
        self._gather()

    def _gather(self) -> None:
        for key, cells in self.tables.of("schedule").items():
            descriptions = self.links.translations(key).get("description", {})
            of = self.links.services_of(cells)
            for service, location in of.items():
                self.hours[service].append(_schedule(cells, location, descriptions))
            if not of:
                at = cells.text("location_id")
                self.hours_at[at].append(_schedule(cells, "", descriptions))
        for key, cells in self.tables.of("phone").items():
            if cells.text("contact_id") not in self.tables.of("contact"):
                of = self.links.services_of(cells)
                for service in of:
                    self.phones[service].append(self._phone(key, cells))
                if not of:
                    self.phones_at[cells.text("location_id")].append(self._phone(key, cells))
        for key, cells in self.tables.of("contact").items():
            for service in self.links.services_of(cells):
                self.contacts[service].append(self._contact(key, cells))

    def of_service(self, key: str) -> dict[str, Any]:
        """The fields of a ServiceRecord that come from other tables."""
        return {
            "at_locations": tuple(self._places(key)),
            "schedules": tuple(self.hours[key]),
            "phones": tuple(self.phones[key]),
            "contacts": tuple(self.contacts[key]),
            "required_documents": tuple(self._documents(key)),
            "cost_options": tuple(self._costs(key)),
            "terms": tuple(self._labels(key)),
        }

    def phone_of_organisation(self, key: str) -> str:
        phones = self.tables.where("phone", "organization_id", key)
        return next((_number(cells) for _key, cells in phones), "")

    def languages(self, **link: str) -> Iterator[str]:
        """The codes of the languages of a service (`service_id=`) or a phone (`phone_id=`)."""
        [(column, key)] = link.items()
        seen = set()
        for _key, cells in self.tables.where("language", column, key):
            code = language_code(cells.text("code")) or language_code(cells.text("name"))
            if not code:
                cells.note("code", _("Left out: not a language of ISO 639."))
            elif code not in seen:
                seen.add(code)
                yield code

    def areas(self, service: str) -> Iterator[str]:
        for _key, cells in self.tables.where("service_area", "service_id", service):
            if text := cells.text("description") or cells.text("name"):
                yield text

    def _phone(self, key: str, cells: Cells) -> PhoneRecord:
        return PhoneRecord(
            number=_number(cells),
            extension=cells.text("extension"),
            kind=cells.text("type"),
            description=cells.text("description"),
            languages=tuple(self.languages(phone_id=key)),
        )

    def _contact(self, key: str, cells: Cells) -> ContactRecord:
        phones = self.tables.where("phone", "contact_id", key)
        return ContactRecord(
            name=cells.text("name"),
            title=cells.text("title"),
            department=cells.text("department"),
            email=cells.email("email"),
            phones=tuple(self._phone(phone, row) for phone, row in phones),
        )

    def _places(self, service: str) -> Iterator[PlaceRecord]:
        for _key, cells in self.tables.where("service_at_location", "service_id", service):
            yield PlaceRecord(
                location=cells.text("location_id"),
                description=cells.text("description"),
                is_intake_point=bool(cells.text("homeward_is_intake_point")),
                intake_notes=cells.text("homeward_intake_notes"),
            )

    def _documents(self, service: str) -> Iterator[DocumentRecord]:
        for key, cells in self.tables.where("required_document", "service_id", service):
            yield DocumentRecord(
                document=cells.text("document"),
                documents=self.links.translations(key).get("document", {}),
                url=cells.url("uri"),
            )

    def _costs(self, service: str) -> Iterator[CostRecord]:
        for key, cells in self.tables.where("cost_option", "service_id", service):
            yield CostRecord(
                option=cells.text("option"),
                options=self.links.translations(key).get("option", {}),
                amount=cells.decimal("amount"),
                currency=_currency(cells),
                description=cells.text("amount_description"),
                valid_from=cells.date("valid_from"),
                valid_to=cells.date("valid_to"),
            )

    def _labels(self, service: str) -> Iterator[LabelRecord]:
        terms = self.tables.of("taxonomy_term")
        seen = set()
        for _key, cells in self.tables.where("attribute", "link_id", service):
            term = cells.text("taxonomy_term_id")
            if term in terms and term not in seen:
                seen.add(term)
                taxonomy = self.links.taxonomy_of(terms[term])
                yield LabelRecord(taxonomy=taxonomy, term=term, value=cells.text("value"))


def _number(cells: Cells) -> str:
    return cells.text("number", required=True).strip('"').strip()


def _currency(cells: Cells) -> str:
    code = cells.text("currency").upper()
    if code and len(code) != CURRENCY_LETTERS:
        cells.fault("currency", _("Not a currency of ISO 4217."))
    return code


def _schedule(cells: Cells, location: str, descriptions: dict[str, str]) -> ScheduleRecord:
    return ScheduleRecord(
        location=location,
        freq=cells.text("freq").upper(),
        interval=cells.whole("interval", 1),
        byday=tuple(day.strip() for day in cells.text("byday").upper().split(",") if day.strip()),
        bymonthday=_days(cells),
        dtstart=cells.date("dtstart"),
        until=cells.date("until"),
        timezone=cells.text("homeward_timezone"),
        opens_at=cells.time("opens_at"),
        closes_at=cells.time("closes_at"),
        valid_from=cells.date("valid_from"),
        valid_to=cells.date("valid_to"),
        description=cells.text("description"),
        descriptions=descriptions,
        notes=cells.text("notes"),
    )


def _days(cells: Cells) -> tuple[int, ...]:
    days = [day.strip() for day in cells.text("bymonthday").split(",") if day.strip()]
    if not all(day.lstrip("-").isdigit() for day in days):
        cells.note("bymonthday", _("Left out: not days of a month."))
        return ()
    return tuple(int(day) for day in days)
