import pycountry
from babel import Locale
from babel.numbers import get_territory_currencies

from homeward.places.models import Country


def ensure_countries(model: type[Country] = Country) -> int:
    """Writes every country of ISO 3166-1 with its English name and its currency in use.

    A migration calls it with its own historical model. Returns how many countries there are.
    """
    names = Locale.parse("en").territories
    rows = [
        model(
            code=country.alpha_2,
            name=names.get(country.alpha_2, country.name),
            currency=_currency(country.alpha_2),
        )
        for country in pycountry.countries
    ]
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=["name", "currency"]
    )
    return len(rows)


def _currency(code: str) -> str:
    found = get_territory_currencies(code)
    return str(found[0]) if found else ""
