"""Returnee gets, resident gets."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from homeward.programmes.choices import Counted, LineKind, Period, PublishedWay, Who
from homeward.programmes.rules.entitlements import Verdict, a_year, compared


@dataclass(frozen=True)
class Line:
    kind: str = LineKind.POST_ARRIVAL_CASH
    who: str = Who.PER_CASE
    amount: Decimal = Decimal(615)
    way: str = PublishedWay.ANY


@dataclass(frozen=True)
class Entitled:
    amount: Decimal | None = Decimal(20)
    currency: str = "EUR"
    period: str = Period.MONTH
    counted: str = Counted.HOUSEHOLD
    kind: str = LineKind.POST_ARRIVAL_CASH


def verdict(*entitled: Entitled, rate: Decimal | None = None, members: int = 4) -> Verdict:
    (found,) = compared([Line()], entitled, currency="EUR", adults=2, members=members, rate=rate)
    return found.verdict


def test_a_year_counts_months_and_heads() -> None:
    assert a_year(Entitled(), members=4) == Decimal(240)
    assert a_year(Entitled(counted=Counted.PERSON), members=4) == Decimal(960)
    assert a_year(Entitled(period=Period.ONCE), members=4) == Decimal(20)
    assert a_year(Entitled(amount=None), members=4) is None


@pytest.mark.parametrize(
    ("amount", "said"),
    [(20, Verdict.MORE), (50, Verdict.SAME), (90, Verdict.LESS)],
)
def test_the_first_year_of_both_is_compared(amount: int, said: Verdict) -> None:
    assert verdict(Entitled(amount=Decimal(amount))) == said


def test_what_is_not_known_is_not_compared() -> None:
    assert verdict() == Verdict.ONLY_RETURNEES
    assert verdict(Entitled(amount=None)) == Verdict.NO_AMOUNT
    assert verdict(Entitled(currency="GHS")) == Verdict.OTHER_CURRENCY
    assert verdict(Entitled(), Entitled(currency="GHS")) == Verdict.OTHER_CURRENCY


def test_a_stated_rate_makes_currencies_comparable() -> None:
    (found,) = compared(
        [Line()], [Entitled(currency="GHS", amount=Decimal(160))],
        currency="EUR", adults=1, members=1, rate=Decimal(16),
    )  # fmt: skip
    assert (found.resident, found.verdict) == (Decimal("120.00"), Verdict.MORE)
    assert found.difference == Decimal("495.00")


def test_a_kind_that_only_residents_have_is_shown_too() -> None:
    found = compared(
        [Line()], [Entitled(kind=LineKind.IN_KIND)], currency="EUR", adults=1, members=1
    )
    assert [each.verdict for each in found] == [Verdict.ONLY_RETURNEES, Verdict.ONLY_RESIDENTS]
