"""How somebody wishes to be contacted, each try to reach them, and contact that is lost."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.cases.models import Case
from homeward.core.refusals import Refused, refuse_if
from homeward.followups import queries, rules
from homeward.followups.actions.rows import common, wait
from homeward.followups.choices import REACHED, Channel, Loss, Reason, Result, Time, Told
from homeward.followups.models import ContactLoss, ContactWish, FollowUp, Try
from homeward.persons.choices import ConsentWay
from homeward.surveys.models import Wave
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class WishGiven:
    channel: Channel
    best_time: Time
    leave_word: bool
    relays: Told
    way: ConsentWay
    said_on: date
    refused: Sequence[Channel] = field(default_factory=list)
    safe_words: str = ""


@transaction.atomic
def say_wish(case: Case, given: WishGiven, *, by: User, at: datetime) -> ContactWish:
    """What the person says on contacting them. The one before stays, and no longer holds."""
    require(by, "followups.hold")
    if given.said_on > localdate(at):
        raise Refused(Reason.IN_FUTURE)
    return ContactWish.objects.create(
        **common(case, by),
        channel=given.channel,
        best_time=given.best_time,
        refused=[channel for channel in given.refused if channel != given.channel],
        leave_word=given.leave_word,
        safe_words=given.safe_words,
        relays=given.relays,
        way=given.way,
        said_on=given.said_on,
        at=at,
        by=by,
    )


@dataclass(frozen=True, kw_only=True)
class TryGiven:
    channel: Channel
    result: Result
    at: datetime
    next_on: date | None = None
    note: str = ""


@transaction.atomic
def note_try(
    case: Case,
    given: TryGiven,
    *,
    wave: Wave | None = None,
    follow_up: FollowUp | None = None,
    by: User,
    at: datetime,
) -> Try:
    """Keeps a try. Reached: nothing waits any more, and lost contact is found. Else it is tried
    again on the day that was named."""
    require(by, "followups.hold")
    wish = queries.wish_of(case)
    refuse_if(
        rules.reasons_not_to_try(
            rules.TryFacts(
                is_followed=queries.is_followed(case, by=by, on=localdate(at)),
                on=localdate(given.at),
                today=localdate(at),
                channel=given.channel,
                refused=wish.refused if wish else (),
                next_on=given.next_on,
            )
        )
    )
    made = Try.objects.create(
        **common(case, by),
        wave=wave,
        follow_up=follow_up,
        channel=given.channel,
        result=given.result,
        at=given.at,
        by=by,
        recorded_at=at,
        next_on=given.next_on if rules.asks_for_another_try(given.result) else None,
        note=given.note,
    )
    if made.result in REACHED:
        found_again(case, by=by, at=at)
    _wait_again(case, made, by=by, at=at)
    return made


def _wait_again(case: Case, made: Try, *, by: User, at: datetime) -> None:
    if made.next_on is None:
        tasks.end(TaskKind.RENEW_CONTACT, case.pk, at=at)
        cases.ensure_next_step(case.pk, by=by, at=at)
        return
    wait(
        TaskKind.RENEW_CONTACT,
        case.pk,
        case,
        owner_org_id=made.owner_org_id,
        holder=by,
        due_on=made.next_on,
        at=at,
    )


@transaction.atomic
def note_lost(case: Case, why: Loss, *, since_on: date, by: User, at: datetime) -> ContactLoss:
    """Nobody knows how to reach them: with a reason. Nobody is asked to try again."""
    require(by, "followups.hold")
    if queries.loss_of(case) is not None:
        raise Refused(Reason.LOST_ALREADY)
    if since_on > localdate(at):
        raise Refused(Reason.IN_FUTURE)
    loss = ContactLoss.objects.create(
        **common(case, by), why=why, since_on=since_on, noted_at=at, noted_by=by
    )
    tasks.end(TaskKind.RENEW_CONTACT, case.pk, at=at)
    cases.ensure_next_step(case.pk, by=by, at=at)
    return loss


def found_again(case: Case, *, by: User, at: datetime) -> None:
    """Whoever is reached is not lost any more."""
    ContactLoss.objects.filter(case=case, found_at__isnull=True).update(found_at=at, found_by=by)
