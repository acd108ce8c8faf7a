"""Reads of agreements, and what each party may see by their clauses."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation, User
from homeward.agreements import rules
from homeward.agreements.choices import Reason, Status
from homeward.agreements.models import (
    Agreement,
    AgreementFile,
    Clause,
    ContactPoint,
    Party,
    Review,
)
from homeward.agreements.permissions import SIGNERS
from homeward.core.digits import are_digits
from homeward.programmes.models import Corridor, Programme

# Purposes whose clauses open no file: facts chosen for a referral, an encoded comparison.
OPEN_NO_FILE = [Purpose.REFERRAL, Purpose.COMPARISON]
TEXT_OF_AGREEMENT = (
    "number", "title", "kind", "lead_org", "level", "form", "programmes", "starts_on", "ends_on",
)  # fmt: skip
TEXT_OF_CLAUSE = (
    "number", "from_org", "to_org", "data_classes", "purposes", "programmes", "may_write",
    "days_after", "transfer_ground", "onward", "grounds", "text",
)  # fmt: skip
OPEN, NOT_SHARED, NEVER, OWN = "open", "no", "never", "own"


def covers(
    *,
    from_org_id: int,
    to_org_id: int,
    programme_id: int,
    classes: Iterable[DataClass],
    purpose: Purpose,
) -> bool:
    """Do clauses in force let `to_org` see all these classes of `from_org`'s rows?

    Asked of the same function that the row policies ask, so that a rule and the gate agree.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select bool_and(gate_clause_covers(%s, %s, k, %s, %s))"
            " from unnest(%s::smallint[]) as k",
            [from_org_id, programme_id, to_org_id, int(purpose), sorted({int(c) for c in classes})],
        )
        return cursor.fetchone()[0] is not False


def listed(*, status: str = "") -> QuerySet[Agreement]:
    agreements = Agreement.objects.select_related("lead_org").annotate(
        signed=Count("parties", filter=Q(parties__signed_on__isnull=False), distinct=True),
        all_parties=Count("parties", distinct=True),
        all_clauses=Count("clauses", distinct=True),
    )
    return agreements.filter(status=status) if status else agreements


def crosses_without_ground(agreement: Agreement) -> bool:
    return (
        agreement.clauses.filter(transfer_ground="")
        .exclude(from_org__country=F("to_org__country"))
        .exists()
    )


def is_origin_authority(org: Organisation) -> bool:
    return org.is_authority and org.country_id in origin_countries()


def parties(agreement: Agreement) -> list[Party]:
    return list(agreement.parties.select_related("organisation__country", "signed_by"))


def parties_of(agreements: Iterable[Agreement]) -> dict[int, list[Party]]:
    """The parties of many, by the agreement's key: read at once."""
    found: dict[int, list[Party]] = {agreement.pk: [] for agreement in agreements}
    of_these = Party.objects.filter(agreement__in=found)
    for party in of_these.select_related("organisation__country", "signed_by"):
        found[party.agreement_id].append(party)
    return found


def clauses(agreement: Agreement) -> list[Clause]:
    """In the order of their numbers: 5.2 comes before 5.10."""
    return _by_number(agreement.clauses.select_related("agreement", "from_org", "to_org"))


def _by_number(found: Iterable[Clause]) -> list[Clause]:
    return sorted(found, key=lambda clause: _numbered(clause.number))


def _numbered(number: str) -> tuple[tuple[bool, int, str], ...]:
    return tuple(
        (not are_digits(part), int(part) if are_digits(part) else 0, part)
        for part in number.split(".")
    )


def clauses_from(org_ids: Iterable[int], *, on: date) -> list[Clause]:
    """The clauses in force by which rows of these may be read, as far as the actor sees them."""
    return _by_number(in_force(on).filter(from_org__in=list(org_ids)))


def clauses_to(org_ids: Iterable[int], *, owners: Iterable[int], on: date) -> list[Clause]:
    """The clauses in force by which these may read files of the owners.

    Those for referrals or comparisons alone are left out: they open chosen facts, or nothing.
    """
    return _by_number(
        in_force(on)
        .filter(from_org__in=list(owners), to_org__in=list(org_ids))
        .exclude(purposes__contained_by=OPEN_NO_FILE)
        .select_related(None)
        .select_related("agreement", "to_org")
    )


def in_force(on: date) -> QuerySet[Clause]:
    """Every clause that opens something on that day, as far as the actor sees its agreement."""
    unsigned = Party.objects.filter(agreement=OuterRef("agreement"), signed_on__isnull=True)
    return Clause.objects.filter(
        Q(agreement__ends_on__isnull=True) | Q(agreement__ends_on__gte=on),
        ~Exists(unsigned),
        agreement__status=Status.IN_FORCE,
        agreement__starts_on__lte=on,
    ).select_related("agreement", "from_org__country", "to_org__country")


def clauses_between(
    from_org_id: int, to_org_id: int | None, *, data_class: DataClass
) -> list[Clause]:
    """Every clause from one to the other that names this class, in force or not any more."""
    found = Clause.objects.filter(
        from_org_id=from_org_id, to_org__in=[to_org_id], data_classes__contains=[data_class]
    ).select_related("agreement")
    return sorted(found, key=lambda c: (c.agreement.number, _numbered(c.number)))


def organisations_near(org_id: int | None) -> set[int]:
    """The organisation, and whoever clauses that it reads name, in force or not any more."""
    signed = Clause.objects.exclude(agreement__status__in=[Status.DRAFT, Status.SIGNING])
    pairs = signed.values_list("from_org", "to_org")
    return {one for pair in pairs for one in pair} | ({org_id} if org_id else set())


def of_programme(programme_id: int) -> Q:
    """Clauses that open this programme's rows, by themselves and by their agreement."""
    return (Q(programmes=[]) | Q(programmes__contains=[programme_id])) & (
        Q(agreement__programmes=[]) | Q(agreement__programmes__contains=[programme_id])
    )


def clauses_to_follow(*, owner_org_id: int, programme_id: int, on: date) -> list[Clause]:
    """The clauses in force by which what is written about a person of this owner reaches anybody.

    A recipient's own clauses are followed where onward sharing is allowed (rules.followed).
    """
    # A comparison shares no row, so that nothing is written by it that could be carried on.
    others = Q(from_org=owner_org_id) | ~Q(purposes=[Purpose.COMPARISON])
    found = _by_number(in_force(on).filter(of_programme(programme_id), others))
    ways = rules.followed((_way(clause) for clause in found), owner=owner_org_id)
    return [clause for clause in found if _way(clause) in ways]


def _way(clause: Clause) -> rules.Way:
    return rules.Way(clause.from_org_id, clause.to_org_id, clause.onward)


def names_ground(*, from_org_id: int, to_org_id: int, ground: str) -> bool:
    """Does a clause in force between these two name this ground beside consent?"""
    with connection.cursor() as cursor:
        cursor.execute(
            "select agreements_names_ground(%s, %s, %s)", [from_org_id, to_org_id, ground]
        )
        return bool(cursor.fetchone()[0])


def drafts_of(org: Organisation | int | None) -> QuerySet[Agreement]:
    return Agreement.objects.filter(status=Status.DRAFT, lead_org=org).select_related("lead_org")


def waiting_for_signature_of(org: Organisation | int | None) -> QuerySet[Agreement]:
    return Agreement.objects.filter(
        status=Status.SIGNING, parties__organisation=org, parties__signed_on__isnull=True
    ).select_related("lead_org")


def text_mark(agreement: Agreement) -> str:
    """Tells one text from another: all that a signature stands under, and no signature."""
    told = [
        *Agreement.objects.filter(pk=agreement.pk).values_list(*TEXT_OF_AGREEMENT),
        *agreement.parties.order_by("pk").values_list("organisation", "part", "is_controller"),
        *agreement.clauses.order_by("pk").values_list(*TEXT_OF_CLAUSE),
    ]
    return sha256(json.dumps(told, default=str).encode()).hexdigest()


def reasons_not_to_sign(agreement: Agreement, party: Party | None) -> list[Reason]:
    return rules.reasons_not_to_sign(
        status=Status(agreement.status),
        is_party=party is not None,
        has_signed=party is not None and party.signed_on is not None,
    )


def signs_by_itself(org: Organisation | int) -> bool:
    """Does somebody at this organisation sign in who may sign?"""
    return User.objects.filter(
        organisation=org, is_active=True, roles__overlap=[role.value for role in SIGNERS]
    ).exists()


def organisations_to_add(agreement: Agreement) -> QuerySet[Organisation]:
    return Organisation.objects.exclude(pk__in=agreement.parties.values("organisation"))


def organisations_of(agreement: Agreement) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=agreement.parties.values("organisation"))


def organisations_to_speak_for(agreement: Agreement, user: User) -> QuerySet[Organisation]:
    """Whose contact points this user may name: of all parties in its own draft, else its own."""
    found = organisations_of(agreement)
    if agreement.status == Status.DRAFT and agreement.lead_org_id == user.organisation_id:
        return found
    return found.filter(pk__in=[user.organisation_id])


def organisations_sharing(on: date) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=in_force(on).values("from_org")).order_by("name")


def contacts(agreement: Agreement) -> list[ContactPoint]:
    return list(agreement.contacts.select_related("organisation"))


def files(agreement: Agreement) -> list[AgreementFile]:
    return list(agreement.files.select_related("organisation", "stored_by").defer("content"))


def reviews(agreement: Agreement) -> list[Review]:
    return list(agreement.reviews.select_related("by"))


def programmes_named(numbers: Sequence[int]) -> list[Programme]:
    return list(Programme.objects.filter(pk__in=numbers)) if numbers else []


def programme_names() -> dict[int, str]:
    return dict(Programme.objects.values_list("pk", "name"))


def origin_countries() -> set[str]:
    return set(Corridor.objects.values_list("origin_country_id", flat=True))


@dataclass(frozen=True)
class Cell:
    """What one party may see of one class: by these clauses, on this ground."""

    data_class: DataClass
    kind: str
    clauses: Sequence[Clause] = ()

    @property
    def is_referral(self) -> bool:
        """Only facts chosen for a referral: no clause opens more than that."""
        return all(clause.purposes == [Purpose.REFERRAL] for clause in self.clauses)

    @property
    def is_comparison(self) -> bool:
        """Only an encoded comparison: nobody sees a row by it."""
        return all(clause.purposes == [Purpose.COMPARISON] for clause in self.clauses)


@dataclass(frozen=True)
class Row:
    organisation: Organisation
    part: str
    is_lead: bool
    is_origin_authority: bool
    cells: Sequence[Cell]

    @property
    def closed(self) -> list[str]:
        return [str(cell.data_class.label) for cell in self.cells if cell.kind == NOT_SHARED]


def matrix(agreement: Agreement, its_clauses: Iterable[Clause]) -> list[Row]:
    """Each party by each class of data, with the clauses that open it."""
    found, origins = list(its_clauses), origin_countries()
    return [_row(agreement, party, found, origins) for party in parties(agreement)]


def _row(agreement: Agreement, party: Party, found: list[Clause], origins: set[str]) -> Row:
    org = party.organisation
    barred = org.is_authority and org.country_id in origins
    cells = [_cell(each, _to(org, found), barred=barred) for each in DataClass]
    return Row(org, party.part, org.pk == agreement.lead_org_id, barred, cells)


def _to(org: Organisation, found: Iterable[Clause]) -> list[Clause]:
    return [clause for clause in found if clause.to_org_id == org.pk]


def overall(
    *,
    from_org: Organisation | None,
    purpose: Purpose | None,
    programme: Programme | None,
    on: date,
) -> list[Clause]:
    """The clauses in force of all agreements that the actor reads, as far as they are asked."""
    found = in_force(on)
    if from_org:
        found = found.filter(from_org=from_org)
    if purpose:
        found = found.filter(purposes__contains=[purpose])
    if programme:
        found = found.filter(of_programme(programme.pk))
    return sorted(found, key=lambda c: (c.agreement.number, _numbered(c.number)))


def overall_matrix(found: Sequence[Clause], *, from_org: Organisation | None) -> list[Row]:
    """Each organisation that these clauses reach, by each class; `from_org` itself comes first."""
    origins = origin_countries()
    reached = {clause.to_org_id: clause.to_org for clause in found}
    rows = [_overall_row(org, found, origins) for org in sorted(reached.values(), key=str)]
    if from_org and found:
        own = [Cell(each, OWN) for each in DataClass]
        rows.insert(0, Row(from_org, "", False, False, own))
    return rows


def _overall_row(org: Organisation, found: Sequence[Clause], origins: set[str]) -> Row:
    barred = org.is_authority and org.country_id in origins
    cells = [_cell(each, _to(org, found), barred=barred) for each in DataClass]
    return Row(org, "", False, barred, cells)


def _cell(data_class: DataClass, mine: list[Clause], *, barred: bool) -> Cell:
    if data_class == DataClass.ASYLUM and barred:
        return Cell(data_class, NEVER)
    opening = [clause for clause in mine if data_class in clause.data_classes]
    return Cell(data_class, OPEN if opening else NOT_SHARED, opening)
