"""Who works on a case: named, asked for where nobody is, handed out and given back."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection

from homeward.access.choices import Purpose, Role
from homeward.access.models import User
from homeward.cases import actions, workload
from homeward.cases.choices import Reason
from homeward.cases.models import Case, Reassignment, WorkerChange
from homeward.core.refusals import Refused
from homeward.persons import queries as persons
from homeward.seals import actions as seals
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


@pytest.fixture
def colleague(cast) -> User:
    return cast.user("colleague", cast.host, Role.RETURN_COUNSELLOR)


@pytest.fixture
def manager(cast) -> User:
    return cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)


@pytest.fixture
def admin(cast) -> User:
    return cast.user("admin", cast.host, Role.ADMINISTRATOR)


def waits_for_a_worker(case: Case) -> list[tuple[str, bool]]:
    found = Task.objects.filter(kind=TaskKind.ASSIGN_WORKER, subject_id=case.pk)
    return [(str(task.holder_org), task.done_at is not None) for task in found]


def test_a_case_that_was_handed_over_waits_for_a_worker_until_one_takes_it(cast, as_app) -> None:
    case, _people = cast.arrived()
    assert waits_for_a_worker(case) == [("Reintegration NGO", True)]
    with as_app(cast.partner):
        Case.objects.filter(pk=case.pk).update(worker=None)
    assert sorted(waits_for_a_worker(case)) == [
        ("Reintegration NGO", False), ("Reintegration NGO", True),
    ]  # fmt: skip
    assert Task.objects.get(kind=TaskKind.ASSIGN_WORKER, done_at=None).programme_id
    with as_app(cast.partner):
        actions.take(case, by=cast.partner, at=cast.now)
    assert {done for _org, done in waits_for_a_worker(case)} == {True}


def test_closing_a_case_ends_the_wait_for_its_worker(cast) -> None:
    case, _people = cast.family()
    Case.objects.filter(pk=case.pk).update(worker=None)
    Case.objects.filter(pk=case.pk).update(closed_at=cast.now, closure_reason="own_choice")
    assert waits_for_a_worker(case) == [("Return Counselling", True)]


def test_a_manager_names_a_colleague_who_then_holds_the_steps(
    cast, colleague, manager, client_of
) -> None:
    case, _people = cast.family()
    Case.objects.filter(pk=case.pk).update(worker=None)
    Task.objects.filter(case_id=case.pk).update(holder=None)
    client = client_of(manager)
    assert "Nobody is named" in client.get(f"/cases/{case.pk}/assign/").content.decode()
    answer = client.post(f"/cases/{case.pk}/assign/", {"worker": colleague.pk}, follow=True)
    assert "Colleague works on the case now" in answer.content.decode()
    case.refresh_from_db()
    assert case.worker == colleague
    assert Task.objects.get(kind=TaskKind.RECORD_CONSENT).holder == colleague


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"closed": True}, Reason.CLOSED),
        ({"role": Role.FINANCE_OFFICER}, Reason.CANT_WORK_ON_CASES),
        ({"elsewhere": True}, Reason.NOT_A_COLLEAGUE),
    ],
)
def test_who_may_not_be_named(cast, manager, as_app, change, reason: Reason) -> None:
    case, _people = cast.family()
    org = cast.stranger_org if change.get("elsewhere") else cast.host
    worker = cast.user("new", org, change.get("role", Role.CASE_MANAGER))
    if change.get("closed"):
        Case.objects.filter(pk=case.pk).update(closed_at=cast.now, closure_reason="own_choice")
    with as_app(manager), pytest.raises(Refused) as refused:
        actions.assign(case, worker, by=manager, at=cast.now)
    assert refused.value.reasons == [reason]


def test_the_accountable_organisation_alone_names_the_worker(cast, as_app) -> None:
    case, _people = cast.arrived()
    with as_app(cast.owner), pytest.raises(Refused) as refused:
        actions.assign(case, cast.owner, by=cast.owner, at=cast.now)
    assert refused.value.reasons == [Reason.NOT_ACCOUNTABLE]


def test_cases_are_shared_evenly_and_one_is_changed_by_hand(
    cast, colleague, manager, client_of
) -> None:
    third = cast.user("third", cast.host, Role.RETURN_COUNSELLOR)
    cases = [cast.family()[0] for _ in range(4)]
    path = f"/work/reassign/{cast.owner.pk}/"
    client = client_of(manager)
    shown = client.get(path, {"to": [colleague.pk, third.pk]})
    form = shown.context["form"]
    proposed = [form[f"to-{case.pk}"].value() for case in cases]
    assert sorted(proposed) == sorted([str(colleague.pk), str(third.pk)] * 2)
    given = {f"to-{case.pk}": who for case, who in zip(cases, proposed, strict=True)}
    given[f"to-{cases[0].pk}"] = ""
    answer = client.post(path, given, follow=True)
    assert "3 cases of Owner were handed over" in answer.content.decode()
    assert Case.objects.get(pk=cases[0].pk).worker == cast.owner
    for case in cases[1:]:
        case.refresh_from_db()
        assert case.worker in {colleague, third}
        assert Task.objects.get(case_id=case.pk, done_at=None).holder == case.worker


def test_the_change_stands_in_the_cases_history(
    cast, colleague, manager, as_app, client_of
) -> None:
    case, _people = cast.family()
    with as_app(manager):
        actions.hand_out(cast.owner, {case.pk: colleague}, by=manager, at=cast.now)
    change = WorkerChange.objects.get(case=case)
    assert (change.before, change.after, change.by) == (cast.owner, colleague, manager)
    text = client_of(colleague).get(f"/cases/{case.pk}/").content.decode()
    assert "Colleague works on the case now, after Owner" in text


def test_it_is_undone_within_a_day_where_nothing_moved_on(cast, colleague, manager, as_app) -> None:
    one, other = cast.family()[0], cast.family()[0]
    third = cast.user("third", cast.host, Role.RETURN_COUNSELLOR)
    with as_app(manager):
        batch = actions.hand_out(
            cast.owner, {one.pk: colleague, other.pk: colleague}, by=manager, at=cast.now
        )
        actions.assign(other, third, by=manager, at=cast.now)
        assert actions.take_back(batch, by=manager, at=cast.now + timedelta(hours=23)) == 1
        with pytest.raises(Refused):
            actions.take_back(batch, by=manager, at=cast.now)
    assert Case.objects.get(pk=one.pk).worker == cast.owner
    assert Task.objects.get(case_id=one.pk, done_at=None).holder == cast.owner
    assert Case.objects.get(pk=other.pk).worker == third
    assert Task.objects.get(case_id=other.pk, done_at=None).holder == third


def test_after_a_day_it_stays(cast, colleague, manager, as_app) -> None:
    case, _people = cast.family()
    with as_app(manager):
        batch = actions.hand_out(cast.owner, {case.pk: colleague}, by=manager, at=cast.now)
        with pytest.raises(Refused) as refused:
            actions.take_back(batch, by=manager, at=cast.now + timedelta(hours=25))
    assert refused.value.reasons == [Reason.TOO_LATE]


def test_a_case_that_changed_hands_meanwhile_stops_all_of_it(
    cast, colleague, manager, as_app
) -> None:
    one, other = cast.family()[0], cast.family()[0]
    with as_app(manager):
        actions.assign(other, colleague, by=manager, at=cast.now)
        with pytest.raises(Refused) as refused:
            actions.hand_out(
                cast.owner, {one.pk: colleague, other.pk: colleague}, by=manager, at=cast.now
            )
    assert refused.value.reasons == [Reason.CHANGED_HANDS]
    assert Case.objects.get(pk=one.pk).worker == cast.owner


def sealed_family(cast, as_app) -> Case:
    case, _people = cast.family()
    focal = cast.user("focal", cast.host, Role.PROTECTION_FOCAL_POINT)
    with as_app(focal):
        people = persons.members(case.household_id)
        seals.seal(case, people, [cast.owner], "Feared", by=focal, at=cast.now)
    return case


def test_a_sealed_file_stays_and_is_not_counted(
    cast, colleague, manager, admin, as_app, client_of
) -> None:
    case = sealed_family(cast, as_app)
    with as_app(manager):
        assert list(workload.to_hand_out(cast.owner, manager)) == []
    with as_app(admin, Purpose.OVERSIGHT):
        loads = workload.loads(admin, on=cast.now.date())
        assert [(load.cases, load.waits) for load in loads if load.user == cast.owner] == [(0, 0)]
        _batch, count = actions.hand_out_evenly(cast.owner, [colleague], by=admin, at=cast.now)
        assert count == 0
    assert Case.objects.get(pk=case.pk).worker == cast.owner
    assert case.reference not in client_of(manager).get(
        f"/work/reassign/{cast.owner.pk}/"
    ).content.decode()  # fmt: skip


def test_an_administrator_hands_over_by_count_and_sees_no_file(
    cast, colleague, admin, client_of
) -> None:
    third = cast.user("third", cast.host, Role.RETURN_COUNSELLOR)
    cases = [cast.family()[0] for _ in range(3)]
    client, path = client_of(admin), f"/work/reassign/{cast.owner.pk}/"
    text = client.get(path).content.decode()
    assert "3 open cases" in text
    assert cases[0].reference not in text
    assert "Ansah" not in text
    client.post(path, {"to": [colleague.pk, third.pk]})
    workers = [Case.objects.get(pk=case.pk).worker for case in cases]
    assert sorted(str(worker) for worker in workers) in (
        ["Colleague", "Colleague", "Third"], ["Colleague", "Third", "Third"],
    )  # fmt: skip
    assert not Task.objects.filter(holder=cast.owner, done_at=None).exists()
    batch = Reassignment.objects.get()
    client.post(f"/work/reassign/undo/{batch.pk}/")
    assert {Case.objects.get(pk=case.pk).worker for case in cases} == {cast.owner}


def test_of_another_organisation_nobody_hands_out_anything(
    cast, colleague, manager, as_app, client_of
) -> None:
    case, _people = cast.family()
    theirs = cast.user("theirs", cast.stranger_org, Role.PROGRAMME_MANAGER)
    assert client_of(theirs).get(f"/work/reassign/{cast.owner.pk}/").status_code == 404
    assert client_of(cast.owner).get("/work/reassign/").status_code == 403
    with as_app(manager):
        batch = actions.hand_out(cast.owner, {case.pk: colleague}, by=manager, at=cast.now)
    assert client_of(theirs).post(f"/work/reassign/undo/{batch.pk}/").status_code == 404
    outside = cast.user("outside", cast.stranger_org, Role.ADMINISTRATOR)
    with as_app(outside), pytest.raises(Refused):
        actions.hand_out_evenly(cast.owner, [colleague], by=outside, at=cast.now)
    with (
        pytest.raises(ProgrammingError, match="colleagues"),
        as_app(outside),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "select cases_hand_out(gen_random_uuid(), %s, %s, now())",
            [cast.owner.pk, [colleague.pk]],
        )
