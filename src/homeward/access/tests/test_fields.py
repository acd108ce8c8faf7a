import copy
import os
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from homeward.access import fields, unit
from homeward.access.choices import DataClass
from homeward.access.keys import KeyDestroyed, Unreadable, master, store
from homeward.files import actions as files
from homeward.files.models import StoredFile
from homeward.messages.models import Message
from homeward.persons.models import Contact, Person, PersonName


@pytest.fixture
def people(cast: Any) -> list[Person]:
    _case, people = cast.family()
    return people


def stored(table: str, column: str, pk: object) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"select {column} from {table} where id = %s", [pk])
        return bytes(cursor.fetchone()[0])


def put(table: str, column: str, pk: object, value: bytes) -> None:
    """As the owner of the database, past everything."""
    with connection.cursor() as cursor:
        cursor.execute(f"update {table} set {column} = %s where id = %s", [value, pk])


def of_first_layout(text: str, purpose: bytes) -> bytes:
    nonce = os.urandom(fields.NONCE)
    cipher = fields._old_cipher(master.secrets()[1], purpose)
    return b"\x01" + nonce + cipher.encrypt(nonce, text.encode(), purpose)


def test_a_name_is_ciphertext_in_the_database(people: list[Person]) -> None:
    raw = stored("persons_person", "given_name", people[0].pk)
    assert b"Efua" not in raw
    assert len(raw) == len(b"Efua") + fields.START + 16


def test_the_same_name_is_never_the_same_ciphertext(people: list[Person]) -> None:
    before = stored("persons_person", "given_name", people[0].pk)
    people[0].save()
    assert stored("persons_person", "given_name", people[0].pk) != before
    assert Person.objects.get(pk=people[0].pk).given_name == "Efua"


def test_a_value_moved_to_another_column_is_noticed(people: list[Person]) -> None:
    pk = people[0].pk
    put("persons_person", "given_name", pk, stored("persons_person", "family_name", pk))
    with pytest.raises(Unreadable):
        _ = Person.objects.get(pk=pk).given_name


def test_two_values_swapped_between_persons_are_noticed(cast: Any, people: list[Person]) -> None:
    mother, son = (stored("persons_person", "given_name", person.pk) for person in people)
    put("persons_person", "given_name", people[0].pk, son)
    put("persons_person", "given_name", people[1].pk, mother)
    with cast.as_app(cast.owner):
        for person in Person.objects.all():
            with pytest.raises(Unreadable):
                _ = person.given_name


def test_two_values_swapped_between_rows_of_one_person_are_noticed(
    cast: Any, people: list[Person]
) -> None:
    row = {"owner_org": cast.host, "programme": cast.programme, "person": people[0]}
    pair = [Contact.objects.create(kind="phone", value=v, **row) for v in ("1", "2")]
    first, second = (stored("persons_contact", "value", one.pk) for one in pair)
    put("persons_contact", "value", pair[0].pk, second)
    put("persons_contact", "value", pair[1].pk, first)
    for one in pair:
        with pytest.raises(Unreadable):
            one.refresh_from_db()


@pytest.mark.parametrize("place", [0, 1, 5, -1])
def test_an_altered_value_is_noticed(people: list[Person], place: int) -> None:
    value = bytearray(stored("persons_person", "given_name", people[0].pk))
    value[place] ^= 4
    put("persons_person", "given_name", people[0].pk, bytes(value))
    with pytest.raises(Unreadable):
        _ = Person.objects.get(pk=people[0].pk).given_name


def test_a_row_under_the_key_of_another_person_is_noticed(people: list[Person]) -> None:
    name = Contact.objects.get(person=people[0])
    Contact.objects.filter(pk=name.pk).update(person=people[1])
    with pytest.raises(Unreadable):
        _ = Contact.objects.get(pk=name.pk).value


def test_an_altered_value_is_a_fault_page_and_not_the_word_erased(
    cast: Any, people: list[Person], client_of: Any, caplog: Any
) -> None:
    value = stored("persons_person", "family_name", people[0].pk)
    put("persons_person", "family_name", people[0].pk, value[:-1] + b"\x00")
    page = client_of(cast.owner).get("/cases/")
    assert page.status_code == 500
    assert "can’t be read" in page.content.decode()
    assert "Erased" not in page.content.decode()
    assert "persons_person.family_name" in caplog.text


def test_unknown_stays_empty(people: list[Person]) -> None:
    Person.objects.update(family_name="")
    assert {person.family_name for person in Person.objects.all()} == {""}


def test_an_encrypted_field_cannot_be_looked_up() -> None:
    with pytest.raises(TypeError):
        Person.objects.filter(given_name="Efua")


def test_a_value_is_never_written_without_its_row(people: list[Person]) -> None:
    with pytest.raises(TypeError):
        Person.objects.update(given_name="Efua")


def test_values_alone_give_no_text(people: list[Person]) -> None:
    (found,) = Person.objects.filter(pk=people[0].pk).values_list("given_name", flat=True)
    with pytest.raises(TypeError):
        str(found)
    with pytest.raises(TypeError):
        f"{found}"


def test_every_way_to_load_a_row_opens_it(cast: Any, people: list[Person]) -> None:
    pk = people[0].pk
    with cast.as_app(cast.owner):
        assert Person.objects.only("given_name").get(pk=pk).given_name == "Efua"
        assert Person.objects.defer("given_name").get(pk=pk).given_name == "Efua"
        assert Contact.objects.select_related("person").get().person.family_name == "Ansah"
        held = Person.objects.get(pk=pk)
        held.given_name = "Else"
        held.refresh_from_db()
        assert held.given_name == "Efua"
        assert copy.deepcopy(Person.objects.get(pk=pk)).given_name == "Efua"


def test_every_way_to_write_a_row_seals_it(cast: Any, people: list[Person]) -> None:
    row = {"owner_org": cast.host, "programme": cast.programme, "person": people[0]}
    with cast.as_app(cast.owner):
        PersonName.objects.bulk_create(
            PersonName(script="arabic", given_name=name, **row) for name in ("A", "B")
        )
        PersonName.objects.get_or_create(script="latin", defaults={"given_name": "C"}, **row)
        person = Person.objects.get(pk=people[1].pk)
        person.given_name = "D"
        person.save(update_fields=["given_name"])
    assert sorted(name.given_name for name in PersonName.objects.all()) == ["A", "B", "C"]
    assert Person.objects.get(pk=people[1].pk).given_name == "D"


def test_what_was_never_opened_is_written_back_as_it_was(people: list[Person]) -> None:
    before = stored("persons_person", "given_name", people[0].pk)
    Person.objects.get(pk=people[0].pk).save()
    assert stored("persons_person", "given_name", people[0].pk) == before


def test_a_copy_of_a_row_is_sealed_as_its_own(people: list[Person]) -> None:
    name = Contact.objects.get(person=people[0])
    name.pk, name.person_id = uuid4(), people[1].pk
    name._state.adding = True
    name.save()
    assert Contact.objects.get(person=people[1]).value == "+233 20 000 0000"


def test_a_value_of_the_first_layout_is_read_and_then_written_anew(people: list[Person]) -> None:
    pk = people[0].pk
    old = of_first_layout("Efua", b"persons_person|given_name")
    put("persons_person", "given_name", pk, old)
    person = Person.objects.get(pk=pk)
    person.save()
    assert stored("persons_person", "given_name", pk)[0] == fields.LAYOUT
    assert Person.objects.get(pk=pk).given_name == "Efua"


def test_a_value_of_the_first_layout_moved_to_another_column_is_noticed(
    people: list[Person],
) -> None:
    old = of_first_layout("Efua", b"persons_person|family_name")
    put("persons_person", "given_name", people[0].pk, old)
    with pytest.raises(Unreadable):
        _ = Person.objects.get(pk=people[0].pk).given_name


def test_a_row_of_nobody_is_bound_to_itself(cast: Any) -> None:
    pair = [
        Message.objects.create(to=f"{n}@example.org", subject="S", body="B", queued_at=cast.now)
        for n in (1, 2)
    ]
    assert Message.objects.get(pk=pair[0].pk).to == "1@example.org"
    put("outbox_message", '"to"', pair[1].pk, stored("outbox_message", '"to"', pair[0].pk))
    with pytest.raises(Unreadable):
        _ = Message.objects.get(pk=pair[1].pk).to


PDF = b"%PDF-1.4 \x00\xff signed"


def test_a_file_is_its_bytes_in_either_layout(cast: Any, people: list[Person]) -> None:
    with cast.as_app(cast.owner):
        file = files.store(
            PDF, "consent.pdf", person_id=people[0].pk, programme_id=cast.programme.pk,
            data_class=DataClass.CASE, by=cast.owner,
        )  # fmt: skip
        assert StoredFile.objects.get().content == PDF
    put("files_storedfile", "content", file.pk, of_first_layout(
        "JVBERi0xLjQ=", b"files_storedfile|content"))  # fmt: skip
    assert StoredFile.objects.get().content == b"%PDF-1.4"


def test_an_erased_person_reads_as_erased_and_is_never_sealed_again(
    cast: Any, people: list[Person]
) -> None:
    store.destroy(people[0].pk)
    with cast.as_app(cast.owner):
        person = Person.objects.get(pk=people[0].pk)
        assert str(person) == "Erased"
        person.given_name = "Efua"
        with pytest.raises(KeyDestroyed):
            person.save()


def test_the_word_erased_is_never_stored(people: list[Person]) -> None:
    store.destroy(people[0].pk)
    person = Person.objects.get(pk=people[0].pk)
    assert person.given_name == "Erased"
    person.save()
    assert stored("persons_person", "given_name", person.pk) == b""


def test_an_erased_person_breaks_no_page(cast: Any, people: list[Person], client_of: Any) -> None:
    store.destroy(people[0].pk)
    page = client_of(cast.owner).get("/cases/")
    assert page.status_code == 200
    assert "Erased" in page.content.decode()
    assert "Erased family" not in page.content.decode()
    assert "Ansah" not in page.content.decode()


def test_the_keys_of_all_that_was_loaded_come_by_one_query(
    cast: Any, people: list[Person], monkeypatch: Any
) -> None:
    asked = []
    fetch = store.keys_of
    monkeypatch.setattr(store, "keys_of", lambda persons: asked.append(persons) or fetch(persons))
    with cast.as_app(cast.owner):
        for person in Person.objects.all():
            assert person.family_name == "Ansah"
        assert [contact.value for contact in Contact.objects.all()] == ["+233 20 000 0000"]
    assert len(asked) == 1


def test_a_key_is_forgotten_with_its_unit_of_work(cast: Any, people: list[Person]) -> None:
    with cast.as_app(cast.owner):
        _ = Person.objects.get(pk=people[0].pk).given_name
        held = unit.current()
        assert held is not None
        assert people[0].pk in held.keys
        store.destroy(people[0].pk)
    assert unit.current() is None
    with cast.as_app(cast.owner):
        assert Person.objects.get(pk=people[0].pk).given_name == "Erased"
