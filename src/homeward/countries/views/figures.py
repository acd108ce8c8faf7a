"""Published figures of returns and arrivals, as charts with their tables."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.core import spreadsheets
from homeward.core.charts import Chart, Series, Shape
from homeward.core.templatetags.writing import figure, short_date
from homeward.countries import queries
from homeward.countries.choices import FigureKind
from homeward.countries.forms import one_of
from homeward.countries.views.countries import SECTION, country_or_404
from homeward.places.models import Country
from homeward.places.names import country_name

# From so many hosts; the spreadsheet has them all.
HOSTS = 10


@page("countries.read")
def figures(request: Request, country: str) -> HttpResponse:
    """`host` narrows it to a corridor; `kind` is what is counted."""
    found = country_or_404(country)
    kind = FigureKind(
        one_of(request.GET.get("kind", ""), FigureKind.values) or FigureKind.RETURNED_REFUGEES
    )
    hosts = queries.hosts(found.pk, kind)
    host = one_of(request.GET.get("host", ""), [one.pk for one, _total in hosts])
    charts = [_years(found, kind, host), _hosts(found, kind, hosts), _ages(found, kind, host)]
    context = SECTION | {
        "country": found,
        "kind": kind,
        "kinds": FigureKind.choices,
        "host": host,
        "hosts": [(one.pk, str(one)) for one, _total in hosts],
        "charts": [chart for chart in charts if chart],
        "is_returns": kind == FigureKind.RETURNED_REFUGEES,
    }
    return render(request, "countries/figures.html", context)


@page("countries.read")
def sheet(request: Request, country: str) -> HttpResponse:
    """Every figure of the country as its source gives it, one a row."""
    found = country_or_404(country)
    header = [
        _("What"), _("From"), _("Host"), _("Year"), _("Sex"), _("Age from"), _("Age to"),
        _("Number"), _("Source"), _("Source of"),
    ]  # fmt: skip
    content = spreadsheets.xlsx(
        _("Figures"),
        header,
        queries.rows_for_sheet(found.pk),
        right_to_left=get_language_bidi(),
    )
    response = HttpResponse(content, content_type=spreadsheets.XLSX_TYPE)
    name = f"homeward-figures-{found.pk}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _years(country: Country, kind: FigureKind, host: str) -> Chart | None:
    found = queries.by_year(country.pk, kind, host=host)
    if not found.years:
        return None
    count = ngettext(
        "%(people)s people in %(n)d year with a figure",
        "%(people)s people in %(n)d years with a figure",
        found.known,
    ) % {"people": figure(found.total), "n": found.known}
    gaps = len(found.years) - found.known
    return Chart(
        key="years",
        title=_corridor(country, kind, host),
        count=count,
        source=_source(found.sources),
        alternative=_("Columns by year."),
        first=_("Year"),
        categories=[str(year) for year in found.years],
        series=[Series(label=_("People"), values=found.values)],
        note=_gaps(gaps),
    )


def _gaps(gaps: int) -> str:
    return (
        ngettext(
            "Of %(n)d year between them no figure is published: it is unknown, not nought.",
            "Of %(n)d years between them no figure is published: they are unknown, not nought.",
            gaps,
        )
        % {"n": gaps}
        if gaps
        else ""
    )


def _corridor(country: Country, kind: FigureKind, host: str) -> str:
    if not host:
        return str(kind.label)
    return _("%(what)s: %(host)s to %(origin)s") % {
        "what": kind.label, "host": country_name(host), "origin": country,
    }  # fmt: skip


def _source(sources: Sequence[tuple[str, date]]) -> str:
    return "; ".join(
        _("%(source)s, of %(day)s") % {"source": source, "day": short_date(on)}
        for source, on in sources
    )


def _hosts(
    country: Country, kind: FigureKind, hosts: Sequence[tuple[Country, int]]
) -> Chart | None:
    if not hosts:
        return None
    shown = hosts[:HOSTS]
    years = queries.by_year(country.pk, kind)
    return Chart(
        key="hosts",
        title=_("From which countries"),
        count=_("%(people)s people, all years") % {"people": figure(sum(n for _c, n in hosts))},
        source=_source(years.sources),
        alternative=_("Lying bars, one a country, the longest first."),
        first=_("Host country"),
        categories=[str(one) for one, _total in shown],
        series=[Series(label=_("People"), values=[total for _one, total in shown])],
        shape=Shape.BARS,
        note=_("The ten with the highest numbers; the spreadsheet has them all.")
        if len(hosts) > HOSTS
        else "",
    )


def _ages(country: Country, kind: FigureKind, host: str) -> Chart | None:
    found = queries.groups(country.pk, kind) if not host else None
    if found is None:
        return None
    return Chart(
        key="ages",
        title=_("By age and sex, %(year)s") % {"year": found.year},
        count=_("%(people)s people") % {"people": figure(found.total)},
        source=_source(found.sources),
        alternative=_("Pairs of columns by age, women and girls beside men and boys."),
        first=_("Age"),
        categories=[_age(first, last) for first, last in found.ages],
        series=[Series(label=sex.label, values=values) for sex, values in found.by_sex],
    )


def _age(first: int, last: int | None) -> str:
    if last is None:
        return _("%(first)d and older") % {"first": first}
    return _("%(first)d to %(last)d") % {"first": first, "last": last}
