"""Reads of packages and of other installations."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from joserfc.jwk import OKPKey

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation
from homeward.agreements import queries as agreements
from homeward.cases.models import Case
from homeward.core.commas import enumerated
from homeward.packages.models import Peer, SentPackage, TakenPackage


def peers() -> QuerySet[Peer]:
    return Peer.objects.select_related("organisation__country", "entered_by")


def peer_of(organisation: Organisation) -> Peer | None:
    return peers().filter(organisation=organisation).first()


def peer_signing(thumbprint: str) -> Peer | None:
    """Whose signing key this is the thumbprint of."""
    return next(
        (
            peer
            for peer in peers()
            if OKPKey.import_key(peer.signing_key).thumbprint() == thumbprint
        ),
        None,
    )


def organisations_to_enter(own: int | None) -> QuerySet[Organisation]:
    return Organisation.objects.exclude(pk=own or 0).order_by("name")


def known_organisations() -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=peers().values("organisation")).order_by("name")


def sent() -> QuerySet[SentPackage]:
    return SentPackage.objects.select_related("case", "recipient_org", "made_by")


def taken() -> QuerySet[TakenPackage]:
    return TakenPackage.objects.select_related("case", "sender_org", "taken_by")


def articles(
    case: Case,
    recipient: Organisation,
    purpose: Purpose,
    classes: Iterable[DataClass],
    *,
    on: date,
) -> str:
    """The clauses in force by which these classes go to the recipient, as they are cited."""
    wanted = set(classes)
    found = [
        enumerated([clause.agreement.number, clause.number])
        for clause in agreements.clauses_from([case.owner_org_id], on=on)
        if clause.to_org_id == recipient.pk
        and purpose in clause.purposes
        and wanted & set(clause.data_classes)
    ]
    return "; ".join(found)
