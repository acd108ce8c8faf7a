"""Criteria of a pool, procedures of its donors, approvals beforehand, and reports."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.actors.models import Actor
from homeward.core.refusals import Refused, refuse_if
from homeward.pools import queries, rules
from homeward.pools.actions.locking import own
from homeward.pools.choices import Direction, Figure, Reason, Rounding
from homeward.pools.models import (
    DisbursementCriterion,
    DonorProcedure,
    Pool,
    PoolReport,
    PriorApproval,
)
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def state_criterion(
    pool: Pool,
    *,
    name: str,
    weight: Decimal,
    direction: Direction,
    figure: Figure,
    valid_from: date,
    source: str,
    by: User,
    at: datetime,
) -> DisbursementCriterion:
    """By what the pool's money is shared out from a day on."""
    require(by, "pools.state_rules")
    pool = own(pool, by)
    checks = [(weight > 0, Reason.NO_AMOUNT), (bool(source.strip()), Reason.NO_SOURCE)]
    refuse_if(reason for holds, reason in checks if not holds)
    return DisbursementCriterion.objects.create(
        pool=pool, name=name, weight=weight, direction=direction, figure=figure,
        valid_from=valid_from, source=source, stated_by=by, stated_at=at,
    )  # fmt: skip


@transaction.atomic
def end_criterion(
    criterion: DisbursementCriterion, *, on: date, by: User, at: datetime
) -> DisbursementCriterion:
    """It holds until a day. Rounds that were drawn up by it stay as they are."""
    require(by, "pools.state_rules")
    own(criterion.pool, by)
    if on < criterion.valid_from:
        raise Refused(Reason.ENDS_BEFORE_IT_BEGINS)
    criterion.valid_until = on
    criterion.save(update_fields=["valid_until"])
    return criterion


@transaction.atomic
def state_procedure(
    pool: Pool,
    donor: Actor,
    *,
    ceiling_per_case: Decimal | None = None,
    approval_above: Decimal | None = None,
    ways: Sequence[str] = (),
    dimensions: Sequence[str] = (),
    checks: Sequence[str] = (),
    report_every_months: int | None = None,
    report_within_days: int = 0,
    rounding: Rounding = Rounding.CENT,
    valid_from: date,
    valid_until: date | None = None,
    source: str,
    by: User,
    at: datetime,
) -> DonorProcedure:
    """What a donor asks of spending its money and of reports; the next report waits from now on."""
    require(by, "pools.state_rules")
    pool = own(pool, by)
    asks = [ceiling_per_case, approval_above, ways, dimensions, checks, report_every_months]
    refuse_if(
        rules.reasons_not_to_state_procedure(
            asks_something=any(asks), is_donor=queries.is_donor(pool, donor),
            has_source=bool(source.strip()), valid_from=valid_from, valid_until=valid_until,
        )
    )  # fmt: skip
    made = DonorProcedure.objects.create(
        pool=pool, donor=donor, ceiling_per_case=ceiling_per_case, approval_above=approval_above,
        ways=list(ways), dimensions=list(dimensions), checks=list(checks),
        report_every_months=report_every_months, report_within_days=report_within_days,
        rounding=rounding, valid_from=valid_from, valid_until=valid_until, source=source,
        stated_by=by, stated_at=at,
    )  # fmt: skip
    _wait_for_report(made, at=at)
    return made


@transaction.atomic
def end_procedure(procedure: DonorProcedure, *, on: date, by: User, at: datetime) -> DonorProcedure:
    require(by, "pools.state_rules")
    own(procedure.pool, by)
    if on < procedure.valid_from:
        raise Refused(Reason.ENDS_BEFORE_IT_BEGINS)
    procedure.valid_until = on
    procedure.save(update_fields=["valid_until"])
    tasks.end(TaskKind.WRITE_POOL_REPORT, procedure.pk, at=at)
    return procedure


@transaction.atomic
def approve_beforehand(
    procedure: DonorProcedure,
    subject: UUID,
    *,
    up_to: Decimal,
    number: str,
    on: date,
    by: User,
    at: datetime,
) -> PriorApproval:
    """The donor's letter that lets one plan (`subject`: its id) have more than its limit."""
    require(by, "pools.state_rules")
    pool = own(procedure.pool, by)
    checks = [
        (up_to > 0, Reason.NO_AMOUNT),
        (on <= at.date(), Reason.IN_FUTURE),
        (bool(number.strip()), Reason.NO_SOURCE),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    return PriorApproval.objects.create(
        pool=pool, procedure=procedure, subject=subject, up_to=up_to, number=number, on=on,
        by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def report(
    pool: Pool, donor: Actor, *, first: date, last: date, by: User, at: datetime
) -> PoolReport:
    """Keeps a donor's figures of a period as they stand now; the next report waits then."""
    require(by, "pools.report")
    pool = own(pool, by)
    refuse_if(
        rules.reasons_not_to_report(
            is_donor=queries.is_donor(pool, donor), first=first, last=last, today=at.date()
        )
    )
    asked = list(queries.in_force(pool, [donor.pk], at.date()))
    step = max((Decimal(each.rounding) for each in asked), default=Decimal("0.01"))
    made = PoolReport.objects.create(
        pool=pool, donor=donor, first=first, last=last, made_by=by, made_at=at,
        figures=queries.report_figures(pool, donor, first=first, last=last, step=step),
    )  # fmt: skip
    for procedure in asked:
        tasks.end(TaskKind.WRITE_POOL_REPORT, procedure.pk, at=at)
        _wait_for_report(procedure, at=at)
    return made


def _wait_for_report(procedure: DonorProcedure, *, at: datetime) -> None:
    if not procedure.report_every_months:
        return
    due = rules.next_report_on(
        queries.last_reported(procedure),
        every_months=procedure.report_every_months,
        within_days=procedure.report_within_days,
    )
    tasks.begin(
        TaskKind.WRITE_POOL_REPORT,
        procedure.pk,
        holder_org=procedure.pool.owner_org_id,
        waiter_org=procedure.pool.owner_org_id,
        at=at,
        programme_id=0,
        reference=str(procedure.donor),
        due_on=due,
    )
