"""A business begins, is registered step by step, visited, asked after, and may stop."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.business import queries, rules
from homeward.business.actions.locking import belongs, ended, locked, wait
from homeward.business.choices import BusinessState, CheckOutcome, Reason, StepState, StopReason
from homeward.business.models import (
    Business,
    CheckRule,
    CoachingVisit,
    StepOfBusiness,
    SurvivalCheck,
)
from homeward.core.refusals import Refused, refuse_if
from homeward.files import actions as files
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class Visited:
    on: date
    way: str
    findings: str
    agreed: str = ""
    sales: Decimal | None = None
    next_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a check found."""

    outcome: CheckOutcome
    asked_on: date
    sales: Decimal | None = None
    workers: int | None = None
    note: str = ""


@transaction.atomic
def start(business: Business, *, on: date, by: User, at: datetime) -> Business:
    """It has begun: from now on it is asked after, as often as the programme agreed."""
    require(by, "business.run")
    business = locked(business)
    refuse_if(
        rules.reasons_not_to_start(
            state=BusinessState(business.state),
            is_agreed=queries.agreed(business) is not None,
            on=on,
            today=at.date(),
        )
    )
    business.state, business.started_on = BusinessState.RUNNING, on
    business.save(update_fields=["state", "started_on"])
    for rule in queries.check_rules(business.case.programme, on=on):
        _open_check(business, rule.months, rule=rule, by=by, at=at)
    return business


def _open_check(
    business: Business,
    months: int,
    *,
    by: User,
    at: datetime,
    rule: CheckRule | None = None,
) -> SurvivalCheck:
    started = business.started_on or at.date()
    check = SurvivalCheck.objects.create(
        business=business, months=months, due_on=rules.months_after(started, months), rule=rule,
        **belongs(business, by),
    )  # fmt: skip
    wait(
        TaskKind.CHECK_BUSINESS, check.pk, business, holder=business.case.worker,
        holder_org=business.case.accountable_org_id, by=by, at=at, due_on=check.due_on,
        note=str(months),
    )  # fmt: skip
    return check


@transaction.atomic
def add_check(business: Business, months: int, *, by: User, at: datetime) -> SurvivalCheck:
    """Where no rule of the programme names it."""
    require(by, "business.coach")
    business = locked(business)
    if business.state != BusinessState.RUNNING:
        raise Refused(Reason.WRONG_STATE)
    if business.checks.filter(months=months).exists():
        raise Refused(Reason.DONE_ALREADY)
    return _open_check(business, months, by=by, at=at)


@transaction.atomic
def answer_check(check: SurvivalCheck, given: Found, *, by: User, at: datetime) -> SurvivalCheck:
    """Once. Where it has stopped, the reason is recorded with the business itself."""
    require(by, "business.coach")
    locked(check.business)
    check = SurvivalCheck.objects.select_related("business__case").get(pk=check.pk)
    checks = [
        (not check.outcome, Reason.DONE_ALREADY),
        (given.asked_on <= at.date(), Reason.IN_THE_FUTURE),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    for field in fields(given):
        setattr(check, field.name, getattr(given, field.name))
    check.by = by
    check.save()
    ended(TaskKind.CHECK_BUSINESS, check.pk, check.business, by=by, at=at)
    return check


@transaction.atomic
def stop(
    business: Business, *, on: date, reason: StopReason | str, by: User, at: datetime
) -> Business:
    """It has stopped; what was still to be asked or visited ends with it."""
    require(by, "business.run")
    business = locked(business)
    refuse_if(
        rules.reasons_not_to_stop(
            state=BusinessState(business.state),
            started_on=business.started_on,
            reason=reason,
            on=on,
            today=at.date(),
        )
    )
    business.state, business.stopped_on, business.stop_reason = BusinessState.STOPPED, on, reason
    business.save(update_fields=["state", "stopped_on", "stop_reason"])
    for check in business.checks.filter(outcome=""):
        check.outcome, check.asked_on, check.by = CheckOutcome.STOPPED, at.date(), by
        check.save(update_fields=["outcome", "asked_on", "by"])
        tasks.end(TaskKind.CHECK_BUSINESS, check.pk, at=at)
    ended(TaskKind.VISIT_BUSINESS, business.pk, business, by=by, at=at)
    return business


@transaction.atomic
def visit(business: Business, given: Visited, *, by: User, at: datetime) -> CoachingVisit:
    """Ends the wait for this visit, and begins that for the next where a day is named."""
    require(by, "business.coach")
    business = locked(business)
    checks = [
        (given.on <= at.date(), Reason.IN_THE_FUTURE),
        (given.next_on is None or given.next_on > given.on, Reason.IN_THE_PAST),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    made = CoachingVisit.objects.create(
        business=business, by=by, at=at, **belongs(business, by),
        **{field.name: getattr(given, field.name) for field in fields(given)},
    )  # fmt: skip
    if given.next_on is None:
        ended(TaskKind.VISIT_BUSINESS, business.pk, business, by=by, at=at)
    else:
        tasks.end(TaskKind.VISIT_BUSINESS, business.pk, at=at)
        wait(
            TaskKind.VISIT_BUSINESS, business.pk, business, holder=by,
            holder_org=by.organisation_of_rows.pk, by=by, at=at, due_on=given.next_on,
        )  # fmt: skip
    return made


@transaction.atomic
def take_up_steps(business: Business, *, by: User, at: datetime) -> list[StepOfBusiness]:
    """The steps that hold there today become the checklist of this business."""
    require(by, "business.run")
    business = locked(business)
    return [
        StepOfBusiness.objects.create(business=business, step=step, **belongs(business, by))
        for step in queries.steps_to_take_up(business, on=at.date())
    ]


@transaction.atomic
def mark_step(
    step: StepOfBusiness,
    state: StepState,
    *,
    on: date | None,
    note: str = "",
    paper: tuple[bytes, str] | None = None,
    by: User,
    at: datetime,
) -> StepOfBusiness:
    """How far a step is; `paper` is the bytes and the name of what shows it."""
    require(by, "business.run")
    locked(step.business)
    step = StepOfBusiness.objects.select_related("business").get(pk=step.pk)
    has_paper = paper is not None or step.evidence_id is not None
    refuse_if(
        rules.reasons_not_to_mark(
            state=state, note=note, has_paper=has_paper, on=on, today=at.date()
        )
    )
    if paper is not None:
        step.evidence = files.store(
            *paper, person_id=step.person_id, programme_id=step.programme_id,
            data_class=DataClass.CASE, by=by,
        )  # fmt: skip
    step.state, step.note, step.by = state, note, by
    step.on = on or (at.date() if state == StepState.DONE else None)
    step.save()
    return step
