"""A new version of a deadline, or of when one is reminded. The ones before stay as they were."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.tasks import queries, rules
from homeward.tasks.choices import DayKind, TaskKind
from homeward.tasks.models import DeadlineRule, ReminderRule


@dataclass(frozen=True, kw_only=True)
class DeadlineGiven:
    kind: TaskKind
    programme_id: int
    days: int
    day_kind: DayKind
    source: str
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class ReminderGiven:
    """Of all kinds where `kind` is empty; None: not reminded, or silence is told to nobody."""

    kind: str
    programme_id: int
    days_before: int | None
    on_the_day: bool
    days_after: int | None
    day_kind: DayKind
    source: str
    valid_from: date


@transaction.atomic
def state_deadline(
    given: DeadlineGiven, *, by: User, at: datetime, is_ours: bool | None = None
) -> DeadlineRule:
    """`is_ours` where no policy is there to ask: the command line works as the owner."""
    require(by, "tasks.state_rules")
    _refuse(DeadlineRule, given, at=at, is_ours=is_ours)
    return DeadlineRule.objects.create(
        kind=given.kind,
        programme_id=given.programme_id,
        days=given.days,
        day_kind=given.day_kind,
        source=given.source.strip(),
        valid_from=given.valid_from,
        stated_by=by,
        stated_at=at,
    )


@transaction.atomic
def state_reminders(given: ReminderGiven, *, by: User, at: datetime) -> ReminderRule:
    require(by, "tasks.state_rules")
    _refuse(ReminderRule, given, at=at)
    return ReminderRule.objects.create(
        kind=given.kind,
        programme_id=given.programme_id,
        days_before=given.days_before,
        on_the_day=given.on_the_day,
        days_after=given.days_after,
        day_kind=given.day_kind,
        source=given.source.strip(),
        valid_from=given.valid_from,
        stated_by=by,
        stated_at=at,
    )


def _refuse(
    model: type[DeadlineRule] | type[ReminderRule],
    given: DeadlineGiven | ReminderGiven,
    *,
    at: datetime,
    is_ours: bool | None = None,
) -> None:
    stated = model._default_manager.filter(
        kind=given.kind, programme_id=given.programme_id, valid_from=given.valid_from
    )
    refuse_if(
        rules.reasons_not_to_state(
            rules.StatingFacts(
                valid_from=given.valid_from,
                today=at.date(),
                source_given=bool(given.source.strip()),
                stated_already=stated.exists(),
                is_ours=queries.may_state(given.programme_id) if is_ours is None else is_ours,
            )
        )
    )
