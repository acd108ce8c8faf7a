"""What a sheet names, looked up by what people call it."""

from homeward.access.models import Organisation, User
from homeward.agreements.models import Agreement
from homeward.places.models import Area, Country
from homeward.places.rules import place_key
from homeward.programmes.models import Programme


def user(email: str) -> User | None:
    return (
        User.objects.select_related("organisation")
        .filter(email__iexact=email, person_id__isnull=True)
        .first()
    )


def organisations(name: str) -> list[Organisation]:
    return list(Organisation.objects.filter(name=name)[:2])


def country(code: str) -> Country | None:
    return Country.objects.filter(pk=code).first()


def areas(country: Country, said: str) -> list[Area]:
    """By its P-code, or by its name."""
    of_country = Area.objects.filter(country=country)
    if by_code := list(of_country.filter(pcode=said)[:2]):
        return by_code
    return list(of_country.filter(key=place_key(said))[:2])


def programme(code: str) -> Programme | None:
    return Programme.objects.filter(code=code).first()


def agreement(number: str, by: User) -> Agreement | None:
    return Agreement.objects.filter(number=number, lead_org=by.organisation_id).first()
