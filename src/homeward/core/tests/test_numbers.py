"""Money, shares and arrows are written as the reader's language writes them."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from homeward.core.arrows import arrow
from homeward.core.templatetags.writing import amount, per_cent

NARROW, HARD = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        ("en", Decimal("900000.00"), "900,000"),
        ("en", Decimal("51172.75"), "51,172.75"),
        ("fr", Decimal("51172.75"), f"51{NARROW}172,75"),
        ("ar", 900000, "900,000"),
        ("en", "45.50", "45.50"),
        ("en", "", ""),
    ],
)
def test_money_has_decimals_where_there_are_any(language: str, value: Any, written: str) -> None:
    with translation.override(language):
        assert str(amount(value)) == written


def test_money_that_is_not_known_is_said_to_be_unknown() -> None:
    assert "Unknown" in str(amount(None))
    assert "Unknown" in str(per_cent(None))


@pytest.mark.parametrize(("language", "written"), [("en", "38.1%"), ("fr", f"38,1{NARROW}%")])
def test_a_share_has_its_sign_where_the_language_has_it(language: str, written: str) -> None:
    with translation.override(language):
        assert per_cent(38.1, 1).replace(HARD, NARROW) == written


def test_the_arrow_points_to_the_second_name_from_either_side() -> None:
    with translation.override("en"):
        assert arrow() == "→"
    with translation.override("ar"):
        assert "←" in arrow()
