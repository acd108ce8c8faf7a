"""A receiver's own lists and figures: its caseload to take away, and what it tells its donor."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import get_language_bidi, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.alignment.choices import Setting
from homeward.alignment.queries.thresholds import threshold
from homeward.core import spreadsheets
from homeward.core.charts import Chart, Series, Shape
from homeward.core.templatetags.writing import short_date
from homeward.exports import views as exports
from homeward.exports.rules import MOST_ROWS
from homeward.exports.sheets import Sheet, register
from homeward.files.answers import to_keep
from homeward.persons.choices import Sex
from homeward.referrals import caseload, counting, figures, queries
from homeward.referrals.choices import Outcome
from homeward.referrals.figures import Cell
from homeward.tasks import queries as tasks

AGES = ("0-17", "18-24", "25-39", "40-59", "60+", "unknown")


# The list to take away.
def header() -> Sequence[str]:
    return [
        _("Number"),
        _("Person"),
        _("For"),
        _("From"),
        _("Status"),
        _("Sent"),
        _("Due"),
        _("First day"),
        _("Received by"),
        _("Still attending, said on"),
        _("Outcome on"),
    ]


def found(given: Mapping[str, str], user: User) -> Sequence[tuple[UUID, UUID]]:
    """One more than may be exported at most, which is enough to refuse it."""
    rows = caseload.found(caseload.asked(given), user).values_list("pk", "person_id")
    return list(rows[: MOST_ROWS + 1])


def rows(ids: Sequence[UUID], user: User) -> Sequence[Sequence[str]]:
    found = caseload.shown(caseload.received(user).filter(pk__in=ids))
    listed = caseload.order(ids, found)
    names, waits = caseload.names(listed), tasks.open_of_subjects(ids)
    return [
        [
            row.number,
            names.get(row.pk, ""),
            queries.title(row),
            str(row.owner_org),
            queries.status_text(row),
            _iso(row.sent_at),
            _iso(waits[row.pk].due_on) if row.pk in waits else "",
            _iso(row.first_day),
            str(row.received_by),
            _iso(row.attending_on),
            _iso(row.outcome_on),
        ]
        for row in listed
    ]


def _iso(value: Any) -> str:
    return value.isoformat()[:10] if value else ""


register(
    Sheet(
        kind="received-referrals",
        title=gettext_lazy("Referrals to us"),
        action="referrals.receive",
        header=header,
        found=found,
        rows=rows,
        purpose=Purpose.REFERRAL,
    )
)


@page("referrals.receive", purpose=Purpose.REFERRAL)
@require_POST
def export_received(request: Request) -> HttpResponse:
    """The caseload as its filters show it, to take away."""
    back = f"{reverse('referrals:inbox')}?{request.GET.urlencode()}"
    return exports.asked(request, "received-referrals", request.GET.dict(), back=back)


# What it tells its donor.
@dataclass(frozen=True)
class Table:
    """`total` stands below its rows, which are its parts."""

    key: str
    title: Any
    first: Any
    rows: Sequence[tuple[str, Sequence[Cell]]]
    total: Sequence[Cell]

    @property
    def lines(self) -> list[tuple[str, list[tuple[str, Cell]]]]:
        """As cards need them: each count with the heading of its column."""
        lines = [*self.rows, (_("Total"), self.total)]
        return [(name, list(zip(heads(), cells, strict=True))) for name, cells in lines]


@dataclass(frozen=True)
class Figures:
    since: date
    until: date
    smallest: int
    count: Cell
    tables: Sequence[Table]
    outcomes: Sequence[tuple[str, Cell]]


def heads() -> list[str]:
    return [_("Received"), _("Answered in time"), _("Accepted"), _("Started"), _("Completed")]


def gather(user: User, since: date, until: date) -> Figures:
    smallest = threshold(Setting.SMALLEST_COUNT, until).value
    found = counting.counted(user, since, until)
    values = [one.figures for one in found]
    total = [figures.cell(count, smallest=smallest) for count in figures.sums(values)]
    parts: list[tuple[str, Any, Any, Mapping[str, Sequence[int | None]], Callable[[str], str]]] = [
        ("month", _("By month"), _("Month"), figures.by("month", values), _month),
        ("target", _("By what was asked for"), _("Service or offer"),
         figures.by("target", values), str),
        ("sex", _("By sex"), _("Sex"), counting.groups(found, "sex", smallest=smallest), _sex),
        ("age", _("By age"), _("Age at the referral"), _ages(found, smallest), _age),
    ]  # fmt: skip
    tables = [
        Table(
            key, title, first,
            [(name(code), cells) for code, cells in figures.told(part, smallest=smallest).items()],
            total,
        )
        for key, title, first, part, name in parts
    ]  # fmt: skip
    ended = {code: counts[:1] for code, counts in figures.by("outcome", values).items()}
    outcomes = figures.told(ended, smallest=smallest)
    return Figures(
        since, until, smallest, total[0], tables,
        [(str(Outcome(code).label), cells[0]) for code, cells in outcomes.items()],
    )  # fmt: skip


def _ages(found: Sequence[counting.One], smallest: int) -> dict[str, list[int | None]]:
    groups = counting.groups(found, "age", smallest=smallest)
    return {age: groups[age] for age in AGES if age in groups}


def _month(code: str) -> str:
    return date_format(date.fromisoformat(code), "YEAR_MONTH_FORMAT")


def _sex(code: str) -> str:
    return str(Sex(code).label)


def _age(code: str) -> str:
    return _("Unknown") if code == "unknown" else code


def charts_of(shown: Figures, places: Mapping[str, Mapping[str, int]]) -> list[Chart]:
    """The months as columns, outcomes as bars, free places as lines. What is not told is a gap."""
    source = _("Own referrals, read on %(day)s") % {"day": short_date(timezone.localdate())}
    count = _("%(n)s referrals") % {"n": shown.count}
    months = shown.tables[0].rows
    found = []
    if months:
        found.append(
            Chart(
                key="months", title=_("Referrals by month"), count=count, source=source,
                alternative=_("Columns of referrals received, accepted and completed by month."),
                first=_("Month"), categories=[name for name, _cells in months],
                series=[
                    Series(label=head, values=[cells[n] for _name, cells in months])
                    for n, head in enumerate(heads()) if n in DRAWN
                ],
            )
        )  # fmt: skip
    if shown.outcomes:
        found.append(
            Chart(
                key="outcomes", title=_("Outcomes"), count=count, source=source,
                alternative=_("Bars of outcomes reported."), first=_("Outcome"),
                categories=[name for name, _cell in shown.outcomes],
                series=[Series(label=_("Referrals"), values=[c for _name, c in shown.outcomes])],
                shape=Shape.BARS,
            )
        )  # fmt: skip
    if places:
        told = sorted({month for by_month in places.values() for month in by_month})
        found.append(
            Chart(
                key="places", title=_("Free places over time"),
                count=ngettext("%(n)d service or offer", "%(n)d services and offers", len(places))
                % {"n": len(places)},
                source=source,
                alternative=_("Lines of the free places told last in each month."),
                first=_("Month"), categories=[_month(month) for month in told],
                series=[
                    Series(label=name, values=[by_month.get(month) for month in told])
                    for name, by_month in sorted(places.items())
                ],
                shape=Shape.LINES,
            )
        )  # fmt: skip
    return found


# Received, accepted and completed are drawn; all five stand in the tables.
DRAWN = {0, 2, 4}


def days_of(given: Mapping[str, str]) -> tuple[date, date]:
    """As asked for; else this year so far and the one before."""
    today = timezone.localdate()
    since = _parsed(given.get("since")) or date(today.year - 1, 1, 1)
    until = _parsed(given.get("until")) or today
    return (since, until) if since <= until else (until, since)


def _parsed(text: str | None) -> date | None:
    try:
        return parse_date(text or "")
    except ValueError:
        return None


@page("referrals.receive", purpose=Purpose.REFERRAL)
def receiver_figures(request: Request) -> HttpResponse:
    """Counts for the receiver's donor, without a name and without a small count."""
    since, until = days_of(request.GET)
    shown = gather(request.user, since, until)
    places = counting.places_over_time(request.user, since, until)
    context = {
        "shown": shown,
        "heads": heads(),
        "charts": charts_of(shown, places),
        "query": request.GET.urlencode(),
        "section": "inbox",
    }
    return render(request, "desk/receiver_figures.html", context)


@page("referrals.receive", purpose=Purpose.REFERRAL)
def receiver_figures_sheet(request: Request) -> HttpResponse:
    """The same as a spreadsheet: one table below the other."""
    since, until = days_of(request.GET)
    shown = gather(request.user, since, until)
    cells = [_sheet_row(table, name, row) for table in shown.tables for name, row in table.rows]
    outcomes = [[_("Outcomes"), name, str(cell)] for name, cell in shown.outcomes]
    total = [_("Total"), "", *map(str, shown.tables[0].total)]
    content = spreadsheets.xlsx(
        _("Referrals to us"),
        [_("Table"), _("Part"), *heads()],
        [*cells, *outcomes, total],
        right_to_left=get_language_bidi(),
    )
    name = f"referrals-{since}-{until}.xlsx"
    return to_keep(content, name=name, content_type=spreadsheets.XLSX_TYPE)


def _sheet_row(table: Table, name: str, row: Sequence[Cell]) -> list[str]:
    return [str(table.title), name, *map(str, row)]
