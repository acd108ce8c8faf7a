"""Figures as pages tell them: the same for every reader, small ones not told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation
from homeward.actors.models import Actor
from homeward.indicators import choices
from homeward.indicators.choices import Dimension, Measure, PeriodKind
from homeward.indicators.models import Definition, Figure, Setting
from homeward.indicators.rules import small, telling
from homeward.persons.choices import Sex
from homeward.places.models import Area
from homeward.places.names import country_name
from homeward.programmes.models import Programme

ORDER = list(Dimension)
COLUMNS: dict[Dimension, tuple[str, ...]] = {
    Dimension.PROGRAMME: ("programme_id",),
    Dimension.CORRIDOR: ("host_country_id", "origin_country_id"),
    Dimension.AREA: ("area_id",),
    Dimension.ORGANISATION: ("organisation_id",),
    Dimension.DONOR: ("donor_id",),
    Dimension.SEX: ("sex",),
    Dimension.AGE_BAND: ("age_band",),
    Dimension.WAVE: ("wave",),
}
NAMED = {
    Dimension.PROGRAMME: Programme,
    Dimension.AREA: Area,
    Dimension.ORGANISATION: Organisation,
    Dimension.DONOR: Actor,
}


@dataclass(frozen=True)
class Key:
    """One value of a dimension: what it is in the table, and in words. `value` "" is unknown.

    Of a programme, area, organisation and donor its number; of a corridor "BE-GH".
    """

    value: str
    label: str


@dataclass(frozen=True)
class Period:
    """All time, a year or a quarter by its first day; a kind without a day means each of them."""

    kind: PeriodKind = PeriodKind.ALL
    starts_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One figure. Where `is_small`, it is of too few persons, and no number of it is told."""

    code: str
    name: str
    definition: UUID
    version: int
    unit: str
    measure: str
    direction: str
    # Written in percent: a share, or a sum divided by the sum that it is part of.
    is_share: bool
    period: PeriodKind
    starts_on: date | None
    ends_on: date | None
    # dimension -> its value here; none where the figure is of all.
    keys: dict[Dimension, Key]
    currency: str
    numerator: float | None
    denominator: float | None
    # None too where there is nothing to tell: nobody counted, or not yet half reached it.
    value: float | None
    persons: int | None
    unknown: int | None
    is_small: bool
    computed_at: datetime
    figure: int

    def at(self, dimension: Dimension) -> str:
        key = self.keys.get(dimension)
        return key.value if key else ""


def cut_name(dimensions: Iterable[Dimension | str]) -> str:
    """ "programme+sex": the dimensions in their order, as `Figure.cut` holds them."""
    return "+".join(sorted({str(d) for d in dimensions}, key=ORDER.index))  # type: ignore[arg-type]


def smallest(on: date | None = None) -> int:
    """A figure of fewer persons than this is not told."""
    stated = Setting.objects.filter(
        setting=choices.Setting.SMALLEST_COUNT, valid_from__lte=on or timezone.localdate()
    )
    found = stated.order_by("-valid_from").first()
    if found is None:
        raise LookupError("no smallest count is stated for this day")
    return found.value


def figures(
    codes: Sequence[str],
    cut: Iterable[Dimension | str] = (),
    period: Period | None = None,
    where: Mapping[Dimension | str, str | int] | None = None,
    *,
    definition: Definition | None = None,
) -> list[Cell]:
    """The figures of these indicators' definitions in use, cut by these dimensions.

    `where` chooses values of dimensions of the cut ("" unknown). What is too small was found over
    all cuts when they were computed, so that choosing tells no more. The cells are in the order of
    codes, periods and names. `definition` asks for an older version of one indicator.
    """
    asked = period or Period()
    named = cut_name(cut)
    found = Figure.objects.filter(cut=named, period=asked.kind, replaced_at__isnull=True)
    if asked.starts_on:
        found = found.filter(starts_on=asked.starts_on)
    rows = list(_of(found, codes, definition).select_related("definition__indicator"))
    dimensions = [Dimension(one) for one in named.split("+") if one]
    least = smallest()
    if where:
        rows = [row for row in rows if _is_chosen(row, where)]
    names = _names(rows, dimensions)
    cells = [_cell(row, dimensions, names, least=least) for row in rows]
    place = {code: n for n, code in enumerate(codes)}
    return sorted(
        cells,
        key=lambda c: (
            place.get(c.code, len(place)),
            c.starts_on or date.min,
            [key.label for key in c.keys.values()],
            c.currency,
        ),
    )


@dataclass(frozen=True)
class Before:
    """What a figure was, and until when: None where it still stands."""

    cell: Cell
    until: datetime | None


def history(figure: Figure) -> list[Before]:
    """What this figure was before, the latest first, by earlier versions too: each as it is told.

    Of a month its last figure is kept.
    """
    same = {name: getattr(figure, name) for names in COLUMNS.values() for name in names}
    rows = Figure.objects.filter(
        definition__indicator=figure.definition.indicator_id, cut=figure.cut, period=figure.period,
        starts_on=figure.starts_on, currency=figure.currency, **same,
    ).select_related("definition__indicator").order_by("-computed_at", "-pk")  # fmt: skip
    dimensions = [Dimension(one) for one in figure.cut.split("+") if one]
    least, names = smallest(), _names([figure], dimensions)
    return [Before(_cell(row, dimensions, names, least=least), row.replaced_at) for row in rows]


def _of(
    found: QuerySet[Figure], codes: Sequence[str], definition: Definition | None
) -> QuerySet[Figure]:
    if definition is not None:
        return found.filter(definition=definition)
    return found.filter(
        Q(definition__status=choices.Status.PUBLISHED), definition__indicator__code__in=codes
    )


def value_of(figure: Figure, dimension: Dimension) -> str:
    """What a figure has in this dimension, as a `Key` holds it."""
    parts = [getattr(figure, column) for column in COLUMNS[dimension]]
    if all(part in (None, "") for part in parts):
        return ""
    return "-".join("" if part is None else str(part) for part in parts)


def _is_chosen(row: Figure, where: Mapping[Dimension | str, str | int]) -> bool:
    return all(value_of(row, Dimension(name)) == str(value) for name, value in where.items())


def is_kept(row: Figure, least: int) -> bool:
    """Kept back when it was computed; or of fewer than a count that was raised since."""
    given = {"persons": row.persons, "numerator": row.numerator, "denominator": row.denominator,
             "currency": row.currency}  # fmt: skip
    return row.is_kept_back or small.is_small(
        telling.counts(row.definition.measure, given), least
    )  # fmt: skip


def _cell(
    row: Figure,
    dimensions: Sequence[Dimension],
    names: Mapping[tuple[Dimension, str], str],
    *,
    least: int,
) -> Cell:
    definition, is_small = row.definition, is_kept(row, least)
    values = {d: value_of(row, d) for d in dimensions}
    return Cell(
        code=definition.indicator.code,
        name=str(definition.indicator),
        definition=definition.pk,
        version=definition.version,
        unit=definition.unit,
        measure=definition.measure,
        direction=definition.indicator.direction,
        is_share=definition.is_share,
        period=PeriodKind(row.period),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        keys={d: Key(value, names[d, value]) for d, value in values.items()},
        currency=row.currency,
        # Of a median it would be a count that nobody looked at.
        numerator=None if is_small or definition.measure == Measure.MEDIAN_DAYS else row.numerator,
        denominator=None if is_small else row.denominator,
        value=None if is_small else row.value,
        persons=None if is_small else row.persons,
        unknown=None if is_small or 0 < row.unknown < least else row.unknown,
        is_small=is_small,
        computed_at=row.computed_at,
        figure=row.pk,
    )


def _names(
    rows: Sequence[Figure], dimensions: Sequence[Dimension]
) -> dict[tuple[Dimension, str], str]:
    found: dict[tuple[Dimension, str], str] = {}
    for dimension in dimensions:
        values = {value_of(row, dimension) for row in rows}
        found |= {(dimension, v): name for v, name in _named(dimension, values).items()}
    return found


def _named(dimension: Dimension, values: set[str]) -> dict[str, str]:
    asked = values - {""}
    found = {"": gettext("Unknown")}
    if model := NAMED.get(dimension):
        rows = model._default_manager.filter(pk__in=asked)
        return found | {str(row.pk): str(row) for row in rows}
    return found | {value: _word(dimension, value) for value in asked}


WAVES = {
    "baseline": _("Baseline"),
    "midterm": _("Midterm"),
    "final": _("Final"),
}


@lru_cache(maxsize=1)
def _sexes() -> dict[str, Any]:
    return dict(Sex.choices)


def _word(dimension: Dimension, value: str) -> str:
    if dimension == Dimension.CORRIDOR:
        host, _dash, origin = value.partition("-")
        return gettext("%(host)s to %(origin)s") % {
            "host": country_name(host) if host else gettext("Unknown"),
            "origin": country_name(origin) if origin else gettext("Unknown"),
        }
    if dimension == Dimension.SEX:
        return str(_sexes().get(value, value))
    return str(WAVES.get(value, value))
