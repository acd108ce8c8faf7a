"""Where the figure of an area is written on a map, as far as anybody knows."""

from django.db import connection, transaction

from homeward.places.choices import CentreFrom

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
  and not exists (
    select 1 from places_area other
    where other.country_id = area.country_id and other.key = area.key and other.level < area.level
  )
"""


@transaction.atomic
def centre_on_towns() -> int:
    """Gives areas without a centre that of the town of their name; returns how many moved.

    Of a region and a district of one name the region is taken: its capital is the better guess.
    """
    with connection.cursor() as cursor:
        cursor.execute(ON_TOWNS, {"town": CentreFrom.TOWN.value})
        return int(cursor.rowcount)
