"""Between the two sides until there is a place or none: answered, asked, told, put on a list."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.persons import actions as persons
from homeward.referrals import queries, rules
from homeward.referrals.actions.moving import locked, move
from homeward.referrals.actions.send import choose
from homeward.referrals.choices import REPLY, Reason, Status
from homeward.referrals.models import Referral
from homeward.referrals.queries import Offered


@transaction.atomic
def answer(referral: Referral, said: rules.Answer, *, by: User | None, at: datetime) -> Referral:
    """The receiver accepts or declines: by its user, or by the link (`by` is None)."""
    referral = _of_receiver(referral, by)
    refuse_if(rules.reasons_not_to_answer(said))
    referral.answered_at = at
    referral.answer_text = said.text
    written = ["answered_at", "answer_text"]
    if said.accepts:
        referral.first_day, referral.received_by = said.first_day, said.received_by
        move(
            referral, Status.ACCEPTED, by=by, at=at, also=[*written, "first_day", "received_by"],
            due_on=said.first_day,
        )  # fmt: skip
    else:
        referral.decline_reason = said.decline_reason
        move(referral, Status.DECLINED, by=by, at=at, also=[*written, "decline_reason"])
    return referral


@transaction.atomic
def ask(referral: Referral, question: str, *, by: User | None, at: datetime) -> Referral:
    """The receiver asks what it must know first; the sender holds the referral until it answers."""
    referral = _of_receiver(referral, by)
    refuse_if(rules.reasons_not_to_ask(question))
    move(referral, Status.INFO_ASKED, by=by, at=at, text=question.strip())
    return referral


@transaction.atomic
def tell(
    referral: Referral, reply: str, *, facts: Iterable[Offered] = (), by: User, at: datetime
) -> Referral:
    """The sender answers the question, in words, by further facts, or both. The gate is asked
    again: consent and agreement must cover what is told now as well."""
    require(by, "referrals.send")
    persons.hold_person(referral.person_id)
    referral = locked(referral)
    if referral.status != Status.INFO_ASKED:
        raise Refused(Reason.WRONG_STATUS)
    more = list(facts)
    refuse_if(rules.reasons_not_to_reply(queries.reply_facts(referral, reply, more, on=at.date())))
    choose(
        referral, more, words=reply.strip(), kind=REPLY, said_on=at.date(),
        first=queries.next_position(referral),
    )  # fmt: skip
    move(referral, Status.SENT, by=by, at=at)
    return referral


@transaction.atomic
def put_on_waiting_list(
    referral: Referral, look_again_on: date | None, *, text: str = "", by: User | None, at: datetime
) -> Referral:
    """No place yet: the receiver says by which day it looks again. Then again, or an answer."""
    referral = _of_receiver(referral, by)
    refuse_if(rules.reasons_not_to_list(look_again_on, today=at.date()))
    referral.look_again_on, referral.answer_text = look_again_on, text
    move(
        referral, Status.WAITING_LIST, by=by, at=at, also=["look_again_on", "answer_text"],
        due_on=look_again_on,
    )  # fmt: skip
    return referral


def _of_receiver(referral: Referral, by: User | None) -> Referral:
    if by:
        require(by, "referrals.answer")
    return locked(referral)
