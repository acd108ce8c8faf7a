"""From the offer to the end: signatures, suspension, resumption."""

from datetime import date, datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.agreements import queries, rules
from homeward.agreements.actions.moves import (
    locked,
    move,
    to_change,
    to_move,
    wait_for_review,
)
from homeward.agreements.choices import Kind, Reason, Status
from homeward.agreements.models import Agreement, Party
from homeward.core.refusals import Refused, refuse_if
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def offer_for_signature(agreement: Agreement, *, by: User) -> Agreement:
    """The text stands; from now on the parties sign it and nobody changes it."""
    agreement = to_change(agreement, by)
    refuse_if(
        rules.reasons_not_to_offer(
            kind=Kind(agreement.kind),
            parties=agreement.parties.count(),
            clauses=agreement.clauses.count(),
            controllers=agreement.parties.filter(is_controller=True).count(),
            crosses_without_ground=queries.crosses_without_ground(agreement),
        )
    )
    return move(agreement, Status.SIGNING)


@transaction.atomic
def take_back(agreement: Agreement, *, by: User) -> Agreement:
    """To mend the text before it is in force; every signature given so far falls."""
    agreement = to_move(agreement, Status.DRAFT, by)
    agreement.parties.update(signed_on=None, signed_by=None, signatory="", signatory_function="")
    return move(agreement, Status.DRAFT)


@transaction.atomic
def sign(agreement: Agreement, *, read: str | None = None, by: User, at: datetime) -> Agreement:
    """Signs for the user's own organisation; with the last signature the agreement is in force.

    `read`: the mark of the text that the signatory had before them (queries.text_mark).
    """
    require(by, "agreements.sign")
    agreement = locked(agreement)
    party = agreement.parties.filter(organisation=by.organisation_id).first()
    refuse_if(queries.reasons_not_to_sign(agreement, party))
    if read is not None and read != queries.text_mark(agreement):
        raise Refused(Reason.CHANGED_SINCE_READ)
    if party is None:
        raise Refused(Reason.NOT_A_PARTY)
    party.signatory, party.signatory_function = by.name, by.role_label
    return _signed(agreement, party, on=at.date(), by=by, at=at)


@transaction.atomic
def record_paper_signature(
    party: Party, *, signatory: str, signed_on: date, function: str = "", by: User, at: datetime
) -> Agreement:
    """What a party without users of its own signed on paper, kept by the lead."""
    require(by, "agreements.draft")
    agreement = locked(party.agreement)
    party = agreement.parties.get(pk=party.pk)
    reasons = [] if agreement.lead_org_id == by.organisation_id else [Reason.NOT_THE_LEAD]
    reasons += queries.reasons_not_to_sign(agreement, party)
    reasons += rules.reasons_not_to_record_paper(
        signs_by_itself=queries.signs_by_itself(party.organisation_id),
        signatory=signatory,
        signed_on=signed_on,
        today=at.date(),
    )
    refuse_if(reasons)
    party.signatory, party.signatory_function = signatory, function
    return _signed(agreement, party, on=signed_on, by=by, at=at)


def _signed(agreement: Agreement, party: Party, *, on: date, by: User, at: datetime) -> Agreement:
    party.signed_on, party.signed_by = on, by
    party.save(update_fields=["signed_on", "signed_by", "signatory", "signatory_function"])
    if agreement.parties.filter(signed_on__isnull=True).exists():
        return agreement
    wait_for_review(agreement, by=by, at=at)
    return move(agreement, Status.IN_FORCE)


@transaction.atomic
def suspend(agreement: Agreement, *, by: User) -> Agreement:
    agreement = to_move(agreement, Status.SUSPENDED, by)
    return move(agreement, Status.SUSPENDED)


@transaction.atomic
def resume(agreement: Agreement, *, by: User) -> Agreement:
    return move(to_move(agreement, Status.IN_FORCE, by), Status.IN_FORCE)


@transaction.atomic
def end(agreement: Agreement, *, by: User, at: datetime) -> Agreement:
    """For good: what comes after is another agreement."""
    agreement = to_move(agreement, Status.ENDED, by)
    tasks.end(TaskKind.REVIEW_AGREEMENT, agreement.uid, at=at)
    return move(agreement, Status.ENDED)
