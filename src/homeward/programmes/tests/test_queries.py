from datetime import date
from decimal import Decimal

import pytest

from homeward.access.models import Organisation
from homeward.programmes.choices import LineKind, Who
from homeward.programmes.models import Package, Programme
from homeward.programmes.queries import ceiling, package_on


@pytest.fixture
def programme(db: object) -> Programme:
    lead = Organisation.objects.create(name="Bridge", kind="ngo", country_id="BE")
    return Programme.objects.create(
        code="bridge", name="Bridge home", lead_org=lead, starts_on=date(2025, 1, 1)
    )


@pytest.fixture
def packages(programme: Programme) -> list[Package]:
    first = programme.packages.create(
        name="2025/1",
        valid_from=date(2025, 1, 1),
        valid_until=date(2025, 12, 31),
        currency="EUR",
    )
    return [first, programme.packages.create(name="2026/1", valid_from=date(2026, 1, 1))]


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2025, 1, 1), "2025/1"),
        (date(2025, 12, 31), "2025/1"),
        (date(2026, 1, 1), "2026/1"),
        (date(2040, 6, 1), "2026/1"),
    ],
)
def test_the_version_of_the_day_counts(
    programme: Programme, packages: list[Package], on: date, name: str
) -> None:
    package = package_on(programme, on)
    assert package is not None
    assert package.name == name


def test_before_the_first_version_there_is_none(
    programme: Programme, packages: list[Package]
) -> None:
    assert package_on(programme, date(2024, 12, 31)) is None


def test_a_package_tells_its_ceiling(packages: list[Package]) -> None:
    package = packages[0]
    package.lines.create(kind=LineKind.IN_KIND, who=Who.PRINCIPAL, amount=Decimal(2000))
    package.lines.create(kind=LineKind.IN_KIND, who=Who.PER_FAMILY_MEMBER, amount=Decimal(1000))
    assert ceiling(package, adults=2, members=4) == {LineKind.IN_KIND: Decimal(5000)}
