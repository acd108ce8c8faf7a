"""Other grounds than consent: asked for by one person, decided by a second, ended by either."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.agreements import queries as agreements
from homeward.core.refusals import Refused, refuse_if
from homeward.persons import ledger, rules
from homeward.persons.actions.giving import is_barred
from homeward.persons.actions.notices import Ended, Line, announce, tell_recipients
from homeward.persons.actions.remembering import remember_basis
from homeward.persons.choices import BasisStatus, Ground, Reason
from homeward.persons.models import LegalBasis, Person
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A ground as it is asked for."""

    ground: Ground
    recipient: Organisation
    purpose: Purpose
    classes: frozenset[DataClass]
    reason: str
    until: date | None


@transaction.atomic
def request_basis(
    person: Person,
    asked: Asked,
    *,
    by: User,
    at: datetime,
    case_id: UUID | None = None,
    reference: str = "",
) -> LegalBasis:
    """Asks for another ground. It opens nothing before a second person approves it."""
    require(by, "persons.request_basis")
    owner = by.organisation_of_rows
    refuse_if(rules.reasons_not_to_request(_facts(person, asked, owner=owner, on=at.date())))
    if asked.until is None:
        raise Refused(Reason.NO_END)
    basis = LegalBasis.objects.create(
        owner_org=owner,
        programme_id=person.programme_id,
        person=person,
        ground=asked.ground,
        recipient_org=asked.recipient,
        purpose=asked.purpose,
        classes=sorted(asked.classes),
        reason=asked.reason,
        until=asked.until,
        requested_at=at,
        requested_by=by,
    )
    tasks.begin(
        TaskKind.DECIDE_BASIS,
        basis.pk,
        holder_org=owner,
        waiter_org=owner,
        waiter=by,
        at=at,
        programme_id=person.programme_id,
        case_id=case_id,
        person_id=person.pk,
        reference=reference,
    )
    return basis


def _facts(person: Person, asked: Asked, *, owner: Organisation, on: date) -> rules.BasisFacts:
    return rules.BasisFacts(
        classes=len(asked.classes),
        reason=asked.reason,
        until=asked.until,
        today=on,
        ground_is_there=ledger.is_there(asked.ground, owner=owner, recipient=asked.recipient),
        agreement_covers=agreements.covers(
            from_org_id=owner.pk,
            to_org_id=asked.recipient.pk,
            programme_id=person.programme_id,
            classes=set(asked.classes),
            purpose=asked.purpose,
        ),
        asylum_to_origin_authority=is_barred(person, asked.recipient, asked.classes),
    )


@transaction.atomic
def decide_basis(
    basis: LegalBasis, *, approve: bool, text: str = "", by: User, at: datetime
) -> LegalBasis:
    """A second person approves or refuses; a refusal stays on record with its reason."""
    require(by, "persons.decide_basis")
    basis = _locked(basis)
    refuse_if(
        rules.reasons_not_to_decide(
            waiting=basis.status == BasisStatus.WAITING,
            by_the_asker=basis.requested_by_id == by.pk,
            refused_without_reason=not approve and not text,
            has_run_out=approve and basis.until < at.date(),
        )
    )
    basis.status = BasisStatus.APPROVED if approve else BasisStatus.REFUSED
    basis.decided_at, basis.decided_by, basis.decision_text = at, by, text
    basis.save(update_fields=["status", "decided_at", "decided_by", "decision_text"])
    tasks.end(TaskKind.DECIDE_BASIS, basis.pk, at=at)
    return basis


@transaction.atomic
def end_basis(basis: LegalBasis, *, by: User, at: datetime, reference: str = "") -> LegalBasis:
    """Ends an approved ground before its day; the recipient is told as after a withdrawal."""
    require(by, "persons.end_basis")
    basis = _locked(basis)
    if basis.status != BasisStatus.APPROVED:
        raise Refused(Reason.NOT_APPROVED)
    ended = _ended(basis, reference=reference, at=at)
    if ended:
        tell_recipients(ended, by=by, at=at)
    basis.status, basis.ended_at, basis.ended_by = BasisStatus.ENDED, at, by
    basis.save(update_fields=["status", "ended_at", "ended_by"])
    announce([ended] if ended else [], by=by, at=at)
    remember_basis(basis, by=by, at=at)
    return basis


def _ended(basis: LegalBasis, *, reference: str, at: datetime) -> Ended | None:
    lines = _lines(basis, basis.classes) if basis.until >= at.date() else frozenset()
    closed = lines - ledger.kept_open(basis.person_id, without=[basis.pk], on=at.date())
    if not closed:
        return None
    person = Person.objects.get(pk=basis.person_id)
    return Ended(person=person, lines=closed, since=at, reference=reference)


def _lines(basis: LegalBasis, classes: Iterable[int]) -> frozenset[Line]:
    return frozenset(Line(basis.recipient_org_id, basis.purpose, covers) for covers in classes)


def _locked(basis: LegalBasis) -> LegalBasis:
    return LegalBasis.objects.select_for_update(of=("self",)).get(pk=basis.pk)
