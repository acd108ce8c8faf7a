"""The text of an agreement, while it is a draft."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.agreements import queries, rules
from homeward.agreements.actions.moves import to_change
from homeward.agreements.choices import (
    Form,
    Kind,
    Level,
    NamedGround,
    Reason,
    TransferGround,
)
from homeward.agreements.models import Agreement, Clause, ContactPoint, Party
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
    review_on: date | None = None,
    level: Level | str = "",
    form: Form | str = "",
    programmes: Collection[Programme] = (),
    by: User,
) -> Agreement:
    """Begins an agreement; the drafter's organisation is its first party."""
    require(by, "agreements.draft")
    agreement = _begun(
        Agreement(
            number=number,
            title=title,
            kind=kind,
            level=level,
            form=form,
            programmes=sorted(programme.pk for programme in programmes),
            starts_on=starts_on,
            ends_on=ends_on,
            review_on=review_on,
        ),
        by,
    )
    Party.objects.create(agreement=agreement, organisation=by.organisation_of_rows)
    return agreement


def _begun(agreement: Agreement, by: User) -> Agreement:
    agreement.lead_org, agreement.created_by = by.organisation_of_rows, by
    taken = Agreement.objects.filter(lead_org=agreement.lead_org, number=agreement.number)
    refuse_if(
        rules.reasons_not_to_draft(
            starts_on=agreement.starts_on,
            ends_on=agreement.ends_on,
            review_on=agreement.review_on,
            number_is_free=not taken.exists(),
        )
    )
    agreement.save(force_insert=True)
    return agreement


@transaction.atomic
def succeed(
    agreement: Agreement,
    *,
    number: str,
    title: str,
    starts_on: date,
    ends_on: date | None = None,
    review_on: date | None = None,
    by: User,
) -> Agreement:
    """Drafts what follows: the same parties, controllers, contacts and clauses, signed by nobody.

    The one before stays as it is; it ends by its own date, or when somebody ends it.
    """
    require(by, "agreements.draft")
    if agreement.lead_org_id != by.organisation_id:
        raise Refused(Reason.NOT_THE_LEAD)
    successor = _begun(
        Agreement(
            number=number,
            title=title,
            kind=agreement.kind,
            level=agreement.level,
            form=agreement.form,
            programmes=agreement.programmes,
            starts_on=starts_on,
            ends_on=ends_on,
            review_on=review_on,
            follows=agreement,
        ),
        by,
    )
    _copy(agreement, successor)
    return successor


def _copy(agreement: Agreement, successor: Agreement) -> None:
    for party in agreement.parties.all():
        Party.objects.create(
            agreement=successor,
            organisation_id=party.organisation_id,
            part=party.part,
            is_controller=party.is_controller,
        )
    copied: list[ContactPoint | Clause] = [*agreement.contacts.all(), *agreement.clauses.all()]
    for each in copied:
        each.pk, each.agreement = None, successor
        each.save(force_insert=True)


@transaction.atomic
def add_party(
    agreement: Agreement, organisation: Organisation, *, part: str = "", by: User
) -> Party:
    agreement = to_change(agreement, by)
    if agreement.parties.filter(organisation=organisation).exists():
        raise Refused(Reason.PARTY_ALREADY)
    return Party.objects.create(agreement=agreement, organisation=organisation, part=part)


@transaction.atomic
def remove_party(party: Party, *, by: User) -> None:
    """Takes a party out of a draft, with its contact points and the clauses from and to it."""
    agreement = to_change(party.agreement, by)
    if party.organisation_id == agreement.lead_org_id:
        raise Refused(Reason.LEAD_STAYS)
    agreement.clauses.filter(from_org=party.organisation_id).delete()
    agreement.clauses.filter(to_org=party.organisation_id).delete()
    ContactPoint.objects.filter(agreement=agreement, organisation=party.organisation_id).delete()
    party.delete()


@transaction.atomic
def name_controllers(
    agreement: Agreement, organisations: Collection[Organisation], *, by: User
) -> None:
    """Who decides why and how the data is used; more than one are joint controllers."""
    agreement = to_change(agreement, by)
    named = {organisation.pk for organisation in organisations}
    parties = agreement.parties.all()
    if not named <= {party.organisation_id for party in parties}:
        raise Refused(Reason.NOT_A_PARTY)
    for party in parties:
        party.is_controller = party.organisation_id in named
        party.save(update_fields=["is_controller"])


@transaction.atomic
def add_clause(
    agreement: Agreement,
    *,
    number: str,
    from_org: Organisation,
    to_org: Organisation,
    data_classes: Collection[DataClass],
    purposes: Collection[Purpose],
    programmes: Collection[Programme] = (),
    may_write: bool = False,
    days_after: int = 0,
    transfer_ground: TransferGround | str = "",
    onward: bool = False,
    grounds: Collection[NamedGround] = (),
    text: str = "",
    by: User,
) -> Clause:
    """From one party to another: these classes for these purposes, of these programmes or all."""
    agreement = to_change(agreement, by)
    orgs = set(agreement.parties.values_list("organisation", flat=True))
    refuse_if(
        rules.reasons_not_to_add_clause(
            rules.ClauseFacts(
                between_parties={from_org.pk, to_org.pk} <= orgs,
                to_itself=from_org.pk == to_org.pk,
                names_data=bool(data_classes),
                names_purpose=bool(purposes),
                article_is_free=not agreement.clauses.filter(number=number).exists(),
                asylum_to_origin_authority=DataClass.ASYLUM in data_classes
                and queries.is_origin_authority(to_org),
                crosses_border=from_org.country_id != to_org.country_id,
                names_transfer_ground=bool(transfer_ground),
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
        programmes=sorted(programme.pk for programme in programmes),
        may_write=may_write,
        days_after=days_after,
        transfer_ground=transfer_ground,
        onward=onward,
        grounds=sorted(grounds),
        text=text,
    )


@transaction.atomic
def remove_clause(clause: Clause, *, by: User) -> None:
    to_change(clause.agreement, by)
    clause.delete()
