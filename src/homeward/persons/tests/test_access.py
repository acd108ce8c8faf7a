"""Who sees persons: as the app role, through the models, the search and raw SQL."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import DataClass, Purpose
from homeward.persons import actions, search
from homeward.persons.models import Consent, Contact, Person

TABLES = (
    "persons_person",
    "persons_household",
    "persons_personname",
    "persons_identitydocument",
    "persons_contact",
    "persons_consentsheet",
    "persons_consent",
)


def seen(cast: Any, user: Any, purpose: Purpose = Purpose.CASEWORK) -> tuple[int, int]:
    with cast.as_app(user, purpose):
        return Person.objects.count(), len(search.find("Efua Ansah", enough=search.ANSWERS))


def test_without_an_actor_no_table_gives_a_row(cast: Any) -> None:
    _case, people = cast.family()
    cast.consent(people[0], cast.partner_org)
    with cast.as_app(), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,), table


def test_the_owner_sees_its_household(cast: Any) -> None:
    cast.family()
    assert seen(cast, cast.owner) == (2, 1)


def test_a_partner_needs_agreement_and_consent(cast: Any) -> None:
    _case, people = cast.family()
    assert seen(cast, cast.partner) == (0, 0)
    cast.agree(cast.host, cast.partner_org)
    assert seen(cast, cast.partner) == (0, 0)
    cast.consent(people[0], cast.partner_org)
    assert seen(cast, cast.partner) == (1, 1)
    assert seen(cast, cast.stranger) == (0, 0)


def test_consent_without_agreement_opens_nothing(cast: Any) -> None:
    _case, people = cast.family()
    cast.consent(people[0], cast.partner_org)
    assert seen(cast, cast.partner) == (0, 0)


def test_consent_opens_its_classes_and_its_purpose_alone(cast: Any) -> None:
    _case, people = cast.family()
    cast.agree(cast.host, cast.partner_org)
    cast.consent(people[0], cast.partner_org, classes=frozenset({DataClass.IDENTITY}))
    assert seen(cast, cast.partner) == (1, 1)
    assert seen(cast, cast.partner, Purpose.DECISION) == (0, 0)
    with cast.as_app(cast.partner):
        assert not Contact.objects.exists()


def test_withdrawal_closes_the_next_statement(cast: Any) -> None:
    _case, people = cast.family()
    cast.agree(cast.host, cast.partner_org)
    sheet = cast.consent(people[0], cast.partner_org)
    assert seen(cast, cast.partner) == (1, 1)
    with cast.as_app(cast.owner):
        ids = [one.pk for one in sheet.consents.all()]
        actions.withdraw_consent(ids, by=cast.owner, at=cast.now)
    assert seen(cast, cast.partner) == (0, 0)
    with cast.as_app(cast.partner):
        assert not Consent.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "update persons_person set sex = 'other'",
        "delete from persons_consent",
        "update persons_consent set withdrawn_at = null",
    ],
)
def test_a_stranger_writes_nothing(cast: Any, statement: str) -> None:
    _case, people = cast.family()
    cast.consent(people[0], cast.partner_org)
    with cast.as_app(cast.stranger), connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount == 0


def test_nobody_writes_a_consent_on_a_person_they_do_not_see(cast: Any) -> None:
    _case, people = cast.family()
    with (
        pytest.raises(DatabaseError),
        cast.as_app(cast.stranger),
        transaction.atomic(),
    ):
        Consent.objects.bulk_create(
            [
                Consent(
                    owner_org=cast.stranger_org,
                    programme=cast.programme,
                    person_id=people[0].pk,
                    sheet_id=people[0].pk,
                    recipient_org=cast.stranger_org,
                    purpose=Purpose.CASEWORK,
                    covers=DataClass.IDENTITY,
                    given_on=cast.now.date(),
                )
            ]
        )


def test_the_search_tokens_are_read_by_nobody(cast: Any) -> None:
    cast.family()
    for table in ("searchtokens", "tokenfrequency", "tokenchange", "searchstate"):
        for statement in ("select 1 from persons_{}", "delete from persons_{}"):
            with (
                pytest.raises(DatabaseError, match="permission denied"),
                cast.as_app(cast.owner),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement.format(table))
    assert seen(cast, cast.owner) == (2, 1)
