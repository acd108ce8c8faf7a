"""People helped by referral and people helped directly, side by side, for the same need and period.

Who is in which group was not decided by chance: the page says so wherever it shows a figure. Rows
are the gate's; counts below the threshold that is data (alignment) are not told.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.alignment.choices import Setting
from homeward.alignment.queries.thresholds import threshold
from homeward.core.charts import Chart, Series, Shape
from homeward.core.templatetags.writing import short_date
from homeward.funds.models import Payment
from homeward.plans.choices import LineKind, LineStatus, PlanStatus
from homeward.plans.models import PlanLine
from homeward.referrals.choices import GOOD_OUTCOMES, Status
from homeward.referrals.models import Referral
from homeward.surveys.choices import WaveKind
from homeward.surveys.means import Mean, mean_of, median_of
from homeward.surveys.models import Score

REFERRED, DIRECT, BOTH = "referred", "direct", "both"
GROUPS = {
    REFERRED: gettext_lazy("By referral alone"),
    DIRECT: gettext_lazy("Directly alone"),
    BOTH: gettext_lazy("Both"),
}
# What was never taken up helped nobody.
NOT_TAKEN = [
    Status.DRAFT,
    Status.SENT,
    Status.INFO_ASKED,
    Status.WAITING_LIST,
    Status.DECLINED,
    Status.WITHDRAWN,
    Status.EXPIRED,
]
GIVEN_DIRECTLY = [LineKind.FUNDED_ITEM, LineKind.CASH]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The need by its dimension, programme, and the days on which plans were approved."""

    dimension: str = ""
    programme: int | None = None
    from_on: date | None = None
    until_on: date | None = None


@dataclass
class Helped:
    """What helped one case: how, when it began after the plan was approved, how it ended."""

    approved_on: date | None = None
    ways: set[str] = field(default_factory=set)
    began: list[date] = field(default_factory=list)
    ended_well: list[bool] = field(default_factory=list)

    @property
    def group(self) -> str:
        return BOTH if len(self.ways) > 1 else next(iter(self.ways))


@dataclass(frozen=True, kw_only=True)
class Group:
    """One group's figures; `is_told` is False where it is too small to tell anything of it."""

    code: str
    label: Any
    n: int
    is_told: bool
    count: str
    waves: Sequence[tuple[str, Mean]]
    change: Mean
    days_to_start: float | None
    begun: int
    completed: int | None


@dataclass(frozen=True, kw_only=True)
class Comparison:
    groups: Sequence[Group]
    smallest: int
    chart: Chart


def compare(asked: Asked, *, on: date) -> Comparison:
    smallest = threshold(Setting.SMALLEST_COUNT, on).value
    helped = _helped(asked)
    scores = _scores(helped)
    groups = [
        _group(code, label, {c: h for c, h in helped.items() if h.group == code}, scores, smallest)
        for code, label in GROUPS.items()
    ]
    return Comparison(groups=groups, smallest=smallest, chart=_chart(groups, on))


def _helped(asked: Asked) -> dict[UUID, Helped]:
    """Cases with an approved plan in the period that were helped for the need, by either way."""
    helped: dict[UUID, Helped] = defaultdict(Helped)
    lines = _lines(asked)
    approved = {line["case_id"]: line["plan__approved_on"] for line in lines}
    direct = {line["pk"]: line for line in lines if line["kind"] in GIVEN_DIRECTLY}
    paid = _first_payments(list(direct))
    for pk, line in direct.items():
        of_case = helped[line["case_id"]]
        of_case.ways.add(DIRECT)
        of_case.ended_well.append(line["status"] == LineStatus.DONE)
        if pk in paid:
            of_case.began.append(paid[pk])
    for referral in _referrals(asked, approved):
        of_case = helped[referral["case_id"]]
        of_case.ways.add(REFERRED)
        if began := referral["started_on"] or referral["first_day"]:
            of_case.began.append(began)
        if referral["outcome"]:
            of_case.ended_well.append(referral["outcome"] in GOOD_OUTCOMES)
    for case, of_case in helped.items():
        of_case.approved_on = approved.get(case)
    return helped


def _lines(asked: Asked) -> list[Any]:
    found = PlanLine.objects.filter(plan__status=PlanStatus.APPROVED).exclude(
        status=LineStatus.DROPPED
    )
    narrowings: dict[str, Any] = {
        "dimension": asked.dimension,
        "programme_id": asked.programme,
        "plan__approved_on__gte": asked.from_on,
        "plan__approved_on__lte": asked.until_on,
    }
    found = found.filter(**{name: value for name, value in narrowings.items() if value})
    return list(
        found.values("pk", "kind", "status", "plan__approved_on", case_id=F("plan__case_id"))
    )


def _first_payments(lines: list[UUID]) -> dict[UUID, date]:
    """Nothing for a reader who is not cleared for money: the gate gives no row then."""
    rows = (
        Payment.objects.filter(instalment__line__in=lines)
        .order_by()
        .values_list("instalment__line")
        .annotate(first=Min("paid_on"))
    )
    return {line: first for line, first in rows if first}


def _referrals(asked: Asked, cases: dict[UUID, Any]) -> list[Any]:
    found = Referral.objects.filter(case__in=list(cases)).exclude(status__in=NOT_TAKEN)
    rows = found.values(
        "case_id",
        "first_day",
        "started_on",
        "outcome",
        "line__dimension",
        "service__dimension",
        "offer__dimension",
    )
    return [
        row
        for row in rows
        if not asked.dimension
        or asked.dimension
        == (row["line__dimension"] or row["service__dimension"] or row["offer__dimension"])
    ]


def _scores(helped: dict[UUID, Helped]) -> dict[UUID, dict[str, float]]:
    """Each case's composite score by wave, of the same instrument."""
    found: dict[UUID, dict[str, float]] = defaultdict(dict)
    rows = Score.objects.filter(wave__case__in=list(helped)).order_by("held_on")
    for case, wave, score in rows.values_list("wave__case", "wave__kind", "composite"):
        found[case][wave] = float(score)
    return found


def _group(
    code: str,
    label: Any,
    members: dict[UUID, Helped],
    scores: dict[UUID, dict[str, float]],
    smallest: int,
) -> Group:
    n = len(members)
    is_told = n == 0 or n >= smallest
    of_group = [scores.get(case, {}) for case in members]
    changes = [
        each[WaveKind.FINAL] - each[WaveKind.BASELINE]
        for each in of_group
        if WaveKind.BASELINE in each and WaveKind.FINAL in each
    ]
    waits = [
        (min(each.began) - each.approved_on).days
        for each in members.values()
        if each.began and each.approved_on
    ]
    ended = [all(each.ended_well) for each in members.values() if each.ended_well]
    return Group(
        code=code,
        label=label,
        n=n,
        is_told=is_told,
        count=str(n) if is_told else f"<{smallest}",
        waves=[
            (str(WaveKind(wave).label), _told([s[wave] for s in of_group if wave in s], smallest))
            for wave in WaveKind.values
        ],
        change=_told(changes, smallest),
        days_to_start=median_of(waits) if len(waits) >= smallest else None,
        begun=len(waits),
        completed=round(100 * sum(ended) / len(ended)) if len(ended) >= smallest else None,
    )


def _told(values: list[float], smallest: int) -> Mean:
    """A mean of fewer than may be told is none."""
    return mean_of(values) if len(values) >= smallest else Mean(0)


def _chart(groups: Sequence[Group], on: date) -> Chart:
    waves = [name for name, _mean in groups[0].waves]
    shown = [group for group in groups if any(mean.n for _name, mean in group.waves)] or [groups[0]]
    people = sum(group.n for group in groups if group.is_told)
    return Chart(
        key="scores",
        title=_("Mean score by wave"),
        count=_("n = %(n)d cases") % {"n": people},
        source=_("Survey interviews, read on %(day)s") % {"day": short_date(on)},
        alternative=_("A line for each group: the mean composite score at each wave."),
        first=_("Wave"),
        categories=waves,
        series=[
            Series(
                label=group.label,
                values=[
                    None if mean.mean is None else round(mean.mean, 3)
                    for _name, mean in group.waves
                ],
            )
            for group in shown
        ],
        shape=Shape.LINES,
        decimals=2,
        note=_("Who is helped by referral was not decided by chance: a difference is no effect."),
    )
