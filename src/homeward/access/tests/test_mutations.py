"""Each term of the gate can be taken out, and some of those whose loss is plain to see."""

from typing import Any

import pytest
from django.db import connection

from homeward.access.choices import DataClass, Purpose
from homeward.access.tests.mutations import TERMS, take_out
from homeward.cases.models import Case
from homeward.persons.models import Person


def definitions() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select tablename, policyname, qual, with_check from pg_policies order by 1, 2"
        )
        policies = cursor.fetchall()
        cursor.execute(
            "select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace"
            " order by 1, 2"
        )
        return [*policies, *cursor.fetchall()]


@pytest.mark.parametrize("term", [term.name for term in TERMS])
def test_each_term_can_be_taken_out(db: None, term: str) -> None:
    before = definitions()
    take_out(term)
    assert definitions() != before


def test_without_the_own_organisation_a_stranger_sees(cast: Any) -> None:
    cast.family()
    take_out("own organisation")
    with cast.as_app(cast.stranger):
        assert Person.objects.exists()


def test_without_the_consent_the_agreement_is_enough(cast: Any) -> None:
    cast.family()
    cast.agree(cast.host, cast.partner_org)
    with cast.as_app(cast.partner):
        assert not Person.objects.exists()
    take_out("consent")
    with cast.as_app(cast.partner):
        assert Person.objects.exists()


def test_without_the_clause_the_consent_is_enough(cast: Any) -> None:
    _case, people = cast.family()
    cast.consent(people[0], cast.partner_org)
    take_out("clause in force")
    with cast.as_app(cast.partner):
        assert Person.objects.exists()


def test_without_the_purpose_any_page_opens_it(cast: Any) -> None:
    _case, people = cast.family()
    cast.agree(cast.host, cast.partner_org)
    cast.consent(people[0], cast.partner_org)
    take_out("purpose")
    with cast.as_app(cast.partner, Purpose.DECISION):
        assert Person.objects.exists()


def test_without_the_clearance_every_class_opens(cast: Any) -> None:
    cast.family()
    cast.owner.roles = []
    cast.owner.save()
    with cast.as_app(cast.owner):
        assert not Case.objects.exists()
    take_out("clearance")
    with cast.as_app(cast.owner):
        assert Case.objects.filter(data_class=DataClass.CASE).exists()
