"""Every write on agreements. What they open is open, and closed, from the next statement on."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.agreements import queries, rules
from homeward.agreements.choices import Kind, Reason, Status
from homeward.agreements.models import Agreement, Clause, Party
from homeward.core.refusals import Refused, refuse_if
from homeward.programmes.models import Programme


@transaction.atomic
def draft(
    *,
    number: str,
    title: str,
    kind: Kind,
    starts_on: date,
    ends_on: date | None = None,
    by: User,
) -> Agreement:
    """Begins an agreement; the drafter's organisation is its first party."""
    require(by, "agreements.draft")
    lead = by.organisation_of_rows
    taken = Agreement.objects.filter(lead_org=lead, number=number).exists()
    refuse_if(
        rules.reasons_not_to_draft(starts_on=starts_on, ends_on=ends_on, number_is_free=not taken)
    )
    agreement = Agreement.objects.create(
        number=number,
        title=title,
        kind=kind,
        lead_org=lead,
        starts_on=starts_on,
        ends_on=ends_on,
        created_by=by,
    )
    Party.objects.create(agreement=agreement, organisation=lead)
    return agreement


@transaction.atomic
def add_party(
    agreement: Agreement, organisation: Organisation, *, part: str = "", by: User
) -> Party:
    agreement = _to_change(agreement, by)
    if agreement.parties.filter(organisation=organisation).exists():
        raise Refused(Reason.PARTY_ALREADY)
    return Party.objects.create(agreement=agreement, organisation=organisation, part=part)


@transaction.atomic
def remove_party(party: Party, *, by: User) -> None:
    """Takes a party out of a draft, and the clauses from and to it."""
    agreement = _to_change(party.agreement, by)
    if party.organisation_id == agreement.lead_org_id:
        raise Refused(Reason.LEAD_STAYS)
    agreement.clauses.filter(from_org=party.organisation_id).delete()
    agreement.clauses.filter(to_org=party.organisation_id).delete()
    party.delete()


@transaction.atomic
def add_clause(
    agreement: Agreement,
    *,
    number: str,
    from_org: Organisation,
    to_org: Organisation,
    data_classes: Collection[DataClass],
    purposes: Collection[Purpose],
    programme: Programme | None = None,
    may_write: bool = False,
    days_after: int = 0,
    text: str = "",
    by: User,
) -> Clause:
    """From one party to another: these classes for these purposes, of one programme or of all."""
    agreement = _to_change(agreement, by)
    orgs = set(agreement.parties.values_list("organisation", flat=True))
    refuse_if(
        rules.reasons_not_to_add_clause(
            rules.ClauseFacts(
                between_parties={from_org.pk, to_org.pk} <= orgs,
                to_itself=from_org.pk == to_org.pk,
                names_data=bool(data_classes),
                names_purpose=bool(purposes),
                article_is_free=not agreement.clauses.filter(number=number).exists(),
                asylum_to_authority=DataClass.ASYLUM in data_classes and to_org.is_authority,
            )
        )
    )
    return Clause.objects.create(
        agreement=agreement,
        number=number,
        from_org=from_org,
        to_org=to_org,
        data_classes=sorted(data_classes),
        purposes=sorted(purposes),
        programme=programme,
        may_write=may_write,
        days_after=days_after,
        text=text,
    )


@transaction.atomic
def remove_clause(clause: Clause, *, by: User) -> None:
    _to_change(clause.agreement, by)
    clause.delete()


@transaction.atomic
def offer_for_signature(agreement: Agreement, *, by: User) -> Agreement:
    """The text stands; from now on the parties sign it and nobody changes it."""
    agreement = _to_change(agreement, by)
    refuse_if(
        rules.reasons_not_to_offer(
            parties=agreement.parties.count(), clauses=agreement.clauses.count()
        )
    )
    return _move(agreement, Status.SIGNING)


@transaction.atomic
def take_back(agreement: Agreement, *, by: User) -> Agreement:
    """To mend the text before it is in force; every signature given so far falls."""
    agreement = _to_move(agreement, Status.DRAFT, by)
    agreement.parties.update(signed_on=None, signed_by=None, signatory="")
    return _move(agreement, Status.DRAFT)


@transaction.atomic
def sign(agreement: Agreement, *, by: User, at: datetime) -> Agreement:
    """Signs for the user's own organisation; with the last signature the agreement is in force."""
    require(by, "agreements.sign")
    agreement = _locked(agreement)
    party = agreement.parties.filter(organisation=by.organisation_id).first()
    refuse_if(_reasons_not_to_sign(agreement, party))
    if party is None:
        raise Refused(Reason.NOT_A_PARTY)
    return _signed(agreement, party, on=at.date(), signatory=by.name, by=by)


@transaction.atomic
def record_paper_signature(
    party: Party, *, signatory: str, signed_on: date, by: User, at: datetime
) -> Agreement:
    """What a party without users of its own signed on paper, kept by the lead."""
    require(by, "agreements.draft")
    agreement = _locked(party.agreement)
    party = agreement.parties.get(pk=party.pk)
    reasons = [] if agreement.lead_org_id == by.organisation_id else [Reason.NOT_THE_LEAD]
    reasons += _reasons_not_to_sign(agreement, party)
    reasons += rules.reasons_not_to_record_paper(
        signs_by_itself=queries.signs_by_itself(party.organisation_id),
        signatory=signatory,
        signed_on=signed_on,
        today=at.date(),
    )
    refuse_if(reasons)
    return _signed(agreement, party, on=signed_on, signatory=signatory, by=by)


def _reasons_not_to_sign(agreement: Agreement, party: Party | None) -> list[Reason]:
    return rules.reasons_not_to_sign(
        status=Status(agreement.status),
        is_party=party is not None,
        has_signed=party is not None and party.signed_on is not None,
    )


def _signed(agreement: Agreement, party: Party, *, on: date, signatory: str, by: User) -> Agreement:
    party.signed_on, party.signatory, party.signed_by = on, signatory, by
    party.save(update_fields=["signed_on", "signatory", "signed_by"])
    if agreement.parties.filter(signed_on__isnull=True).exists():
        return agreement
    return _move(agreement, Status.IN_FORCE)


@transaction.atomic
def suspend(agreement: Agreement, *, by: User) -> Agreement:
    return _move(_to_move(agreement, Status.SUSPENDED, by), Status.SUSPENDED)


@transaction.atomic
def resume(agreement: Agreement, *, by: User) -> Agreement:
    return _move(_to_move(agreement, Status.IN_FORCE, by), Status.IN_FORCE)


@transaction.atomic
def end(agreement: Agreement, *, by: User) -> Agreement:
    """For good: what comes after is another agreement."""
    return _move(_to_move(agreement, Status.ENDED, by), Status.ENDED)


def _to_change(agreement: Agreement, by: User) -> Agreement:
    require(by, "agreements.draft")
    agreement = _locked(agreement)
    is_lead = agreement.lead_org_id == by.organisation_id
    refuse_if(rules.reasons_not_to_change(status=Status(agreement.status), is_lead=is_lead))
    return agreement


def _to_move(agreement: Agreement, to: Status, by: User) -> Agreement:
    require(by, "agreements.draft")
    agreement = _locked(agreement)
    is_lead = agreement.lead_org_id == by.organisation_id
    refuse_if(rules.reasons_not_to_move(status=Status(agreement.status), to=to, is_lead=is_lead))
    if Status(agreement.status) == Status.SIGNING and to == Status.IN_FORCE:
        raise Refused(Reason.WRONG_STATUS)
    return agreement


def _move(agreement: Agreement, to: Status) -> Agreement:
    """The only code that writes Agreement.status."""
    if to not in rules.NEXT[Status(agreement.status)]:
        raise Refused(Reason.WRONG_STATUS)
    agreement.status = to
    agreement.save(update_fields=["status"])
    return agreement


def _locked(agreement: Agreement) -> Agreement:
    """Who may read an agreement may not always write it: a row that can't be locked is a 403."""
    found = Agreement.objects.select_for_update(of=("self",)).filter(pk=agreement.pk).first()
    if found is None:
        raise PermissionDenied("row policy")
    return found
