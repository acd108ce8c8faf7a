"""The ids under which rows are published: stable, and always a UUID as HSDS asks.

A row's own UUID where it has one; a source's id where that is one; else the UUID that follows from
the source's name and its id (RFC 9562, version 5), the same in every installation.
"""

from uuid import NAMESPACE_URL, UUID, uuid5

from homeward.access.models import Organisation
from homeward.services.models import Taxonomy, TaxonomyTerm

A_UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"


def published_id(source: str, table: str, key: str) -> str:
    try:
        return str(UUID(key))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, f"homeward:{source}/{table}/{key}"))


def part_id(owner: str, what: str) -> str:
    """The id of what hangs on a row and has no id of its own."""
    return str(uuid5(UUID(owner), what))


def of_organisation(organisation: Organisation) -> str:
    actor = getattr(organisation, "actor", None)
    if actor and actor.source:
        return published_id(actor.source, "organization", actor.source_id)
    return published_id("", "organization", str(organisation.pk))


def of_taxonomy(taxonomy: Taxonomy) -> str:
    key = taxonomy.source_id or str(taxonomy.pk)
    return published_id(taxonomy.source, "taxonomy", key)


def of_term(term: TaxonomyTerm) -> str:
    source = term.taxonomy.source
    try:
        return str(UUID(term.source_id))
    except ValueError:
        # A term's id is its own inside its taxonomy alone.
        return published_id(source, "taxonomy_term", f"{term.taxonomy.source_id}/{term.source_id}")
