"""Somebody begins to work, and is asked after later; a subsidy is planned as instalments."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from django.db import connection, transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.core.refusals import Refused, refuse_if
from homeward.employment import queries, rules
from homeward.employment.actions.locking import (
    belongs,
    locked,
    locked_offer,
    move,
    wait_for_adviser,
)
from homeward.employment.actions.searching import close_search, locked_search
from homeward.employment.choices import (
    EmployerSays,
    Known,
    Reason,
    Retention,
    RuleKind,
    SearchEnd,
    Status,
)
from homeward.employment.models import Candidacy, Placement, RetentionCheck, Subsidy
from homeward.funds import actions as funds
from homeward.offers.choices import WagePeriod
from homeward.plans.models import PlanLine
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class Placed:
    """The work as it begins; what nobody could say is unknown."""

    starts_on: date
    contract: str
    ends_on: date | None = None
    weekly_hours: Decimal | None = None
    wage: Decimal | None = None
    currency: str = ""
    wage_period: str = ""
    written_contract: str = Known.UNKNOWN
    social_protection: str = Known.UNKNOWN
    safe: str = Known.UNKNOWN


@transaction.atomic
def place(candidacy: Candidacy, given: Placed, *, by: User, at: datetime) -> Placement:
    """The candidate takes the place. Whether it lasts is asked as often as the terms say."""
    require(by, "employment.place")
    candidacy = locked(candidacy)
    offer = locked_offer(candidacy.offer)
    refuse_if(rules.reasons_not_to_place(candidacy.status, places_free=offer.places_free))
    placement = Placement.objects.create(
        case_id=candidacy.case_id, candidacy=candidacy,
        employer_org_id=candidacy.employer_org_id,
        wage_floor=queries.wage_floor(offer, on=given.starts_on),
        recorded_by=by, recorded_at=at, **belongs(candidacy),
        **{field.name: getattr(given, field.name) for field in fields(given)},
    )  # fmt: skip
    move(candidacy, Status.PLACED, at=at)
    with connection.cursor() as cursor:
        cursor.execute("select employment_take_place(%s)", [candidacy.pk])
    _ask_later(placement, at=at)
    if candidacy.search and candidacy.search.ended_on is None:
        search = locked_search(candidacy.search)
        close_search(search, SearchEnd.PLACED, on=at.date(), by=by, at=at)
    return placement


def _ask_later(placement: Placement, *, at: datetime) -> None:
    for rule in queries.terms(
        RuleKind.RETENTION_MONTHS, on=placement.starts_on, programme_id=placement.programme_id
    ):
        check = RetentionCheck.objects.create(
            placement=placement, employer_org_id=placement.employer_org_id, months=rule.value,
            due_on=rules.months_after(placement.starts_on, rule.value), rule=rule,
            owner_org_id=placement.owner_org_id, programme_id=placement.programme_id,
            person_id=placement.person_id,
        )  # fmt: skip
        wait_for_adviser(
            TaskKind.CHECK_RETENTION, placement.candidacy, at=at, subject=check.pk,
            due_on=check.due_on, note=str(check.months),
        )  # fmt: skip


def _locked_check(check: RetentionCheck) -> RetentionCheck:
    found = RetentionCheck.objects.select_for_update(of=("self",)).filter(pk=check.pk).first()
    if found is None or found.outcome:
        raise Refused(Reason.DONE_ALREADY)
    return found


@transaction.atomic
def employer_keeps(check: RetentionCheck, says: EmployerSays | str, *, at: datetime) -> None:
    """What the employer says by its link, from the day on; an adviser still asks the person."""
    check = _locked_check(check)
    checks = [
        (check.due_on <= at.date(), Reason.NOT_DUE),
        (says in EmployerSays.values, Reason.NO_REASON),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    check.employer_says, check.employer_says_on = says, at.date()
    check.save(update_fields=["employer_says", "employer_says_on"])


@transaction.atomic
def answer_check(
    check: RetentionCheck,
    outcome: Retention | str,
    *,
    asked_on: date,
    note: str = "",
    by: User,
    at: datetime,
) -> RetentionCheck:
    """Whether the person is in work; unknown is an answer, and said so."""
    require(by, "employment.place")
    check = _locked_check(check)
    checks = [
        (outcome in Retention.values, Reason.NO_REASON),
        (asked_on <= at.date(), Reason.IN_THE_FUTURE),
        # Before its day the answer is that of another day.
        (asked_on >= check.due_on, Reason.NOT_DUE),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    check.outcome, check.asked_on, check.note, check.by = outcome, asked_on, note, by
    check.save(update_fields=["outcome", "asked_on", "note", "by"])
    tasks.end(TaskKind.CHECK_RETENTION, check.pk, at=at)
    cases.ensure_next_step(check.placement.case_id, by=by, at=at)
    return check


@transaction.atomic
def plan_subsidy(placement: Placement, line: PlanLine, *, by: User, at: datetime) -> int:
    """The subsidy of the vacancy as instalments of a plan's line: one a month, each on proof.

    Bringing the proof of attendance, checking and paying it are the funds' own steps.
    """
    require(by, "funds.plan_instalments")
    placement = (
        Placement.objects.select_for_update(of=("self",))
        .select_related("candidacy__offer")
        .get(pk=placement.pk)
    )
    subsidy = Subsidy.objects.filter(offer=placement.candidacy.offer).first()
    if subsidy is None:
        raise Refused(Reason.NO_SUBSIDY)
    parts = rules.subsidy_parts(
        share=subsidy.share, amount=subsidy.amount, wage=_monthly(placement, subsidy),
        months=subsidy.months, ceiling=subsidy.ceiling, starts_on=placement.starts_on,
    )  # fmt: skip
    checks = [
        (placement.line_id is None, Reason.PLANNED_ALREADY),
        (line.plan.case_id == placement.case_id, Reason.NO_LINE),
        (line.currency == subsidy.currency, Reason.NO_LINE),
        (bool(parts), Reason.WAGE_NOT_KNOWN),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    funds.plan_instalments(line, parts, by=by, at=at)
    placement.line = line
    placement.save(update_fields=["line"])
    return len(parts)


def _monthly(placement: Placement, subsidy: Subsidy) -> Decimal | None:
    same = placement.currency == subsidy.currency and placement.wage_period == WagePeriod.MONTH
    return placement.wage if same else None
