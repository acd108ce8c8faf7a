"""An agreement opens rows by itself, and closes them at the next statement."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from homeward.access.choices import DataClass, Purpose
from homeward.agreements import actions
from homeward.agreements.models import Agreement, Clause, Party
from homeward.agreements.tests.conftest import Cast
from homeward.agreements.tests.test_actions import clause, drafted
from homeward.persons import actions as persons
from homeward.persons.choices import ConsentWay, HouseholdRole
from homeward.persons.models import Person

NOW = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("UTC"))


@pytest.fixture
def agreement(cast: Cast, as_app) -> Agreement:
    """Offered and signed by its drafter; one person has consented already."""
    with as_app(cast.counsellor):
        _household, people = persons.register(
            [persons.Member(role=HouseholdRole.HEAD, given_name="Efua", family_name="Mensah")],
            programme=cast.programme,
            by=cast.counsellor,
            at=NOW,
        )
        persons.give_consent(
            people[0],
            [
                persons.ConsentLine(
                    recipient=cast.partner,
                    purpose=Purpose.CASEWORK,
                    classes=frozenset({DataClass.IDENTITY, DataClass.PROFILE}),
                )
            ],
            way=ConsentWay.SIGNATURE,
            language="en",
            given_on=NOW.date(),
            by=cast.counsellor,
            at=NOW,
        )
    with as_app(cast.manager):
        agreement = drafted(cast)
        clause(agreement, cast)
        actions.name_controllers(agreement, [cast.owner], by=cast.manager)
        actions.offer_for_signature(agreement, by=cast.manager)
        actions.sign(agreement, by=cast.manager, at=NOW)
    return agreement


def seen(cast: Cast, as_app) -> int:
    with as_app(cast.case_manager):
        return Person.objects.count()


def test_the_last_signature_opens_the_rows(agreement: Agreement, cast: Cast, as_app) -> None:
    assert seen(cast, as_app) == 0
    with as_app(cast.case_manager):
        actions.sign(agreement, by=cast.case_manager, at=NOW)
        assert Person.objects.count() == 1


def test_suspending_closes_them_at_the_next_statement(
    agreement: Agreement, cast: Cast, as_app
) -> None:
    with as_app(cast.case_manager):
        actions.sign(agreement, by=cast.case_manager, at=NOW)
    assert seen(cast, as_app) == 1
    with as_app(cast.manager):
        actions.suspend(agreement, by=cast.manager)
    assert seen(cast, as_app) == 0
    with as_app(cast.manager):
        actions.resume(agreement, by=cast.manager)
    assert seen(cast, as_app) == 1
    with as_app(cast.manager):
        actions.end(agreement, by=cast.manager, at=NOW)
    assert seen(cast, as_app) == 0


def test_a_stranger_finds_nothing_of_it(agreement: Agreement, cast: Cast, as_app) -> None:
    with as_app(cast.outsider), connection.cursor() as cursor:
        for model in (Agreement, Party, Clause):
            cursor.execute(f"select count(*) from {model._meta.db_table}")
            assert cursor.fetchone() == (0,)


def test_without_an_actor_there_is_no_row(agreement: Agreement, as_app) -> None:
    with as_app():
        assert Agreement.objects.count() == 0


def test_a_party_signs_for_itself_alone(agreement: Agreement, cast: Cast, as_app) -> None:
    with as_app(cast.case_manager):
        assert Party.objects.exclude(organisation=cast.partner).update(signed_on=None) == 0


def test_whose_rows_are_passed_on_reads_by_which_agreement(
    agreement: Agreement, cast: Cast, as_app
) -> None:
    with as_app(cast.case_manager):
        actions.sign(agreement, by=cast.case_manager, at=NOW)
    onward = Agreement.objects.create(
        number="ON-1",
        title="Onward",
        kind="data_sharing",
        lead_org=cast.partner,
        status="in_force",
        starts_on=NOW.date(),
    )
    Clause.objects.create(
        agreement=onward,
        number="1",
        from_org=cast.partner,
        to_org=cast.stranger,
        data_classes=[1],
        purposes=[3],
    )
    with as_app(cast.counsellor):
        assert Clause.objects.filter(agreement=onward).count() == 1
        assert Agreement.objects.filter(pk=onward.pk).update(title="Mine") == 0
    with as_app(cast.officer):
        assert not Agreement.objects.filter(pk=onward.pk).exists()
