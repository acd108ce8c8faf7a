"""Rows as the nested objects of HSDS's interface. Pure."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from homeward.exchange.readers.hsds_columns import LINKS, LOOSE_LINKS, NUMBERS
from homeward.exchange.writers.hsds.records import number
from homeward.exchange.writers.hsds.rows import Row, Rows

ABOUT = (("attributes", "attribute", "link_id"), ("metadata", "metadata", "resource_id"))
TOLD = (("homeward_translations", "homeward_translation", "link_id"),)
# Table -> the lists inside its object: name, table, and the column that leads back.
LISTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "service": (
        ("phones", "phone", "service_id"),
        ("schedules", "schedule", "service_id"),
        ("service_areas", "service_area", "service_id"),
        ("service_at_locations", "service_at_location", "service_id"),
        ("languages", "language", "service_id"),
        ("funding", "funding", "service_id"),
        ("cost_options", "cost_option", "service_id"),
        ("required_documents", "required_document", "service_id"),
        ("contacts", "contact", "service_id"),
        *ABOUT,
        *TOLD,
    ),
    "organization": (
        ("funding", "funding", "organization_id"),
        ("contacts", "contact", "organization_id"),
        ("phones", "phone", "organization_id"),
        ("locations", "location", "organization_id"),
        ("programs", "program", "organization_id"),
        ("organization_identifiers", "organization_identifier", "organization_id"),
        *ABOUT,
    ),
    "service_at_location": (
        ("contacts", "contact", "service_at_location_id"),
        ("phones", "phone", "service_at_location_id"),
        ("schedules", "schedule", "service_at_location_id"),
        *ABOUT,
    ),
    "location": (
        ("languages", "language", "location_id"),
        ("addresses", "address", "location_id"),
        ("contacts", "contact", "location_id"),
        ("accessibility", "accessibility", "location_id"),
        ("phones", "phone", "location_id"),
        ("schedules", "schedule", "location_id"),
        *ABOUT,
        *TOLD,
    ),
    "contact": (("phones", "phone", "contact_id"), *ABOUT),
    "phone": (("languages", "language", "phone_id"), *ABOUT),
    "schedule": (*ABOUT, *TOLD),
    "taxonomy": (("metadata", "metadata", "resource_id"), *TOLD),
    "taxonomy_term": (("metadata", "metadata", "resource_id"), *TOLD),
    "attribute": (("metadata", "metadata", "resource_id"),),
    "metadata": (),
    "homeward_translation": (),
}
# Table -> the one object inside: name, table, and the column that leads to it.
ONES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "service": (
        ("organization", "organization", "organization_id"),
        ("program", "program", "program_id"),
    ),
    "service_at_location": (("location", "location", "location_id"),),
    "attribute": (("taxonomy_term", "taxonomy_term", "taxonomy_term_id"),),
    "taxonomy_term": (("taxonomy_detail", "taxonomy", "taxonomy_id"),),
}
# Links that an object states itself; the others are told by what it stands in.
STATED = {"parent_id", "parent_organization_id"}
HIDDEN = {*LINKS, *LOOSE_LINKS} - STATED
# What HSDS asks for even where nothing is known.
ALWAYS = {
    "address": ("address_1", "city", "state_province", "postal_code", "country"),
    "metadata": (
        "last_action_date",
        "last_action_type",
        "field_name",
        "previous_value",
        "replacement_value",
        "updated_by",
    ),
    "program": ("name", "description"),
    "organization_identifier": ("identifier_type", "identifier"),
}
# Columns of which HSDS takes these values alone; another stays in the package and isn't told here.
VALUES = {
    ("schedule", "freq"): {"WEEKLY", "MONTHLY"},
    ("schedule", "wkst"): {"MO", "TU", "WE", "TH", "FR", "SA", "SU"},
    ("address", "address_type"): {"physical", "postal", "virtual"},
}


class Nest:
    """The objects of some rows."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.index: dict[tuple[str, str], dict[str, list[Row]]] = {}

    def flat(self, table: str, key: str) -> Row:
        """A row's own columns, typed as HSDS has them."""
        row = self.rows.of(table)[key]
        numbers = NUMBERS.get(table, set())
        plain: Row = dict.fromkeys(ALWAYS.get(table, ()), "")
        for name, value in row.items():
            if name in HIDDEN or not _is_allowed(table, name, value):
                continue
            told = number(value) if name in numbers else str(value)
            if told is not None:
                plain[name] = told
        if table == "address":
            plain.setdefault("address_type", "physical")
        return plain

    def listed(self, table: str, key: str) -> Row:
        """With the objects it leads to and no lists, as the listings have it."""
        return {**self.flat(table, key), **dict(self._ones(table, key, self.listed))}

    def full(self, table: str, key: str, *, without: tuple[str, ...] = ()) -> Row:
        """With everything that hangs on it."""
        return {
            **self.flat(table, key),
            **{n: v for n, v in self._ones(table, key, self.full) if n not in without},
            **{n: v for n, v in self._lists(table, key) if n not in without},
        }

    def organization(self, key: str, *, full_service: bool) -> Row:
        nested = self.full("organization", key)
        without = ("organization",)
        services = [row["id"] for row in self._where("service", "organization_id", key)]
        if full_service:
            nested["services"] = [self.full("service", s, without=without) for s in services]
        else:
            nested["services"] = [self.flat("service", s) for s in services]
        return nested

    def at_location(self, key: str) -> Row:
        service = self.rows.of("service_at_location")[key]["service_id"]
        inside = self.full("service", service, without=("service_at_locations",))
        return {**self.full("service_at_location", key), "service": inside}

    def at_location_listed(self, key: str) -> Row:
        service = self.rows.of("service_at_location")[key]["service_id"]
        listed = self.listed("service_at_location", key)
        return {**listed, "service": self.listed("service", service)}

    def _ones(self, table: str, key: str, nest: Any) -> Iterator[tuple[str, Row]]:
        row = self.rows.of(table)[key]
        for name, target, column in ONES.get(table, ()):
            if row.get(column, "") in self.rows.of(target):
                yield name, nest(target, row[column])

    def _lists(self, table: str, key: str) -> Iterator[tuple[str, list[Row]]]:
        for name, target, column in LISTS.get(table, ABOUT):
            if found := self._where(target, column, key):
                yield name, [self.full(target, row["id"]) for row in found]

    def _where(self, table: str, column: str, key: str) -> list[Row]:
        if (table, column) not in self.index:
            index: dict[str, list[Row]] = defaultdict(list)
            for row in self.rows.of(table).values():
                if value := row.get(column):
                    index[value].append(row)
            self.index[table, column] = index
        return self.index[table, column].get(key, [])


def _is_allowed(table: str, name: str, value: Any) -> bool:
    allowed = VALUES.get((table, name))
    return allowed is None or value in allowed
