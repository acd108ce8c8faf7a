"""Gathers the rows of published services and of what they hang on, in few reads."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from homeward.access.models import Organisation
from homeward.exchange.models import SourceRow
from homeward.exchange.readers.hsds_columns import LINKS, LOOSE_LINKS
from homeward.exchange.writers.hsds import ids, records, rows
from homeward.exchange.writers.hsds.kept import with_kept
from homeward.exchange.writers.hsds.records import Plain
from homeward.exchange.writers.hsds.rows import Row, Rows
from homeward.services.models import Location, Service, Taxonomy, TaxonomyTerm

Owner = tuple[str, str, str]


@dataclass
class Gathering:
    """Rows of some services. Each object goes in once, under its published id."""

    services: dict[str, Service] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    locations: dict[str, Location] = field(default_factory=dict)
    taxonomies: dict[str, Taxonomy] = field(default_factory=dict)
    terms: dict[str, TaxonomyTerm] = field(default_factory=dict)
    # (source, table, the source's id) -> published id
    known: dict[Owner, str] = field(default_factory=dict)
    kept: dict[Owner, list[SourceRow]] = field(default_factory=lambda: defaultdict(list))

    def add_services(self, services: Iterable[Service]) -> None:
        """Services with all that `queries.for_export` fetches."""
        for service in services:
            self.services[str(service.pk)] = service
            self._know(service.source, "service", service.source_id, str(service.pk))
            self.add_organisation(service.organisation)
            for link in service.at_locations.all():
                self.add_location(link.location)
            for said in service.service_terms.all():
                self.add_term(said.term)

    def add_organisation(self, organisation: Organisation) -> str:
        key = ids.of_organisation(organisation)
        self.organisations[key] = organisation
        source, source_id = _organisation_source(organisation)
        self._know(source, "organization", source_id, key)
        return key

    def add_location(self, place: Location) -> None:
        # A published file can't be called back: nothing of a confidential place goes into one.
        if not place.is_confidential:
            self.locations[str(place.pk)] = place
            self._know(place.source, "location", place.source_id, str(place.pk))

    def add_term(self, term: TaxonomyTerm) -> None:
        key = ids.of_term(term)
        if key not in self.terms:
            self.terms[key] = term
            self.add_taxonomy(term.taxonomy)
            self._know(term.taxonomy.source, "taxonomy_term", term.source_id, key)

    def add_taxonomy(self, taxonomy: Taxonomy) -> None:
        key = ids.of_taxonomy(taxonomy)
        self.taxonomies[key] = taxonomy
        self._know(taxonomy.source, "taxonomy", taxonomy.source_id, key)

    def _know(self, source: str, table: str, source_id: str, key: str) -> None:
        if source_id:
            self.known[source, table, source_id] = key

    def rows(self) -> Rows:
        self._fetch_kept()
        found = Rows()
        for key, organisation in self.organisations.items():
            found.update(self._organisation(key, organisation))
        for key, place in self.locations.items():
            found.update(self._location(key, place))
        for key, taxonomy in self.taxonomies.items():
            found.update(self._taxonomy(key, taxonomy))
        for key, term in self.terms.items():
            found.update(self._term(key, term))
        for key, service in self.services.items():
            found.update(self._service(key, service))
        return found

    def countries(self) -> dict[str, str]:
        """Of each organisation whose country no published address tells, its country."""
        told = {
            ids.of_organisation(service.organisation)
            for service in self.services.values()
            for link in service.at_locations.all()
            if str(link.location_id) in self.locations and link.location.country_id
        }
        return {
            key: organisation.country_id
            for key, organisation in self.organisations.items()
            if key not in told and organisation.country_id
        }

    def _fetch_kept(self) -> None:
        wanted: dict[tuple[str, str], list[str]] = defaultdict(list)
        for source, table, source_id in self.known:
            wanted[source, table].append(source_id)
        asked = [
            Q(source=source, owner_table=table, owner__in=owners)
            for (source, table), owners in wanted.items()
            if source
        ]
        if asked:
            for row in SourceRow.objects.filter(reduce(or_, asked)).order_by("pk"):
                self.kept[row.source, row.owner_table, row.owner].append(row)

    def _service(self, key: str, service: Service) -> Rows:
        organisation = ids.of_organisation(service.organisation)

        def find(table: str, name: str) -> str:
            return self._find(service, table, name)

        now = rows.of_service(records.service(service), key, organisation, find)
        kept = self._kept(service.source, "service", service.source_id)
        if not kept.tables:
            return now
        plain = _then(records.service(service), service.source_record)
        then = rows.of_service(plain, key, self._then_organisation(service), find)
        return self._without_hidden(with_kept(now, then, kept))

    def _find(self, service: Service, table: str, name: str) -> str:
        if table == "location":
            found = self.known.get((service.source, table, name), name)
            return found if found in self.locations else ""
        taxonomy, _slash, term = name.partition("/")
        for said in service.service_terms.all():
            if (said.term.taxonomy.source_id, said.term.source_id) == (taxonomy, term):
                return ids.of_term(said.term)
        return ""

    def _then_organisation(self, service: Service) -> str:
        told = service.source_record.get("organisation", "")
        return self.known.get(
            (service.source, "organization", told),
            ids.published_id(service.source, "organization", told),
        )

    def _without_hidden(self, found: Rows) -> Rows:
        """A service at a confidential place is offered; where isn't said, whoever says it."""
        at = found.of("service_at_location")
        hidden = [key for key, row in at.items() if row.get("location_id") not in self.locations]
        for key in hidden:
            del at[key]
        for table, inside in found.tables.items():
            if table == "service_at_location":
                continue
            for row in inside.values():
                if row.get("location_id") and row["location_id"] not in self.locations:
                    del row["location_id"]
                if row.get("service_at_location_id") in hidden:
                    del row["service_at_location_id"]
        return found

    def _organisation(self, key: str, organisation: Organisation) -> Rows:
        plain = records.organisation(organisation)
        now = rows.of_organisation(plain, key)
        source, source_id = _organisation_source(organisation)
        kept = self._kept(source, "organization", source_id)
        if not kept.tables:
            return now
        then = rows.of_organisation(_then(plain, organisation.actor.source_record), key)
        return self._without_hidden(with_kept(now, then, kept))

    def _location(self, key: str, place: Location) -> Rows:
        plain = records.location(place)
        owner = ids.of_organisation(place.organisation) if place.organisation else ""
        now = rows.of_location(plain, key, owner if owner in self.organisations else "")
        kept = self._kept(place.source, "location", place.source_id)
        if not kept.tables:
            return now
        told = place.source_record.get("organisation", "")
        before = self.known.get((place.source, "organization", told), "")
        then = rows.of_location(_then(plain, place.source_record), key, before)
        return with_kept(now, then, kept)

    def _taxonomy(self, key: str, taxonomy: Taxonomy) -> Rows:
        # Nobody here edits a source's terms: what is kept is what stands.
        now = rows.of_taxonomy(vars(taxonomy), key)
        kept = self._kept(taxonomy.source, "taxonomy", taxonomy.source_id)
        if not kept.tables and any(source == taxonomy.source for source, _t, _o in self.kept):
            # Terms of the source name a list that the source doesn't have.
            return Rows()
        return with_kept(now, now, kept)

    def _term(self, key: str, term: TaxonomyTerm) -> Rows:
        plain = {**vars(term), "taxonomy": term.taxonomy.name}
        parent = ids.of_term(term.parent) if term.parent else ""
        now = rows.of_term(plain, key, ids.of_taxonomy(term.taxonomy), parent)
        return with_kept(
            now, now, self._kept(term.taxonomy.source, "taxonomy_term", term.source_id)
        )

    def _kept(self, source: str, table: str, source_id: str) -> Rows:
        found = Rows()
        for row in self.kept.get((source, table, source_id), ()):
            key = self.published(source, row.table, row.key)
            found.tables[row.table][key] = {"id": key, **self.linked(source, row.values)}
        return found

    def linked(self, source: str, values: Row) -> Row:
        """With each link leading to the id under which its row is published."""
        linked = dict(values)
        for name, table in LINKS.items():
            if value := linked.get(name):
                linked[name] = self.published(source, table, str(value))
        for name in LOOSE_LINKS:
            if value := linked.get(name):
                linked[name] = self._anywhere(source, str(value))
        return linked

    def published(self, source: str, table: str, key: str) -> str:
        return self.known.get((source, table, key)) or ids.published_id(source, table, key)

    def _anywhere(self, source: str, key: str) -> str:
        tables = ("service", "organization", "location", "taxonomy", "taxonomy_term")
        found = (self.known.get((source, table, key)) for table in tables)
        return next(filter(None, found), "") or ids.published_id(source, "row", key)


def _organisation_source(organisation: Organisation) -> tuple[str, str]:
    actor = getattr(organisation, "actor", None)
    return (actor.source, actor.source_id) if actor else ("", "")


def _then(now: Plain, told: dict[str, Any]) -> Plain:
    """What its source said, with what a later version of ours asks for as well."""
    return {**now, **told}
