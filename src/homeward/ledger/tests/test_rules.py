from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.ledger.choices import Reason
from homeward.ledger.rules import CENT, Entry, reasons_not_to_post, shared_out


def entry(amount: str, currency: str = "EUR", book: int = 1) -> Entry:
    return Entry(book=book, currency=currency, amount=Decimal(amount))


@pytest.mark.parametrize(
    ("entries", "reasons"),
    [
        ([entry("5"), entry("-5")], []),
        ([entry("5"), entry("-5"), entry("7", "GHS"), entry("-7", "GHS")], []),
        ([entry("5"), entry("-4.99")], [Reason.UNBALANCED]),
        ([entry("5"), entry("-5", "GHS")], [Reason.UNBALANCED]),
        ([entry("0")], [Reason.TOO_FEW_LINES, Reason.NOTHING_IN_A_LINE]),
        ([entry("5"), entry("-5", book=2)], [Reason.ANOTHER_BOOK]),
        ([], [Reason.TOO_FEW_LINES]),
    ],
)
def test_what_balances_in_each_currency_is_posted(
    entries: list[Entry], reasons: list[Reason]
) -> None:
    assert reasons_not_to_post(entries, book=1) == reasons


def test_the_largest_remainder_gets_the_cent() -> None:
    thirds = {"a": Decimal("33.33"), "b": Decimal("33.33"), "c": Decimal("33.34")}
    assert shared_out(Decimal(100), thirds) == thirds
    even = dict.fromkeys("abc", Decimal(1))
    assert list(shared_out(Decimal("100.00"), even).values()) == [
        Decimal("33.34"),
        Decimal("33.33"),
        Decimal("33.33"),
    ]


@given(
    st.decimals(0, 10**9, places=2),
    st.lists(st.decimals("0.01", 100, places=2), min_size=1, max_size=7),
)
def test_parts_add_up_to_the_cent_and_nobody_is_off_by_one(
    amount: Decimal, shares: list[Decimal]
) -> None:
    named = dict(enumerate(shares))
    parts = shared_out(amount, named)
    assert sum(parts.values()) == amount
    for key, part in parts.items():
        assert abs(part - amount * named[key] / sum(shares)) < CENT
