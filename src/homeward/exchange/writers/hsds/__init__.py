"""The directory as HSDS 3: rows by table, nested objects of the API, a data package.

What a source said beyond our fields is kept row by row (exchange.SourceRow) and goes out again as
it came in, for as long as nobody here has changed what it says.
"""

from typing import Any

from homeward.exchange.models import SourceRow
from homeward.exchange.writers.hsds.gather import Gathering
from homeward.exchange.writers.hsds.nested import Nest
from homeward.exchange.writers.hsds.package import zipped
from homeward.exchange.writers.hsds.published import services, with_all
from homeward.exchange.writers.hsds.rows import Rows
from homeward.services.models import Taxonomy, TaxonomyTerm

__all__ = [
    "Gathering",
    "Nest",
    "Rows",
    "everything",
    "page",
    "services",
    "with_all",
    "zipped",
]


def everything(source: str = "") -> Rows:
    """All rows of what is published; of one source alone where it is given.

    With the lists of terms of its sources whole, and the rows that hang on nothing.
    """
    found = services()
    if source:
        found = found.filter(source=source)
    gathering = Gathering()
    gathering.add_services(with_all(found))
    sources = {service.source for service in gathering.services.values()} - {""}
    terms = TaxonomyTerm.objects.filter(taxonomy__source__in=sources)
    for term in terms.select_related("taxonomy", "parent__taxonomy"):
        gathering.add_term(term)
    for taxonomy in Taxonomy.objects.filter(source__in=sources):
        gathering.add_taxonomy(taxonomy)
    rows = gathering.rows()
    for key, country in gathering.countries().items():
        # An organisation has a country here, and HSDS no column for it.
        rows.of("organization")[key].setdefault("homeward_country", country)
    for row in SourceRow.objects.filter(source__in=sources, owner_table="").order_by("pk"):
        key = gathering.published(row.source, row.table, row.key)
        rows.tables[row.table][key] = {"id": key, **gathering.linked(row.source, row.values)}
    return rows


def page(rows: Rows) -> dict[str, Any]:
    """All services as one page of HSDS's list of full services."""
    nest = Nest(rows)
    contents = [nest.full("service", key) for key in sorted(rows.of("service"))]
    return {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
        "contents": contents,
    }
