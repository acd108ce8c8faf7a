"""Decisions on pairs, proposed mends and their answers, judgements on who serves what better."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.alignment import rules
from homeward.alignment.choices import Answer, Aspect, Choice, Decision, Reason, Side
from homeward.alignment.models import Judgement, Mend, Opening, PairDecision
from homeward.core.refusals import Refused, refuse_if
from homeward.places.models import Country
from homeward.programmes.choices import Category
from homeward.programmes.models import Programme
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


def _in_order(one: Programme, other: Programme) -> tuple[Programme, Programme]:
    return (one, other) if one.pk < other.pk else (other, one)


@transaction.atomic
def decide(
    one: Programme, other: Programme, decision: Decision, *, reason: str, by: User, at: datetime
) -> PairDecision:
    """A further decision goes before an earlier one, which stays readable."""
    require(by, "alignment.decide")
    refuse_if(rules.reasons_not_to_decide(is_same=one.pk == other.pk, reason=reason))
    first, second = _in_order(one, other)
    return PairDecision.objects.create(
        first=first,
        second=second,
        decision=decision,
        reason=reason.strip(),
        by=by,
        by_org=by.organisation_of_rows,
        at=at,
    )


@transaction.atomic
def propose(
    one: Programme,
    other: Programme,
    *,
    aspect: Aspect,
    text: str,
    asked: Organisation,
    by: User,
    at: datetime,
) -> Mend:
    """Asks a lead organisation for a change. It holds the wait until it answers."""
    require(by, "alignment.decide")
    first, second = _in_order(one, other)
    leads = {first.lead_org_id, second.lead_org_id}
    refuse_if(
        rules.reasons_not_to_propose(
            is_same=first.pk == second.pk,
            text=text,
            has_lead=leads != {None},
            is_lead=asked.pk in leads,
        )
    )
    mend = Mend(
        first=first,
        second=second,
        aspect=aspect,
        text=text.strip(),
        asked_org=asked,
        by=by,
        by_org=by.organisation_of_rows,
        at=at,
    )
    try:
        # A savepoint of its own: two may propose the same at once, and one of them is told.
        with transaction.atomic():
            mend.save()
    except IntegrityError as error:
        raise Refused(Reason.OPEN_ALREADY) from error
    led = first if first.lead_org_id == asked.pk else second
    tasks.begin(
        TaskKind.MEND_PROGRAMMES,
        mend.pk,
        holder_org=asked,
        waiter_org=by.organisation_of_rows,
        waiter=by,
        at=at,
        programme_id=led.pk,
        reference=led.code,
    )
    return mend


@transaction.atomic
def answer(mend: Mend, said: Answer, *, reason: str, by: User, at: datetime) -> None:
    require(by, "alignment.decide")
    mend = Mend.objects.select_for_update(of=("self",)).get(pk=mend.pk)
    refuse_if(
        rules.reasons_not_to_answer(
            is_asked=mend.asked_org_id == by.organisation_id,
            is_answered=mend.answered_at is not None,
            reason=reason,
        )
    )
    mend.answer, mend.answer_reason = said, reason.strip()
    mend.answered_by, mend.answered_at = by, at
    mend.save(update_fields=["answer", "answer_reason", "answered_by", "answered_at"])
    tasks.end(TaskKind.MEND_PROGRAMMES, mend.pk, at=at)


@transaction.atomic
def judge(
    category: Category,
    side: Side,
    *,
    host: Country,
    origin: Country,
    reason: str,
    review_on: date,
    by: User,
    at: datetime,
) -> Judgement:
    """A new version of the judgement on one need in one corridor."""
    require(by, "alignment.judge")
    refuse_if(rules.reasons_not_to_judge(reason=reason, review_on=review_on, today=at.date()))
    return Judgement.objects.create(
        category=category,
        side=side,
        host_country=host,
        origin_country=origin,
        reason=reason.strip(),
        review_on=review_on,
        by=by,
        by_org=by.organisation_of_rows,
        at=at,
    )


@transaction.atomic
def decide_opening(
    opening: Opening, choice: Choice, *, reason: str, by: User, at: datetime
) -> None:
    require(by, "alignment.decide")
    opening = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    refuse_if(
        rules.reasons_not_to_answer(
            is_asked=True, is_answered=opening.decided_at is not None, reason=reason
        )
    )
    opening.choice, opening.reason = choice, reason.strip()
    opening.decided_by, opening.decided_at = by, at
    opening.save(update_fields=["choice", "reason", "decided_by", "decided_at"])
    tasks.end(TaskKind.MEET_OPENING, opening.pk, at=at)
