"""Funding streams: budgets, commitments and disbursements, never two currencies in one sum."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from homeward.places.models import Country
from homeward.programmes.choices import BudgetKind, Category, ParticipationRole
from homeward.programmes.models import (
    Budget,
    Coverage,
    Participation,
    Programme,
    ProgrammeSector,
    Transaction,
)

# IATI's list of transaction types.
INCOMING_COMMITMENT, COMMITMENT, DISBURSEMENT, EXPENDITURE = "11", "2", "3", "4"
PROMISED = {INCOMING_COMMITMENT, COMMITMENT}
PAID = {DISBURSEMENT, EXPENDITURE}
BY = ("funder", "sector", "country")


@dataclass
class Stream:
    """One group in one year and currency. None: nobody has told any such sum."""

    name: str
    year: int
    currency: str
    budget: Decimal | None = None
    promised: Decimal | None = None
    paid: Decimal | None = None
    programmes: set[int] = field(default_factory=set)

    @property
    def gap(self) -> Decimal | None:
        """What of the budget nobody has promised; None where either is unknown."""
        if self.budget is None or self.promised is None:
            return None
        return self.budget - self.promised


@dataclass(frozen=True)
class Funding:
    """`shared` counts programmes whose sums stand in more than one group."""

    rows: Sequence[Stream]
    years: Sequence[int]
    currencies: Sequence[str]
    shared: int


def funding(by: str, *, year: int | None, country: str) -> Funding:
    """A programme with several sectors or countries stands whole in each: nothing is split that
    its source did not split."""
    programmes = _programmes(country)
    groups = _groups(by, programmes)
    rows: dict[tuple[str, int, str], Stream] = {}
    _budgets(rows, groups, programmes, by)
    _flows(rows, groups, programmes, by)
    found = sorted(rows.values(), key=lambda row: (row.name.casefold(), -row.year, row.currency))
    return Funding(
        rows=[row for row in found if year is None or row.year == year],
        years=sorted({row.year for row in found}, reverse=True),
        currencies=sorted({row.currency for row in found}),
        shared=sum(len(names) > 1 for names in groups.values()),
    )


def years() -> list[int]:
    """Years in which a budget begins or money moved, the latest first."""
    begun = Budget.objects.order_by().values_list("starts_on__year", flat=True).distinct()
    moved = Transaction.objects.filter(on__isnull=False).order_by()
    return sorted({*begun, *moved.values_list("on__year", flat=True).distinct()}, reverse=True)


def _programmes(country: str) -> list[int]:
    if not country:
        return list(Programme.objects.order_by().values_list("pk", flat=True))
    covered = Coverage.objects.filter(country=country)
    return list(covered.order_by().values_list("programme", flat=True).distinct())


def _groups(by: str, programmes: Sequence[int]) -> Mapping[int, set[str]]:
    """Programme -> names of the groups that it stands in; none where nobody has said."""
    found = defaultdict[int, set[str]](set)
    if by == "country":
        names = {country.pk: str(country) for country in Country.objects.all()}
        covered = Coverage.objects.filter(programme__in=programmes, country__isnull=False)
        for pk, code in covered.order_by().values_list("programme", "country").distinct():
            found[pk].add(names[code])
    elif by == "sector":
        needs = dict(Category.choices)
        sectors = ProgrammeSector.objects.filter(programme__in=programmes)
        for pk, need, name in sectors.order_by().values_list(
            "programme", "sector__category", "sector__name"
        ):
            found[pk].add(str(needs.get(need, name)))
    else:
        funding_it = Participation.objects.filter(
            programme__in=programmes, role=ParticipationRole.FUNDING
        )
        for pk, actor, said in funding_it.order_by().values_list(
            "programme", "actor__name", "said"
        ):
            found[pk].add(actor or said)
        for pk, name in Programme.objects.filter(
            pk__in=programmes, funder_org__isnull=False
        ).values_list("pk", "funder_org__name"):
            found[pk].add(name)
    return found


def _budgets(
    rows: dict[tuple[str, int, str], Stream],
    groups: Mapping[int, set[str]],
    programmes: Sequence[int],
    by: str,
) -> None:
    """A revised budget before the original one; a budget belongs to the year it begins in."""
    found = Budget.objects.filter(programme__in=programmes).order_by()
    columns = ("programme", "kind", "starts_on", "amount", "currency", "funder__name")
    told = list(found.values_list(*columns))
    revised = {(pk, on.year, currency) for pk, kind, on, _n, currency, _f in told
               if kind == BudgetKind.REVISED}  # fmt: skip
    for pk, kind, on, amount, currency, funder in told:
        if kind == BudgetKind.ORIGINAL and (pk, on.year, currency) in revised:
            continue
        for row in _rows(rows, _names(groups, pk, funder, by), on.year, currency):
            row.budget = (row.budget or Decimal(0)) + amount
            row.programmes.add(pk)


def _flows(
    rows: dict[tuple[str, int, str], Stream],
    groups: Mapping[int, set[str]],
    programmes: Sequence[int],
    by: str,
) -> None:
    found = Transaction.objects.filter(
        programme__in=programmes, kind__in=PROMISED | PAID, on__isnull=False
    ).order_by()
    columns = ("programme", "kind", "on", "amount", "currency", "provider__name", "provider_said")
    for pk, kind, on, amount, currency, provider, said in found.values_list(*columns):
        funder = (provider or said) if kind in PROMISED else ""
        for row in _rows(rows, _names(groups, pk, funder, by), on.year, currency):
            row.programmes.add(pk)
            if kind in PROMISED:
                row.promised = (row.promised or Decimal(0)) + amount
            else:
                row.paid = (row.paid or Decimal(0)) + amount


def _names(
    groups: Mapping[int, set[str]], programme: int, funder: str | None, by: str
) -> Iterable[str]:
    """A sum that names its funder is that funder's alone."""
    if by == "funder" and funder:
        return [funder]
    return groups.get(programme) or [""]


def _rows(
    rows: dict[tuple[str, int, str], Stream], names: Iterable[str], year: int, currency: str
) -> list[Stream]:
    return [rows.setdefault((name, year, currency), Stream(name, year, currency)) for name in names]
