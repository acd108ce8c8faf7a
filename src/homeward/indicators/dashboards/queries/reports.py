"""What a donor's report holds: results against targets, money from the books, and words."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from homeward.actors.models import Actor
from homeward.funds.models import BudgetShare
from homeward.indicators.choices import Dimension, PeriodKind
from homeward.indicators.dashboards.models import DonorReport, Narrative
from homeward.indicators.dashboards.queries.chains import Line, Row, chain_on, rows_of
from homeward.indicators.queries import Period
from homeward.indicators.queries import figures as read
from homeward.programmes.models import Programme

QUARTER, YEAR = 3, 12
# What was asked of the programme's money, beside what was granted of it.
REQUESTED = "budget-granted"


@dataclass(frozen=True)
class Money:
    """A donor's part of one budget; all in its currency, `spent` in the report's period alone."""

    budget: str
    currency: str
    percent: Decimal
    agreed: Decimal
    granted: Decimal
    spent: Decimal
    spent_before: Decimal
    received: Decimal


def listed(*, programme: Programme | None = None) -> QuerySet[DonorReport]:
    found = DonorReport.objects.select_related("programme", "donor", "submitted_by", "owner_org")
    return found.filter(programme=programme) if programme else found


def donors_of(programme: Programme) -> list[Actor]:
    shares = BudgetShare.objects.filter(budget__programme=programme)
    return list(Actor.objects.filter(pk__in=shares.values("donor")).order_by("name"))


def standing_words(report: DonorReport) -> dict[str, Narrative]:
    """Part -> what stands of it."""
    found: dict[str, Narrative] = {}
    for one in Narrative.objects.filter(report=report).select_related("by").order_by("-at", "-pk"):
        found.setdefault(one.part, one)
    return found


def history_of_part(report: DonorReport, part: str) -> list[Narrative]:
    found = Narrative.objects.filter(report=report, part=part)
    return list(found.select_related("by").order_by("-at", "-pk"))


def period_of(starts_on: date, ends_on: date) -> Period | None:
    """The year or the quarter that these days are; none where they are neither."""
    after = ends_on + timedelta(days=1)
    if starts_on.day != 1 or after.day != 1:
        return None
    months = (after.year - starts_on.year) * YEAR + after.month - starts_on.month
    if months == YEAR and starts_on.month == 1:
        return Period(PeriodKind.YEAR, starts_on)
    if months == QUARTER and starts_on.month % QUARTER == 1:
        return Period(PeriodKind.QUARTER, starts_on)
    return None


def money(programme: Programme, donor: Actor, *, since: date, until: date) -> list[Money]:
    """Sums of the fund offices' books; nothing for who is no party to the programme."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select name, currency, percent, agreed, granted, spent, spent_before, received"
            " from dashboards_money(%s, %s, %s, %s)",
            [programme.pk, donor.pk, since, until],
        )
        return [Money(*row) for row in cursor.fetchall()]


def content(report: DonorReport, *, at: datetime) -> dict[str, Any]:
    """All that the report tells, as plain data. Submitted, it is kept exactly so."""
    if report.frozen is not None:
        return dict(report.frozen)
    period = period_of(report.starts_on, report.ends_on)
    chain = chain_on(report.programme, on=report.ends_on)
    until = min(report.ends_on, at.date())
    rows = rows_of(chain, on=until, period=period) if chain else []
    return {
        "at": at.isoformat(),
        "chain": chain and {
            "version": chain.number,
            "source": chain.source,
            "valid_from": chain.valid_from and chain.valid_from.isoformat(),
        },
        "results": [_result(row) for row in rows],
        "money": [_sums(one) for one in _money_of(report)],
        "requested": _requested(report.programme, period),
        "words": [_words(part, one) for part, one in standing_words(report).items()],
    }  # fmt: skip


def _money_of(report: DonorReport) -> list[Money]:
    return money(report.programme, report.donor, since=report.starts_on, until=report.ends_on)


def _requested(programme: Programme, period: Period | None) -> list[dict[str, Any]]:
    """By currency what plans asked of the programme's money in the period, and what was granted."""
    if period is None:
        return []
    cells = read([REQUESTED], [Dimension.PROGRAMME], period, {Dimension.PROGRAMME: programme.pk})
    return [
        {
            "currency": cell.currency,
            "asked": cell.denominator,
            "granted": cell.numerator,
            "is_small": cell.is_small,
        }
        for cell in cells
    ]


def _result(row: Row) -> dict[str, Any]:
    return {
        "level": row.result.level,
        "number": row.result.number,
        "statement": row.result.statement,
        "assumptions": row.result.assumptions,
        "measures": [_measure(line) for line in row.lines],
    }


def _measure(line: Line) -> dict[str, Any]:
    measure, actual = line.measure, line.actual
    return {
        "name": measure.words or (measure.indicator.name if measure.indicator else ""),
        "code": measure.indicator.code if measure.indicator else "",
        "unit": measure.unit,
        "kind": line.kind,
        "baseline": _number(measure.baseline),
        "baseline_on": measure.baseline_on and measure.baseline_on.isoformat(),
        "target": _number(measure.target),
        "target_on": measure.target_on and measure.target_on.isoformat(),
        "verification": measure.verification,
        "standing": str(line.standing),
        "actual": actual and {
            "value": actual.value,
            "measure": actual.measure,
            "currency": actual.currency,
            "persons": actual.persons,
            "is_small": actual.is_small,
            "as_of": actual.as_of and actual.as_of.isoformat(),
            "source": actual.source,
            "version": actual.version,
        },
    }  # fmt: skip


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _sums(one: Money) -> dict[str, Any]:
    numbers = ("percent", "agreed", "granted", "spent", "spent_before", "received")
    return {
        "budget": one.budget,
        "currency": one.currency,
        **{name: str(getattr(one, name)) for name in numbers},
    }


def _words(part: str, one: Narrative) -> dict[str, Any]:
    return {"part": part, "text": one.text, "by": str(one.by.name), "at": one.at.isoformat()}
