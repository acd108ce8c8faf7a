"""Finding by name: who finds whom, and what becomes of the index. As the app role."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection

from homeward.access.choices import DataClass, Purpose, Role
from homeward.persons import actions, indexing, search
from homeward.persons.choices import ContactKind, DocumentKind, HouseholdRole, Script
from homeward.persons.models import Person, PersonName


def registered(cast: Any, by: Any, *full_names: str, **member: Any) -> list[Person]:
    """Each a household of its own."""
    people = []
    with cast.as_app(by):
        for full_name in full_names:
            given, _space, family = full_name.rpartition(" ")
            one = actions.Member(
                role=HouseholdRole.HEAD, given_name=given, family_name=family, **member
            )
            people += actions.register([one], programme=cast.programme, by=by, at=cast.now)[1]
    return people


def found(cast: Any, user: Any, text: str, purpose: Purpose = Purpose.CASEWORK) -> list[str]:
    with cast.as_app(user, purpose):
        return [hit.person.full_name for hit in search.find(text)]


def as_owner(*statements: str) -> list[Any]:
    """What the last of the statements answers."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("Mohamed Traoré", "Muhammad Traore"),
        ("Mohamed Traoré", "محمد تراوري"),
        ("Awa Ouedraogo", "Wedraogo"),
        ("Awa Ouedraogo", "Wedraogo Hawa"),
        ("Abdelkader Haddad", "عبد القادر الحداد"),
        ("Khadija Diallo", "Jallow Hadija"),
        ("Ibrahim Ouattara", "Ibarhim Ouatara"),
    ],
)
def test_a_name_is_found_however_it_is_spelled(cast: Any, held: str, asked: str) -> None:
    registered(cast, cast.owner, held, "Kwabena Boateng")
    assert found(cast, cast.owner, asked)[:1] == [held]


def test_a_name_in_another_script_finds_its_bearer(cast: Any) -> None:
    registered(cast, cast.owner, "Yaw Mensah", other_names=[(Script.ARABIC, "يعقوب", "منساه")])
    assert found(cast, cast.owner, "Yakoub") == ["Yaw Mensah"]


def test_whoever_answers_all_words_comes_first(cast: Any) -> None:
    registered(cast, cast.owner, "Yaw Ansah", "Efua Boateng", "Ansah Efua")
    assert found(cast, cast.owner, "Efua Ansah")[0] == "Ansah Efua"
    with cast.as_app(cast.owner):
        strict = search.find("Efua Ansah", enough=search.ANSWERS)
        assert [hit.person.full_name for hit in strict] == ["Ansah Efua"]


def test_nothing_asked_finds_nobody(cast: Any) -> None:
    registered(cast, cast.owner, "Efua Ansah")
    for nothing in ("", "  ", "-", "K.", "%"):
        assert found(cast, cast.owner, nothing) == []


def test_who_may_not_see_does_not_find(cast: Any) -> None:
    (person,) = registered(cast, cast.owner, "Efua Ansah")
    cast.agree(cast.host, cast.partner_org)
    assert found(cast, cast.partner, "Efua Ansah") == []
    cast.consent(person, cast.partner_org)
    assert found(cast, cast.partner, "Ansa Efwa") == ["Efua Ansah"]
    assert found(cast, cast.partner, "Efua Ansah", Purpose.DECISION) == []
    assert found(cast, cast.stranger, "Efua Ansah") == []
    with cast.as_app():
        assert search.find("Efua Ansah") == []


def test_a_role_without_the_class_finds_nobody_of_its_own_organisation(cast: Any) -> None:
    registered(cast, cast.owner, "Efua Ansah")
    as_owner(f"delete from access_clearance where data_class = {DataClass.IDENTITY}")
    assert found(cast, cast.owner, "Efua Ansah") == []


def test_those_whom_nobody_may_see_starve_no_hit(cast: Any) -> None:
    """More of a stranger's persons share every token than the search ever compares."""
    (own,) = registered(cast, cast.owner, "Efua Ansah")
    cast.agree(cast.host, cast.partner_org)
    cast.agree(cast.stranger_org, cast.partner_org)
    cast.consent(own, cast.partner_org)
    (hidden,) = registered(cast, cast.stranger, "Efua Ansah")
    copies = search.CANDIDATES + 50
    # The very tokens of the visible person, so that nothing else tells them apart.
    as_owner(
        "insert into persons_person (id, owner_org_id, programme_id, data_class, shared_with,"
        " shared_until, household_role, position, given_name, family_name, sex, birth_known,"
        " birth_season, origin_countries, language, recorded_at)"
        " select gen_random_uuid(), owner_org_id, programme_id, data_class, shared_with,"
        " shared_until, household_role, position, given_name, family_name, sex, birth_known,"
        " birth_season, origin_countries, language, recorded_at"
        f" from persons_person, generate_series(1, {copies}) where id = '{hidden.pk}'"
    )
    as_owner(
        "insert into persons_searchtokens (id, owner_org_id, programme_id, data_class, person_id,"
        " tokens, marks, shared_with, shared_until)"
        " select gen_random_uuid(), p.owner_org_id, p.programme_id, 1, p.id,"
        f" (select tokens from persons_searchtokens where person_id = '{own.pk}'), '{{}}', '{{}}',"
        " '9999-12-31' from persons_person p left join persons_searchtokens t on t.person_id = p.id"
        " where t.id is null"
    )
    assert found(cast, cast.partner, "Efua Ansah") == ["Efua Ansah"]


def test_a_rename_is_followed(cast: Any) -> None:
    (person,) = registered(cast, cast.owner, "Efua Ansah")
    with cast.as_app(cast.owner):
        person.family_name = "Tetteh"
        person.save(update_fields=["family_name"])
        PersonName.objects.create(
            script=Script.ARABIC, given_name="عفوة", family_name="تيتيه", person=person,
            owner_org=cast.host, programme=cast.programme,
        )  # fmt: skip
        indexing.index(person)
    assert found(cast, cast.owner, "Tetteh") == ["Efua Tetteh"]
    assert found(cast, cast.owner, "تيتيه") == ["Efua Tetteh"]
    assert found(cast, cast.owner, "Ansah") == []


def test_nobody_writes_tokens_of_a_person_of_others(cast: Any) -> None:
    (person,) = registered(cast, cast.owner, "Efua Ansah")
    for about in (person.pk, uuid4()):
        with (
            pytest.raises(DatabaseError, match="not a person of the actor"),
            cast.as_app(cast.stranger),
            connection.cursor() as cursor,
        ):
            cursor.execute("select persons_index(%s, '{1}', '{}')", [about])


def frequency() -> dict[int, int]:
    return dict(as_owner("select token, persons from persons_tokenfrequency where persons > 0"))


def test_frequencies_follow_what_is_written(cast: Any) -> None:
    people = registered(cast, cast.owner, "Efua Ansah", "Yaw Ansah", "Efua Tetteh")
    with cast.as_app(cast.owner):
        people[1].family_name = "Boateng"
        people[1].save(update_fields=["family_name"])
        indexing.index(people[1])
        indexing.count_tokens()
        indexing.count_tokens()
    as_owner(f"delete from persons_searchtokens where person_id = '{people[2].pk}'")
    indexing.count_tokens()
    counted = frequency()
    indexing.count_all_tokens()
    assert counted == frequency()
    assert sum(counted.values()) > 0


def test_a_refold_counts_nothing(cast: Any) -> None:
    (person,) = registered(cast, cast.owner, "Efua Ansah")
    indexing.count_tokens()
    cast.consent(person, cast.partner_org)
    assert as_owner("select count(*) from persons_tokenchange") == [(0,)]


def settle() -> None:
    """No foreign key may still wait for the test's end where a table is truncated."""
    as_owner("set constraints all immediate", "set constraints all deferred")


def crash() -> None:
    """What a crash or a restored dump leaves of unlogged tables."""
    settle()
    as_owner(
        "truncate persons_searchtokens, persons_tokenfrequency, persons_tokenchange,"
        " persons_searchstate"
    )


def test_all_tables_of_the_index_are_unlogged(db: None) -> None:
    tables = as_owner(
        "select count(*) from pg_class where relpersistence = 'u' and relkind = 'r' and relname in"
        " ('persons_searchtokens', 'persons_tokenfrequency', 'persons_tokenchange',"
        " 'persons_searchstate')"
    )
    assert tables == [(4,)]


def test_after_a_crash_the_index_says_so_and_is_made_anew(cast: Any) -> None:
    (person,) = registered(cast, cast.owner, "Efua Ansah")
    cast.agree(cast.host, cast.partner_org)
    cast.consent(person, cast.partner_org)
    with cast.as_app(cast.owner):
        assert search.is_complete()
    crash()
    with cast.as_app(cast.owner):
        assert not search.is_complete()
    assert found(cast, cast.owner, "Efua") == []
    # Somebody is registered before the rebuild has come to it, and keeps those tokens.
    registered(cast, cast.owner, "Yaw Tetteh")
    assert indexing.reindex() == 1
    for user in (cast.owner, cast.partner):
        assert found(cast, user, "Efua Ansah") == ["Efua Ansah"]
    assert found(cast, cast.owner, "Yaw Tetteh") == ["Yaw Tetteh"]
    assert found(cast, cast.stranger, "Efua Ansah") == []
    with cast.as_app(cast.owner):
        assert search.is_complete()
    assert indexing.reindex() == 0
    settle()
    assert indexing.reindex(anew=True) == 2


def test_the_pages_say_that_names_may_be_missing(cast: Any, client_of: Any, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    registered(cast, cast.owner, "Efua Ansah")
    client = client_of(cast.owner)
    for page in ("/persons/?q=Efua", "/search/?q=Efua"):
        assert "being rebuilt" not in client.get(page).content.decode()
    crash()
    for page in ("/persons/?q=Efua", "/search/?q=Efua"):
        assert "being rebuilt" in client.get(page).content.decode()


def test_check_says_that_the_index_is_not_complete(cast: Any) -> None:
    from homeward.config import check  # noqa: PLC0415

    assert list(check._search()) == []
    crash()
    assert ["reindex" in fault for fault in check._search()] == [True]


def numbered(cast: Any, by: Any) -> Person:
    (person,) = registered(
        cast, by, "Efua Ansah", document=(DocumentKind.PASSPORT, "G 123-4567", "GH"),
        contacts=[(ContactKind.PHONE, "+233 20 111 2222")],
    )  # fmt: skip
    return person


@pytest.mark.parametrize("asked", ["G1234567", "g 123 4567", "0201112222", "00233-20-1112222"])
def test_a_document_or_phone_finds_its_bearer_however_it_is_written(cast: Any, asked: str) -> None:
    numbered(cast, cast.owner)
    assert found(cast, cast.owner, asked) == ["Efua Ansah"]
    assert found(cast, cast.stranger, asked) == []


def test_a_phone_is_no_way_to_a_person_whose_contacts_are_not_shared(cast: Any) -> None:
    person = numbered(cast, cast.owner)
    identity = frozenset({DataClass.IDENTITY})
    cast.agree(cast.host, cast.partner_org, classes=identity)
    cast.consent(person, cast.partner_org, classes=identity)
    assert found(cast, cast.partner, "0201112222") == []
    assert found(cast, cast.partner, "G1234567") == ["Efua Ansah"]


def test_who_does_not_see_the_phones_leaves_their_tokens(cast: Any) -> None:
    person = numbered(cast, cast.owner)
    officer = cast.user("privacy", cast.host, Role.DATA_PROTECTION_OFFICER)
    with cast.as_app(officer):
        person.family_name = "Tetteh"
        person.save(update_fields=["family_name"])
        indexing.index(person)
    for asked in ("0201112222", "G1234567", "Tetteh"):
        assert found(cast, cast.owner, asked) == ["Efua Tetteh"], asked


def test_made_anew_the_index_holds_numbers_as_well(cast: Any) -> None:
    numbered(cast, cast.owner)
    before = as_owner("select tokens, marks from persons_searchtokens")
    as_owner("delete from persons_searchtokens", "delete from persons_searchstate")
    indexing.reindex()
    ((tokens, marks),) = as_owner("select tokens, marks from persons_searchtokens")
    assert (sorted(tokens), sorted(marks)) == tuple(map(sorted, before[0]))
    assert len(marks) == 2
    assert found(cast, cast.owner, "G1234567") == ["Efua Ansah"]
