"""From the words of a place to an area that programmes are known by."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from anyascii import anyascii

from homeward.places.models import Area

DEEPEST = 5


def folded(text: str) -> str:
    """Letters and digits alone, without accents, so that two ways of writing meet."""
    return "".join(c for c in anyascii(text).casefold() if c.isalnum())


@dataclass(frozen=True)
class Gazetteer:
    """The areas of some countries, found by name; the deepest that bears the name."""

    countries: frozenset[str]

    @cached_property
    def areas(self) -> dict[int, Area]:
        return {area.pk: area for area in Area.objects.filter(country__in=self.countries)}

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], Area]:
        found: dict[tuple[str, str], Area] = {}
        for area in sorted(self.areas.values(), key=lambda a: a.level):
            for name in (area.name, *area.names.values()):
                found[area.country_id, folded(name)] = area
        return found

    def find(self, country: str, text: str) -> Area | None:
        """None where the words name no area that is known, or nothing was said."""
        words = folded(text)
        return self._by_name.get((country, words)) if words else None

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


def gazetteer(countries: Iterable[str]) -> Gazetteer:
    return Gazetteer(frozenset(countries))
