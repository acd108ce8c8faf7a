"""Reads of the labour market's facts."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from homeward.countries.models import LabourFact
from homeward.occupations.models import Occupation

# A wage of two years ago is told as old: prices have moved on.
OLD = timedelta(days=730)


def facts(
    country: str, *, q: str = "", area: int | None = None, demand: str = ""
) -> QuerySet[LabourFact]:
    """By occupation, the newest of each first."""
    found = LabourFact.objects.filter(country=country).select_related("area", "owner_org")
    if q:
        found = found.filter(Q(occupation__icontains=q) | Q(sector__icontains=q))
    if area:
        found = found.filter(area=area)
    if demand:
        found = found.filter(demand=demand)
    return found


def currencies(country: str) -> list[str]:
    """Those in which wages of the country are stated, to be offered first."""
    found = LabourFact.objects.filter(country=country).exclude(currency="")
    return sorted(set(found.order_by().values_list("currency", flat=True)))


def esco_address(occupation: str) -> str:
    """Of the ESCO occupation of that very title, whatever its capitals; empty where none is known.

    Nothing is guessed: a title that is only like it stays without an address.
    """
    found = Occupation.objects.filter(title__iexact=occupation.strip()).values_list(
        "uri", flat=True
    )
    return found.first() or ""


def is_old(fact: LabourFact, *, on: date) -> bool:
    return fact.observed_on + OLD < on
