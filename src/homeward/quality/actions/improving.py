"""After the report: the provider's reply, what is agreed to mend, and whether it is so."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.quality import queries
from homeward.quality.actions.checks import NO_PROGRAMME, end, locked
from homeward.quality.choices import Reason, ReplyWay, SeenAgain, Status
from homeward.quality.models import Check, Improvement
from homeward.quality.rules import checks as rules
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def reply(check: Check, text: str, *, by: User, at: datetime) -> None:
    """What the provider says to what was found."""
    require(by, "quality.reply")
    _replied(locked(check, by, as_provider=True), text, ReplyWay.HERE, by=by, at=at)


@transaction.atomic
def note_reply(check: Check, text: str, *, by: User, at: datetime) -> None:
    """A reply that was told, where nobody of the provider works here."""
    require(by, "quality.plan")
    held = locked(check, by)
    if queries.checks.can_reply(held.provider_org_id):
        raise Refused(Reason.NOT_OURS)
    _replied(held, text, ReplyWay.TOLD, by=by, at=at)


def _replied(held: Check, text: str, way: ReplyWay, *, by: User, at: datetime) -> None:
    refuse_if(rules.reasons_not_to_reply(status=held.status, text=text))
    held.status, held.reply, held.reply_way = Status.REPLIED, text.strip(), way
    held.replied_at, held.replied_by = at, by
    held.save(update_fields=["status", "reply", "reply_way", "replied_at", "replied_by"])
    tasks.end(TaskKind.REPLY_TO_CHECK, held.pk, at=at)
    tasks.begin(
        TaskKind.AGREE_IMPROVEMENT, held.pk, holder_org=held.owner_org_id,
        waiter_org=held.provider_org_id, at=at, programme_id=NO_PROGRAMME,
        reference=held.service.name,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ImprovementGiven:
    text: str
    due_on: date | None


@transaction.atomic
def agree(check: Check, given: ImprovementGiven, *, by: User, at: datetime) -> Improvement:
    """One thing that was agreed, with its day; several may be agreed one after the other."""
    require(by, "quality.plan")
    held = locked(check, by)
    refuse_if(
        rules.reasons_not_to_agree(
            rules.AgreeingFacts(
                status=held.status, reply_by=held.reply_by, text=given.text, due_on=given.due_on,
                today=at.date(),
            )
        )
    )  # fmt: skip
    if given.due_on is None:
        raise Refused(Reason.NO_DAY)
    if held.status != Status.AGREED:
        held.status = Status.AGREED
        held.save(update_fields=["status"])
        _end_waits(held, at=at)
    return _agreed(held, given.text, given.due_on, by=by, at=at)


def _agreed(
    held: Check, text: str, due_on: date, *, by: User, at: datetime,
    follows: Improvement | None = None,
) -> Improvement:  # fmt: skip
    made: Improvement = Improvement.objects.create(
        check_held=held, text=text.strip(), due_on=due_on, agreed_at=at, agreed_by=by,
        follows=follows,
    )  # fmt: skip
    tasks.begin(
        TaskKind.SEE_IMPROVEMENT, made.pk, holder_org=held.owner_org_id, holder=held.assignee,
        waiter_org=held.owner_org_id, at=at, programme_id=NO_PROGRAMME,
        reference=held.service.name, due_on=due_on,
    )  # fmt: skip
    return made


@transaction.atomic
def close(check: Check, why: str, *, by: User, at: datetime) -> None:
    """Without an improvement: the reply explains it, or nothing can be agreed. Why, stays."""
    require(by, "quality.plan")
    held = locked(check, by)
    refuse_if(
        rules.reasons_not_to_close(
            status=held.status, reply_by=held.reply_by, why=why, today=at.date()
        )
    )
    end(held, Status.CLOSED, why, by=by, at=at)
    _end_waits(held, at=at)


def _end_waits(held: Check, *, at: datetime) -> None:
    for kind in (TaskKind.REPLY_TO_CHECK, TaskKind.AGREE_IMPROVEMENT):
        tasks.end(kind, held.pk, at=at)


@dataclass(frozen=True, kw_only=True)
class SeenGiven:
    seen: str
    note: str
    seen_on: date
    again_on: date | None = None


@transaction.atomic
def see_again(improvement: Improvement, given: SeenGiven, *, by: User, at: datetime) -> Check:
    """Looked at on its day: it is so now, or it gets another day. The last one closes the check."""
    require(by, "quality.hold")
    check = locked(improvement.check_held, by)
    held = Improvement.objects.select_for_update(of=("self",)).get(pk=improvement.pk)
    refuse_if(
        rules.reasons_not_to_see_again(
            rules.SeeingFacts(
                is_open=not held.seen, seen=given.seen, note=given.note, seen_on=given.seen_on,
                again_on=given.again_on, today=at.date(),
            )
        )
    )  # fmt: skip
    held.seen, held.seen_on, held.seen_by = given.seen, given.seen_on, by
    held.seen_note = given.note.strip()
    held.save(update_fields=["seen", "seen_on", "seen_by", "seen_note"])
    tasks.end(TaskKind.SEE_IMPROVEMENT, held.pk, at=at)
    if given.seen == SeenAgain.NOT_YET and given.again_on:
        _agreed(check, held.text, given.again_on, by=by, at=at, follows=held)
    elif not queries.checks.open_improvements(check).exists():
        end(check, Status.CLOSED, "", by=by, at=at)
    return check
