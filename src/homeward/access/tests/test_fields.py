from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection

from homeward.access import fields
from homeward.persons.models import Person


def test_a_name_is_ciphertext_in_the_database(cast: Any) -> None:
    cast.family()
    with connection.cursor() as cursor:
        cursor.execute("select given_name from persons_person where household_role = 'head'")
        raw = bytes(cursor.fetchone()[0])
    assert b"Efua" not in raw
    assert len(raw) == len(b"Efua") + 1 + fields.NONCE + 16


def test_the_same_name_is_never_the_same_ciphertext() -> None:
    assert fields.encrypt("Efua", b"t|c") != fields.encrypt("Efua", b"t|c")


def test_a_value_moved_to_another_column_is_noticed() -> None:
    with pytest.raises(InvalidTag):
        fields.decrypt(
            fields.encrypt("Efua", b"persons_person|given_name"), b"persons_contact|value"
        )


def test_an_altered_value_is_noticed() -> None:
    value = bytearray(fields.encrypt("Efua", b"t|c"))
    value[-1] ^= 1
    with pytest.raises(InvalidTag):
        fields.decrypt(bytes(value), b"t|c")


def test_unknown_stays_empty(cast: Any) -> None:
    cast.family()
    Person.objects.update(family_name="")
    assert {person.family_name for person in Person.objects.all()} == {""}


def test_an_encrypted_field_cannot_be_looked_up() -> None:
    with pytest.raises(TypeError):
        Person.objects.filter(given_name="Efua")
