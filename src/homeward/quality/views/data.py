"""What is missing, late or contradictory in what is written down; and how interviews are held."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.asking import ask, data_of
from homeward.core.patterns import NextStep
from homeward.quality import actions, forms, queries
from homeward.quality.choices import Group
from homeward.quality.models import DataFigure, InterviewerFigure, Limit
from homeward.quality.rules.data import BY_CODE, LIMITED, LINES, Line, Of
from homeward.quality.views.shown import around

PAGE = 50
PERCENT = 100
# What the two days of a line are called above their columns.
FACTS = {
    "travels_on": gettext_lazy("Day of travel"),
    "case__arrived_on": gettext_lazy("Arrived"),
    "wave__case__arrived_on": gettext_lazy("Arrived"),
    "arrived_on": gettext_lazy("Arrived"),
    "closed_at": gettext_lazy("Closed"),
    "case__closed_at": gettext_lazy("Closed"),
    "confirmed_at": gettext_lazy("Entered"),
    "reported_at": gettext_lazy("Entered"),
    "submitted_at": gettext_lazy("Entered"),
    "outcome_on": gettext_lazy("Ended"),
    "started_on": gettext_lazy("Began"),
    "sent_at": gettext_lazy("Sent"),
    "held_on": gettext_lazy("Interview"),
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """A line with its newest figure, and the month's before it."""

    line: Line
    now: DataFigure | None
    before: DataFigure | None
    limit: Limit | None

    @property
    def percent(self) -> int | None:
        if self.now is None or self.now.found is None or not self.now.looked_at:
            return None
        return round(self.now.found / self.now.looked_at * PERCENT)


@page("quality.read_data")
def index(request: Request) -> HttpResponse:
    """The figures of last night, by group; each opens its cases within the reader's gate."""
    org, today = request.user.organisation_of_rows, timezone.localdate()
    held = queries.data.figures(org)
    lines = [_told(line, held[line.code], org.pk, today) for line in LINES]
    context = {
        "groups": [(group, [t for t in lines if t.line.group == group]) for group in Group],
        "computed_at": max((t.now.computed_at for t in lines if t.now), default=None),
        "may_state": can(request.user, "quality.state_limits"),
        "step": _step(lines),
    }
    return render(request, "quality/data.html", around(request, "data") | context)


def _told(line: Line, months: list[DataFigure], organisation: int, today: Any) -> Told:
    limit = queries.data.limit_of(line.code, organisation, on=today) if line.delay else None
    now = months[0] if months else None
    return Told(line=line, now=now, before=months[1] if len(months) > 1 else None, limit=limit)


def _step(lines: list[Told]) -> NextStep | None:
    """What is contradictory first, then what is missing: the line with the most rows."""
    for group in (Group.CONTRADICTORY, Group.MISSING, Group.LATE):
        found = [t for t in lines if t.line.group == group and t.now and t.now.found]
        if found:
            most = max(found, key=lambda told: told.now.found or 0 if told.now else 0)
            return NextStep(
                title=most.line.todo, why=most.line.words, holder=_("Your organisation"),
                url=reverse("quality:line", args=[most.line.code]), label=_("Open them"),
                mine=True,
            )  # fmt: skip
    return None


@page("quality.read_data")
def line(request: Request, line: str) -> HttpResponse:
    """The rows of one line now, as far as the reader sees them, with the one thing to do."""
    held = BY_CODE.get(line)
    if held is None:
        raise Http404
    org, today = request.user.organisation_of_rows, timezone.localdate()
    limit = queries.data.limit_of(held.code, org, on=today) if held.delay else None
    rows = queries.data.wrong(held, org, today=today, limit=limit.value if limit else None)
    if held.of is not Of.CASES:
        rows = rows.select_related("case")
    part = Paginator(rows.order_by("pk"), PAGE).get_page(request.GET.get("page"))
    context = {
        "line": held,
        "limit": limit,
        "page": part,
        "rows": [_row(held, one) for one in part],
        "may_state": can(request.user, "quality.state_limits"),
        "heads": [FACTS[name] for name in held.shown],
    }
    return render(request, "quality/line.html", around(request, "data") | context)


def _row(held: Line, one: Any) -> dict[str, Any]:
    case = one if held.of is Of.CASES else one.case
    return {
        "case": case,
        "what": one if held.of is Of.REFERRALS else None,
        "url": _url(held, one),
        "days": [one.one_day, one.other_day] if held.shown else [],
    }


def _url(held: Line, one: Any) -> str:
    if held.of is Of.REFERRALS:
        return reverse("referrals:detail", args=[one.pk])
    if held.of is Of.WAVES:
        return reverse("surveys:not_held", args=[one.pk])
    if held.of is Of.ANSWERS and one.case_id:
        return reverse("surveys:of_case", args=[one.case_id])
    return reverse("desk:case", args=[one.pk if held.of is Of.CASES else one.case_id])


@page("quality.state_limits")
def limits(request: Request) -> HttpResponse:
    """Which limits hold, and the next one; without one nothing is called late."""
    org = request.user.organisation_of_rows
    form = forms.LimitForm(
        data_of(request),
        initial={"valid_from": timezone.localdate(), "line": request.GET.get("line", "")},
    )

    def act(said: Any) -> Limit:
        return actions.state_limit(actions.LimitGiven(**said), by=request.user, at=timezone.now())

    rows = [(one, LIMITED.get(one.line, one.line)) for one in queries.data.limits(org)]
    return ask(
        request, form, act, back=reverse("quality:limits"),
        done=_("The limit is stated. Figures go by it from tonight on."),
        context=around(request, "data") | {"rows": rows, "title": _("Limits")},
        template="quality/limits.html",
    )  # fmt: skip


@page("quality.read_interviewers")
def interviews(request: Request) -> HttpResponse:
    """Share of the spread between interviewers, straight-lining, short interviews."""
    user = request.user
    all_lines = can(user, "quality.read_all_interviewers")
    shown = [
        queries.interviewing.shown(one, reader=user, all_lines=all_lines)
        for one in queries.interviewing.effects(user.organisation_of_rows)
    ]
    context = {
        "shown": [(one, [_shares(line) for line in one.lines]) for one in shown],
        "all_lines": all_lines,
        "limit": queries.data.limit_of(
            "short_interview", user.organisation_of_rows, on=timezone.localdate()
        ),
        "may_state": can(user, "quality.state_limits"),
    }
    return render(request, "quality/interviews.html", around(request, "interviews") | context)


def _shares(line: InterviewerFigure) -> dict[str, Any]:
    return {
        "line": line,
        "straight": _percent(line.straight, line.batteries),
        "short": None if line.short is None else _percent(line.short, line.timed),
    }


def _percent(part: int, whole: int) -> int | None:
    return round(part / whole * PERCENT) if whole else None
