"""What goes on while an agreement runs: contact points, files, reviews."""

from datetime import date, datetime

from django.db import transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.agreements import rules
from homeward.agreements.actions.moves import locked, to_change, wait_for_review
from homeward.agreements.choices import FileKind, Outcome, Reason, Status
from homeward.agreements.models import Agreement, AgreementFile, ContactPoint, Review
from homeward.core.refusals import Refused, refuse_if
from homeward.files import rules as files
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

NAME_LENGTH = 120


@transaction.atomic
def add_contact(
    agreement: Agreement,
    organisation: Organisation,
    *,
    name: str,
    about: str,
    function: str = "",
    email: str = "",
    phone: str = "",
    by: User,
) -> ContactPoint:
    """Each party names its own; the drafter any, as long as the agreement is a draft."""
    require(by, "agreements.contact")
    agreement = locked(agreement)
    if not agreement.parties.filter(organisation=organisation).exists():
        raise Refused(Reason.NOT_A_PARTY)
    _may_name(agreement, organisation.pk, by)
    return ContactPoint.objects.create(
        agreement=agreement,
        organisation=organisation,
        name=name,
        function=function,
        email=email,
        phone=phone,
        about=about,
    )


@transaction.atomic
def remove_contact(contact: ContactPoint, *, by: User) -> None:
    require(by, "agreements.contact")
    _may_name(locked(contact.agreement), contact.organisation_id, by)
    contact.delete()


def _may_name(agreement: Agreement, organisation_id: int, by: User) -> None:
    refuse_if(
        rules.reasons_not_to_name_contact(
            status=Status(agreement.status),
            is_lead=agreement.lead_org_id == by.organisation_id,
            is_own=organisation_id == by.organisation_id,
        )
    )


@transaction.atomic
def attach(
    agreement: Agreement, content: bytes, name: str, *, kind: FileKind, by: User
) -> AgreementFile:
    """A signed copy or an annex, by any party. What it is, is read from its bytes alone."""
    require(by, "agreements.contact")
    if not agreement.parties.filter(organisation=by.organisation_id).exists():
        raise Refused(Reason.NOT_A_PARTY)
    refuse_if(files.reasons_not_to_store(content))
    return AgreementFile.objects.create(
        agreement=agreement,
        organisation=by.organisation_of_rows,
        kind=kind,
        name=name[-NAME_LENGTH:],
        content_type=files.type_of(content) or "",
        size=len(content),
        content=content,
        stored_by=by,
    )


@transaction.atomic
def detach(file: AgreementFile, *, by: User) -> None:
    """Only from a draft: what was signed stays with what was signed."""
    to_change(file.agreement, by)
    file.delete()


@transaction.atomic
def review(
    agreement: Agreement,
    *,
    outcome: Outcome | str,
    note: str = "",
    next_on: date | None = None,
    by: User,
    at: datetime,
) -> Review:
    """Ends the wait for this review, and begins that for the next where a day is named."""
    require(by, "agreements.draft")
    agreement = locked(agreement)
    refuse_if(
        rules.reasons_not_to_review(
            status=Status(agreement.status),
            is_lead=agreement.lead_org_id == by.organisation_id,
            outcome_known=outcome in Outcome.values,
            next_on=next_on,
            today=at.date(),
        )
    )
    tasks.end(TaskKind.REVIEW_AGREEMENT, agreement.uid, at=at)
    agreement.review_on = next_on
    agreement.save(update_fields=["review_on"])
    wait_for_review(agreement, by=by, at=at)
    return Review.objects.create(agreement=agreement, outcome=outcome, note=note, at=at, by=by)
