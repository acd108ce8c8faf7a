"""From the words of a place to an area that programmes are known by, and how far it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from homeward.places.models import Area, Town
from homeward.places.rules import distance_km, place_key

DEEPEST = 5
Point = tuple[float, float]


@dataclass(frozen=True)
class Gazetteer:
    """The areas of some countries, found by name; the deepest that bears the name.

    A town that is no area itself means the area that it lies in.
    """

    countries: frozenset[str]

    @cached_property
    def areas(self) -> dict[int, Area]:
        return {area.pk: area for area in Area.objects.filter(country__in=self.countries)}

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        towns = Town.objects.filter(country__in=self.countries, area__isnull=False)
        for country, key, area in towns.order_by("population").values_list(
            "country", "key", "area"
        ):
            found[country, key] = area
        for place in sorted(self.areas.values(), key=lambda a: a.level):
            for name in (place.name, *place.names.values()):
                found[place.country_id, place_key(name)] = place.pk
        return found

    def find(self, country: str, text: str) -> Area | None:
        """None where the words name no place that is known, or nothing was said."""
        words = place_key(text)
        return self.areas.get(self._by_name.get((country, words), 0)) if words else None

    def around(self, area: Area) -> tuple[str, ...]:
        """Keys of the area, of those above it, and of its country, as the rules know them."""
        return (*[f"area:{a.pk}" for a in self.way(area)], area.country_id)

    def way(self, area: Area) -> list[Area]:
        """From the area up."""
        found = [area]
        while found[-1].parent_id in self.areas and len(found) < DEEPEST:
            found.append(self.areas[found[-1].parent_id])
        return found

    def top(self, area: Area) -> Area:
        return self.way(area)[-1]

    def path(self, area: Area | None, country: str) -> str:
        """The way down from the country by P-codes, as criteria name an area; as far as known."""
        steps = [country]
        for step in reversed(self.way(area)) if area else []:
            if not step.pcode:
                break
            steps.append(step.pcode)
        return "/".join(steps)

    def point(self, area: Area) -> Point | None:
        """Its centre, or that of the nearest area above it whose centre is known."""
        for step in self.way(area):
            if step.latitude is not None and step.longitude is not None:
                return step.latitude, step.longitude
        return None

    def nearest(self, area: Area, places: Iterable[str]) -> tuple[Area, float] | None:
        """Of some places as the rules know them, the nearest to an area, in kilometres."""
        here = self.point(area)
        if here is None:
            return None
        others = [self.areas.get(int(p.removeprefix("area:"))) for p in places if ":" in p]
        far = [
            (distance_km(here, point), other.pk)
            for other in others
            if other and (point := self.point(other))
        ]
        return (self.areas[min(far)[1]], min(far)[0]) if far else None


def gazetteer(countries: Iterable[str]) -> Gazetteer:
    return Gazetteer(frozenset(countries))
