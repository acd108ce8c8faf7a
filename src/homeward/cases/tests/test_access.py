"""Who sees a case and its parts: as the app role, through the models and as raw SQL."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import DataClass, Purpose
from homeward.cases import actions
from homeward.cases.choices import FactKind, SaidBy
from homeward.cases.models import Arrival, Case, Fact, Note
from homeward.persons import actions as persons
from homeward.persons.models import Consent

TABLES = (
    "cases_case",
    "cases_stagechange",
    "cases_fact",
    "cases_confirmation",
    "cases_arrival",
    "cases_note",
)


def seen(cast: Any, user: Any, purpose: Purpose = Purpose.CASEWORK) -> list[int]:
    with cast.as_app(user, purpose):
        return [model.objects.count() for model in (Case, Fact, Arrival)]


def announced(cast: Any) -> Arrival:
    cast.agree(cast.host, cast.partner_org)
    cast.agree(cast.host, cast.desk, Purpose.ARRIVAL)
    case, people = cast.family()
    for person in people:
        cast.consent(person, cast.partner_org)
        cast.consent(person, cast.desk, Purpose.ARRIVAL)
    with cast.as_app(cast.owner):
        return actions.announce_arrival(
            case,
            reception_org=cast.desk,
            case_org=cast.partner_org,
            expected_at=cast.now + timedelta(days=1),
            by=cast.owner,
            at=cast.now,
        )


def test_without_an_actor_no_table_gives_a_row(cast: Any) -> None:
    announced(cast)
    with cast.as_app(), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,), table


def test_a_partner_needs_agreement_and_consent(cast: Any) -> None:
    _case, people = cast.family()
    assert seen(cast, cast.owner) == [1, 1, 0]
    assert seen(cast, cast.partner) == [0, 0, 0]
    cast.agree(cast.host, cast.partner_org)
    assert seen(cast, cast.partner) == [0, 0, 0]
    cast.consent(people[0], cast.partner_org)
    assert seen(cast, cast.partner) == [1, 1, 0]
    assert seen(cast, cast.stranger) == [0, 0, 0]


def test_withdrawal_closes_the_next_statement(cast: Any) -> None:
    _case, people = cast.family()
    cast.agree(cast.host, cast.partner_org)
    cast.consent(people[0], cast.partner_org)
    with cast.as_app(cast.owner):
        ids = [one.pk for one in Consent.objects.all()]
        persons.withdraw_consent(ids, by=cast.owner, at=cast.now)
    assert seen(cast, cast.partner) == [0, 0, 0]


def test_the_desk_sees_the_arrival_and_nothing_else_of_the_file(cast: Any) -> None:
    announced(cast)
    assert seen(cast, cast.officer, Purpose.ARRIVAL) == [0, 0, 1]
    assert seen(cast, cast.officer) == [0, 0, 0]
    assert seen(cast, cast.partner) == [1, 1, 1]
    assert seen(cast, cast.stranger, Purpose.ARRIVAL) == [0, 0, 0]


def test_a_class_that_consent_leaves_out_stays_closed(cast: Any) -> None:
    case, people = cast.family()
    cast.agree(cast.host, cast.partner_org)
    covered = frozenset({DataClass.IDENTITY, DataClass.PROFILE, DataClass.CASE})
    cast.consent(people[0], cast.partner_org, classes=covered)
    with cast.as_app(cast.owner):
        for kind in (FactKind.HEALTH, FactKind.ASYLUM, FactKind.LANGUAGES):
            actions.record_fact(
                case,
                kind,
                "said",
                person=people[0],
                said_by=SaidBy.PERSON,
                said_on=cast.now.date(),
                by=cast.owner,
                at=cast.now,
            )
    with cast.as_app(cast.partner):
        kinds = {fact.kind for fact in Fact.objects.all()}
    assert kinds == {FactKind.TRADE, FactKind.LANGUAGES}


def test_asylum_history_stays_closed_to_the_origin_s_authority_whatever_is_there(
    cast: Any,
) -> None:
    """Even a consent and a clause that were written past every rule open nothing."""
    case, people = cast.family()
    with cast.as_app(cast.owner):
        actions.record_fact(
            case,
            FactKind.ASYLUM,
            "said",
            person=people[0],
            said_by=SaidBy.PERSON,
            said_on=cast.now.date(),
            by=cast.owner,
            at=cast.now,
        )
    sheet = cast.consent(people[0], cast.desk)
    Consent.objects.create(
        sheet=sheet,
        person=people[0],
        programme=cast.programme,
        owner_org=cast.host,
        recipient_org=cast.desk,
        purpose=Purpose.CASEWORK,
        covers=DataClass.ASYLUM,
        given_on=cast.now.date(),
    )
    cast.agree(cast.host, cast.desk, may_write=False)
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("update agreements_clause set data_classes = data_classes || 7::smallint")
        cursor.execute("set local session_replication_role = origin")
        cursor.execute(
            "insert into access_clearance (role, data_class) values ('reception_officer', 7)"
        )
    with cast.as_app(cast.officer):
        assert not Fact.objects.filter(kind=FactKind.ASYLUM).exists()


def test_a_note_on_a_case_that_one_does_not_see_is_refused_by_the_database(cast: Any) -> None:
    case, people = cast.family()
    with pytest.raises(DatabaseError), cast.as_app(cast.stranger), transaction.atomic():
        Note.objects.create(
            case=case,
            text="x",
            at=cast.now,
            by=cast.stranger,
            owner_org=cast.stranger_org,
            programme=cast.programme,
            person=people[0],
        )


def test_a_partner_without_the_right_to_write_changes_nothing(cast: Any) -> None:
    _case, people = cast.family()
    cast.agree(cast.host, cast.partner_org, may_write=False)
    cast.consent(people[0], cast.partner_org)
    with cast.as_app(cast.partner), connection.cursor() as cursor:
        cursor.execute("update cases_case set destination = 'elsewhere'")
        assert cursor.rowcount == 0
        cursor.execute("delete from cases_fact")
        assert cursor.rowcount == 0


def test_the_hand_over_is_closed_to_whoever_did_not_confirm(cast: Any) -> None:
    arrival = announced(cast)
    with (
        pytest.raises(DatabaseError),
        cast.as_app(cast.officer, Purpose.ARRIVAL),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select cases_take_over(%s)", [arrival.pk])
