"""Reads of published figures. A year without a row is unknown, and stays so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min, QuerySet, Sum

from homeward.countries.choices import FigureKind, Sex
from homeward.countries.models import Figure
from homeward.places.models import Country
from homeward.places.names import country_name


@dataclass(frozen=True)
class ByYear:
    """A corridor's figure of each year from the first to the last: `values` None is unknown.

    From all hosts a year is the sum of what is known of it.
    """

    years: Sequence[int]
    values: Sequence[int | None]
    sources: Sequence[tuple[str, date]]

    @property
    def total(self) -> int:
        return sum(value for value in self.values if value is not None)

    @property
    def known(self) -> int:
        return sum(value is not None for value in self.values)


@dataclass(frozen=True)
class Groups:
    """Returns of one year by age; a pair of columns by sex. None: not told."""

    year: int
    ages: Sequence[tuple[int, int | None]]
    by_sex: Sequence[tuple[Sex, Sequence[int | None]]]
    sources: Sequence[tuple[str, date]]

    @property
    def total(self) -> int:
        return sum(v or 0 for _sex, values in self.by_sex for v in values)


def _of(origin: str, kind: FigureKind | str, host: str = "") -> QuerySet[Figure]:
    found = Figure.objects.filter(origin=origin, kind=kind)
    return found.filter(host=host) if host else found


def _whole(found: QuerySet[Figure]) -> QuerySet[Figure]:
    """Everybody, whatever their sex and age; of one source, so that nothing is counted twice."""
    everybody = found.filter(sex="", age_from=None)
    source = (
        everybody.order_by()
        .values("source")
        .annotate(last=Max("year"), first=Min("year"))
        .order_by("first", "source")
        .values_list("source", flat=True)
        .first()
    )
    return everybody.filter(source=source) if source else everybody.none()


def by_year(
    origin: str, kind: FigureKind | str = FigureKind.RETURNED_REFUGEES, *, host: str = ""
) -> ByYear:
    """From the source that reaches furthest back. No year at all where nothing is known."""
    found = _whole(_of(origin, kind, host))
    values = dict(
        found.order_by().values_list("year").annotate(sum=Sum("value")).values_list("year", "sum")
    )
    years = range(min(values), max(values) + 1) if values else range(0)
    return ByYear(list(years), [values.get(year) for year in years], _sources(found))


def _sources(found: QuerySet[Figure]) -> list[tuple[str, date]]:
    pairs = found.order_by().values_list("source").annotate(on=Max("source_date"))
    return sorted((source, on) for source, on in pairs)


def hosts(
    origin: str, kind: FigureKind | str = FigureKind.RETURNED_REFUGEES
) -> list[tuple[Country, int]]:
    """From where, the most first, with what is known of all years."""
    found = _whole(_of(origin, kind)).exclude(host=None)
    sums = list(
        found.order_by()
        .values_list("host")
        .annotate(sum=Sum("value"))
        .order_by("-sum", "host")
        .values_list("host", "sum")
    )
    by_code = Country.objects.in_bulk([code for code, _sum in sums])
    return [(by_code[code], total) for code, total in sums]


def latest_year(origin: str, kind: FigureKind | str) -> int | None:
    """The last year of which ages are told."""
    years = _of(origin, kind).exclude(age_from=None).exclude(sex="")
    last: int | None = years.aggregate(last=Max("year"))["last"]
    return last


def groups(
    origin: str, kind: FigureKind | str = FigureKind.RETURNED_REFUGEES, *, year: int | None = None
) -> Groups | None:
    """By sex and age, of the year or of the last one told; None where no source tells."""
    year = year or latest_year(origin, kind)
    if year is None:
        return None
    found = _of(origin, kind).filter(year=year, age_from__isnull=False).exclude(sex="")
    values: dict[tuple[str, int, int | None], int] = {}
    for one in found.order_by():
        key = (one.sex, one.age_from or 0, one.age_to)
        values[key] = values.get(key, 0) + one.value
    if not values:
        return None
    ages = sorted({(first, last) for _sex, first, last in values}, key=lambda age: age[0])
    return Groups(
        year,
        ages,
        [(sex, [values.get((sex.value, *age)) for age in ages]) for sex in Sex],
        _sources(found),
    )


def rows_for_sheet(origin: str) -> Iterator[list[str]]:
    """Every figure of a country, for a spreadsheet: one a row, as its source gives it."""
    found = Figure.objects.filter(origin=origin).order_by("kind", "host", "year", "sex", "age_from")
    for one in found:
        yield [
            str(one.get_kind_display()),
            str(country_name(one.origin_id)),
            str(country_name(one.host_id)) if one.host_id else "",
            str(one.year),
            str(one.get_sex_display()) if one.sex else "",
            "" if one.age_from is None else str(one.age_from),
            "" if one.age_to is None else str(one.age_to),
            str(one.value),
            one.source,
            one.source_date.isoformat(),
        ]
