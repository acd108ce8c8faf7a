"""The lines of data quality asked of all rows at once, and their figures.

Cases and arrivals are those that an organisation answers for, all other rows those that it wrote;
none is of a sealed file: neither a figure nor a list may tell of one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from statistics import median, quantiles
from typing import Any

from django.db.models import DateTimeField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import BaseExpression, Combinable
from django.db.models.functions import TruncDate

from homeward.access.models import Organisation
from homeward.cases.models import Arrival, Case
from homeward.quality.models import DataFigure, Limit
from homeward.quality.rules.data import LINES, Is, Line, Of, Wanted, delay_of
from homeward.referrals.choices import Status as Referred
from homeward.referrals.models import Referral, StatusChange
from homeward.surveys.models import Submission, Wave

DELIVERED = (Referred.COMPLETED, Referred.NOT_COMPLETED)
NINTH = 8
MODELS: Mapping[Of, Any] = {
    Of.CASES: Case,
    Of.ARRIVALS: Arrival,
    Of.REFERRALS: Referral,
    Of.WAVES: Wave,
    Of.ANSWERS: Submission,
}
# By whom it is put right.
WHOSE = {Of.CASES: "accountable_org", Of.ARRIVALS: "case__accountable_org"}


def _base(line: Line, organisation: Organisation | int) -> QuerySet[Any]:
    whose = WHOSE.get(line.of, "owner_org")
    found: QuerySet[Any] = MODELS[line.of].objects.filter(**{whose: organisation, "sealed": False})
    if line.of is Of.REFERRALS:
        reported = StatusChange.objects.filter(referral=OuterRef("pk"), to__in=DELIVERED)
        found = found.annotate(
            reported_at=Subquery(
                reported.order_by("at").values("at")[:1], output_field=DateTimeField()
            )
        )
    return found


def _day(name: str) -> BaseExpression | Combinable:
    """A fact as a day; by the house's names a moment ends in `_at`."""
    return TruncDate(F(name), tzinfo=UTC) if name.endswith("_at") else F(name)


def _known(name: str) -> Q:
    """Is there anything? Texts are empty, days and keys are null."""
    return (
        Q(**{f"{name}__isnull": False}) & ~Q(**{name: ""})
        if _is_text(name)
        else Q(**{f"{name}__isnull": False})
    )


def _is_text(name: str) -> bool:
    return not name.endswith(("_at", "_on", "_id", "_day"))


def _wanted(name: str, wanted: Wanted, today: date) -> Q:
    if wanted is Is.KNOWN:
        return _known(name)
    if wanted is Is.UNKNOWN:
        return ~_known(name)
    if wanted is Is.PAST:
        return Q(**{f"{name}__lt": today})
    return Q(**{f"{name}__in": sorted(wanted)})


def looked_at(line: Line, organisation: Organisation | int, *, today: date) -> QuerySet[Any]:
    """The rows that the line can be told of."""
    found = _base(line, organisation)
    for name, wanted in line.where.items():
        found = found.filter(_wanted(name, wanted, today))
    for name in line.after or line.delay or ():
        found = found.filter(_known(name))
    return found


def wrong(
    line: Line, organisation: Organisation | int, *, today: date, limit: int | None = None
) -> QuerySet[Any]:
    """The rows that the line finds; without a limit none is late."""
    found = looked_at(line, organisation, today=today)
    if line.lacks:
        return found.exclude(_known(line.lacks))
    if line.after:
        first, second = line.after
        found = found.annotate(one_day=_day(first), other_day=_day(second))
        found = found.filter(one_day__gt=F("other_day"))
    if line.delay:
        if limit is None:
            return found.none()
        happened, entered = line.delay
        found = found.annotate(one_day=_day(happened), other_day=_day(entered))
        found = found.filter(other_day__gt=F("one_day") + timedelta(days=limit))
    for name, wanted in line.found.items():
        found = found.filter(_wanted(name, wanted, today))
    return found


def limit_of(code: str, organisation: Organisation | int, *, on: date) -> Limit | None:
    return (
        Limit.objects.filter(owner_org=organisation, line=code, valid_from__lte=on)
        .order_by("-valid_from")
        .first()
    )


def limits(organisation: Organisation | int) -> QuerySet[Limit]:
    return Limit.objects.filter(owner_org=organisation).select_related("stated_by")


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What a line came to; `found` is None where nothing says from when on it is late."""

    line: str
    found: int | None
    looked_at: int
    median: float | None = None
    ninth: float | None = None


def count(line: Line, organisation: Organisation | int, *, today: date, since: date) -> Counted:
    """Delays are those of what happened since a day: what is long past tells of nobody now."""
    rows = looked_at(line, organisation, today=today)
    if line.delay is None:
        return Counted(
            line=line.code,
            found=wrong(line, organisation, today=today).count(),
            looked_at=rows.count(),
        )
    happened = {f"{line.delay[0]}__gte": since}
    facts = list(rows.filter(**happened).values(*line.delay))
    delays = [delay_of(line, one) for one in facts]
    held = limit_of(line.code, organisation, on=today)
    return Counted(
        line=line.code,
        found=None if held is None else sum(delay > held.value for delay in delays),
        looked_at=len(delays),
        median=float(median(delays)) if delays else None,
        ninth=float(_ninth(delays)) if delays else None,
    )


def _ninth(delays: list[int]) -> float:
    """Nine in ten are no longer than this."""
    if len(delays) == 1:
        return delays[0]
    return quantiles(delays, n=10, method="inclusive")[NINTH]


def figures(organisation: Organisation | int) -> dict[str, list[DataFigure]]:
    """Of each line its months, the newest first."""
    found: dict[str, list[DataFigure]] = {line.code: [] for line in LINES}
    for one in DataFigure.objects.filter(organisation=organisation).order_by("-month"):
        if one.line in found:
            found[one.line].append(one)
    return found
