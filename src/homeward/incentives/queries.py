"""Reads of incentive funds: sums by state, and the entries with their remarks."""

from dataclasses import dataclass

from django.db.models import QuerySet

from homeward.incentives import rules
from homeward.incentives.models import IncentiveFund, Measure
from homeward.places.models import Country


@dataclass(frozen=True)
class OfState:
    country: Country
    sums: rules.Sums


def funds() -> QuerySet[IncentiveFund]:
    return IncentiveFund.objects.select_related("owner_org")


def entries(fund: IncentiveFund) -> QuerySet[Measure]:
    return fund.measures.select_related("country", "entered_by", "remarks")


def counted(fund: IncentiveFund) -> QuerySet[Measure]:
    """What adds; remarks are left out."""
    return Measure.objects.filter(fund=fund, amount__isnull=False)


def in_all(fund: IncentiveFund) -> rules.Sums:
    return rules.sums((m.entry, m.amount or rules.NOTHING) for m in counted(fund))


def of_state(fund: IncentiveFund, country: Country) -> rules.Sums:
    found = counted(fund).filter(country=country)
    return rules.sums((m.entry, m.amount or rules.NOTHING) for m in found)


def by_state(fund: IncentiveFund) -> list[OfState]:
    rows: dict[Country, list[Measure]] = {}
    for measure in counted(fund).select_related("country"):
        rows.setdefault(measure.country, []).append(measure)
    found = [
        OfState(country, rules.sums((m.entry, m.amount or rules.NOTHING) for m in of))
        for country, of in rows.items()
    ]
    return sorted(found, key=lambda one: str(one.country))
