"""The code itself: how it looks, and what counts of what was typed."""

import pytest

from homeward.signins import codes


def test_a_code_is_three_groups_without_letters_that_look_alike() -> None:
    made = {codes.new_code() for _ in range(500)}
    assert len(made) == 500
    assert not {letter for code in made for letter in code} - set(codes.LETTERS)
    assert not set("0O1I") & set(codes.LETTERS)
    assert codes.in_groups("ABCDEFGHJKLM") == "ABCD-EFGH-JKLM"


@pytest.mark.parametrize(
    "typed",
    ["ABCD-E2GH-JK34", "abcd e2gh jk34", " abcde2gh–jk34 ", "ＡＢＣＤ-E2GH-JK34", "ABCD E٢GH JK٣٤"],
)
def test_blanks_dashes_capitals_and_scripts_of_digits_do_not_count(typed: str) -> None:
    assert codes.as_typed(typed) == "ABCDE2GHJK34"


def test_nought_and_o_are_one_letter() -> None:
    assert codes.as_typed("DEM0-2222") == codes.as_typed("demo 2222")


def test_what_is_kept_tells_no_code() -> None:
    assert codes.proof_of("ABCDEFGHJKLM") != codes.proof_of("ABCDEFGHJKLN")
    assert "ABCD" not in codes.proof_of("ABCDEFGHJKLM")
