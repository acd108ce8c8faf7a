"""Countries' holidays and weekends as the library computes them (https://holidays.readthedocs.io)."""

from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

import holidays

SOURCE = f"holidays {version('holidays')}"


@dataclass(frozen=True)
class Year:
    """`weekend` in days of the week as ISO numbers them; None where the country is not known."""

    weekend: tuple[int, ...]
    days: dict[date, str]


def of_country(code: str, year: int) -> Year | None:
    try:
        found = holidays.country_holidays(code, years=year, language="en_US")
    except NotImplementedError:
        return None
    weekend = tuple(sorted(day + 1 for day in found.weekend))
    return Year(weekend, {on: name for on, name in found.items() if on.year == year})
