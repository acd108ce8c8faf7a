"""Reads of the ledger: what was given, when it held, and what was known of it when."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from homeward.access.models import Organisation
from homeward.persons.choices import ALWAYS_THERE, BasisStatus, Ground
from homeward.persons.models import Block, Consent, ConsentSheet, DeletionNotice, LegalBasis
from homeward.places.models import Country


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def held(on: date) -> Q:
    """A consent held at some time of this day: a withdrawal at noon leaves the morning lawful."""
    return (
        Q(given_on__lte=on)
        & (Q(until__isnull=True) | Q(until__gte=on))
        & (Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=_start_of(on)))
    )


def known(at: datetime) -> Q:
    """A version that stood on record at this moment."""
    return Q(known_from__lte=at) & (Q(known_until__isnull=True) | Q(known_until__gt=at))


def consents_as_known(
    person_ids: Iterable[UUID], *, held_on: date, known_at: datetime
) -> list[Consent]:
    """What held on a day, as it stood on record at a moment: "on 3 May we believed ..."."""
    return list(
        Consent.objects.filter(held(held_on), known(known_at), person_id__in=list(person_ids))
        .select_related("recipient_org", "person", "sheet")
        .order_by("recipient_org__name", "purpose", "person__position", "covers")
    )


def in_force(on: date) -> Q:
    """What holds as far as we know now."""
    return (
        Q(known_until__isnull=True, withdrawn_at__isnull=True, given_on__lte=on)
        & (Q(until__isnull=True) | Q(until__gte=on))
    )  # fmt: skip


def holds(consent: Consent, *, on: date) -> bool:
    """`in_force` of a row at hand."""
    return (
        consent.known_until is None
        and consent.withdrawn_at is None
        and consent.given_on <= on
        and (consent.until is None or consent.until >= on)
    )


def kept_open(
    person_id: UUID, *, without: Sequence[UUID], on: date
) -> frozenset[tuple[int, int, int]]:
    """What other consents and approved grounds keep open when those named end."""
    consents = (
        Consent.objects.filter(in_force(on), person_id=person_id)
        .exclude(pk__in=without)
        .values_list("recipient_org_id", "purpose", "covers")
    )
    bases = LegalBasis.objects.filter(
        person_id=person_id, status=BasisStatus.APPROVED, until__gte=on
    ).exclude(pk__in=without)
    by_basis = {(b.recipient_org_id, b.purpose, covers) for b in bases for covers in b.classes}
    return frozenset(consents) | by_basis


def versions(person_ids: Iterable[UUID]) -> Mapping[UUID, list[Consent]]:
    """Every version of every consent, by sheet, in the order in which they were recorded."""
    found: dict[UUID, list[Consent]] = {}
    rows = Consent.objects.filter(person_id__in=list(person_ids))
    for one in rows.select_related("recipient_org", "recorded_by").order_by(
        "known_from", "recipient_org__name", "purpose", "covers"
    ):
        found.setdefault(one.sheet_id, []).append(one)
    return found


def lawful_until(
    person_id: UUID, *, recipient_org_id: int, purpose: int, at: datetime
) -> ConsentSheet | None:
    """The sheet on which a recipient saw the person's data at a moment, as was known then."""
    one = (
        Consent.objects.filter(
            held(at.date()),
            known(at),
            person_id=person_id,
            recipient_org_id=recipient_org_id,
            purpose=purpose,
        )
        .select_related("sheet")
        .order_by("given_on")
        .first()
    )
    return one.sheet if one else None


def is_there(ground: str, *, owner: Organisation, recipient: Organisation) -> bool:
    """Vital interest and legal obligation always; others where a signed agreement names them."""
    if ground in ALWAYS_THERE:
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "select agreements_names_ground(%s, %s, %s)", [owner.pk, recipient.pk, str(ground)]
        )
        return bool(cursor.fetchone()[0])


def grounds_there(*, owner: Organisation, recipients: Iterable[Organisation]) -> list[Ground]:
    """The grounds that can be asked for at all."""
    every = list(recipients)
    return [
        ground
        for ground in Ground
        if ground in ALWAYS_THERE
        or any(is_there(ground, owner=owner, recipient=one) for one in every)
    ]


def bases(person_ids: Iterable[UUID]) -> QuerySet[LegalBasis]:
    return (
        LegalBasis.objects.filter(person_id__in=list(person_ids))
        .select_related("recipient_org", "person", "requested_by__organisation", "decided_by")
        .order_by("-requested_at")
    )


def blocks(person_ids: Iterable[UUID]) -> QuerySet[Block]:
    """Those that the actor may know of: nobody sees one that shuts them out."""
    return (
        Block.objects.filter(person_id__in=list(person_ids))
        .select_related("organisation", "country", "person", "set_by")
        .order_by("lifted_at", "-set_at")
    )


def is_blocked(person_id: UUID, organisation: Organisation | None, country: Country | None) -> bool:
    """Does the very same block stand already, as far as the actor sees?"""
    return Block.objects.filter(
        person_id=person_id, organisation=organisation, country=country, lifted_at__isnull=True
    ).exists()


def shuts_out(person_id: UUID, organisation: Organisation) -> bool:
    """By a block on it or on its country, among those that the actor may know of."""
    return (
        Block.objects.filter(person_id=person_id, lifted_at__isnull=True)
        .filter(Q(organisation=organisation) | Q(country=organisation.country_id))
        .exists()
    )


def countries(*, but: str = "") -> list[tuple[str, str]]:
    """Whom a block can shut out as a whole, by name."""
    found = [(one.code, str(one)) for one in Country.objects.exclude(code=but)]
    return sorted(found, key=lambda country: country[1])


def notices(person_ids: Iterable[UUID]) -> QuerySet[DeletionNotice]:
    """What recipients were told about these persons, the newest first."""
    return (
        DeletionNotice.objects.filter(person_id__in=list(person_ids))
        .select_related("recipient_org", "told_by", "answered_by")
        .order_by("-told_at")
    )


def notices_to(org_id: int) -> QuerySet[DeletionNotice]:
    """What an organisation was told, what waits for its answer first."""
    return (
        DeletionNotice.objects.filter(recipient_org_id=org_id)
        .select_related("owner_org")
        .order_by("answered_at", "due_on", "-told_at")
    )
