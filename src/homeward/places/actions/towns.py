"""Towns of GeoNames."""

from collections.abc import Sequence

from django.db import transaction

from homeward.core import bulk
from homeward.core.words import tsvector
from homeward.places.models import Town
from homeward.places.records import TownRecord
from homeward.places.rules import is_latin, place_key, skeletons


@transaction.atomic
def put_towns(records: Sequence[TownRecord]) -> bulk.Outcome:
    """All towns of a file. Gone are those of the same countries that it no longer has."""
    countries = {record.country for record in records}
    sheet = bulk.Sheet(
        kind="town",
        key=("geonameid",),
        columns=("country_id", "name", "names", "latitude", "longitude", "population"),
        rows={
            (record.geonameid,): (
                record.country,
                record.name,
                list(record.names),
                record.latitude,
                record.longitude,
                record.population,
            )
            for record in records
        },
        derived_columns=("key", "search"),
        derived=lambda row: (place_key(row[1]), _search(row[1], *row[2])),
    )
    outcome = bulk.put(sheet, Town.objects.all())
    # A file may hold some countries alone: what it says nothing of is not gone.
    now = {record.geonameid for record in records}
    known = Town.objects.filter(country__in=countries).values_list("pk", "country_id", "name")
    outcome.gone = [f"{pk} {country} {name}" for pk, country, name in known if pk not in now]
    return outcome


def _search(*names: str) -> str:
    """Its words, and for who writes another script the consonants of its Latin names."""
    found = skeletons(*filter(is_latin, names))
    return " ".join([tsvector(*names), *(f"'{skeleton}'" for skeleton in found)])
