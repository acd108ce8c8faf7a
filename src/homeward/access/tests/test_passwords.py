"""A password that others would guess here is not taken."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from homeward.access.models import User

OFFICE = SimpleNamespace(name="Volta Bridge", short_name="VB")
WORKER = SimpleNamespace(organisation=OFFICE)


@pytest.mark.parametrize(
    "password", ["Homeward-2026!", "voltabridge2026", "Admin.Reintegration.1", "Bridge Volta 1111"]
)
def test_a_password_of_words_of_the_house_is_refused(password: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password, WORKER)  # type: ignore[arg-type]
    assert "password_of_the_house" in {error.code for error in refused.value.error_list}


@pytest.mark.parametrize("password", ["homeward by the slow green river", "kettle-79-umbrella"])
def test_one_with_enough_beside_them_is_taken(password: str) -> None:
    validate_password(password, WORKER)  # type: ignore[arg-type]
    validate_password(password)


@pytest.mark.parametrize(
    "password",
    ["karokarokaro", "karo karo karo karo", "abcabcabcabcabc", "kettlekettle", "ab" * 500],
)
def test_a_fragment_that_is_repeated_is_refused(password: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert "password_repeats" in {error.code for error in refused.value.error_list}


@pytest.mark.parametrize("password", ["musamusamusa", "Musa.Ibrahim.2026", "ibrahim-2026-musa"])
def test_the_own_name_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, User(name="Musa Ibrahim", email="m.ibrahim@x.example"))


def test_a_long_one_is_taken() -> None:
    validate_password("seven green rivers run to the old harbour " + "kettle umbrella " * 40)
