"""Reads of agreements, and what each party may see by their clauses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Q, QuerySet

from homeward.access.choices import DataClass, OrganisationKind, Purpose
from homeward.access.models import Organisation, User
from homeward.agreements.choices import Status
from homeward.agreements.models import Agreement, Clause, Party
from homeward.agreements.permissions import SIGNERS
from homeward.programmes.models import Corridor, Programme

OPEN, NOT_SHARED, NEVER = "open", "no", "never"


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


def parties(agreement: Agreement) -> list[Party]:
    return list(agreement.parties.select_related("organisation__country", "signed_by"))


def clauses(agreement: Agreement) -> list[Clause]:
    """In the order of their numbers: 5.2 comes before 5.10."""
    found = agreement.clauses.select_related("from_org", "to_org", "programme")
    return sorted(found, key=lambda clause: _numbered(clause.number))


def _numbered(number: str) -> tuple[tuple[bool, int, str], ...]:
    return tuple(
        (not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in number.split(".")
    )


def clauses_from(org_ids: Iterable[int], *, on: date, but_referrals: bool = False) -> list[Clause]:
    """The clauses in force by which rows of these may be read, as far as the actor sees them.

    `but_referrals` leaves out those for referrals alone: they open chosen facts, not the file.
    """
    unsigned = Party.objects.filter(signed_on__isnull=True).values("agreement")
    found = (
        Clause.objects.filter(
            from_org__in=list(org_ids),
            agreement__status=Status.IN_FORCE,
            agreement__starts_on__lte=on,
        )
        .filter(Q(agreement__ends_on__isnull=True) | Q(agreement__ends_on__gte=on))
        .exclude(agreement__in=unsigned)
        .select_related("to_org")
    )
    if but_referrals:
        found = found.exclude(purposes=[Purpose.REFERRAL])
    return sorted(found, key=lambda clause: _numbered(clause.number))


def waiting_for_signature_of(org: Organisation | int | None) -> QuerySet[Agreement]:
    return Agreement.objects.filter(
        status=Status.SIGNING, parties__organisation=org, parties__signed_on__isnull=True
    ).select_related("lead_org")


def signs_by_itself(org: Organisation | int) -> bool:
    """Does somebody at this organisation sign in who may sign?"""
    return User.objects.filter(
        organisation=org, is_active=True, roles__overlap=[role.value for role in SIGNERS]
    ).exists()


def organisations_to_add(agreement: Agreement) -> QuerySet[Organisation]:
    return Organisation.objects.exclude(pk__in=agreement.parties.values("organisation"))


def organisations_of(agreement: Agreement) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=agreement.parties.values("organisation"))


def programmes() -> QuerySet[Programme]:
    return Programme.objects.order_by("name")


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


@dataclass(frozen=True)
class Row:
    party: Party
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
    barred = org.kind == OrganisationKind.AUTHORITY and org.country_id in origins
    mine = [clause for clause in found if clause.to_org_id == org.pk]
    cells = [_cell(data_class, mine, barred=barred) for data_class in DataClass]
    return Row(party, org.pk == agreement.lead_org_id, barred, cells)


def _cell(data_class: DataClass, mine: list[Clause], *, barred: bool) -> Cell:
    if data_class == DataClass.ASYLUM and barred:
        return Cell(data_class, NEVER)
    opening = [clause for clause in mine if data_class in clause.data_classes]
    return Cell(data_class, OPEN if opening else NOT_SHARED, opening)
