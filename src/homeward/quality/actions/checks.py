"""Checks: drawn or chosen, given to somebody, held along the standard, reported."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core import sampling
from homeward.core.refusals import Refused, refuse_if
from homeward.quality import queries
from homeward.quality.choices import DrawnFrom, Kind, Reason, Status
from homeward.quality.models import (
    Check,
    CheckDraw,
    CheckedItem,
    CheckedReferral,
    StandardItem,
    StandardVersion,
)
from homeward.quality.rules import checks as rules
from homeward.referrals.models import Referral
from homeward.services.models import Service
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

SEED_BYTES = 16
NO_PROGRAMME = 0


@dataclass(frozen=True, kw_only=True)
class CheckGiven:
    kind: Kind
    version: StandardVersion
    assignee: User
    due_on: date
    chosen_because: str = ""


@dataclass(frozen=True, kw_only=True)
class DrawGiven:
    drawn_from: DrawnFrom
    size: int
    by_provider: bool = False
    from_on: date | None = None
    until_on: date | None = None


@transaction.atomic
def plan(service: Service, given: CheckGiven, *, by: User, at: datetime) -> Check:
    """A check of a service that somebody chose, with the reason why this one."""
    require(by, "quality.plan")
    return _planned(service, given, draw=None, by=by, at=at)


def _planned(
    service: Service, given: CheckGiven, *, draw: CheckDraw | None, by: User, at: datetime
) -> Check:
    refuse_if(
        rules.reasons_not_to_plan(
            queries.checks.planning_facts(
                service, given.version, kind=given.kind, chosen_because=given.chosen_because,
                is_drawn=draw is not None, assignee=given.assignee, due_on=given.due_on, by=by,
                today=at.date(),
            )
        )
    )  # fmt: skip
    made = Check.objects.create(
        owner_org=by.organisation_of_rows, provider_org=service.organisation, service=service,
        version=given.version, kind=given.kind, draw=draw,
        chosen_because=given.chosen_because.strip(), assignee=given.assignee, due_on=given.due_on,
        planned_at=at, planned_by=by,
    )  # fmt: skip
    _wait(TaskKind.HOLD_CHECK, made, by.organisation_of_rows, at=at, due_on=given.due_on,
          holder=given.assignee)  # fmt: skip
    return made


@transaction.atomic
def draw(given: CheckGiven, how: DrawGiven, *, by: User, at: datetime, seed: str = "") -> CheckDraw:
    """Checks drawn at random. The seed is made before the frame is read, and kept.

    Several referrals to one service are one check of it.
    """
    require(by, "quality.plan")
    if how.drawn_from == DrawnFrom.REFERRALS:
        require(by, "quality.draw_referrals")
    seed = seed or secrets.token_hex(SEED_BYTES)
    frame = queries.checks.frame(
        how.drawn_from, given.version, by=by, from_on=how.from_on, until_on=how.until_on,
        by_provider=how.by_provider,
    )  # fmt: skip
    refuse_if(
        rules.reasons_not_to_draw(
            rules.DrawingFacts(
                kind=given.kind, drawn_from=how.drawn_from, frame=len(frame.units), size=how.size,
                from_on=how.from_on, until_on=how.until_on,
            )
        )
    )  # fmt: skip
    made = CheckDraw.objects.create(
        owner_org=by.organisation_of_rows, drawn_from=how.drawn_from, from_on=how.from_on,
        until_on=how.until_on, by_provider=how.by_provider, size=how.size, seed=seed,
        frame=len(frame.units), fingerprint=sampling.fingerprint(frame.units), drawn_at=at,
        drawn_by=by,
    )  # fmt: skip
    checks: dict[UUID, Check] = {}
    for place in sampling.draw(frame.units, size=how.size, seed=seed):
        if place.is_drawn:
            service = frame.services[place.id]
            if service.pk not in checks:
                checks[service.pk] = _planned(service, given, draw=made, by=by, at=at)
            if place.id in frame.referrals:
                _of_referral(checks[service.pk], frame.referrals[place.id])
    return made


def _of_referral(check: Check, referral: Referral) -> None:
    CheckedReferral.objects.create(
        check_held=check, case=referral.case, referral=referral, person_id=referral.person_id,
        programme_id=referral.programme_id, owner_org_id=referral.owner_org_id,
    )  # fmt: skip


@transaction.atomic
def cancel(check: Check, why: str, *, by: User, at: datetime) -> None:
    """It is not held; why, stays."""
    require(by, "quality.plan")
    held = locked(check, by)
    if not rules.may_follow(held.status, Status.CANCELLED):
        raise Refused(Reason.WRONG_STATUS)
    if not why.strip():
        raise Refused(Reason.NO_TEXT)
    end(held, Status.CANCELLED, why, by=by, at=at)
    tasks.end(TaskKind.HOLD_CHECK, held.pk, at=at)


@dataclass(frozen=True, kw_only=True)
class PointGiven:
    verdict: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportGiven:
    held_on: date
    points: Mapping[UUID, PointGiven]
    summary: str = ""
    reply_by: date | None = None
    # Of the referrals that it was drawn from, by their row here.
    referrals: Mapping[UUID, PointGiven] | None = None


@transaction.atomic
def report(check: Check, given: ReportGiven, *, by: User, at: datetime) -> Check:
    """What was seen of each point. What is not met goes to the provider, which may reply."""
    require(by, "quality.hold")
    held = locked(check, by)
    items = asked(held)
    said = [_said(item, given) for item in items]
    refuse_if(
        rules.reasons_not_to_report(
            rules.ReportingFacts(
                status=held.status, is_assigned=held.assignee_id == by.pk, held_on=given.held_on,
                today=at.date(), points=said, reply_by=given.reply_by,
            )
        )
    )  # fmt: skip
    CheckedItem.objects.bulk_create(
        CheckedItem(check_held=held, item=item, verdict=one.verdict, note=one.note.strip())
        for item, one in zip(items, said, strict=True)
    )
    _judge(held, given.referrals or {})
    _report(held, given, said, by=by, at=at)
    return held


def asked(check: Check) -> list[StandardItem]:
    """The points of the standard that this kind of check can see."""
    items = check.version.items.all()
    return list(items.filter(by_call=True) if check.kind == Kind.CALL else items)


def _said(item: StandardItem, given: ReportGiven) -> rules.Said:
    one = given.points.get(item.pk, PointGiven(verdict=""))
    may_be = [value for value, _label in item.verdicts]
    return rules.Said(verdict=one.verdict, note=one.note, may_be=may_be)


def _judge(check: Check, said: Mapping[UUID, PointGiven]) -> None:
    for row in check.referrals.select_for_update(of=("self",)):
        if row.pk in said:
            row.verdict, row.note = said[row.pk].verdict, said[row.pk].note.strip()
            row.save(update_fields=["verdict", "note"])


def _report(
    held: Check, given: ReportGiven, said: Sequence[rules.Said], *, by: User, at: datetime
) -> None:
    result = rules.result_of(one.verdict for one in said)
    asks = result in rules.WANTING
    held.status = Status.REPORTED if asks else Status.CLOSED
    held.held_on, held.held_by, held.reported_at = given.held_on, by, at
    held.summary, held.result = given.summary.strip(), result
    held.reply_by = given.reply_by if asks else None
    if not asks:
        held.ended_at, held.ended_by = at, by
    held.save()
    tasks.end(TaskKind.HOLD_CHECK, held.pk, at=at)
    if asks:
        ask_for_reply(held, at=at)


def ask_for_reply(held: Check, *, at: datetime) -> None:
    """The provider is asked where somebody there can answer; else who checked asks them."""
    holder = held.provider_org_id if queries.checks.can_reply(held.provider_org_id) else None
    _wait(TaskKind.REPLY_TO_CHECK, held, holder or held.owner_org_id, at=at,
          due_on=held.reply_by)  # fmt: skip


def locked(check: Check, by: User, *, as_provider: bool = False) -> Check:
    """Read again under a lock: two may act at once, and each side only for itself."""
    held = Check.objects.select_for_update(of=("self",)).select_related("version").get(pk=check.pk)
    side = held.provider_org_id if as_provider else held.owner_org_id
    if side != by.organisation_id:
        raise Refused(Reason.NOT_OURS)
    return held


def end(held: Check, status: Status, why: str, *, by: User, at: datetime) -> None:
    held.status, held.ended_at, held.ended_by = status, at, by
    held.ended_because = why.strip()[:300]
    held.save(update_fields=["status", "ended_at", "ended_by", "ended_because"])


def _wait(
    kind: TaskKind, check: Check, holder_org: Organisation | int, *, at: datetime,
    due_on: date | None, holder: User | None = None,
) -> None:  # fmt: skip
    tasks.begin(
        kind, check.pk, holder_org=holder_org, waiter_org=check.owner_org_id, holder=holder, at=at,
        programme_id=NO_PROGRAMME, reference=check.service.name, due_on=due_on,
    )  # fmt: skip
