"""The gate itself, as the app role and in raw SQL: who may be an actor, and what that opens."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from homeward.access import gate
from homeward.access.choices import ActorKind, DataClass, Purpose, Role
from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.cases.models import Case, Fact, Note
from homeward.persons import actions as persons
from homeward.persons.models import Consent, Person

SEEN = "select count(*) from persons_person"


def run(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def count(sql: str = SEEN) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])


def withdraw_all(cast: Any, recipient: Any) -> None:
    with cast.as_app(cast.owner):
        held = Consent.objects.filter(recipient_org=recipient, withdrawn_at__isnull=True)
        persons.withdraw_consent([c.pk for c in held], by=cast.owner, at=cast.now)


def test_without_an_actor_no_row(cast: Any) -> None:
    cast.family()
    with cast.as_app():
        assert count() == 0


def test_the_owner_sees_its_rows_and_a_stranger_none(cast: Any) -> None:
    cast.family()
    with cast.as_app(cast.owner):
        assert count() == 2
    with cast.as_app(cast.stranger):
        assert count() == 0


def test_agreement_and_consent_each_alone_open_nothing_and_together_they_open(cast: Any) -> None:
    _case, people = cast.family()
    with cast.as_app(cast.partner):
        assert count() == 0
    agreement = cast.agree(cast.host, cast.partner_org)
    with cast.as_app(cast.partner):
        assert count() == 0
    for person in people:
        cast.consent(person, cast.partner_org)
    with cast.as_app(cast.partner):
        assert count() == 2
    agreement.status = "suspended"
    agreement.save()
    with cast.as_app(cast.partner):
        assert count() == 0


def test_an_agreement_that_one_party_has_not_signed_opens_nothing(cast: Any) -> None:
    _case, people = cast.family()
    agreement = cast.agree(cast.host, cast.partner_org)
    cast.consent(people[0], cast.partner_org)
    agreement.parties.filter(organisation=cast.partner_org).update(signed_on=None)
    with cast.as_app(cast.partner):
        assert count() == 0


def test_withdrawal_closes_the_next_statement(cast: Any) -> None:
    _case, people = cast.family()
    cast.agree(cast.host, cast.partner_org)
    cast.consent(people[0], cast.partner_org)
    with cast.as_app(cast.partner):
        assert count() == 1
    withdraw_all(cast, cast.partner_org)
    with cast.as_app(cast.partner):
        assert count() == 0


def test_a_consent_that_has_ended_closes_by_itself(cast: Any) -> None:
    _case, people = cast.family()
    cast.agree(cast.host, cast.partner_org)
    today = cast.now.date()
    cast.consent(people[0], cast.partner_org, until=today + timedelta(days=1))
    cast.consent(people[1], cast.partner_org)
    with cast.as_app(cast.partner):
        assert count() == 2
    # As after midnight: the fold still names the recipient, its earliest end has passed.
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table persons_consent disable trigger user")
        cursor.execute("alter table persons_person disable trigger fold")
        cursor.execute(
            "update persons_consent set until = current_date - 1 where until is not null"
        )
        cursor.execute("update persons_person set shared_until = current_date - 1")
    with cast.as_app(cast.partner):
        assert [p.pk for p in Person.objects.all()] == [people[1].pk]


def test_each_class_opens_for_itself(cast: Any) -> None:
    _case, people = cast.family()
    cast.agree(cast.host, cast.partner_org)
    cast.consent(people[0], cast.partner_org, classes=frozenset({DataClass.IDENTITY}))
    with cast.as_app(cast.partner):
        assert (count(), count("select count(*) from cases_fact")) == (1, 0)


def test_the_purpose_of_the_page_must_be_that_of_clause_and_consent(cast: Any) -> None:
    _case, people = cast.family()
    cast.agree(cast.host, cast.partner_org, Purpose.CASEWORK)
    cast.consent(people[0], cast.partner_org, Purpose.CASEWORK)
    with cast.as_app(cast.partner, Purpose.DECISION):
        assert count() == 0


def asylum_fact(cast: Any) -> Any:
    case, people = cast.family()
    with cast.as_app(cast.owner):
        cases.record_fact(
            case, FactKind.ASYLUM, "a procedure", person=people[0], said_by=SaidBy.PERSON,
            said_on=cast.now.date(), by=cast.owner, at=cast.now,
        )  # fmt: skip
        assert Fact.objects.filter(data_class=DataClass.ASYLUM).exists()
    return people[0]


def test_asylum_stays_closed_to_an_authority_of_origin_even_as_owner(cast: Any) -> None:
    person = asylum_fact(cast)
    # The origin becomes known only after the desk has the file.
    Person.objects.filter(pk=person.pk).update(origin_countries=[])
    Fact.objects.update(owner_org=cast.desk)
    cast.officer.roles = [Role.RETURN_COUNSELLOR]
    cast.officer.save()
    with cast.as_app(cast.officer):
        assert Fact.objects.filter(data_class=DataClass.ASYLUM).exists()
    Person.objects.filter(pk=person.pk).update(origin_countries=["GH"])
    with cast.as_app(cast.officer):
        assert Fact.objects.exists()
        assert not Fact.objects.filter(data_class=DataClass.ASYLUM).exists()


def test_asylum_never_moves_to_an_authority_of_origin(cast: Any) -> None:
    asylum_fact(cast)
    moved = Fact.objects.filter(data_class=DataClass.ASYLUM)
    with pytest.raises(IntegrityError, match="asylum"), transaction.atomic():
        moved.update(owner_org=cast.desk)
    # The rest of the file may, and an authority of the host country may have it all.
    Fact.objects.exclude(data_class=DataClass.ASYLUM).update(owner_org=cast.desk)
    cast.desk.country_id = "BE"
    cast.desk.save()
    assert moved.update(owner_org=cast.desk) == 1


def test_no_row_becomes_asylum_history_where_it_may_not_be(cast: Any) -> None:
    cast.family()
    Fact.objects.update(owner_org=cast.desk)
    with pytest.raises(IntegrityError, match="asylum"), transaction.atomic():
        Fact.objects.update(data_class=DataClass.ASYLUM)


def test_a_partner_without_a_write_clause_changes_nothing(cast: Any) -> None:
    case, people = cast.family()
    cast.agree(cast.host, cast.partner_org, may_write=False)
    cast.consent(people[0], cast.partner_org)
    with cast.as_app(cast.partner):
        assert Case.objects.filter(pk=case.pk).update(destination="Elsewhere") == 0


def test_nobody_writes_a_row_about_a_person_they_do_not_see(cast: Any) -> None:
    case, people = cast.family()
    with cast.as_app(cast.stranger), pytest.raises(DatabaseError) as refused:
        Note.objects.create(
            case=case, text="x", at=cast.now, by=cast.stranger, owner_org=cast.stranger_org,
            programme=cast.programme, person=people[0],
        )  # fmt: skip
    assert refused.value.__cause__.sqlstate == "42501"


def test_a_stale_object_that_is_saved_does_not_bring_back_what_was_withdrawn(cast: Any) -> None:
    case, people = cast.family()
    cast.agree(cast.host, cast.partner_org)
    cast.consent(people[0], cast.partner_org)
    with cast.as_app(cast.owner):
        stale = Case.objects.get(pk=case.pk)
        assert stale.shared_with
    withdraw_all(cast, cast.partner_org)
    with cast.as_app(cast.owner):
        stale.save()
    with cast.as_app(cast.partner):
        assert not Case.objects.exists()


@pytest.mark.parametrize(
    "value",
    [
        "user|1|1|1|1,2,3,4,5,6,7,8,9,10|",
        "user|1|1|1|1,2,3,4,5,6,7,8,9,10||" + "0" * 64,
        "nonsense",
        "|" * 70,
    ],
)
def test_a_context_set_by_hand_is_refused(cast: Any, value: str) -> None:
    cast.family()
    with cast.as_app(), transaction.atomic():
        run("select set_config('homeward.actor', %s, true)", value)
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            count()
        run("select end_actor()")
    assert refused.value.__cause__.sqlstate == "42501"


def test_a_sealed_context_with_another_organisation_is_refused(cast: Any) -> None:
    cast.family()
    with cast.as_app(cast.stranger):
        run(
            "select set_config('homeward.actor',"
            " replace(current_setting('homeward.actor'), %s, %s), true)",
            f"|{cast.stranger_org.pk}|",
            f"|{cast.host.pk}|",
        )
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            count()
    assert refused.value.__cause__.sqlstate == "42501"


def test_begin_actor_refuses_a_proof_that_is_wrong_or_too_old(
    cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "PROOF_SECONDS", -60)
    with pytest.raises(DatabaseError) as old, cast.as_app(cast.owner):
        count()
    assert old.value.__cause__.sqlstate == "42501"


def test_begin_actor_refuses_another_user_under_the_same_proof(cast: Any) -> None:
    begin = "select begin_actor('user', %s, 1::smallint, 9999999999, %s)"
    with cast.as_app(), pytest.raises(DatabaseError), transaction.atomic():
        run(begin, str(cast.owner.pk), "0" * 64)


def test_actors_are_never_nested(cast: Any) -> None:
    with (
        cast.as_app(cast.owner),
        pytest.raises(DatabaseError) as refused,
        gate.acting_user(cast.stranger.pk),
    ):
        count()
    assert refused.value.__cause__.sqlstate == "42501"


def test_somebody_suspended_is_nobody(cast: Any) -> None:
    cast.owner.is_active = False
    cast.owner.save()
    with pytest.raises(DatabaseError), cast.as_app(cast.owner):
        count()


def test_the_app_role_reads_neither_the_seal_nor_the_search_tokens_key(cast: Any) -> None:
    with cast.as_app(cast.owner), pytest.raises(DatabaseError), transaction.atomic():
        count("select count(*) from access_seal")


def test_the_app_role_cannot_clear_itself_for_more_classes(cast: Any) -> None:
    with cast.as_app(cast.owner), pytest.raises(DatabaseError), transaction.atomic():
        run("insert into access_clearance (role, data_class) values ('provider', 5)")


def test_a_person_sees_their_own_rows_and_no_others(cast: Any) -> None:
    _case, people = cast.family()
    cast.family()
    returnee = cast.user("efua", cast.host, Role.RETURNEE)
    returnee.person_id = people[0].pk
    returnee.save()
    with cast.as_app(kind=ActorKind.PERSON, actor_id=returnee.pk):
        assert [p.pk for p in Person.objects.all()] == [people[0].pk]
        assert Case.objects.count() == 1


def test_a_row_written_while_consent_is_withdrawn_is_not_left_open(
    own_database: None, cast: Any
) -> None:
    """The fold of a new row and the withdrawal wait for each other: one of them sees the other."""
    case, people = cast.family()
    cast.agree(cast.host, cast.partner_org)
    cast.consent(people[0], cast.partner_org)
    written, seen = threading.Event(), threading.Event()

    def write() -> None:
        try:
            with cast.as_app(cast.owner):
                cases.record_fact(
                    case, FactKind.TRAINING, "x", person=people[0], said_by=SaidBy.PERSON,
                    said_on=cast.now.date(), by=cast.owner, at=cast.now,
                )  # fmt: skip
                written.set()
                # Not committed yet while the other asks to withdraw.
                seen.wait(timeout=1)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    assert written.wait(timeout=10)
    withdraw_all(cast, cast.partner_org)
    seen.set()
    writer.join()
    with cast.as_app(cast.partner):
        assert count("select count(*) from cases_fact") == 0
