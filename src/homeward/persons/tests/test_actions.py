from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from homeward.access.choices import DataClass, Purpose
from homeward.core.refusals import Refused
from homeward.persons import actions, queries, search
from homeward.persons.actions import ConsentLine, Giving, Member
from homeward.persons.choices import BirthKnown, ConsentWay, HouseholdRole, Reason, Script
from homeward.persons.models import Consent, ConsentSheet, Person
from homeward.persons.records import Known

IDENTITY = frozenset({DataClass.IDENTITY})


def named(given: str, family: str) -> Known:
    """Somebody of whom nothing but the name is known."""
    return Known(id="asked", names=((given, family),))


def line(cast: Any, *, classes: frozenset[DataClass] = IDENTITY) -> ConsentLine:
    return ConsentLine(recipient=cast.partner_org, purpose=Purpose.CASEWORK, classes=classes)


def giving(cast: Any, **changed: Any) -> Giving:
    values = {"way": ConsentWay.SIGNATURE, "language": "tw", "given_on": cast.now.date()}
    return Giving(**(values | changed))


def test_a_household_is_registered_head_first_and_found_in_any_script(cast: Any) -> None:
    members = [
        Member(role=HouseholdRole.CHILD, given_name="Yaw"),
        Member(
            role=HouseholdRole.HEAD,
            given_name="Muhammad",
            family_name="Issah",
            birth_known=BirthKnown.SEASON,
            birth_season="harvest",
            birth_year=1988,
            other_names=[(Script.ARABIC, "محمد", "عيسى")],
        ),
    ]
    with cast.as_app(cast.owner):
        household, people = actions.register(
            members, programme=cast.programme, by=cast.owner, at=cast.now
        )
        assert people[0].pk == household.head_id
        assert people[0].birth_as_known == "Harvest 1988"
        assert people[1].birth_as_known == ""
        for asked in ("Mohamed Isah", "محمد", "issah muhammad"):
            assert people[0].pk in {hit.person.pk for hit in search.find(asked)}
        assert [one.person for one in search.likely([named("Mohammed", "Issah")])] == [people[0]]


def test_a_household_without_a_head_is_refused(cast: Any) -> None:
    with cast.as_app(cast.owner), pytest.raises(Refused) as refusal:
        actions.register(
            [Member(role=HouseholdRole.CHILD)], programme=cast.programme, by=cast.owner, at=cast.now
        )
    assert refusal.value.reasons == [Reason.NO_ADULT]


def test_only_workers_register(cast: Any) -> None:
    with cast.as_app(cast.officer), pytest.raises(PermissionDenied):
        actions.register(
            [Member(role=HouseholdRole.HEAD)],
            programme=cast.programme,
            by=cast.officer,
            at=cast.now,
        )


def test_the_guardian_consents_for_the_child(cast: Any) -> None:
    _case, people = cast.family()
    with cast.as_app(cast.owner):
        sheets = actions.give_together(
            people,
            [line(cast)],
            giving(cast, guardian="Efua Ansah"),
            by=cast.owner,
            at=cast.now,
        )
        assert [sheet.way for sheet in sheets] == ["signature", "guardian"]


def test_a_consent_is_refused_with_all_reasons_and_nothing_of_it_stays(cast: Any) -> None:
    _case, people = cast.family()
    with cast.as_app(cast.owner):
        with pytest.raises(Refused) as refusal:
            actions.give_together(
                people,
                [line(cast, classes=frozenset())],
                giving(cast, way=ConsentWay.WITNESSED_ORAL, until=date(2020, 1, 1)),
                by=cast.owner,
                at=cast.now,
            )
        assert set(refusal.value.reasons) == {
            Reason.NOTHING_CHOSEN,
            Reason.WITNESS_MISSING,
            Reason.GUARDIAN_MISSING,
            Reason.ENDS_BEFORE_IT_BEGINS,
        }
        assert not ConsentSheet.objects.exists()


def test_asylum_history_is_never_given_to_an_authority_of_the_origin(cast: Any) -> None:
    _case, people = cast.family()
    never = ConsentLine(
        recipient=cast.desk, purpose=Purpose.ARRIVAL, classes=frozenset({DataClass.ASYLUM})
    )
    with cast.as_app(cast.owner), pytest.raises(Refused) as refusal:
        actions.give_together(people[:1], [never], giving(cast), by=cast.owner, at=cast.now)
    assert refusal.value.reasons == [Reason.ASYLUM_NEVER]


def test_withdrawing_is_told_inside_the_transaction_and_happens_once(cast: Any) -> None:
    _case, people = cast.family()
    sheet = cast.consent(people[0], cast.partner_org, classes=IDENTITY)
    told: list[Any] = []

    def hear(sender: Any, person_id: Any, recipient_org_id: int, lines: Any, **_rest: Any) -> None:
        told.append((person_id, recipient_org_id, lines))

    actions.withdrawn.connect(hear)
    try:
        with cast.as_app(cast.owner):
            ids = [one.pk for one in sheet.consents.all()]
            actions.withdraw_consent(ids, by=cast.owner, at=cast.now)
            lines = frozenset({(Purpose.CASEWORK, DataClass.IDENTITY)})
            assert told == [(people[0].pk, cast.partner_org.pk, lines)]
            with pytest.raises(Refused) as refusal:
                actions.withdraw_consent(ids, by=cast.owner, at=cast.now)
            assert refusal.value.reasons == [Reason.ALREADY_WITHDRAWN]
    finally:
        actions.withdrawn.disconnect(hear)


def test_a_stranger_withdraws_nothing_and_learns_nothing(cast: Any) -> None:
    _case, people = cast.family()
    sheet = cast.consent(people[0], cast.partner_org)
    with cast.as_app(cast.owner):
        ids = [one.pk for one in sheet.consents.all()]
    with cast.as_app(cast.stranger), pytest.raises(Refused):
        actions.withdraw_consent(ids, by=cast.stranger, at=cast.now)
    with cast.as_app(cast.owner):
        assert not Consent.objects.filter(withdrawn_at__isnull=False).exists()


def test_offers_follow_the_clauses_in_force_and_leave_asylum_out(cast: Any) -> None:
    every = frozenset(DataClass)
    cast.agree(cast.host, cast.partner_org, classes=every)
    cast.agree(cast.host, cast.fund, Purpose.FINANCE, ends_on=date(2020, 2, 1))
    cast.agree(cast.host, cast.commission, Purpose.DECISION, frozenset({DataClass.CASE}))
    with cast.as_app(cast.owner):
        offers = queries.offers(
            owner_org_id=cast.host.pk, programme_id=cast.programme.pk, on=cast.now.date()
        )
    assert [(o.recipient, o.purpose) for o in offers] == [
        (cast.partner_org, Purpose.CASEWORK),
        (cast.commission, Purpose.DECISION),
    ]
    assert offers[1].classes == {DataClass.CASE: ("1",)}


def test_what_has_ended_is_not_in_force(cast: Any) -> None:
    _case, people = cast.family()
    cast.consent(people[0], cast.partner_org, until=cast.now.date() + timedelta(days=3))
    ids = [person.pk for person in people]
    with cast.as_app(cast.owner):
        today = cast.now.date()
        assert queries.consents_in_force(ids, on=today)
        assert not queries.consents_in_force(ids, on=today + timedelta(days=4))
        assert Person.objects.count() == 2


def test_only_names_that_answer_each_other_are_asked_about(cast: Any) -> None:
    _case, people = cast.family()
    with cast.as_app(cast.owner):
        for given, family in (("Efua Mary", "Ansah"), ("Efwa", "Ansa")):
            assert [one.person for one in search.likely([named(given, family)])] == [people[0]]
        assert not search.likely([named("Yaw", "")])
