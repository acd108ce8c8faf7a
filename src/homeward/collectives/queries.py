"""Reads of projects: what a season earned, who belongs to a group, and the figures of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from django.db import connection
from django.db.models import Case as Either
from django.db.models import Count, DecimalField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from homeward.access.models import Organisation, User
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.collectives import rules
from homeward.collectives.choices import (
    ContributionKind,
    EntryKind,
    ExitRule,
    Origin,
    ProjectKind,
    ProjectStatus,
)
from homeward.collectives.models import (
    Asset,
    Contribution,
    Exit,
    LogEntry,
    Meeting,
    Membership,
    Payout,
    PayoutRun,
    Project,
    Reach,
    Season,
)
from homeward.ledger import queries as ledger
from homeward.ledger.models import Transaction
from homeward.ledger.queries import Balance
from homeward.ledger.rules import shared_out
from homeward.persons.models import Person

# The customary smallest count of published tables; a member of a smaller group could be told.
SMALLEST = 10
NOTHING = Decimal(0)
COUNTED: tuple[Literal["returnees", "residents", "women", "men"], ...] = (
    "returnees",
    "residents",
    "women",
    "men",
)
AMOUNT: Any = DecimalField(max_digits=14, decimal_places=2)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the list's address asks for; empty is all."""

    q: str = ""
    kind: str = ""
    status: str = ""
    sector: str = ""
    country: str = ""


def listed(asked: Asked) -> QuerySet[Project]:
    """The projects that the reader sees, those under way first."""
    found = Project.objects.select_related("owner_org", "area", "country", "programme", "keeper")
    if asked.q:
        found = found.filter(Q(name__icontains=asked.q) | Q(product__icontains=asked.q))
    for name in ("kind", "status", "sector", "country"):
        if value := getattr(asked, name):
            found = found.filter(**{name: value})
    running = Either(
        When(status=ProjectStatus.ACTIVE, then=Value(0)),
        When(status=ProjectStatus.ENDED, then=Value(2)),
        default=Value(1),
    )
    return found.order_by(running, "name", "pk")


def project(pk: UUID) -> QuerySet[Project]:
    return Project.objects.filter(pk=pk).select_related(
        "owner_org", "area", "country", "programme", "keeper", "book"
    )


def countries() -> list[tuple[str, str]]:
    found = {p.country_id: str(p.country) for p in Project.objects.select_related("country")}
    return sorted(found.items(), key=lambda pair: pair[1])


# How many


@dataclass(frozen=True)
class Figures:
    """Who is in a group, as it may be told to the reader. `text` values are "" where hidden."""

    members: str
    returnees: str
    residents: str
    women: str
    men: str
    # Of a hundred members so many are local residents; None where a count is hidden.
    share: int | None
    count: int = 0


def figures(projects: Iterable[Project], by: User) -> dict[UUID, Figures]:
    """Of own projects the members that one sees; of a partner's the sums, small ones hidden."""
    found = list(projects)
    own = [p for p in found if p.owner_org_id == by.organisation_id]
    others = [p.pk for p in found if p.owner_org_id != by.organisation_id]
    counted: dict[UUID, dict[Any, int]] = {**_own_counts(own), **_others_counts(others)}
    mine = {p.pk for p in own}
    none: dict[Any, int] = dict.fromkeys(COUNTED, 0)
    return {p.pk: _figures({**none, **counted.get(p.pk, {})}, p.pk in mine) for p in found}


def _own_counts(projects: Sequence[Project]) -> dict[UUID, dict[Any, int]]:
    rows = (
        Membership.objects.filter(project__in=projects, left_on__isnull=True)
        .order_by()
        .values("project")
        .annotate(
            returnees=Count("pk", filter=Q(origin=Origin.RETURNEE)),
            residents=Count("pk", filter=Q(origin=Origin.RESIDENT)),
            women=Count("pk", filter=Q(person__sex="female")),
            men=Count("pk", filter=Q(person__sex="male")),
        )
    )
    return {row["project"]: {name: row[name] for name in COUNTED} for row in rows}


def _others_counts(projects: Sequence[UUID]) -> dict[UUID, dict[Any, int]]:
    if not projects:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("select * from collectives_figures(%s::uuid[])", [list(projects)])
        return {row[0]: dict(zip(COUNTED, row[1:5], strict=True)) for row in cursor.fetchall()}


def _figures(counts: dict[Any, int], is_own: bool) -> Figures:
    members = counts["returnees"] + counts["residents"]
    by_origin = {key: counts[key] for key in ("returnees", "residents")}
    by_sex = {key: counts[key] for key in ("women", "men")}
    origin = rules.told(by_origin, smallest=SMALLEST, is_own=is_own)
    sex = rules.told(by_sex, smallest=SMALLEST, is_own=is_own)
    is_told = all(text.isdigit() for text in origin.values())
    return Figures(
        members=rules.shown(members, smallest=SMALLEST, is_own=is_own),
        share=round(100 * counts["residents"] / members) if members and is_told else None,
        count=members,
        **origin,
        **sex,
    )


# A season


def open_season(project: Project) -> Season | None:
    return Season.objects.filter(project=project, closed_on__isnull=True).first()


def season_on(project: Project, on: date) -> Season | None:
    """The season in which a day lies; days of work count in it."""
    return Season.objects.filter(project=project, starts_on__lte=on, ends_on__gte=on).first()


def seasons(project: Project) -> list[Season]:
    return list(Season.objects.filter(project=project).order_by("-starts_on"))


def standing(season: Season) -> QuerySet[LogEntry]:
    """What was logged, without what was cancelled and what cancels it."""
    return LogEntry.objects.filter(season=season, cancels=None, cancelled_by=None)


def entries(season: Season) -> QuerySet[LogEntry]:
    return (
        LogEntry.objects.filter(season=season)
        .select_related("by", "cancels", "cancelled_by")
        .order_by("-on", "-number")
    )


def result(season: Season) -> rules.Result:
    def sum_of(kind: EntryKind) -> Coalesce:
        return Coalesce(Sum("amount", filter=Q(kind=kind)), NOTHING, output_field=AMOUNT)

    logged = standing(season).aggregate(
        sales=sum_of(EntryKind.SALE),
        inputs=sum_of(EntryKind.PURCHASE),
        costs=sum_of(EntryKind.COST),
    )
    return rules.Result(
        paid=_sum(PayoutRun.objects.filter(season=season), "amount"),
        to_leavers=left_with(season),
        **logged,
    )


def left_with(season: Season) -> Decimal:
    """What members who left took of this season's result, whether the reader sees them or not."""
    with connection.cursor() as cursor:
        cursor.execute("select collectives_left_with(%s)", [season.pk])
        return Decimal(cursor.fetchone()[0] or 0)


def _sum(rows: QuerySet[Any], name: str) -> Decimal:
    found: Decimal = rows.aggregate(sum=Coalesce(Sum(name), NOTHING, output_field=AMOUNT))["sum"]
    return found


@dataclass(frozen=True)
class Stock:
    """One thing in one unit: what came in, what went out."""

    what: str
    unit: str
    came: Decimal
    went: Decimal

    @property
    def left(self) -> Decimal:
        return self.came - self.went


def inputs_in_store(season: Season) -> list[Stock]:
    return _stock(season, EntryKind.PURCHASE, EntryKind.DISTRIBUTION)


def harvest_in_store(season: Season) -> list[Stock]:
    return _stock(season, EntryKind.HARVEST, EntryKind.SALE)


def _stock(season: Season, came: EntryKind, went: EntryKind) -> list[Stock]:
    rows = (
        standing(season)
        .filter(kind__in=[came, went])
        .order_by("what", "unit")
        .values_list("what", "unit")
        .annotate(
            came=Coalesce(Sum("quantity", filter=Q(kind=came)), NOTHING, output_field=AMOUNT),
            went=Coalesce(Sum("quantity", filter=Q(kind=went)), NOTHING, output_field=AMOUNT),
        )
    )
    return [Stock(*row) for row in rows]


def in_store(season: Season, kind: EntryKind, what: str, unit: str) -> Decimal:
    """How much of a thing an entry of this kind could take out."""
    is_input = kind in {EntryKind.PURCHASE, EntryKind.DISTRIBUTION}
    found = inputs_in_store(season) if is_input else harvest_in_store(season)
    return sum((s.left for s in found if (s.what, s.unit) == (what, unit)), NOTHING)


def runs(season: Season) -> list[PayoutRun]:
    return list(PayoutRun.objects.filter(season=season).select_related("by"))


def next_run(season: Season) -> int:
    return PayoutRun.objects.filter(season=season).count() + 1


def weights(season: Season) -> dict[UUID, Decimal]:
    """Each member's weight by the group's rule, of all members: ids alone, in their order."""
    with connection.cursor() as cursor:
        cursor.execute("select membership, weight from collectives_weights(%s)", [season.pk])
        return dict(cursor.fetchall())


def weights_sum(season: Season) -> Decimal:
    return sum(weights(season).values(), NOTHING)


@dataclass(frozen=True)
class Part:
    """A member's part of an amount, and what it is computed from."""

    membership: Membership
    weight: Decimal
    amount: Decimal


def foreseen_parts(season: Season, amount: Decimal) -> list[Part]:
    """How an amount would be shared out, of the members whom the reader sees."""
    by_member = weights(season)
    if amount <= 0 or not any(by_member.values()):
        return []
    parts = shared_out(amount, by_member)
    seen = memberships(season.project).filter(pk__in=parts)
    return [Part(m, by_member[m.pk], parts[m.pk]) for m in seen]


def run(pk: UUID) -> QuerySet[PayoutRun]:
    return PayoutRun.objects.filter(pk=pk).select_related(
        "season__project__owner_org", "season__project__keeper", "by"
    )


def payouts_of(run: PayoutRun) -> list[Payout]:
    found = Payout.objects.filter(run=run).select_related("membership__person")
    return list(found.order_by("membership__number"))


# Members


@dataclass
class Member:
    """A member with what they put in and received, as far as the reader sees it."""

    membership: Membership
    money: Decimal = NOTHING
    days: Decimal = NOTHING
    others: list[Contribution] = field(default_factory=list)
    paid: Decimal = NOTHING
    exit: Exit | None = None


def memberships(project: Project) -> QuerySet[Membership]:
    return (
        Membership.objects.filter(project=project)
        .select_related("person", "case", "recorded_by")
        .order_by("number")
    )


def members(found: Sequence[Membership]) -> list[Member]:
    rows = {m.pk: Member(m) for m in found}
    for put_in in Contribution.objects.filter(membership__in=rows):
        row = rows[put_in.membership_id]
        if put_in.kind == ContributionKind.MONEY:
            row.money += put_in.quantity
        elif put_in.kind == ContributionKind.LABOUR:
            row.days += put_in.quantity
        else:
            row.others.append(put_in)
    for payout in Payout.objects.filter(membership__in=rows):
        rows[payout.membership_id].paid += payout.amount
    for gone in Exit.objects.filter(membership__in=rows):
        rows[gone.membership_id].exit = gone
    return list(rows.values())


def case(pk: UUID) -> QuerySet[Case]:
    return Case.objects.filter(pk=pk).select_related("programme")


def head_of(case: Case) -> dict[str, Any]:
    """What the head of a page about a case asks for."""
    return {
        "section": "cases",
        "tab": "groups",
        "case": case,
        "title": cases.titles([case])[case.pk],
    }


def of_case(case: Case) -> list[Member]:
    found = Membership.objects.filter(case=case).select_related("person", "project", "case")
    return members(list(found))


def of_person(person_id: UUID) -> list[Member]:
    found = Membership.objects.filter(person=person_id).select_related("project", "person")
    return members(list(found))


def contributions(membership: Membership) -> list[Contribution]:
    found = Contribution.objects.filter(membership=membership).select_related("by", "season")
    return list(found.order_by("on", "at"))


def payouts(membership: Membership) -> list[Payout]:
    return list(Payout.objects.filter(membership=membership).order_by("on"))


def put_in(membership: Membership) -> Decimal:
    found = Contribution.objects.filter(membership=membership, kind=ContributionKind.MONEY)
    return _sum(found, "quantity")


@dataclass(frozen=True)
class Basis:
    """What an exit is computed from on a day."""

    season: Season | None
    result: Decimal
    weight: Decimal
    weights: Decimal


def basis_of_leaving(membership: Membership) -> Basis:
    season = open_season(membership.project)
    if season is None:
        return Basis(None, NOTHING, NOTHING, NOTHING)
    season.project = membership.project
    by_member = weights(season)
    all_of_them = sum(by_member.values(), NOTHING)
    return Basis(season, result(season).left, by_member.get(membership.pk, NOTHING), all_of_them)


def leaving(membership: Membership, basis: Basis | None = None) -> rules.Leaving:
    """What the member would take along today."""
    basis = basis or basis_of_leaving(membership)
    return rules.on_leaving(
        ExitRule(membership.project.exit_rule),
        put_in=put_in(membership),
        left=basis.result,
        weight=basis.weight,
        weights=basis.weights,
    )


def people_of(case: Case) -> list[Person]:
    return list(Person.objects.filter(household=case.household_id).order_by("position"))


def is_member(project: Project, person_id: UUID) -> bool:
    return Membership.objects.filter(
        project=project, person=person_id, left_on__isnull=True
    ).exists()


# What else there is


def assets(project: Project) -> list[Asset]:
    return list(Asset.objects.filter(project=project).order_by("gone_on", "acquired_on", "what"))


def meetings(project: Project) -> QuerySet[Meeting]:
    return Meeting.objects.filter(project=project).select_related("recorded_by")


def last_count(project: Project) -> Reach | None:
    return Reach.objects.filter(project=project).first()


def owed(project: Project) -> Decimal:
    """What members who left still wait for, whether the reader sees them or not."""
    with connection.cursor() as cursor:
        cursor.execute("select collectives_owed(%s)", [project.pk])
        return Decimal(cursor.fetchone()[0] or 0)


def trial_balance(project: Project) -> list[Balance]:
    return ledger.trial_balance(project.book) if project.book else []


def transactions(project: Project) -> QuerySet[Transaction]:
    return (
        Transaction.objects.filter(book=project.book_id)
        .select_related("by")
        .prefetch_related("postings__account")
        .order_by("-on", "-at", "pk")
    )


def agreed_with(project: Project, organisation: Organisation) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select collectives_agreed(%s, %s)", [project.owner_org_id, organisation.pk])
        return bool(cursor.fetchone()[0])


def organisations_to_add(project: Project) -> QuerySet[Organisation]:
    """Those with accounts here that an agreement may join."""
    return (
        Organisation.objects.filter(users__isnull=False)
        .exclude(pk=project.owner_org_id)
        .exclude(pk__in=project.partners.values("organisation"))
        .distinct()
        .order_by("name")
    )


@dataclass(frozen=True)
class Placed:
    """A project at its place, for the map."""

    project: Project
    figures: Figures


def placed(by: User, *, kind: ProjectKind | None = None) -> list[Placed]:
    found = list(listed(Asked(kind=kind or "")))
    counted = figures(found, by)
    return [Placed(p, counted[p.pk]) for p in found]
