import pytest
from django.utils import translation

from homeward.places.actions import ensure_area, ensure_countries
from homeward.places.models import Area, Country
from homeward.places.names import country_choices


@pytest.mark.parametrize(
    ("code", "name", "currency"),
    [("GH", "Ghana", "GHS"), ("BE", "Belgium", "EUR"), ("TN", "Tunisia", "TND")],
)
def test_every_installation_has_the_countries(
    db: object, code: str, name: str, currency: str
) -> None:
    country = Country.objects.get(pk=code)
    assert (country.name, country.currency) == (name, currency)


def test_every_country_that_can_be_chosen_is_there(db: object) -> None:
    assert {code for code, _name in country_choices()} == set(
        Country.objects.values_list("code", flat=True)
    )


def test_ensuring_again_mends_and_adds_nothing(db: object) -> None:
    before = Country.objects.count()
    Country.objects.filter(pk="GH").update(currency="XXX")
    assert ensure_countries() == before == Country.objects.count()
    assert Country.objects.get(pk="GH").currency == "GHS"


def test_an_area_is_made_once_and_filled_later(db: object) -> None:
    ghana = Country.objects.get(pk="GH")
    first = ensure_area(ghana, "Ashanti")
    again = ensure_area(ghana, "Ashanti", pcode="GH02", names={"fr": "Ashanti (région)"})
    assert first == again == Area.objects.get()
    assert again.pcode == "GH02"
    with translation.override("fr"):
        assert str(again) == "Ashanti (région)"
