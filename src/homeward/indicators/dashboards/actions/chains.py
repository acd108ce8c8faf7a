"""A results chain is drafted, filled and published; from then on it stays as it is."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.indicators.choices import Direction
from homeward.indicators.dashboards import rules
from homeward.indicators.dashboards.choices import FrameStatus, Reason
from homeward.indicators.dashboards.models import Logframe, Measure, Reading, Result
from homeward.indicators.models import Indicator
from homeward.programmes.models import Programme


@dataclass(frozen=True, kw_only=True)
class ResultSaid:
    level: str
    number: str
    statement: str
    serves: Result | None = None
    assumptions: str = ""


@dataclass(frozen=True, kw_only=True)
class MeasureSaid:
    indicator: Indicator | None = None
    words: str = ""
    unit: str = ""
    direction: str = Direction.HIGHER
    baseline: Decimal | None = None
    baseline_on: date | None = None
    baseline_source: str = ""
    target: Decimal | None = None
    target_on: date | None = None
    verification: str = ""


@transaction.atomic
def begin_chain(programme: Programme, *, by: User, at: datetime) -> Logframe:
    """The next version, with what the newest one holds."""
    require(by, "dashboards.keep_chain")
    # Two who begin at once: the second waits here and then finds the first one's draft.
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    newest = Logframe.objects.filter(programme=programme).order_by("-number").first()
    refuse_if(
        rules.reasons_not_to_draft(
            is_lead=programme.lead_org_id == by.organisation_id,
            has_draft=newest is not None and newest.is_draft,
        )
    )
    assert programme.lead_org is not None  # noqa: S101 (the rule asked)
    chain = Logframe.objects.create(
        programme=programme,
        owner_org=programme.lead_org,
        number=newest.number + 1 if newest else 1,
        drafted_by=by,
        drafted_at=at,
    )
    if newest:
        _copy(newest, chain)
    return chain


def _copy(old: Logframe, new: Logframe) -> None:
    """Results from the top down, so that what each serves is there already."""
    made: dict[UUID, Result] = {}
    levels = list(rules.ABOVE.values())[:1] + list(rules.ABOVE)
    for level in levels:
        for result in Result.objects.filter(logframe=old, level=level):
            before = result.pk
            serves = made[result.serves_id] if result.serves_id else None
            made[before] = Result.objects.create(
                logframe=new, level=result.level, number=result.number, serves=serves,
                statement=result.statement, assumptions=result.assumptions,
            )  # fmt: skip
            _copy_measures(before, made[before])


def _copy_measures(old: UUID, new: Result) -> None:
    for measure in Measure.objects.filter(result=old):
        readings = list(Reading.objects.filter(measure=measure))
        measure.pk = None
        measure._state.adding = True
        measure.id = Measure._meta.pk.get_default()
        measure.result = new
        measure.save(force_insert=True)
        for reading in readings:
            reading.id = Reading._meta.pk.get_default()
            reading.measure = measure
            reading.save(force_insert=True)


@transaction.atomic
def add_result(chain: Logframe, said: ResultSaid, *, by: User) -> Result:
    chain = _draft(chain, by)
    serves = said.serves
    numbers = Result.objects.filter(logframe=chain).values_list("number", flat=True)
    refuse_if(
        rules.reasons_not_to_add_result(
            level=said.level,
            number=said.number,
            above=serves.level if serves and serves.logframe_id == chain.pk else None,
            numbers=numbers,
        )
    )
    return Result.objects.create(
        logframe=chain, level=said.level, number=said.number, serves=serves,
        statement=said.statement, assumptions=said.assumptions,
    )  # fmt: skip


@transaction.atomic
def remove_result(result: Result, *, by: User) -> None:
    _draft(result.logframe, by)
    refuse_if([Reason.HAS_RESULTS] if Result.objects.filter(serves=result).exists() else [])
    result.delete()


@transaction.atomic
def add_measure(result: Result, said: MeasureSaid, *, by: User) -> Measure:
    _draft(result.logframe, by)
    refuse_if([] if said.indicator or said.words.strip() else [Reason.WHAT_IS_COUNTED])
    last = Measure.objects.filter(result=result).aggregate(last=Max("position"))["last"] or 0
    fields: dict[str, Any] = vars(said)
    if said.indicator:
        fields = {**fields, "direction": said.indicator.direction}
    return Measure.objects.create(result=result, position=last + 1, **fields)


@transaction.atomic
def remove_measure(measure: Measure, *, by: User) -> None:
    _draft(measure.result.logframe, by)
    measure.delete()


@transaction.atomic
def read_off(
    measure: Measure, *, value: Decimal, on: date, source: str, by: User, at: datetime
) -> Reading:
    """What was counted by hand. Kept beside what was read before; the latest day stands."""
    require(by, "dashboards.keep_chain")
    reasons = [Reason.COUNTED_HERE] if measure.indicator_id else []
    if measure.result.logframe.owner_org_id != by.organisation_id:
        reasons.append(Reason.NOT_THE_LEAD)
    if not source.strip():
        reasons.append(Reason.NO_SOURCE)
    refuse_if(reasons)
    return Reading.objects.create(
        measure=measure, value=value, on=on, source=source.strip(), by=by, at=at
    )


@transaction.atomic
def publish(
    chain: Logframe, *, valid_from: date, source: str, changes: str = "", by: User, at: datetime
) -> Logframe:
    chain = _draft(chain, by)
    results = Result.objects.filter(logframe=chain).annotate(n=Count("measures")).order_by()
    refuse_if(
        rules.reasons_not_to_publish(
            source=source, measures=list(results.values_list("n", flat=True))
        )
    )
    chain.status = FrameStatus.PUBLISHED
    chain.valid_from, chain.source, chain.changes = valid_from, source.strip(), changes.strip()
    chain.published_by, chain.published_at = by, at
    chain.save()
    return chain


def _draft(chain: Logframe, by: User) -> Logframe:
    """The chain under a lock, where it is a draft of the actor's own organisation."""
    require(by, "dashboards.keep_chain")
    # A published one can't be locked, by the table's policy: it is only read, and refused.
    locked = Logframe.objects.select_for_update(of=("self",)).filter(pk=chain.pk).first()
    chain = locked or Logframe.objects.get(pk=chain.pk)
    refuse_if(
        rules.reasons_not_to_change(
            is_lead=chain.owner_org_id == by.organisation_id, is_draft=chain.is_draft
        )
    )
    return chain
