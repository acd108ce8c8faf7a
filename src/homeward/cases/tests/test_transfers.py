"""Transfers: accountability moves at once, to one, with what was before still there."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from homeward.access.choices import DataClass, OrganisationKind, Role
from homeward.cases import actions
from homeward.cases.choices import DeclineReason, FactKind, Reason, SaidBy, TransferReason
from homeward.cases.models import Accountability, Case, Fact, Transfer
from homeward.cases.queries import ways
from homeward.core.refusals import Refused
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def second(cast: Any) -> Any:
    """The family with the partner, and a second organisation of the country that may take over."""
    cast.other_org = cast.organisation("Second NGO", OrganisationKind.NGO, "GH")
    cast.taker = cast.user("taker", cast.other_org, Role.CASE_MANAGER)
    case, people = cast.arrived()
    cast.agree(cast.host, cast.other_org)
    cast.agree(cast.partner_org, cast.other_org)
    for person in people:
        cast.consent(person, cast.other_org)
    cast.case = case
    return cast


def ask(cast: Any, **more: Any) -> Transfer:
    with cast.as_app(cast.partner):
        return actions.ask_transfer(
            cast.case, cast.other_org, why=TransferReason.MOVED, by=cast.partner, at=cast.now,
            **more,
        )  # fmt: skip


def answering(case: Case) -> list[Any]:
    return list(
        Accountability.objects.filter(case=case).values_list("organisation", "worker", "until")
    )


def test_until_it_is_accepted_nothing_moves(second: Any) -> None:
    cast = second
    ask(cast)
    case = Case.objects.get(pk=cast.case.pk)
    assert (case.accountable_org, case.worker) == (cast.partner_org, cast.partner)
    assert Task.objects.get(kind=TaskKind.ANSWER_TRANSFER).holder_org == cast.other_org


def test_accepted_all_of_it_moves_at_once(second: Any) -> None:
    cast = second
    transfer, later = ask(cast), cast.now + timedelta(hours=2)
    with cast.as_app(cast.taker):
        case = actions.accept_transfer(transfer, worker=cast.taker, by=cast.taker, at=later)
    assert (case.accountable_org, case.worker) == (cast.other_org, cast.taker)
    assert case.case_org == cast.other_org
    last = Accountability.objects.filter(case=case).last()
    assert (last.organisation, last.worker, last.until) == (cast.other_org, cast.taker, None)
    assert Accountability.objects.filter(case=case, until=None).count() == 1
    held = Task.objects.filter(case_id=case.pk, subject_id=case.pk, done_at=None)
    assert {task.holder_org_id for task in held} == {cast.other_org.pk}


def test_without_a_worker_somebody_is_to_name_one(second: Any) -> None:
    cast = second
    transfer = ask(cast)
    with cast.as_app(cast.taker):
        case = actions.accept_transfer(transfer, by=cast.taker, at=cast.now)
    wait = Task.objects.get(kind=TaskKind.ASSIGN_WORKER, done_at=None)
    assert (wait.holder_org, wait.subject_id) == (cast.other_org, case.pk)
    with cast.as_app(cast.taker):
        actions.assign(case, cast.taker, by=cast.taker, at=cast.now)
        with pytest.raises(Refused) as refused:
            actions.assign(case, cast.partner, by=cast.taker, at=cast.now)
    assert refused.value.reasons == [Reason.NOT_A_COLLEAGUE]
    wait.refresh_from_db()
    assert wait.done_at is not None


def test_declined_the_asker_reads_why(second: Any) -> None:
    cast = second
    transfer = ask(cast)
    with cast.as_app(cast.taker):
        actions.decline_transfer(transfer, DeclineReason.CAPACITY, by=cast.taker, at=cast.now)
    wait = Task.objects.get(kind=TaskKind.READ_TRANSFER)
    assert (wait.holder, wait.note) == (cast.partner, "capacity")
    assert Case.objects.get(pk=cast.case.pk).accountable_org == cast.partner_org
    with cast.as_app(cast.partner):
        actions.read_transfer(transfer, by=cast.partner, at=cast.now)
    wait.refresh_from_db()
    assert wait.done_at is not None


def test_a_second_answer_finds_the_first(second: Any) -> None:
    cast = second
    transfer = ask(cast)
    with cast.as_app(cast.taker):
        actions.accept_transfer(transfer, by=cast.taker, at=cast.now)
        with pytest.raises(Refused) as refused:
            actions.decline_transfer(transfer, DeclineReason.AREA, by=cast.taker, at=cast.now)
    assert refused.value.reasons == [Reason.NOT_OPEN]


def test_taken_back_before_the_answer(second: Any) -> None:
    cast = second
    transfer = ask(cast)
    with cast.as_app(cast.partner):
        actions.withdraw_transfer(transfer, by=cast.partner, at=cast.now)
    with cast.as_app(cast.taker), pytest.raises(Refused):
        actions.accept_transfer(transfer, by=cast.taker, at=cast.now)


def test_one_transfer_waits_at_a_time_and_only_the_accountable_ask(second: Any) -> None:
    cast = second
    ask(cast)
    with cast.as_app(cast.partner), pytest.raises(Refused) as refused:
        actions.ask_transfer(
            cast.case, cast.other_org, why=TransferReason.MOVED, by=cast.partner, at=cast.now
        )
    assert refused.value.reasons == [Reason.TRANSFER_OPEN]
    with cast.as_app(cast.owner), pytest.raises(Refused) as refused:
        actions.ask_transfer(
            cast.case, cast.other_org, why=TransferReason.MOVED, by=cast.owner, at=cast.now
        )
    assert Reason.NOT_ACCOUNTABLE in refused.value.reasons


def test_nobody_is_asked_who_could_not_see_the_case(second: Any) -> None:
    cast = second
    with cast.as_app(cast.partner), pytest.raises(Refused) as refused:
        actions.ask_transfer(
            cast.case, cast.stranger_org, why=TransferReason.MOVED, by=cast.partner, at=cast.now
        )
    assert refused.value.reasons == [Reason.NO_AGREEMENT, Reason.NO_CONSENT]


def test_the_database_hands_nothing_to_whom_nobody_asked(second: Any) -> None:
    cast = second
    transfer = ask(cast)
    for user in (cast.stranger, cast.owner, cast.partner):
        with (
            cast.as_app(user),
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("select cases_accept_transfer(%s, null, %s)", [transfer.pk, cast.now])
    with (
        cast.as_app(cast.taker),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "select cases_accept_transfer(%s, %s, %s)", [transfer.pk, cast.partner.pk, cast.now]
        )


def test_the_earlier_organisation_goes_on_reading_what_is_its_own(second: Any) -> None:
    cast = second
    with cast.as_app(cast.partner):
        actions.note(cast.case, "Visited twice", by=cast.partner, at=cast.now)
    transfer = ask(cast)
    with cast.as_app(cast.taker):
        case = actions.accept_transfer(transfer, by=cast.taker, at=cast.now)
        assert [note.text for note in case.notes.all()] == ["Visited twice"]
    with cast.as_app(cast.partner):
        assert [note.text for note in Case.objects.get(pk=case.pk).notes.all()] == ["Visited twice"]
        periods = ways.accountable_of(case)
        assert {one.organisation_id for one in periods} >= {cast.partner_org.pk}


def test_figures_of_a_time_count_who_answered_then(second: Any) -> None:
    cast = second
    transfer, later = ask(cast), cast.now + timedelta(days=40)
    with cast.as_app(cast.taker):
        actions.accept_transfer(transfer, worker=cast.taker, by=cast.taker, at=later)

    def count(org: Any, first: int, last: int) -> int:
        since, until = cast.now + timedelta(days=first), cast.now + timedelta(days=last)
        return ways.accountable_between(org.pk, since, until).count()

    assert [count(org, 1, 30) for org in (cast.partner_org, cast.other_org)] == [1, 0]
    assert [count(org, 30, 50) for org in (cast.partner_org, cast.other_org)] == [1, 1]
    assert [count(org, 41, 60) for org in (cast.partner_org, cast.other_org)] == [0, 1]
    assert count(cast.host, -10, 0) == 0


def test_two_can_never_answer_for_a_case_at_once(second: Any) -> None:
    cast = second
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=cast.case.pk).update(worker=cast.owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        Accountability.objects.create(
            case=cast.case, person_id=cast.case.person_id, programme=cast.programme,
            owner_org=cast.host, organisation=cast.host, since=cast.now - timedelta(minutes=1),
        )  # fmt: skip
    with (
        cast.as_app(cast.partner),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "insert into cases_accountability select * from cases_accountability limit 1"
        )
    with cast.as_app(cast.partner), connection.cursor() as cursor:
        cursor.execute("update cases_accountability set until = now()")
        assert cursor.rowcount == 0
        cursor.execute("delete from cases_accountability")
        assert cursor.rowcount == 0


def test_an_authority_of_the_country_of_origin_takes_over_without_the_asylum_history(
    second: Any,
) -> None:
    cast = second
    with cast.as_app(cast.owner):
        actions.record_fact(
            cast.case, FactKind.ASYLUM, "said in confidence", person=cast.case.person,
            said_by=SaidBy.PERSON, said_on=cast.now.date(), by=cast.owner, at=cast.now,
        )  # fmt: skip
    ministry = cast.organisation("Ministry", OrganisationKind.AUTHORITY, "GH")
    clerk = cast.user("clerk", ministry, Role.CASE_MANAGER)
    cast.agree(cast.host, ministry)
    cast.agree(cast.partner_org, ministry)
    for person in cast.case.household.members.all():
        cast.consent(person, ministry)
    with cast.as_app(cast.partner):
        transfer = actions.ask_transfer(
            cast.case, ministry, why=TransferReason.MANDATE, by=cast.partner, at=cast.now
        )
    with cast.as_app(clerk):
        case = actions.accept_transfer(transfer, worker=clerk, by=clerk, at=cast.now)
        kinds = {fact.kind for fact in Fact.objects.filter(case=case)}
    assert kinds == {FactKind.TRADE}
    kept = Fact.objects.get(kind=FactKind.ASYLUM)
    assert kept.owner_org == cast.host
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    with pytest.raises(IntegrityError), transaction.atomic():
        Fact.objects.filter(pk=kept.pk).update(owner_org=ministry)
    assert DataClass(kept.data_class) == DataClass.ASYLUM


def test_the_pages_ask_answer_and_stay_closed_to_others(second: Any, client_of: Any) -> None:
    cast = second
    asker, taker = client_of(cast.partner), client_of(cast.taker)
    asked = asker.post(
        f"/cases/{cast.case.pk}/transfer/",
        {"organisation": cast.other_org.pk, "why": "moved", "goes_with_it": ["papers"]},
    )
    assert asked.status_code == 302
    one = Transfer.objects.get()
    assert client_of(cast.stranger).get(f"/transfers/{one.pk}/").status_code == 404
    assert client_of(cast.officer).get(f"/transfers/{one.pk}/").status_code == 403
    assert "Accept the case" in taker.get(f"/transfers/{one.pk}/").content.decode()
    assert asker.post(f"/transfers/{one.pk}/accept/").status_code == 409
    done = taker.post(f"/transfers/{one.pk}/accept/", {"worker": cast.taker.pk})
    assert done.status_code == 302
    assert taker.post(f"/transfers/{one.pk}/accept/").status_code == 409
    page = taker.get(f"/cases/{cast.case.pk}/way/").content.decode()
    assert "Second NGO" in page


def test_two_who_accept_at_once_get_one_answer(own_database: None, as_app: Any) -> None:
    """In a database of its own, where both transactions really run beside each other."""
    from homeward.conftest import Cast  # noqa: PLC0415

    cast: Any = Cast(as_app)
    cast.other_org = cast.organisation("Second NGO", OrganisationKind.NGO, "GH")
    cast.taker = cast.user("taker", cast.other_org, Role.CASE_MANAGER)
    cast.case, people = cast.arrived()
    cast.agree(cast.host, cast.other_org)
    cast.agree(cast.partner_org, cast.other_org)
    for person in people:
        cast.consent(person, cast.other_org)
    transfer = ask(cast)
    found: list[str] = []

    def accept() -> None:
        try:
            with cast.as_app(cast.taker):
                actions.accept_transfer(transfer, by=cast.taker, at=cast.now)
            found.append("accepted")
        except (Refused, DatabaseError):
            found.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=accept) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == ["accepted", "refused"]
    assert Accountability.objects.filter(case=cast.case, until=None).count() == 1
