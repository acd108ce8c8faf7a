from dataclasses import dataclass
from decimal import Decimal

import pytest

from homeward.programmes.choices import LineKind, PublishedWay, Who
from homeward.programmes.rules import ceiling, total


@dataclass(frozen=True)
class Line:
    kind: str
    who: str
    amount: Decimal
    way: str = PublishedWay.ANY


CASH = Line(LineKind.POST_ARRIVAL_CASH, Who.PER_CASE, Decimal("500.00"))
PRINCIPAL = Line(LineKind.IN_KIND, Who.PRINCIPAL, Decimal("2000.00"))
MEMBER = Line(LineKind.IN_KIND, Who.PER_FAMILY_MEMBER, Decimal("1000.00"))
ADULT = Line(LineKind.IN_KIND, Who.PER_ADULT, Decimal("100.50"))
PACKAGE = [CASH, PRINCIPAL, MEMBER]


def test_a_family_of_four_has_one_principal_and_three_members() -> None:
    sums = ceiling(PACKAGE, adults=2, members=4)
    assert sums == {
        LineKind.POST_ARRIVAL_CASH: Decimal("500.00"),
        LineKind.IN_KIND: Decimal("5000.00"),
    }
    assert total(sums) == Decimal("5500.00")


def test_a_person_alone_has_no_family_amount() -> None:
    assert ceiling(PACKAGE, adults=1, members=1)[LineKind.IN_KIND] == Decimal("2000.00")


def test_children_alone_still_have_a_principal() -> None:
    assert ceiling(PACKAGE, adults=0, members=2)[LineKind.IN_KIND] == Decimal("3000.00")


def test_amounts_per_adult_leave_children_out() -> None:
    assert ceiling([ADULT], adults=2, members=5) == {LineKind.IN_KIND: Decimal("201.00")}


def test_a_line_kept_for_one_way_counts_only_for_it() -> None:
    kept = Line(LineKind.IN_KIND, Who.PRINCIPAL, Decimal(700), PublishedWay.VOLUNTARY)
    assert ceiling([kept], adults=1, members=1) == {}
    assert ceiling([kept], adults=1, members=1, way=PublishedWay.VOLUNTARY) == {
        LineKind.IN_KIND: Decimal(700)
    }


def test_an_empty_package_holds_nothing() -> None:
    assert total(ceiling([], adults=1, members=1)) == 0


@pytest.mark.parametrize(("adults", "members"), [(-1, 2), (3, 2)])
def test_an_impossible_head_count_is_an_error(adults: int, members: int) -> None:
    with pytest.raises(ValueError, match="members"):
        ceiling(PACKAGE, adults=adults, members=members)
