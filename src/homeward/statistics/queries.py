"""Reads of releases, of the figures they are made of, and of what was taken in from elsewhere."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from homeward.access.models import Organisation
from homeward.indicators.choices import Dimension, Measure, PeriodKind
from homeward.indicators.choices import Status as DefinitionStatus
from homeward.indicators.models import Definition, Figure
from homeward.indicators.queries import Cell, Period, figures, smallest
from homeward.places.models import Area
from homeward.statistics import rules
from homeward.statistics.choices import Status
from homeward.statistics.cuts import Cut, Row
from homeward.statistics.models import Release, TakenRelease

AREA = Dimension.AREA.value
OUT = (Status.PUBLISHED, Status.WITHDRAWN)


def releases() -> QuerySet[Release]:
    """Those the actor sees: their organisation's own, and everybody's published ones."""
    return Release.objects.select_related(
        "owner_org", "prepared_by", "published_by", "withdrawn_by", "corrects"
    )


def own(organisation: Organisation) -> QuerySet[Release]:
    return releases().filter(owner_org=organisation)


def out() -> QuerySet[Release]:
    """What was ever published here, withdrawn or not: it can't be called back."""
    return releases().filter(status__in=OUT).order_by("-published_at")


def next_number(organisation: Organisation) -> int:
    found = Release.objects.filter(owner_org=organisation).aggregate(last=Max("number"))
    return int(found["last"] or 0) + 1


def correction_of(release: Release) -> Release | None:
    return out().filter(corrects=release).first()


def taken() -> QuerySet[TakenRelease]:
    return TakenRelease.objects.select_related("sender_org", "taken_by")


def choices_of_codes() -> list[tuple[str, str]]:
    """Indicators in use that have figures."""
    used = Definition.objects.filter(status=DefinitionStatus.PUBLISHED, figures__isnull=False)
    rows = used.select_related("indicator").distinct().order_by("indicator__position")
    return list(dict.fromkeys((row.indicator.code, str(row.indicator)) for row in rows))


def choices_of_cuts() -> list[str]:
    """The cuts that the figures in use were told apart by, the whole first."""
    found = Figure.objects.filter(replaced_at__isnull=True, definition__status="published")
    names = set(found.order_by().values_list("cut", flat=True).distinct())
    return sorted(names | {""}, key=lambda name: (name.count("+") + bool(name), name))


def cuts_of(codes: Sequence[str], cuts: Sequence[str], period: PeriodKind) -> list[Cut]:
    """The figures as they are, small ones too: to be checked, never to be shown."""
    found: list[Cut] = []
    # The whole goes with every release: without it nobody could read the parts.
    for name in dict.fromkeys(["", *cuts]):
        cells = figures(codes, [one for one in name.split("+") if one], Period(period))
        raw = Figure.objects.in_bulk([cell.figure for cell in cells])
        tables: dict[tuple[str, str], list[Cell]] = {}
        for cell in cells:
            tables.setdefault((cell.code, cell.currency), []).append(cell)
        found += [_cut(name, some, raw) for some in tables.values()]
    return found


def _cut(name: str, cells: list[Cell], raw: dict[int, Figure]) -> Cut:
    one, codes = cells[0], _codes(cells)
    return Cut(
        code=one.code,
        name=one.name,
        definition=str(one.definition),
        version=one.version,
        unit=one.unit,
        measure=one.measure,
        cut=tuple(part for part in name.split("+") if part),
        currency=one.currency,
        computed_at=max(cell.computed_at for cell in cells).isoformat(),
        rows=tuple(_row(cell, raw[cell.figure], codes) for cell in cells),
    )


def _codes(cells: Sequence[Cell]) -> dict[str, str]:
    """Area -> country and P-code, by which another installation knows it."""
    asked = {cell.at(Dimension.AREA) for cell in cells} - {""}
    coded = Area.objects.filter(pk__in=asked).exclude(pcode="")
    return {str(area.pk): f"{area.country_id} {area.pcode}" for area in coded}


def _row(cell: Cell, figure: Figure, codes: Mapping[str, str]) -> Row:
    is_share = cell.measure == Measure.SHARE
    count: float = figure.persons
    if is_share:
        count = figure.denominator
    elif cell.measure == Measure.COUNT:
        count = figure.numerator
    return Row(
        starts=cell.starts_on.isoformat() if cell.starts_on else "",
        ends=cell.ends_on.isoformat() if cell.ends_on else "",
        keys={str(dimension): key.value for dimension, key in cell.keys.items()},
        labels={str(dimension): key.label for dimension, key in cell.keys.items()},
        codes={AREA: codes[cell.at(Dimension.AREA)]} if cell.at(Dimension.AREA) in codes else {},
        count=round(count),
        reached=round(figure.numerator) if is_share else None,
        value=figure.value,
        persons=figure.persons,
    )


def checked(release: Release) -> rules.Checked:
    """The tables of a draft as they may be shown now, beside everything published before."""
    return rules.check(
        cuts_of(release.codes, release.cuts, PeriodKind(release.period)),
        [one.tables for one in reversed(out())],
        least=smallest(),
    )


def published(pk: UUID) -> Release | None:
    return out().filter(pk=pk).first()


def joined_parts() -> list[tuple[str, list[dict[str, Any]]]]:
    """For each installation the tables of its releases that stand, the latest of each first."""
    ours = out().filter(status=Status.PUBLISHED, corrections__isnull=True)
    found = [("", table) for release in ours for table in release.tables]
    found += [
        (one.installation, table)
        for one in taken().order_by("installation", "-published_at")
        for table in one.content["tables"]
    ]
    parts: dict[str, dict[Any, dict[str, Any]]] = {}
    for who, table in found:
        key = (table["code"], table["currency"], tuple(table["cut"]), _periods(table))
        parts.setdefault(who, {}).setdefault(key, table)
    return [(who, list(tables.values())) for who, tables in parts.items()]


def _periods(table: dict[str, Any]) -> str:
    return "all" if any(not row["starts"] for row in table["rows"]) else "periods"
