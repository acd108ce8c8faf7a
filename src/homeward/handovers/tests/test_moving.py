"""What moves, what stays and why; and that the former lead sees nothing of what has moved."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from homeward.access.choices import DataClass, Role
from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.cases.models import Accountability, Case, Fact
from homeward.core.refusals import Refused
from homeward.handovers import actions, queries, register
from homeward.handovers.actions import running
from homeward.handovers.choices import Answer, Asylum, Reason, RowState, Stay, Way
from homeward.handovers.models import HandoverRow, Stage
from homeward.persons import actions as persons
from homeward.persons import search
from homeward.persons.models import Block, Consent, DeletionNotice, Person
from homeward.seals import actions as seals
from homeward.signins.models import Code
from homeward.tasks.models import Task

from .conftest import ALL, Act, owners


def reasons(case: Case) -> list[str]:
    return list(HandoverRow.objects.get(case=case).reasons)


def test_all_of_a_file_moves_and_the_former_lead_sees_nothing_of_it(act: Act) -> None:
    case, people = act.family()
    stage = act.carried_out()
    assert stage.moved == 1
    assert stage.status == "done"
    with act.as_app(act.cast.owner):
        assert not Case.objects.filter(pk=case.pk).exists()
        assert not Person.objects.exists()
        assert not Fact.objects.exists()
        assert not Task.objects.filter(case_id=case.pk, done_at__isnull=True).exists()
    with act.as_app(act.worker):
        seen = Case.objects.get(pk=case.pk)
        assert seen.accountable_org_id == act.agency.pk
        assert Person.objects.get(pk=people[0].pk).full_name == "Efua Ansah"
        assert Fact.objects.get(case=case).value == "Tailor, 6 years"
        assert Task.objects.filter(kind="assign_worker", holder_org=act.agency).exists()
    periods = Accountability.objects.filter(case=case).order_by("since")
    assert [each.organisation_id for each in periods] == [act.lead.pk, act.agency.pk]


def test_no_guarded_row_of_the_persons_stays_with_the_lead(act: Act) -> None:
    _case, people = act.family()
    act.carried_out()
    with connection.cursor() as cursor:
        cursor.execute("select name, person_column from access_guarded order by name")
        tables = cursor.fetchall()
    for table, column in tables:
        if table not in {"rights_erasuredecision"}:
            assert act.lead.pk not in owners(people, table, column), table


@pytest.mark.django_db
def test_every_guarded_table_goes_along_or_says_why_not() -> None:
    moving = {name for name, *_rest in register.movable()}
    with connection.cursor() as cursor:
        cursor.execute("select name from access_guarded")
        guarded = {row[0] for row in cursor.fetchall()}
        cursor.execute("select name from handovers_movable")
        told = {row[0] for row in cursor.fetchall()}
    assert guarded == moving | register.STAYS.keys()
    assert told == moving


def test_names_are_found_by_the_receiver_alone(act: Act) -> None:
    _case, people = act.family()
    act.carried_out()
    with act.as_app(act.worker):
        found = [hit.person.pk for hit in search.find("Efua Ansah")]
        assert found[0] == people[0].pk
    with act.as_app(act.cast.owner):
        assert list(search.find("Efua Ansah")) == []


def test_who_said_no_blocks_or_was_not_reached_is_listed_and_stays(act: Act) -> None:
    (agreed, _), (refused, _), (blocked, shut) = act.family(), act.family(), act.family()
    (silent, _), (unasked, _) = act.family(agrees=False), act.family(agrees=False)
    _held, stage = act.signed()
    act.rehearse(stage)
    with act.as_app(act.cast.owner):
        for case, answer in ((refused, Answer.REFUSED), (silent, Answer.NO_ANSWER)):
            row = queries.row(HandoverRow.objects.get(case=case).pk).get()
            for person in queries.people_of(row):
                actions.ask(
                    row, person, answer, way=Way.PHONE, asked_on=act.now.date(),
                    by=act.cast.owner, at=act.now,
                )  # fmt: skip
        persons.block(
            shut[1], organisation=act.agency, country=None, reason="Fear", by=act.cast.owner,
            at=act.now,
        )  # fmt: skip
    report = act.rehearse(stage)
    assert (report.moves, report.stays, report.differing) == (1, 4, 3)
    assert reasons(refused) == [Stay.REFUSED]
    assert Stay.BLOCKED in reasons(blocked)
    assert reasons(silent) == [Stay.NOT_REACHED]
    assert reasons(unasked) == [Stay.NOT_ASKED]
    act.begin(stage)
    act.run(stage)
    assert Case.objects.get(pk=agreed.pk).owner_org_id == act.agency.pk
    for case in (refused, blocked, silent, unasked):
        assert Case.objects.get(pk=case.pk).owner_org_id == act.lead.pk
    assert Block.objects.get().owner_org_id == act.lead.pk


def test_a_yes_to_somebody_else_moves_nobody_to_the_agency(act: Act) -> None:
    case, people = act.family(agrees=False)
    for person in people:
        act.cast.consent(person, act.keeper, classes=ALL)
    _held, stage = act.signed()
    report = act.rehearse(stage)
    assert (report.moves, report.stays) == (0, 1)
    assert reasons(case) == [Stay.NOT_ASKED]


def test_a_block_after_the_rehearsal_holds_and_the_rehearsal_is_stale(act: Act) -> None:
    case, people = act.family()
    act.family()
    _held, stage = act.signed()
    act.rehearse(stage)
    with act.as_app(act.cast.owner):
        persons.block(
            people[0], organisation=act.agency, country=None, reason="Fear", by=act.cast.owner,
            at=act.now,
        )  # fmt: skip
    with pytest.raises(Refused) as refused:
        act.begin(stage)
    assert refused.value.reasons == [Reason.STALE]
    act.rehearse(stage)
    act.begin(stage)
    with act.as_app(act.cast.owner):
        other = Consent.objects.exclude(person__in=people).values("person").first()
        persons.block(
            Person.objects.get(pk=other["person"]), organisation=act.agency, country=None,
            reason="Fear", by=act.cast.owner, at=act.now,
        )  # fmt: skip
    assert act.run(stage) == 0
    assert set(Case.objects.values_list("owner_org", flat=True)) == {act.lead.pk}
    assert Stay.BLOCKED in reasons(Case.objects.exclude(pk=case.pk).get())


def test_a_sealed_file_stays_and_only_its_team_is_told(act: Act) -> None:
    case, people = act.family()
    act.family()
    focal = act.cast.user("focal", act.lead, Role.PROTECTION_FOCAL_POINT)
    with act.as_app(focal):
        seals.seal(Case.objects.get(pk=case.pk), people, [focal], "Threat", by=focal, at=act.now)
    _held, stage = act.signed()
    report = act.rehearse(stage)
    assert (report.moves, report.stays) == (1, 0)
    assert report.reasons == {}
    with act.as_app(act.manager):
        assert queries.numbers(stage) == {"moves": 1, "stays": 0, "moved": 0}
        assert queries.sealed_for(stage) == 0
    with act.as_app(focal):
        assert queries.sealed_for(stage) == 1
    act.begin(stage)
    act.run(stage)
    assert Case.objects.get(pk=case.pk).owner_org_id == act.lead.pk


@pytest.mark.parametrize("kept", [True, False])
def test_asylum_history_never_reaches_an_authority_of_the_origin(act: Act, kept: bool) -> None:
    case, people = act.family()
    with act.as_app(act.cast.owner):
        cases_record(act, case, people[0])
    more: dict[str, Any] = (
        {"asylum": Asylum.KEEP, "asylum_keeper": act.keeper} if kept else {"asylum": Asylum.ERASE}
    )
    stage = act.carried_out(**more)
    assert stage.moved == 1
    asylum = Fact.objects.filter(data_class=DataClass.ASYLUM)
    assert {fact.owner_org_id for fact in asylum} == ({act.keeper.pk} if kept else set())
    counsel = act.cast.user("counsel", act.agency, Role.RETURN_COUNSELLOR)
    with act.as_app(counsel):
        assert Fact.objects.filter(case=case).count() == 1
        assert not Consent.objects.filter(covers=DataClass.ASYLUM).exists()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from cases_factchange where data_class = 7"
                       " and owner_org_id = %s", [act.agency.pk])  # fmt: skip
        assert cursor.fetchone()[0] == 0


def cases_record(act: Act, case: Case, person: Person) -> None:
    cases.record_fact(
        case, FactKind.ASYLUM, "Claim of 2019", person=person, said_by=SaidBy.PERSON,
        said_on=act.now.date(), by=act.cast.owner, at=act.now,
    )  # fmt: skip


def test_grounds_by_which_the_lead_read_others_files_end(act: Act) -> None:
    case, people = act.cast.arrived()
    for person in people:
        act.cast.consent(person, act.agency, classes=ALL)
    _held, stage = act.signed()
    act.rehearse(stage)
    assert reasons(case) == [Stay.CUT_OFF]
    act.cast.agree(act.agency, act.cast.partner_org, classes=ALL)
    act.rehearse(stage)
    act.begin(stage)
    assert act.run(stage) == 1
    to_lead = Consent.objects.filter(recipient_org=act.lead, known_until__isnull=True)
    assert all(each.withdrawn_at or each.until < act.now.date() for each in to_lead)
    with act.as_app(act.cast.owner):
        assert not Case.objects.filter(pk=case.pk).exists()
    with act.as_app(act.cast.partner):
        assert Case.objects.filter(pk=case.pk).exists()


def test_who_wants_it_lets_the_lead_go_on_reading_under_an_agreement(act: Act) -> None:
    case, people = act.family(agrees=False)
    act.cast.agree(act.agency, act.lead, classes=frozenset({DataClass.CASE, DataClass.IDENTITY}))
    for person in people:
        act.cast.consent(person, act.lead)
    _held, stage = act.signed()
    act.rehearse(stage)
    with act.as_app(act.cast.owner):
        row = queries.row(HandoverRow.objects.get(case=case).pk).get()
        for person in queries.people_of(row):
            actions.ask(
                row, person, Answer.AGREED, way=Way.IN_PERSON, asked_on=act.now.date(),
                classes=set(DataClass) - {DataClass.ASYLUM}, lead_goes_on=True,
                by=act.cast.owner, at=act.now,
            )  # fmt: skip
    act.rehearse(stage)
    act.begin(stage)
    assert act.run(stage) == 1
    with act.as_app(act.cast.owner):
        assert Case.objects.filter(pk=case.pk).exists()
        assert not Case.objects.filter(pk=case.pk, owner_org=act.lead).exists()


def test_a_household_goes_whole_or_not_at_all(act: Act) -> None:
    case, _people = act.family()
    second = Case.objects.get(pk=case.pk)
    second.pk, second.reference, second.destination = uuid4(), "GH-20-00001", "Kumasi"
    second.save(force_insert=True)
    _held, stage = act.signed(place="Ashaiman")
    report = act.rehearse(stage)
    assert (report.moves, report.stays) == (0, 1)
    assert reasons(case) == [Stay.HOUSEHOLD]
    assert not HandoverRow.objects.filter(case=second).exists()


def test_run_again_moves_nothing_twice(act: Act) -> None:
    act.family()
    stage = act.carried_out()
    assert act.run(stage) == 0
    assert Stage.objects.get(pk=stage.pk).moved == 1


def logged(action: str, case: Case) -> list[int]:
    """In whose read logs it stands that this case moved."""
    with connection.cursor() as cursor:
        cursor.execute("set local role homeward_log")
        cursor.execute(
            "select organisation from audit_readlog where action = %s"
            " and items::text like %s order by 1",
            [action, f"%{case.pk}%"],
        )
        found = [row[0] for row in cursor.fetchall()]
        cursor.execute("reset role")
    return found


def test_it_stands_in_the_read_logs_of_both(act: Act) -> None:
    case, _people = act.family()
    act.carried_out()
    assert logged("handovers.move", case) == sorted([act.lead.pk, act.agency.pk])


def test_codes_and_notices_change_hands_as_they_are_and_stand_all_the_same(act: Act) -> None:
    _case, people = act.family()
    row = {"owner_org": act.lead, "programme": act.cast.programme, "person": people[0]}
    code = Code.objects.create(
        **row, kind="own", way="print", code_hash="0" * 64, made_at=act.now,
        made_by=act.cast.owner, expires_at=act.now + timedelta(days=1), used_at=act.now,
    )  # fmt: skip
    notice = DeletionNotice.objects.create(
        **row, recipient_org=act.cast.partner_org, classes=[DataClass.CASE], purposes=[1],
        since=act.now, told_at=act.now,
    )  # fmt: skip
    assert act.carried_out().moved == 1
    for kept in (code, notice):
        kept.refresh_from_db()
        assert kept.owner_org_id == act.agency.pk
    with pytest.raises(IntegrityError, match="as it was sent"), transaction.atomic():
        DeletionNotice.objects.update(owner_org=act.lead)
    with pytest.raises(ProgrammingError, match="used once"), transaction.atomic():
        Code.objects.update(made_at=act.now + timedelta(hours=1))


def test_a_household_cut_by_the_end_of_a_share_goes_whole_and_is_logged_whole(
    act: Act, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, _people = act.family()
    second = Case.objects.get(pk=case.pk)
    second.pk, second.reference = uuid4(), "GH-20-00001"
    second.save(force_insert=True)
    monkeypatch.setattr(running, "AT_ONCE", 1)
    stage = act.carried_out()
    assert stage.moved == 2
    assert logged("handovers.move", case) == logged("handovers.move", second)
    assert logged("handovers.move", second) == sorted([act.lead.pk, act.agency.pk])


def test_what_the_database_refuses_stays_and_the_rest_of_its_share_moves(act: Act) -> None:
    cases = [act.family()[0] for _number in range(3)]
    _held, stage = act.signed()
    act.rehearse(stage)
    act.begin(stage)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate; set constraints all deferred")
        cursor.execute(
            f"alter table cases_fact add constraint one_stays check ("
            f" case_id <> '{cases[1].pk}' or owner_org_id = {act.lead.pk})"
        )
    assert act.run(stage) == 2
    assert reasons(cases[1]) == [Stay.CLASH]
    assert [Case.objects.get(pk=each.pk).owner_org_id for each in cases] == [
        act.agency.pk, act.lead.pk, act.agency.pk,
    ]  # fmt: skip
    assert logged("handovers.move", cases[1]) == []


def test_the_app_cannot_move_a_file_by_itself(act: Act) -> None:
    case, _people = act.family()
    _held, stage = act.signed()
    act.rehearse(stage)
    with (
        pytest.raises(Exception, match="not for this job"),
        act.as_app(act.manager),
        connection.cursor() as cursor,
    ):
        cursor.execute("select handovers_move(%s, %s::uuid[], '{}', now())", [stage.pk, [case.pk]])
    with act.as_app(act.manager):
        assert HandoverRow.objects.update(state=RowState.MOVED) == 0


@pytest.mark.django_db
def test_what_is_asked_of_thousands_of_files_is_planned_once() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname from pg_proc where proname like 'handovers%'"
            " and 'plan_cache_mode=force_generic_plan' = any (proconfig) order by 1"
        )
        found = [row[0] for row in cursor.fetchall()]
    assert found == ["handovers_fingerprint", "handovers_move", "handovers_rehearse"]


def test_a_stage_has_its_day_and_needs_all_signatures(act: Act) -> None:
    act.family()
    held, stage = act.draft(from_on=act.now.date() + timedelta(days=3))
    act.rehearse(stage)
    with pytest.raises(Refused) as refused:
        act.begin(stage)
    assert refused.value.reasons == [Reason.NOT_SIGNED, Reason.TOO_EARLY]
    assert held.status == "draft"
