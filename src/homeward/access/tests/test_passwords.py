"""A password that others would guess here is not taken."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

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
