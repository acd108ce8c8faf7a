"""Contracts for seats: written, signed by both, watched together, ended."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.offers import rules
from homeward.offers.choices import ContractStatus, MonitoringKind, Reason, Side
from homeward.offers.models import JointVisit, SeatContract, SeatFinding, SeatReport
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def contract(
    held: SeatContract | None, *, partner: Organisation, by: User, at: datetime, **terms: Any
) -> SeatContract:
    """Writes a draft, or writes it anew; nobody else sees it yet."""
    require(by, "offers.keep_seats")
    organisation = by.organisation_of_rows
    if held is None:
        held = SeatContract(organisation=organisation, written_by=by, written_at=at)
    else:
        held = _locked(held, by)
        refuse_if([] if held.status == ContractStatus.DRAFT else [Reason.WRONG_STATUS])
    refuse_if(rules.reasons_not_to_contract(_terms(held, organisation, partner, terms)))
    held.partner = partner
    for name, value in terms.items():
        setattr(held, name, value)
    held.save()
    return held


def _terms(
    held: SeatContract, organisation: Organisation, partner: Organisation, terms: dict[str, Any]
) -> rules.Terms:
    same = SeatContract.objects.filter(organisation=organisation, number=terms["number"])
    return rules.Terms(
        starts_on=terms["starts_on"],
        ends_on=terms["ends_on"],
        at_least=terms.get("residents_at_least"),
        at_most=terms.get("residents_at_most"),
        is_same_side=partner == organisation,
        number_is_taken=same.exclude(pk=held.pk).exists(),
    )


@transaction.atomic
def discard(held: SeatContract, *, by: User) -> None:
    """Removes a draft; what was sent for signature is ended instead."""
    held = _locked(held, by)
    refuse_if([] if held.status == ContractStatus.DRAFT else [Reason.WRONG_STATUS])
    held.delete()


@transaction.atomic
def send_to_sign(held: SeatContract, *, by: User, at: datetime) -> None:
    """Its terms stand from now on; each side signs for itself."""
    held = _locked(held, by)
    refuse_if([] if held.status == ContractStatus.DRAFT else [Reason.WRONG_STATUS])
    held.status = ContractStatus.SIGNING
    held.save(update_fields=["status"])
    _wait(TaskKind.SIGN_SEATS, held.pk, held, Side.PARTNER, at=at)


@transaction.atomic
def sign(held: SeatContract, *, by: User, at: datetime) -> SeatContract:
    """Signs for the user's side; with both signatures it is in force."""
    held = _locked(held, by)
    side, on = side_of(held, by), timezone.localdate(at)
    signed = held.signed_on if side == Side.REFERRER else held.partner_signed_on
    refuse_if(rules.reasons_not_to_sign(held.status, has_signed=signed is not None))
    if side == Side.REFERRER:
        held.signed_on, held.signed_by = on, by
    else:
        held.partner_signed_on, held.partner_signed_by = on, by
        tasks.end(TaskKind.SIGN_SEATS, held.pk, at=at)
    if held.signed_on and held.partner_signed_on:
        held.status = ContractStatus.IN_FORCE
        _wait_for_report(held, None, at=at)
    held.save()
    return held


@transaction.atomic
def end_contract(held: SeatContract, why: str, *, by: User, at: datetime) -> None:
    held = _locked(held, by)
    live = {ContractStatus.SIGNING, ContractStatus.IN_FORCE}
    refuse_if(
        [Reason.WRONG_STATUS] * (held.status not in live) + [Reason.NO_REASON] * (not why.strip())
    )
    held.status, held.ended_because = ContractStatus.ENDED, why.strip()
    held.save(update_fields=["status", "ended_because"])
    for kind in (TaskKind.SIGN_SEATS, TaskKind.REPORT_SEATS):
        tasks.end(kind, held.pk, at=at)


@transaction.atomic
def report(
    held: SeatContract,
    *,
    from_on: date,
    until_on: date,
    served: int,
    residents: int,
    text: str = "",
    by: User,
    at: datetime,
) -> SeatReport:
    """What the partner counted in a period: figures alone."""
    held = _locked(held, by)
    if side_of(held, by) != Side.PARTNER:
        raise PermissionDenied("offers.keep_seats")
    reported = held.reports.filter(from_on__lte=until_on, until_on__gte=from_on).exists()
    refuse_if(
        rules.reasons_not_to_report(
            status=held.status,
            period=(from_on, until_on),
            contract=(held.starts_on, held.ends_on),
            today=timezone.localdate(at),
            is_reported=reported,
            served=served,
            residents=residents,
        )
    )
    written = SeatReport.objects.create(
        contract=held, from_on=from_on, until_on=until_on, served=served, residents=residents,
        text=text.strip(), reported_by=by, reported_at=at,
    )  # fmt: skip
    tasks.end(TaskKind.REPORT_SEATS, held.pk, at=at)
    if until_on < held.ends_on:
        _wait_for_report(held, until_on, at=at)
    return written


@transaction.atomic
def plan_visit(
    held: SeatContract, kind: MonitoringKind, planned_on: date, *, by: User, at: datetime
) -> JointVisit:
    """A visit that both sides hold; whoever plans it holds the wait."""
    held = _locked(held, by)
    refuse_if([] if held.status == ContractStatus.IN_FORCE else [Reason.NOT_IN_FORCE])
    visit = JointVisit.objects.create(
        contract=held, kind=kind, planned_on=planned_on, planned_by=by, planned_at=at
    )
    _wait(TaskKind.HOLD_VISIT, visit.pk, held, side_of(held, by), at=at, due_on=planned_on)
    return visit


@transaction.atomic
def write_visit(
    visit: JointVisit, *, held_on: date, summary: str, by: User, at: datetime
) -> JointVisit:
    """What was seen, by one side; the other says whether it was so."""
    held = _locked(visit.contract, by)
    visit = JointVisit.objects.select_for_update().get(pk=visit.pk)
    refuse_if(
        rules.reasons_not_to_hold(
            is_held=visit.held_on is not None, on=held_on, today=timezone.localdate(at)
        )
    )
    visit.held_on, visit.summary, visit.written_by = held_on, summary.strip(), by
    visit.save()
    tasks.end(TaskKind.HOLD_VISIT, visit.pk, at=at)
    _wait(TaskKind.CONFIRM_VISIT, visit.pk, held, other(side_of(held, by)), at=at)
    return visit


@transaction.atomic
def confirm_visit(visit: JointVisit, *, by: User, at: datetime) -> JointVisit:
    """The side that did not write it says that it was so."""
    _locked(visit.contract, by)
    visit = JointVisit.objects.select_for_update().get(pk=visit.pk)
    writer = visit.written_by
    refuse_if(
        rules.reasons_not_to_confirm_visit(
            is_held=visit.held_on is not None,
            is_confirmed=visit.confirmed_at is not None,
            is_own_side=writer is not None and writer.organisation_id == by.organisation_id,
        )
    )
    visit.confirmed_by, visit.confirmed_at = by, at
    visit.save(update_fields=["confirmed_by", "confirmed_at"])
    tasks.end(TaskKind.CONFIRM_VISIT, visit.pk, at=at)
    return visit


@transaction.atomic
def add_finding(
    visit: JointVisit, text: str, side: Side, due_on: date, *, by: User, at: datetime
) -> SeatFinding:
    """Something to mend, at one of the two, until a day."""
    held = _locked(visit.contract, by)
    refuse_if([] if visit.held_on else [Reason.NOT_HELD])
    finding = SeatFinding.objects.create(visit=visit, text=text.strip(), side=side, due_on=due_on)
    _wait(TaskKind.FOLLOW_FINDING, finding.pk, held, side, at=at, due_on=due_on)
    return finding


@transaction.atomic
def finish_finding(finding: SeatFinding, text: str, *, by: User, at: datetime) -> None:
    """Whose task it is says what was done."""
    held = _locked(finding.visit.contract, by)
    finding = SeatFinding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    if side_of(held, by) != finding.side:
        raise PermissionDenied("offers.keep_seats")
    done = finding.done_on is not None
    refuse_if([Reason.DONE_ALREADY] * done + [Reason.NO_REASON] * (not text.strip()))
    finding.done_on, finding.done_by = timezone.localdate(at), by
    finding.done_text = text.strip()
    finding.save(update_fields=["done_on", "done_by", "done_text"])
    tasks.end(TaskKind.FOLLOW_FINDING, finding.pk, at=at)


def side_of(held: SeatContract, user: User) -> Side:
    return Side.REFERRER if held.organisation_id == user.organisation_id else Side.PARTNER


def other(side: Side) -> Side:
    return Side.PARTNER if side == Side.REFERRER else Side.REFERRER


def _locked(held: SeatContract, by: User) -> SeatContract:
    """Under a lock, by one of the two whose contract it is."""
    require(by, "offers.keep_seats")
    held = SeatContract.objects.select_for_update(of=("self",)).get(pk=held.pk)
    if by.organisation_id not in {held.organisation_id, held.partner_id}:
        raise PermissionDenied("offers.keep_seats")
    return held


def _wait_for_report(held: SeatContract, last: date | None, *, at: datetime) -> None:
    due = rules.next_due(held.starts_on, last, held.report_months, held.ends_on)
    if due:
        _wait(TaskKind.REPORT_SEATS, held.pk, held, Side.PARTNER, at=at, due_on=due)


def _wait(
    kind: TaskKind,
    subject: Any,
    held: SeatContract,
    side: Side,
    *,
    at: datetime,
    due_on: date | None = None,
) -> None:
    sides = {Side.REFERRER: held.organisation_id, Side.PARTNER: held.partner_id}
    tasks.begin(
        kind,
        subject,
        holder_org=sides[side],
        waiter_org=sides[other(side)],
        at=at,
        programme_id=held.programme_id or 0,
        reference=held.number,
        due_on=due_on,
    )
