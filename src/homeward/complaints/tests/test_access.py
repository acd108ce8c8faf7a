"""Who sees a complaint, as the database answers: owner, partner, stranger, the code, nobody."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import ActorKind, DataClass, Purpose, Role
from homeward.complaints import actions, queries
from homeward.complaints.models import Complaint, Entry, Handler
from homeward.complaints.tests.conftest import WORDS, Desk
from homeward.persons.models import Person
from homeward.seals import actions as seals
from homeward.tasks.models import Task


def sees(desk: Desk, user: Any, purpose: Purpose = Purpose.CASEWORK) -> tuple[int, int, int]:
    with desk.cast.as_app(user, purpose):
        return Complaint.objects.count(), Entry.objects.count(), Task.objects.count()


def test_handlers_see_it_and_whoever_took_it_and_nobody_else(desk: Desk) -> None:
    case, people = desk.cast.family()
    desk.cast.agree(desk.cast.host, desk.cast.partner_org)
    desk.cast.consent(people[0], desk.cast.partner_org)
    desk.take(tie=actions.Tie(case=case))
    colleague = desk.cast.user("colleague", desk.cast.host, Role.RETURN_COUNSELLOR)
    assert sees(desk, desk.handler)[0] == 1
    assert sees(desk, desk.focal)[0] == 1
    assert sees(desk, desk.cast.owner)[0] == 1
    for other in (colleague, desk.leader, desk.cast.partner, desk.cast.stranger):
        assert sees(desk, other)[:2] == (0, 0)


def test_the_wait_is_the_handlers_alone(desk: Desk) -> None:
    desk.take()
    kinds = ["acknowledge_complaint"]
    for user, shown in ((desk.handler, kinds), (desk.cast.owner, []), (desk.leader, [])):
        with desk.cast.as_app(user):
            assert list(Task.objects.values_list("kind", flat=True)) == shown


def test_a_sensitive_one_is_out_of_everybody_s_sight_but_of_those_named_for_it(
    desk: Desk,
) -> None:
    desk.take("abuse")
    assert sees(desk, desk.cast.owner) == (0, 0, 0)
    assert sees(desk, desk.handler) == (0, 0, 0)
    assert sees(desk, desk.second) == (1, 0, 1)
    # A return counsellor is not cleared for the class: being named is what opens it.
    assert Complaint.objects.get().data_class == DataClass.PROTECTION


def test_reads_of_a_sensitive_one_about_somebody_are_logged(desk: Desk, client_of: Any) -> None:
    case, _people = desk.cast.family()
    taken = desk.take("abuse", tie=actions.Tie(case=case))
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from audit_readlog")
        (before,) = cursor.fetchone()
        client_of(desk.focal).get(f"/complaints/{taken.complaint.pk}/")
        cursor.execute("select count(*) from audit_readlog")
        assert cursor.fetchone()[0] == before + 1


def test_words_and_names_are_ciphertext_in_the_database(desk: Desk) -> None:
    desk.take(name="Efua Ansah")
    with connection.cursor() as cursor:
        cursor.execute("select what, name from complaints_complaint")
        what, name = cursor.fetchone()
    assert WORDS.encode() not in bytes(what)
    assert b"Efua" not in bytes(name)


def test_a_code_opens_its_own_and_what_is_said_to_the_complainant(desk: Desk) -> None:
    taken, other = desk.answered(), desk.send_in()
    with desk.cast.as_app(desk.handler):
        actions.add_note(taken.complaint, "Internal.", by=desk.handler, at=desk.cast.now)
    with desk.by_code(taken):
        assert [c.pk for c in Complaint.objects.all()] == [taken.complaint.pk]
        assert {e.kind for e in Entry.objects.all()} == {"acknowledged", "answer"}
        with connection.cursor() as cursor:
            for table in (
                "cases_case", "persons_person", "complaints_handler", "files_storedfile",
                "complaints_complaintchange", "complaints_entrychange",
            ):  # fmt: skip
                cursor.execute(f"select count(*) from {table}")
                assert cursor.fetchone()[0] == 0, table
            cursor.execute(
                "update complaints_complaint set state = 'appealed' where id = %s",
                [other.complaint.pk],
            )
            assert cursor.rowcount == 0


def test_a_code_writes_no_answer_of_its_own(desk: Desk) -> None:
    taken = desk.answered()
    with desk.by_code(taken):
        complaint = queries.by_code()
        with pytest.raises(DatabaseError), transaction.atomic():
            Entry.objects.create(
                owner_org=desk.cast.host, complaint=complaint, kind="answer", at=desk.cast.now
            )
        complaint.state = "closed"
        with pytest.raises(DatabaseError), transaction.atomic():
            complaint.save(update_fields=["state"])


def test_a_code_that_has_ended_opens_nothing(desk: Desk) -> None:
    taken = desk.send_in()
    Complaint.objects.update(token_until="2020-01-01")
    assert queries.link_of_code(taken.code) is None
    with pytest.raises(DatabaseError), desk.by_code(taken):
        Complaint.objects.count()


def test_the_public_page_writes_and_reads_nothing_back(desk: Desk) -> None:
    desk.send_in()
    with desk.cast.as_app(kind=ActorKind.ANONYMOUS, actor_id="0"):
        assert not Complaint.objects.exists()
        assert not Task.objects.exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            actions.taking.write(
                Complaint(
                    owner_org=desk.cast.host, reference="C-1", kind="complaint", way="phone",
                    category=desk.category(), received_on=desk.cast.now.date(),
                    received_at=desk.cast.now, acknowledge_by=desk.cast.now.date(),
                    answer_by=desk.cast.now.date(),
                )
            )  # fmt: skip


def test_nobody_writes_into_another_organisation(desk: Desk) -> None:
    taken = desk.send_in()
    for user in (desk.cast.stranger, desk.cast.owner):
        with desk.cast.as_app(user), pytest.raises(DatabaseError), transaction.atomic():
            Entry.objects.create(
                owner_org=desk.cast.host, complaint=taken.complaint, kind="note", by=user,
                at=desk.cast.now,
            )  # fmt: skip
    with desk.cast.as_app(desk.leader), pytest.raises(DatabaseError), transaction.atomic():
        Handler.objects.create(
            organisation=desk.cast.host, user=desk.cast.stranger, named_by=desk.leader,
            named_at=desk.cast.now,
        )  # fmt: skip
    with desk.cast.as_app(desk.handler), connection.cursor() as cursor:
        cursor.execute("delete from complaints_complaint")
        assert cursor.rowcount == 0


def test_who_does_not_handle_it_can_not_put_it_elsewhere(desk: Desk) -> None:
    taken = desk.send_in("abuse")
    for user in (desk.cast.owner, desk.handler, desk.cast.stranger):
        with (
            desk.cast.as_app(user),
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "select complaints_put(%s, %s, null, current_date, current_date)",
                [taken.complaint.pk, desk.category("other").pk],
            )


def test_nothing_of_a_sealed_file_shows(desk: Desk) -> None:
    case, people = desk.cast.family()
    desk.take(tie=actions.Tie(case=case))
    with desk.cast.as_app(desk.focal):
        seals.seal(
            case, list(Person.objects.filter(household=case.household)), [desk.focal], "Threats",
            by=desk.focal, at=desk.cast.now,
        )  # fmt: skip
    assert sees(desk, desk.handler)[:2] == (0, 0)
    assert sees(desk, desk.second)[:2] == (0, 0)
    assert sees(desk, desk.focal)[0] == 1
    with desk.cast.as_app(desk.leader):
        assert queries.counted(desk.cast.now.date(), desk.later(1).date()) == []
    assert people


def test_an_emergency_opens_no_complaint(desk: Desk) -> None:
    """The ground of an emergency is a permissive policy: the named alone pass the other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_policies where tablename = 'complaints_complaint'"
            " and policyname = 'named_alone' and permissive = 'RESTRICTIVE'"
        )
        assert cursor.fetchone()[0] == 1


def test_what_rows_were_before_is_read_by_the_same(desk: Desk) -> None:
    taken = desk.answered("abuse", desk.second)
    with connection.cursor() as cursor:
        for user, found in ((desk.second, True), (desk.handler, False), (desk.leader, False)):
            with desk.cast.as_app(user):
                cursor.execute("select count(*) from complaints_complaintchange")
                assert bool(cursor.fetchone()[0]) is found or user == desk.second
    assert taken


def test_an_erased_person_leaves_no_word(desk: Desk) -> None:
    case, people = desk.cast.family()
    taken = desk.take(tie=actions.Tie(case=case), name="Efua")
    with connection.cursor() as cursor:
        cursor.execute("select emptied from rights_erasable where name = 'complaints_complaint'")
        emptied = cursor.fetchone()[0]
    for column in ("what", "wish", "name", "contact", "about"):
        assert column in emptied
    assert desk.now(taken).person == people[0]
