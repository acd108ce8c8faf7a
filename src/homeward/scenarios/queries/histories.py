"""Histories that were read, and what happened in the months of a scenario."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from homeward.access.models import User
from homeward.alignment.queries.areas import gazetteer
from homeward.programmes.models import Programme
from homeward.scenarios.choices import Measure
from homeward.scenarios.models import Reading, Scenario
from homeward.scenarios.rules.building import months_of
from homeward.scenarios.rules.history import COMPARED, Row


def latest_reading(programme: Programme, user: User) -> Reading | None:
    return (
        Reading.objects.filter(
            programme=programme, organisation=user.organisation_of_rows, read_at__isnull=False
        )
        .order_by("-until", "-read_at")
        .first()
    )


def reading_under_way(programme: Programme, user: User) -> bool:
    return Reading.objects.filter(
        programme=programme, organisation=user.organisation_of_rows, read_at=None
    ).exists()


def history(programme_id: int, since: date, until: date) -> list[Row]:
    """Counts over all owners; the job's alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select kind, subject, land, place, area, month, n, total, mean, deviation"
            " from scenarios_history(%s, %s, %s)",
            [programme_id, since, until],
        )
        return [
            Row(
                kind=r[0], subject=r[1] or "", land=r[2] or "", place=r[3] or "", area=r[4],
                month=r[5], n=r[6], total=r[7], mean=r[8], deviation=r[9],
            )
            for r in cursor.fetchall()
        ]  # fmt: skip


def areas_of_places(rows: Iterable[Row]) -> dict[tuple[str, str], str]:
    """The topmost area that the words of a place name, as far as they name one."""
    said = {(row.land, row.place) for row in rows if row.kind == "place"}
    land = gazetteer({country for country, _place in said if country})
    return {
        (country, place): land.top(area).name
        for country, place in said
        if (area := land.find(country, place)) is not None
    }


def top_areas(rows: Iterable[Row]) -> dict[int, str]:
    land = gazetteer({row.land for row in rows if row.kind == "place" and row.land})
    return {pk: area.name for pk, area in land.areas.items() if area.parent_id is None}


def observed(scenario: Scenario, reading: Reading) -> dict[str, list[float | None]]:
    """By measure, each whole month that has passed: what happened; None where it is of few."""
    figures: dict[str, Any] = reading.figures or {}
    days = [
        day for day in months_of(scenario.begins_on, scenario.months)
        if day >= reading.since and months_of(day, 2)[1] <= reading.until
    ]  # fmt: skip
    skipped = sum(day < reading.since for day in months_of(scenario.begins_on, scenario.months))
    series = {
        **{name: figures["series"][name] for name in ("arrivals", "decided", "granted", "begun")},
        "spent": figures["spent"].get(scenario.currency, {}),
    }
    # A month that the series does not have is one of nobody.
    return {
        measure: [None] * skipped + [series[measure].get(day.isoformat(), 0) for day in days]
        for measure in Measure.values
    }


@dataclass(frozen=True)
class Whole:
    """What happened over the first months of a scenario together; None where it is of few.

    spent and donors in the scenario's currency; passages: mean days, by how many.
    """

    months: int
    totals: Mapping[str, float | None]
    donors: Mapping[str, float]
    passages: Mapping[str, tuple[float, int]]


def observed_in_all(scenario: Scenario, reading: Reading) -> Whole | None:
    """Where the history was read from the scenario's first day to the last of a month of it."""
    figures: dict[str, Any] = reading.figures or {}
    ends = [months_of(day, 2)[1] for day in months_of(scenario.begins_on, scenario.months)]
    after = reading.until + timedelta(days=1)
    if reading.since != scenario.begins_on or after not in ends or "totals" not in figures:
        return None
    single = figures["single"]
    spent = figures["spent_in_all"]
    return Whole(
        months=ends.index(after) + 1,
        totals={
            **figures["totals"],
            "spent": spent.get(scenario.currency, 0 if figures["totals"]["granted"] == 0 else None),
        },
        donors={
            one["subject"]: one["total"]
            for one in single
            if one["kind"] == "donor" and one["of"] == scenario.currency
        },
        passages={
            one["kind"]: (one["mean"], one["n"]) for one in single if one["kind"] in COMPARED
        },
    )
