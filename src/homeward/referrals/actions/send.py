"""From a draft to the receiver. `send` is the action to read first."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection, transaction

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.core.refusals import Refused, refuse_if
from homeward.offers.models import Offer
from homeward.persons import actions as persons
from homeward.persons.models import Person
from homeward.plans.models import PlanLine
from homeward.referrals import queries, rules
from homeward.referrals.actions.links import make_link
from homeward.referrals.actions.moving import hold, locked, move, of_the_referral
from homeward.referrals.actions.requests import open_again
from homeward.referrals.choices import MESSAGE, Reason, Status
from homeward.referrals.models import Bundle, Referral, SharedFact
from homeward.referrals.queries import Offered
from homeward.referrals.told import drafted
from homeward.services.models import Service
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def draft(
    case: Case,
    to: Service | Offer,
    *,
    person: Person,
    facts: Iterable[Offered],
    message: str = "",
    line: PlanLine | None = None,
    previous: Referral | None = None,
    bundle: Bundle | None = None,
    answer_due_on: date | None = None,
    by: User,
    at: datetime,
) -> Referral:
    """Writes a referral with the facts chosen for it. Nothing leaves the house yet."""
    require(by, "referrals.draft")
    referral = Referral.objects.create(
        number=_number(),
        case=case,
        person=person,
        programme_id=case.programme_id,
        owner_org=by.organisation_of_rows,
        service=to if isinstance(to, Service) else None,
        offer=to if isinstance(to, Offer) else None,
        receiver_org=to.organisation,
        line=line,
        previous=previous,
        bundle=bundle,
        answer_due_on=answer_due_on,
        drafted_at=at,
        drafted_by=by,
    )
    choose(referral, facts, words=message)
    hold(referral, Status.DRAFT, at=at)
    drafted.send(sender=Referral, referral=referral, by=by, at=at)
    return referral


def _number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('referrals_number')")
        return f"R-{cursor.fetchone()[0]}"


def choose(
    referral: Referral,
    facts: Iterable[Offered],
    *,
    words: str,
    kind: str = MESSAGE,
    said_on: date | None = None,
    first: int = 0,
) -> None:
    """Copies the facts as they stand now: the receiver sees these, not the file.

    The sender's words are one of them, so that they close when one of them does.
    """
    common = of_the_referral(referral)
    said = [
        SharedFact(
            data_class=DataClass.CASE, kind=kind, value=words, said_on=said_on, position=first,
            **common,
        )
    ]  # fmt: skip
    SharedFact.objects.bulk_create(
        (said if words else [])
        + [
            SharedFact(
                data_class=fact.data_class,
                position=position,
                kind=fact.kind,
                value=fact.value,
                said_by=fact.said_by,
                said_on=fact.said_on,
                confirmed_on=fact.confirmed_on,
                after_acceptance=fact.after_acceptance,
                **common,
            )
            for position, fact in enumerate(facts, start=first)
        ]
    )


@transaction.atomic
def discard(referral: Referral, *, by: User, at: datetime) -> None:
    """Removes a draft. What was sent is withdrawn instead."""
    require(by, "referrals.draft")
    referral = locked(referral)
    if referral.status != Status.DRAFT:
        raise Refused(Reason.WRONG_STATUS)
    tasks.end(TaskKind.SEND_REFERRAL, referral.pk, at=at)
    open_again(referral, at=at)
    referral.delete()


@transaction.atomic
def send(referral: Referral, *, pin: str = "", by: User, at: datetime) -> str:
    """Sends it, and returns the token of the receiver's link: the only time that it is known.

    With a PIN the link asks for it; whoever made it tells the receiver by another way.
    """
    require(by, "referrals.send")
    # A withdrawal under way is waited for, or it waits for us and then closes what we sent.
    persons.hold_person(referral.person_id)
    referral = locked(referral)
    refuse_if(rules.reasons_not_to_send(queries.sending_facts(referral, on=at.date())))
    referral.sent_at = at
    move(referral, Status.SENT, by=by, at=at, also=["sent_at"], due_on=referral.answer_due_on)
    tasks.end(TaskKind.START_SUPPORT, referral.case_id, at=at)
    if referral.previous_id:
        tasks.end(TaskKind.REFER_AGAIN, referral.previous_id, at=at)
    return make_link(referral, pin=pin, by=by, at=at)
