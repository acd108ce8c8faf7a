"""An organisation's figures of complaints, for a year: without anything that tells of anybody."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.complaints import queries
from homeward.complaints.choices import Kind, Outcome, Way
from homeward.complaints.queries import Figures
from homeward.complaints.rules import SENSITIVE
from homeward.complaints.views.shown import SECTION
from homeward.core.charts import Chart, Series, Shape, Value
from homeward.core.digits import are_digits
from homeward.disclosure.single import hidden
from homeward.employment.choices import RuleKind
from homeward.employment.queries.terms import term

YEARS = 5


@dataclass(frozen=True)
class Teller:
    """What may be told. A handler could count the list; for others a small count is hidden."""

    smallest: int

    def one(self, count: int) -> Value:
        return f"<{self.smallest}" if 0 < count < self.smallest else count

    def parts(self, counts: Counter[Any]) -> dict[Any, Value]:
        """With the second smallest where one alone could be worked out from the sum."""
        out = hidden({(str(key),): n for key, n in counts.items()}, smallest=self.smallest)
        return {
            key: f"<{self.smallest}" if n < self.smallest else "–" if (str(key),) in out else n
            for key, n in counts.items()
        }


@page("complaints.count")
def figures(request: Request) -> HttpResponse:
    today = timezone.localdate()
    year = _year(request.GET.get("year", ""), today)
    rows = queries.counted(date(year, 1, 1), date(year + 1, 1, 1))
    handles = queries.handles(request.user)
    least = 0 if handles else term(RuleKind.SMALLEST_COUNT, on=today)
    teller = Teller(least)
    found = queries.figures(rows, today=today)
    org = request.user.organisation
    names = {one.code: str(one) for one in queries.categories(org.pk, on=today)} if org else {}
    context = {
        "section": SECTION,
        "year": year,
        "years": [today.year - n for n in range(YEARS)],
        "is_empty": not rows,
        "tiles": _tiles(found, teller),
        "tables": _tables(found, teller),
        "charts": _charts(found, teller, names, today),
        "least": least,
        "without_sensitive": handles < SENSITIVE,
        "today": today,
        "may_lesson": can(request.user, "evaluations.write_lessons"),
    }
    return render(request, "complaints/figures.html", context)


def _year(typed: str, today: date) -> int:
    earliest = today.year - YEARS + 1
    return int(typed) if are_digits(typed) and earliest <= int(typed) <= today.year else today.year


def _tiles(found: Figures, teller: Teller) -> list[tuple[str, Value, str]]:
    return [
        (_("Received"), teller.one(found.all), ""),
        (_("Open"), teller.one(found.open), ""),
        (_("Late with the answer"), teller.one(found.late), ""),
        (_("Answered in time"), *_share(found, teller)),
        (_("Appealed"), teller.one(found.appealed), ""),
    ]


def _share(found: Figures, teller: Teller) -> tuple[Value, str]:
    """Of complaints whose day has come; both parts have to be told, or the share tells them."""
    in_time, due = found.answered["in_time"], found.due
    if not due:
        return None, ""
    if any(0 < n < teller.smallest for n in (in_time, due - in_time, due)):
        return "–", _("too few to be told")
    share = _("%(percent)d%%") % {"percent": round(100 * in_time / due)}
    return share, _("%(n)d of %(all)d complaints") % {"n": in_time, "all": due}


def _tables(found: Figures, teller: Teller) -> list[dict[str, Any]]:
    return [
        _table(_("By kind"), found.by_kind, lambda code: Kind(code).label, teller),
        _table(_("How they came"), found.by_way, lambda code: Way(code).label, teller),
        _table(_("What became of complaints"), found.by_outcome, _outcome, teller),
        _table(_("Answered by the day"), found.answered, _in_time, teller),
    ]


def _table(
    title: str, counts: Counter[str], name: Callable[[str], Any], teller: Teller
) -> dict[str, Any]:
    told = teller.parts(counts)
    return {"title": title, "rows": [(name(code), told[code]) for code in _ordered(counts)]}


def _ordered(counts: Counter[str]) -> Iterable[str]:
    return [code for code, _n in counts.most_common()]


def _outcome(code: str) -> Any:
    return Outcome(code).label


def _in_time(code: str) -> str:
    return {
        "in_time": _("Answered by its day"),
        "late": _("Late, or without an answer"),
        "open": _("Its day is still to come"),
    }[code]


def _charts(found: Figures, teller: Teller, names: dict[str, str], today: date) -> list[Chart]:
    by_category, by_month = teller.parts(found.by_category), teller.parts(found.by_month)
    codes, months = list(_ordered(found.by_category)), sorted(found.by_month)
    source = _("This organisation’s complaints, %(day)s") % {
        "day": date_format(today, "SHORT_DATE_FORMAT")
    }
    charts = []
    if codes:
        charts.append(
            Chart(
                key="category", title=_("What complaints are about"), source=source,
                count=_("by category"), first=_("Category"), shape=Shape.BARS,
                alternative=_("Bars of complaints by category, the most first."),
                categories=[names.get(code, code) for code in codes],
                series=[Series(label=_("Complaints"), values=[by_category[c] for c in codes])],
            )
        )  # fmt: skip
    if months:
        charts.append(
            Chart(
                key="month", title=_("When they came"), source=source, count=_("by month"),
                first=_("Month"), alternative=_("Columns of what came in by month."),
                categories=[date_format(month, "YEAR_MONTH_FORMAT") for month in months],
                series=[Series(label=_("Received"), values=[by_month[m] for m in months])],
            )
        )  # fmt: skip
    return charts
