import pycountry
from babel import Locale
from babel.numbers import get_territory_currencies
from django.db import transaction

from homeward.places.models import Area, Country


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


@transaction.atomic
def ensure_area(
    country: Country,
    name: str,
    *,
    level: int = 1,
    parent: Area | None = None,
    pcode: str = "",
    names: dict[str, str] | None = None,
) -> Area:
    """The area of that name under its parent, made where it isn't there; fills what is empty."""
    area, _made = Area.objects.get_or_create(
        country=country,
        level=level,
        name=name,
        parent=parent,
        defaults={"pcode": pcode, "names": names or {}},
    )
    missing = {k: v for k, v in (names or {}).items() if k not in area.names}
    if missing or (pcode and not area.pcode):
        area.names = {**area.names, **missing}
        area.pcode = area.pcode or pcode
        area.save(update_fields=["names", "pcode"])
    return area
