"""Who of a case left again."""

from homeward.cases.models import Case, LeavingAgain
from homeward.places.models import Country


def leavings_of(case: Case) -> list[LeavingAgain]:
    found = LeavingAgain.objects.filter(case=case)
    return list(found.select_related("person", "to_country"))


def country(code: str) -> Country | None:
    return Country.objects.filter(pk=code).first()
