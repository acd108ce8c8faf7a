"""The page that compares help by referral with direct help."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.core import spreadsheets
from homeward.desk import compared
from homeward.plans.choices import Dimension
from homeward.programmes import queries as programmes
from homeward.surveys.means import Mean


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _asked(request: Request) -> compared.Asked:
    given = request.GET
    dimension, programme = given.get("need", ""), given.get("programme", "")
    known = {str(each.pk): each.pk for each in programmes.run_here()}
    return compared.Asked(
        dimension=dimension if dimension in Dimension.values else "",
        programme=known.get(programme),
        from_on=_day(given.get("from_on", "")),
        until_on=_day(given.get("until_on", "")),
    )


@page("desk.compare_help")
def compare(request: Request) -> HttpResponse:
    asked = _asked(request)
    found = compared.compare(asked, on=timezone.localdate())
    context = {
        "section": "comparing",
        "asked": asked,
        "found": found,
        "rows": _rows(found),
        "dimensions": Dimension.choices,
        "programmes": [(str(each.pk), str(each)) for each in programmes.run_here()],
        "programme": str(asked.programme or ""),
        "query": request.GET.urlencode(),
    }
    return render(request, "desk/comparing.html", context)


@page("desk.compare_help")
def export(request: Request) -> HttpResponse:
    """The table as a workbook: figures of groups, nobody's name."""
    found = compared.compare(_asked(request), on=timezone.localdate())
    header = [_("Figure"), *(str(group.label) for group in found.groups)]
    rows = [[str(label), *cells] for label, cells in _rows(found)]
    content = spreadsheets.xlsx(
        _("Referral and direct help"), header, rows, right_to_left=get_language_bidi()
    )
    response = HttpResponse(content, content_type=spreadsheets.XLSX_TYPE)
    response["Content-Disposition"] = 'attachment; filename="referral-and-direct.xlsx"'
    return response


def _rows(found: compared.Comparison) -> list[tuple[str, list[str]]]:
    """The table's lines, each a figure of every group."""
    groups = found.groups
    lines: list[tuple[str, list[str]]] = [(_("Cases helped"), [group.count for group in groups])]
    for number, (name, _mean) in enumerate(groups[0].waves):
        label = _("Mean score: %(wave)s") % {"wave": name}
        lines.append((label, [_mean_text(group.waves[number][1]) for group in groups]))
    lines.append(
        (
            _("Change from baseline to final, of the same cases"),
            [_mean_text(g.change) for g in groups],
        )
    )
    lines.append(
        (_("Days from the approved plan to the start, median"), [_start(g) for g in groups])
    )
    lines.append((_("Ended well, of 100 that ended"), [_or_nothing(g.completed) for g in groups]))
    return lines


def _mean_text(mean: Mean) -> str:
    if mean.mean is None:
        return ""
    if mean.half is None:
        return _("%(mean).2f (n = %(n)d)") % {"mean": mean.mean, "n": mean.n}
    return _("%(mean).2f (%(low).2f to %(high).2f, n = %(n)d)") % {
        "mean": mean.mean, "low": mean.low, "high": mean.high, "n": mean.n,
    }  # fmt: skip


def _start(group: compared.Group) -> str:
    if group.days_to_start is None:
        return ""
    return _("%(days)g (n = %(n)d)") % {"days": group.days_to_start, "n": group.begun}


def _or_nothing(value: Any) -> str:
    return "" if value is None else str(value)
