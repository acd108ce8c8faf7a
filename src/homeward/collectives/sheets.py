"""A season on paper and as a workbook. Nothing in it names or numbers a member."""

from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from homeward.collectives import queries
from homeward.collectives.models import LogEntry, Season
from homeward.collectives.queries import Figures
from homeward.core import spreadsheets


def _money(value: Decimal | None) -> str:
    return "" if value is None else number_format(value, decimal_pos=2, force_grouping=True)


def _plain(value: Decimal | None) -> str:
    return "" if value is None else str(value)


def workbook(season: Season, *, right_to_left: bool) -> bytes:
    header = [
        _("Number"), _("Day"), _("What happened"), _("What"), _("Quantity"), _("Unit"),
        _("Price of a unit"), _("Amount"), _("Currency"), _("Bought from, sold to, or given by"),
        _("Cancels number"),
    ]  # fmt: skip
    entries = list(queries.entries(season).order_by("on", "number"))
    currency = season.project.currency
    rows = [_row(entry, currency) for entry in entries]
    rows += [["", "", label, "", "", "", "", _plain(sum_), currency, "", ""]
             for label, sum_ in _sums(season)]  # fmt: skip
    return spreadsheets.xlsx(season.name, header, rows, right_to_left=right_to_left)


def _row(entry: LogEntry, currency: str) -> list[str]:
    return [
        str(entry.number), entry.on.isoformat(), str(entry.get_kind_display()), entry.what,
        _plain(entry.quantity), entry.unit, _plain(entry.price), _plain(entry.amount),
        currency if entry.amount else "", entry.partner,
        str(entry.cancels.number) if entry.cancels else "",
    ]  # fmt: skip


def _sums(season: Season) -> list[tuple[str, Decimal]]:
    result = queries.result(season)
    return [
        (_("Sales"), result.sales),
        (_("Inputs"), -result.inputs),
        (_("Other costs"), -result.costs),
        (_("Result of the season"), result.earned),
        (_("Paid out to members"), -result.paid),
        (_("Part of members who left"), -result.to_leavers),
        (_("Not yet paid out"), result.left),
    ]


def paper(season: Season, told: Figures) -> dict[str, Any]:
    """What the template `season` reads."""
    project = season.project
    share = _("%(n)d of 100 members") % {"n": told.share} if told.share is not None else ""
    entries = list(queries.standing(season).order_by("on", "number"))
    return {
        "title": f"{project.name}: {season.name}",
        "organisation": str(project.owner_org),
        "lead": _("%(first)s to %(last)s") % {
            "first": date_format(season.starts_on, "DATE_FORMAT"),
            "last": date_format(season.ends_on, "DATE_FORMAT"),
        },
        "facts": [
            [_("Product or work"), project.product],
            [_("Village or quarter"), project.place],
            [_("Members"), told.members],
            [_("Local residents"), share],
        ],
        "result_heading": _("Result of the season"),
        "result": [[label, f"{_money(sum_)} {project.currency}"] for label, sum_ in _sums(season)],
        "log_heading": _("Log"),
        "log_header": [_("Day"), _("What happened"), _("Quantity"), _("Amount")],
        "log": [
            [
                date_format(e.on, "SHORT_DATE_FORMAT"),
                f"{e.get_kind_display()}: {e.what}",
                f"{_money(e.quantity)} {e.unit}" if e.quantity else "-",
                _money(e.amount) or "-",
            ]
            for e in entries
        ],
        "names": [_("Chair"), _("Treasurer"), str(project.owner_org)],
    }  # fmt: skip
