"""What is assumed, on whose word, and what would be otherwise."""

from datetime import date, datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.scenarios import queries
from homeward.scenarios.actions.making import locked
from homeward.scenarios.choices import Reason, Source
from homeward.scenarios.models import Assumption, Change, Reading, Scenario
from homeward.scenarios.rules import checking, history
from homeward.scenarios.rules.facts import Assumed, Changed


@transaction.atomic
def assume(
    scenario: Scenario, one: Assumed, *, stated_by: str, why: str, by: User, at: datetime
) -> Assumption:
    """States a value, in the place of what was assumed of the same thing."""
    require(by, "scenarios.keep")
    scenario = locked(scenario)
    refuse_if(
        checking.reasons_not_to_assume(one, stated_by=stated_by, why=why, months=scenario.months)
    )
    return _put(
        scenario, one, by=by, at=at, source=Source.STATED, stated_by=stated_by.strip(),
        why=why.strip(),
    )  # fmt: skip


@transaction.atomic
def take_up(scenario: Scenario, reading: Reading | None, *, by: User, at: datetime) -> int:
    """Assumes what the history bears, in the place of what was there. How many; what it does not
    bear stays to be stated."""
    require(by, "scenarios.keep")
    scenario = locked(scenario)
    if reading is None or reading.figures is None:
        refuse_if([Reason.NO_HISTORY])
        return 0
    found = history.found(
        reading.figures, since=reading.since, until=reading.until, currency=scenario.currency
    )
    for one in found:
        _put(
            scenario, one.assumed, by=by, at=at, source=Source.OWN, counted=one.counted,
            since=reading.since, until=reading.until,
        )  # fmt: skip
    return len(found)


def _put(
    scenario: Scenario, one: Assumed, *, by: User, at: datetime, source: Source,
    counted: int | None = None, since: date | None = None, until: date | None = None,
    stated_by: str = "", why: str = "",
) -> Assumption:  # fmt: skip
    same = {
        "scenario": scenario, "kind": one.kind, "subject": one.subject, "area": one.area,
        "month": one.month,
    }  # fmt: skip
    before = Assumption.objects.filter(**same, replaced_at=None).first()
    if before:
        Assumption.objects.filter(pk=before.pk).update(replaced_at=at)
    return Assumption.objects.create(
        **same, value=one.value, spread=one.spread, version=before.version + 1 if before else 1,
        source=source, counted=counted, since=since, until=until, stated_by=stated_by, why=why,
        entered_at=at, entered_by=by,
    )  # fmt: skip


@transaction.atomic
def change(scenario: Scenario, one: Changed, *, why: str, by: User, at: datetime) -> Change:
    require(by, "scenarios.keep")
    scenario = locked(scenario)
    first, last = checking.whole_length(one, scenario.months)
    one = Changed(**{**vars(one), "from_month": first, "to_month": last})
    refuse_if(
        checking.reasons_not_to_change(
            one, why=why, months=scenario.months,
            assumed=queries.facts_of(queries.assumptions(scenario)),
        )
    )  # fmt: skip
    return Change.objects.create(
        scenario=scenario, **vars(one), why=why.strip(), entered_at=at, entered_by=by
    )


@transaction.atomic
def unchange(one: Change, *, by: User, at: datetime) -> None:
    """Takes a change away; what was played with it stays. A second click finds nothing to do."""
    require(by, "scenarios.keep")
    locked(one.scenario)
    Change.objects.filter(pk=one.pk).delete()
