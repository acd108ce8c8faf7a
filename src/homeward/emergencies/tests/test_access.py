"""What emergency access opens, for whom, how long; and what it never opens."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from homeward.access.choices import DataClass, Purpose, Role
from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.cases.models import Case, Fact, Note
from homeward.config import again
from homeward.core.tests.restoring import undone
from homeward.emergencies import actions
from homeward.emergencies.models import EmergencyAccess, EmergencyAttempt, EmergencyReview
from homeward.persons.models import Contact, Person
from homeward.seals.models import Seal


def run(sql: str, *values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def test_it_opens_one_person_s_file_to_read_for_the_classes_of_the_role(
    danger: Any, opened: Any
) -> None:
    with danger.cast.as_app(danger.user):
        assert not Person.objects.exists()
    opened()
    with danger.cast.as_app(danger.user):
        # The principal of the case: not her son.
        assert list(Person.objects.all()) == [danger.people[0]]
        assert Contact.objects.exists()
        assert Case.objects.exists()
        assert Fact.objects.exists()
        assert Case.objects.update(destination="x") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            cases.note(danger.case, "x", by=danger.user, at=danger.cast.now)
    danger.user.roles = [Role.PROVIDER]
    danger.user.save()
    with danger.cast.as_app(danger.user):
        assert not Fact.objects.filter(data_class=DataClass.HEALTH).exists()


def test_nobody_else_sees_more_by_it(danger: Any, opened: Any) -> None:
    opened()
    colleague = danger.cast.user("colleague", danger.cast.partner_org, Role.CASE_MANAGER)
    for user in (colleague, danger.reviewer, danger.cast.stranger):
        with danger.cast.as_app(user):
            assert not Person.objects.exists()
    with danger.cast.as_app(colleague):
        assert not EmergencyAccess.objects.exists()
        assert not EmergencyAttempt.objects.exists()


def test_it_is_over_after_its_hour(danger: Any) -> None:
    danger.opens()
    run("set constraints all immediate")
    run("alter table emergencies_emergencyaccess disable trigger stays")
    run("update emergencies_emergencyaccess set begun_at = now() - interval '61 minutes',"
        " until = now() - interval '1 minute'")  # fmt: skip
    run("alter table emergencies_emergencyaccess enable trigger stays")
    with danger.cast.as_app(danger.user):
        assert not Person.objects.exists()


def test_it_can_be_ended_sooner_and_stays_ended(danger: Any, opened: Any) -> None:
    access = opened()
    with danger.cast.as_app(danger.user):
        actions.end(access, by=danger.user, at=danger.cast.now)
        assert not Person.objects.exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            EmergencyAccess.objects.update(ended_at=None)


def test_one_that_was_ended_after_a_backup_is_ended_in_it_again(danger: Any, opened: Any) -> None:
    access = opened()
    with undone(), danger.cast.as_app(danger.user):
        actions.end(access, by=danger.user, at=danger.cast.now)
    with danger.cast.as_app(danger.user):
        assert Person.objects.exists()
    assert again.restrict(at=danger.cast.now)["emergency accesses"] == 1
    with danger.cast.as_app(danger.user):
        assert not Person.objects.exists()


def test_the_app_role_cannot_lengthen_move_or_make_one(danger: Any, opened: Any) -> None:
    opened()
    with danger.cast.as_app(danger.user):
        for change in (
            "until = until + interval '1 day'",
            "person_id = gen_random_uuid()",
            f"user_id = {danger.reviewer.pk}",
            "begun_at = begun_at + interval '1 hour'",
        ):
            with pytest.raises(DatabaseError) as refused, transaction.atomic():
                run(f"update emergencies_emergencyaccess set {change}")
            assert refused.value.__cause__.sqlstate == "42501"
        with pytest.raises(DatabaseError), transaction.atomic():
            run("insert into emergencies_emergencyaccess select gen_random_uuid(), person_id,"
                " case_id, reference, user_id, org_id, owner_org_id, reason, begun_at, until,"
                " ended_at from emergencies_emergencyaccess")  # fmt: skip
        assert run("delete from emergencies_emergencyaccess") == 0
        with pytest.raises(IntegrityError), transaction.atomic():
            run("select emergencies_open(%s, now(), now() + interval '2 hours')",
                danger.case.reference)  # fmt: skip


def test_attempts_are_kept_as_they_are(danger: Any) -> None:
    danger.opens(reference="GH-26-99999")
    with danger.cast.as_app(danger.reviewer):
        assert EmergencyAttempt.objects.get().typed == "GH-26-99999"
    for user in (danger.user, danger.reviewer):
        with danger.cast.as_app(user):
            assert run("update emergencies_emergencyattempt set opened = true") == 0
            assert run("delete from emergencies_emergencyattempt") == 0
    with danger.cast.as_app(danger.owners_reviewer):
        assert not EmergencyAttempt.objects.exists()


def test_a_sealed_file_opens_without_its_seal_being_told(danger: Any, cast: Any) -> None:
    from homeward.seals import actions as seals  # noqa: PLC0415

    focal = cast.user("focal", cast.host, Role.PROTECTION_FOCAL_POINT)
    with cast.as_app(focal):
        seals.seal(
            Case.objects.get(pk=danger.case.pk), danger.people, [], "x", by=focal, at=cast.now
        )
    danger.opens(cast.owner)
    with cast.as_app(cast.owner):
        assert list(Person.objects.all()) == [danger.people[0]]
        assert not Seal.objects.exists()
        assert not Note.objects.exists()


def test_a_block_holds(danger: Any, opened: Any) -> None:
    opened()
    run("create or replace function gate_blocked(person uuid) returns boolean"
        " language sql stable as $$ select true $$")  # fmt: skip
    with danger.cast.as_app(danger.user):
        assert not Person.objects.exists()


def test_asylum_stays_closed_to_an_authority_of_origin(danger: Any) -> None:
    cast = danger.cast
    with cast.as_app(cast.owner):
        cases.record_fact(
            danger.case, FactKind.ASYLUM, "a procedure", person=danger.people[0],
            said_by=SaidBy.PERSON, said_on=cast.now.date(), by=cast.owner, at=cast.now,
        )  # fmt: skip
    cast.officer.roles = [Role.RETURN_COUNSELLOR]
    cast.officer.save()
    danger.opens(cast.officer)
    with cast.as_app(cast.officer):
        assert Fact.objects.exists()
        assert not Fact.objects.filter(data_class=DataClass.ASYLUM).exists()


def test_each_organisation_reads_and_gives_its_own_verdict(danger: Any, opened: Any) -> None:
    opened()
    for user in (danger.reviewer, danger.owners_reviewer):
        with danger.cast.as_app(user, Purpose.OVERSIGHT):
            review = EmergencyReview.objects.get()
            assert review.org == user.organisation
            actions.review(review, "justified", "It was night", by=user, at=danger.cast.now)
            with pytest.raises(DatabaseError), transaction.atomic():
                EmergencyReview.objects.update(verdict="not_justified")
    with danger.cast.as_app(danger.cast.stranger):
        assert not EmergencyReview.objects.exists()


def test_the_database_refuses_a_verdict_on_one_s_own_access(danger: Any, opened: Any) -> None:
    danger.user.roles = [Role.PROTECTION_FOCAL_POINT]
    danger.user.save()
    opened()
    with danger.cast.as_app(danger.user), pytest.raises(DatabaseError), transaction.atomic():
        EmergencyReview.objects.filter(org=danger.cast.partner_org).update(
            verdict="justified", reviewed_by=danger.user
        )
