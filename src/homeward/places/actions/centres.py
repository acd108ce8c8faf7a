"""Where the figure of an area is written on a map, as far as anybody knows."""

from django.db import connection, transaction

from homeward.places.choices import DEEPEST, CentreFrom

# The largest town that is called as the area, in the area's own country. Said as what it is.
ON_TOWNS = """
update places_area area
set latitude = town.latitude, longitude = town.longitude, centre_from = %(town)s
from (
    select distinct on (country_id, key) country_id, key, latitude, longitude
    from places_town where key <> ''
    order by country_id, key, population desc nulls last, geonameid
) town
where town.country_id = area.country_id and town.key = area.key
  and (area.latitude is null or area.centre_from = %(town)s)
  and (area.latitude, area.longitude) is distinct from (town.latitude, town.longitude)
"""

# An area of which no town is called the same: the mean of the centres of those in it.
ON_AREAS = """
update places_area area
set latitude = under.latitude, longitude = under.longitude, centre_from = %(areas)s
from (
    select parent_id, avg(latitude) as latitude, avg(longitude) as longitude
    from places_area where latitude is not null and parent_id is not null group by parent_id
) under
where under.parent_id = area.id
  and (area.latitude is null or area.centre_from = %(areas)s)
  and (area.latitude, area.longitude) is distinct from (under.latitude, under.longitude)
"""


@transaction.atomic
def centre_areas() -> int:
    """Gives areas without a centre that of the town of their name, else of the areas in them.

    Returns how many moved. A map says how far to trust it: `centre_from` tells which it was.
    """
    given = {"town": CentreFrom.TOWN.value, "areas": CentreFrom.AREAS.value}
    moved = 0
    with connection.cursor() as cursor:
        for statement in (ON_TOWNS, *[ON_AREAS] * (DEEPEST - 1)):
            cursor.execute(statement, given)
            moved += cursor.rowcount
    return moved
