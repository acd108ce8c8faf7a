"""Every write on referrals. `send` is the action to read first."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.cases.models import Case
from homeward.core.refusals import Refused, refuse_if
from homeward.core.tokens import hash_of
from homeward.messages import actions as messages
from homeward.persons import actions as persons
from homeward.persons.models import Person
from homeward.plans.models import PlanLine
from homeward.referrals import queries, rules
from homeward.referrals.choices import CHOSEN_BY_SENDER, MESSAGE, Outcome, Reason, Status
from homeward.referrals.models import AnswerLink, Referral, SharedFact, StatusChange
from homeward.referrals.queries import Offered
from homeward.services.models import Service
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

LINK_DAYS = 30


@transaction.atomic
def draft(
    case: Case,
    service: Service,
    *,
    person: Person,
    facts: Iterable[Offered],
    message: str = "",
    line: PlanLine | None = None,
    previous: Referral | None = None,
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
        service=service,
        receiver_org=service.organisation,
        line=line,
        previous=previous,
        answer_due_on=answer_due_on,
        drafted_at=at,
        drafted_by=by,
    )
    _choose(referral, facts, message)
    return referral


def _number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('referrals_number')")
        return f"R-{cursor.fetchone()[0]}"


def _choose(referral: Referral, facts: Iterable[Offered], message: str) -> None:
    """Copies the facts as they stand now: the receiver sees these, not the file.

    The message is one of them, so that it closes when one of them does.
    """
    common: dict[str, Any] = {
        "referral": referral,
        "receiver_org_id": referral.receiver_org_id,
        "person_id": referral.person_id,
        "programme_id": referral.programme_id,
        "owner_org_id": referral.owner_org_id,
    }
    words = [SharedFact(data_class=DataClass.CASE, kind=MESSAGE, value=message, **common)]
    SharedFact.objects.bulk_create(
        (words if message else [])
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
            for position, fact in enumerate(facts)
        ]
    )


@transaction.atomic
def discard(referral: Referral, *, by: User, at: datetime) -> None:
    """Removes a draft. What was sent is withdrawn instead."""
    require(by, "referrals.draft")
    referral = _locked(referral)
    if referral.status != Status.DRAFT:
        raise Refused(Reason.WRONG_STATUS)
    referral.delete()


@transaction.atomic
def send(referral: Referral, *, by: User, at: datetime) -> str:
    """Sends it, and returns the token of the receiver's link: the only time that it is known."""
    require(by, "referrals.send")
    # A withdrawal under way is waited for, or it waits for us and then closes what we sent.
    persons.hold_person(referral.person_id)
    referral = _locked(referral)
    refuse_if(rules.reasons_not_to_send(queries.sending_facts(referral, on=at.date())))
    referral.sent_at = at
    _move(referral, Status.SENT, by=by, at=at, also=["sent_at"])
    _wait_for_receiver(TaskKind.ANSWER_REFERRAL, referral, at=at, due_on=referral.answer_due_on)
    tasks.end(TaskKind.START_SUPPORT, referral.case_id, at=at)
    if referral.previous_id:
        tasks.end(TaskKind.REFER_AGAIN, referral.previous_id, at=at)
    return _link(referral, by=by, at=at)


@transaction.atomic
def renew_link(referral: Referral, *, by: User, at: datetime) -> str:
    """Ends the links there are and makes another."""
    require(by, "referrals.send")
    referral = _locked(referral)
    if referral.status not in {Status.SENT, Status.ACCEPTED}:
        raise Refused(Reason.WRONG_STATUS)
    _revoke_links(referral, at=at)
    return _link(referral, by=by, at=at)


def _link(referral: Referral, *, by: User, at: datetime) -> str:
    token = secrets.token_urlsafe(24)
    AnswerLink.objects.create(
        referral=referral,
        person_id=referral.person_id,
        programme_id=referral.programme_id,
        owner_org_id=referral.owner_org_id,
        token_hash=hash_of(token),
        expires_at=at + timedelta(days=LINK_DAYS),
        made_at=at,
        made_by=by,
    )
    _tell_receiver(referral, token, at=at)
    return token


def link_url(token: str) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{reverse('referrals:link', args=[token])}"


def _tell_receiver(referral: Referral, token: str, *, at: datetime) -> None:
    """The e-mail says nothing of the person: a number, who sends, and the link."""
    languages = referral.service.languages or ["en"]
    known = [code for code in languages if code in dict(settings.LANGUAGES)]
    with translation.override(known[0] if known else "en"):
        subject = _("A referral is waiting for your answer: %(number)s") % {
            "number": referral.number
        }
        body = _(
            "%(sender)s asks you for a place. Open this link to see the request and answer it. "
            "You need no account. The link is for you alone and ends on %(day)s.\n\n%(link)s"
        ) % {
            "sender": referral.owner_org,
            "day": (at + timedelta(days=LINK_DAYS)).date().isoformat(),
            "link": link_url(token),
        }
    to = referral.service.email or referral.receiver_org.email
    messages.queue(to=to, subject=subject, body=body, at=at)


@transaction.atomic
def answer(referral: Referral, said: rules.Answer, *, by: User | None, at: datetime) -> Referral:
    """The receiver accepts or declines: by its user, or by the link (`by` is None)."""
    if by:
        require(by, "referrals.answer")
    referral = _locked(referral)
    refuse_if(rules.reasons_not_to_answer(said))
    referral.answered_at = at
    referral.answer_text = said.text
    written = ["answered_at", "answer_text"]
    if said.accepts:
        referral.first_day, referral.received_by = said.first_day, said.received_by
        _move(referral, Status.ACCEPTED, by=by, at=at, also=[*written, "first_day", "received_by"])
        _wait_for_receiver(TaskKind.REPORT_OUTCOME, referral, at=at)
    else:
        referral.decline_reason, referral.ended_on = said.decline_reason, at.date()
        _move(
            referral, Status.DECLINED, by=by, at=at, also=[*written, "decline_reason", "ended_on"]
        )
        _wait_for_sender(TaskKind.REFER_AGAIN, referral, at=at)
    tasks.end(TaskKind.ANSWER_REFERRAL, referral.pk, at=at)
    return referral


@transaction.atomic
def report(
    referral: Referral, outcome: str, *, on: date, text: str = "", by: User | None, at: datetime
) -> Referral:
    """The receiver says what the service came to; a referral can't end without an outcome."""
    if by:
        require(by, "referrals.answer")
    referral = _locked(referral)
    refuse_if(rules.reasons_not_to_report(outcome))
    referral.outcome, referral.outcome_on, referral.outcome_text = outcome, on, text
    referral.ended_on = on
    to = rules.status_of(Outcome(outcome))
    _move(referral, to, by=by, at=at, also=["outcome", "outcome_on", "outcome_text", "ended_on"])
    _wait_for_sender(TaskKind.READ_OUTCOME, referral, at=at)
    tasks.end(TaskKind.REPORT_OUTCOME, referral.pk, at=at)
    return referral


@transaction.atomic
def read_outcome(referral: Referral, *, by: User, at: datetime) -> None:
    """The sender has read the outcome, or the withdrawal; if nothing is open the case may close."""
    require(by, "referrals.draft")
    referral = _locked(referral)
    for kind in (TaskKind.READ_OUTCOME, TaskKind.READ_WITHDRAWAL):
        tasks.end(kind, referral.pk, at=at)
    cases.ensure_next_step(referral.case_id, by=by, at=at)


@transaction.atomic
def withdraw(referral: Referral, reason: str, *, by: User, at: datetime) -> Referral:
    """Takes back what was sent: the receiver loses sight of the facts at once."""
    require(by, "referrals.withdraw")
    referral = _locked(referral)
    if reason not in CHOSEN_BY_SENDER:
        raise Refused(Reason.NO_REASON)
    referral.withdraw_reason, referral.ended_on = reason, at.date()
    _move(referral, Status.WITHDRAWN, by=by, at=at, also=["withdraw_reason", "ended_on"])
    _revoke_links(referral, at=at)
    for kind in (TaskKind.ANSWER_REFERRAL, TaskKind.REPORT_OUTCOME):
        tasks.end(kind, referral.pk, at=at)
    cases.ensure_next_step(referral.case_id, by=by, at=at)
    return referral


def _revoke_links(referral: Referral, *, at: datetime) -> None:
    AnswerLink.objects.filter(referral=referral, revoked_at__isnull=True).update(revoked_at=at)


def _move(
    referral: Referral, to: Status, *, by: User | None, at: datetime, also: list[str]
) -> None:
    """The only code that writes Referral.status; its history, domain data, is written with it."""
    if to not in rules.NEXT.get(Status(referral.status), set()):
        raise Refused(Reason.WRONG_STATUS)
    referral.status = to
    referral.save(update_fields=["status", *also])
    # Without RETURNING: a receiver may write a line of the history that it may not all read.
    StatusChange.objects.bulk_create(
        [
            StatusChange(
                referral=referral,
                receiver_org_id=referral.receiver_org_id,
                person_id=referral.person_id,
                programme_id=referral.programme_id,
                owner_org_id=referral.owner_org_id,
                to=to,
                at=at,
                by=by,
            )
        ]
    )


def _wait_for_receiver(
    kind: TaskKind, referral: Referral, *, at: datetime, due_on: date | None = None
) -> None:
    tasks.begin(
        kind,
        referral.pk,
        holder_org=referral.receiver_org_id,
        waiter_org=referral.owner_org_id,
        waiter=referral.drafted_by,
        at=at,
        programme_id=referral.programme_id,
        case_id=referral.case_id,
        person_id=referral.person_id,
        reference=referral.number,
        due_on=due_on,
    )


def _wait_for_sender(kind: TaskKind, referral: Referral, *, at: datetime) -> None:
    tasks.begin(
        kind,
        referral.pk,
        holder_org=referral.owner_org_id,
        holder=referral.drafted_by,
        waiter_org=referral.owner_org_id,
        waiter=referral.drafted_by,
        at=at,
        programme_id=referral.programme_id,
        case_id=referral.case_id,
        person_id=referral.person_id,
        reference=referral.number,
    )


def _locked(referral: Referral) -> Referral:
    """Read again under a lock: the page may be old, and two people may click at once.

    A receiver finds no row to lock once it has answered: that is a refusal, not a fault.
    """
    locked = (
        Referral.objects.select_for_update(of=("self",))
        # Not the case: a receiver does not see it, and an inner join would drop the referral.
        .select_related("service", "receiver_org", "owner_org")
        .filter(pk=referral.pk)
        .first()
    )
    if locked is None:
        raise Refused(Reason.WRONG_STATUS)
    return locked
