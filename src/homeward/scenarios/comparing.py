"""What was played beside what happened: how many, how much and how long, each with its band."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from homeward.scenarios.choices import Measure, Passage
from homeward.scenarios.models import Scenario
from homeward.scenarios.queries import Whole
from homeward.scenarios.results import banded
from homeward.scenarios.rules import telling
from homeward.scenarios.words import number


@dataclass(frozen=True)
class Beside:
    """One figure over all months that have passed; `inside` is None where it can't be told."""

    label: str
    happened: str
    played: str
    inside: bool | None


def beside(scenario: Scenario, side: Mapping[str, Any], seen: Whole) -> list[Beside]:
    last = seen.months - 1
    rows = [
        _row(
            str(measure.label),
            seen.totals.get(measure),
            side["sums"][measure][last],
            scenario.currency if measure == Measure.SPENT else "",
        )
        for measure in Measure
    ]
    rows += [
        _row(
            _("Granted from %(donor)s") % {"donor": one["name"]}, seen.donors.get(one["name"]),
            one["sums"][last], scenario.currency,
        )
        for one in side["donors"]
    ]  # fmt: skip
    return rows + [
        _row(
            str(passage.label), seen.passages.get(passage, (None, 0))[0],
            side["through"][passage][last], decimals=1,
        )
        for passage in Passage
    ]  # fmt: skip


def _row(
    label: str, happened: float | None, band: Sequence[float | None], unit: str = "",
    decimals: int = 0,
) -> Beside:  # fmt: skip
    told = "" if happened is None else number(happened, decimals)
    return Beside(
        label, f"{told} {unit}".strip() if told else "", f"{banded(band, decimals)} {unit}".strip(),
        telling.lies_in(happened, band),
    )  # fmt: skip


def covered(rows: Sequence[Beside]) -> tuple[int, int]:
    """(inside the band, known)."""
    known = [row for row in rows if row.inside is not None]
    return sum(bool(row.inside) for row in known), len(known)
