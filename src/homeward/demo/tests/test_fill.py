from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from homeward.access import demo
from homeward.access.choices import ActorKind, DataClass, Purpose, Role
from homeward.access.models import Organisation, User
from homeward.audit import queries as audit
from homeward.audit.tracking import HISTORY
from homeward.cases import queries as cases
from homeward.cases.choices import ArrivalStatus, Stage
from homeward.cases.models import Arrival, Case, Confirmation, Fact, StageChange
from homeward.demo.fill import Summary, fill
from homeward.demo.states import STATES
from homeward.funds.models import Budget, Instalment, Payment
from homeward.persons import search
from homeward.persons.choices import BirthKnown, Script
from homeward.persons.models import Consent, Person, PersonName
from homeward.plans.models import Decision, Plan
from homeward.referrals import rules
from homeward.referrals.choices import Side, Status
from homeward.referrals.models import Referral, SharedFact
from homeward.services.models import Service
from homeward.surveys.models import Score, Wave
from homeward.tasks.models import Task

HOUSEHOLDS = 45
AsApp = Callable[..., AbstractContextManager[None]]


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: Any) -> Iterator[Summary]:
    """Filled once; each test goes back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield fill(households=HOUSEHOLDS, seed=7)
        transaction.set_rollback(True)


@pytest.fixture
def corridor(filled: Summary, database: None) -> Summary:
    return filled


def user_of(role: Role) -> User:
    return User.objects.filter(roles__contains=[role]).order_by("pk")[0]


def test_each_state_of_the_way_occurs(corridor: Summary) -> None:
    assert len(STATES) <= HOUSEHOLDS
    in_corridor = Case.objects.filter(programme__code="WH-BE-GH")
    assert in_corridor.count() == corridor.cases == HOUSEHOLDS
    stages = set(in_corridor.values_list("stage", flat=True))
    # Those of the way that begins in the host country.
    elsewhere = {Stage.APPLICATION, Stage.DECISION, Stage.TRAVEL, Stage.FOLLOW_UP}
    assert stages == set(Stage) - elsewhere
    assert set(Plan.objects.values_list("status", flat=True)) >= {
        "draft", "submitted", "approved", "rejected", "adjourned", "no_show",
    }  # fmt: skip
    assert set(Referral.objects.values_list("status", flat=True)) >= {
        Status.SENT, Status.ACCEPTED, Status.DECLINED, Status.COMPLETED, Status.NOT_COMPLETED,
    }  # fmt: skip
    assert set(Instalment.objects.values_list("status", flat=True)) >= {
        "planned", "proven", "refused", "paid",
    }  # fmt: skip
    assert set(Wave.objects.values_list("status", flat=True)) >= {"planned", "done"}


def test_every_open_case_has_a_next_step_that_somebody_holds(corridor: Summary) -> None:
    open_tasks = Task.objects.filter(case_id=OuterRef("pk"), done_at__isnull=True)
    assert not Case.objects.filter(~Exists(open_tasks), closed_at__isnull=True).exists()
    assert not Case.objects.filter(Exists(open_tasks), closed_at__isnull=False).exists()


def test_every_referral_under_way_is_held_by_the_side_whose_turn_it_is(corridor: Summary) -> None:
    under_way = Referral.objects.filter(status__in=rules.UNDER_WAY)
    assert under_way
    for referral in under_way:
        task = Task.objects.get(subject_id=referral.pk, done_at__isnull=True)
        held = rules.HELD[Status(referral.status)]
        sides = {Side.SENDER: referral.owner_org_id, Side.RECEIVER: referral.receiver_org_id}
        assert (task.kind, task.holder_org_id) == (held.wait, sides[held.by])


def test_the_history_leads_to_where_a_case_stands(corridor: Summary) -> None:
    for case in Case.objects.all():
        changes = list(StageChange.objects.filter(case=case).order_by("at"))
        assert changes[-1].to == case.stage
        assert case.opened_at <= changes[0].at
        assert all(change.at <= case.changed_at for change in changes)


def test_rows_are_folded_as_the_gate_folds_them(corridor: Summary) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select name from access_guarded")
        for (table,) in cursor.fetchall():
            said = f"select id, shared_with, shared_until from {table} order by id"
            cursor.execute(said)
            before = cursor.fetchall()
            cursor.execute(f"update {table} set shared_until = shared_until")
            cursor.execute(said)
            assert cursor.fetchall() == before, table


def test_the_money_adds_up(corridor: Summary) -> None:
    budgets = list(Budget.objects.filter(kind="ordinary"))
    paid = sum(budget.paid for budget in budgets)
    assert 0 < paid == sum(payment.amount for payment in Payment.objects.all())
    assert all(0 <= budget.paid <= budget.reserved <= budget.amount for budget in budgets)
    with connection.cursor() as cursor:
        cursor.execute("select * from funds_faults()")
        assert cursor.fetchall() == []


def test_what_is_unknown_stays_unknown(corridor: Summary) -> None:
    nameless = [person for person in Person.objects.all() if not person.full_name]
    assert len(nameless) == 1
    assert nameless[0].birth_known == BirthKnown.UNKNOWN
    assert set(Person.objects.values_list("birth_known", flat=True)) >= {"day", "year", "unknown"}
    assert PersonName.objects.filter(script=Script.ARABIC).exists()
    assert any(not fact.value for fact in Fact.objects.all())


def test_everything_is_marked_as_generated(corridor: Summary) -> None:
    assert not Organisation.objects.filter(is_generated=False).exists()
    assert not User.objects.filter(is_generated=False).exists()
    assert Service.objects.count() >= 12
    assert {label for label, _mail in demo.sign_ins()} == {role.label for role in Role}


def test_the_same_seed_makes_the_same_people(corridor: Summary) -> None:
    assert corridor.persons > HOUSEHOLDS
    assert Person.objects.aggregate(n=Count("pk", filter=Q(household__isnull=True)))["n"] == 0


SEEN: list[tuple[Role, Purpose, list[type]]] = [
    (Role.RETURN_COUNSELLOR, Purpose.CASEWORK, [Person, Case, Fact, Consent, Plan, Decision]),
    (Role.HOST_COORDINATOR, Purpose.CASEWORK, [Person, Case]),
    (Role.RECEPTION_OFFICER, Purpose.ARRIVAL, [Person, Arrival]),
    (Role.CASE_MANAGER, Purpose.CASEWORK,
     [Person, Case, Fact, Confirmation, Plan, Decision, Referral, Instalment, Payment, Score]),
    (Role.CASE_MANAGER, Purpose.SURVEY, [Person, Case, Wave, Score]),
    (Role.CASE_MANAGER, Purpose.FINANCE, [Person, Case, Plan, Instalment, Payment]),
    (Role.COMMISSION_SECRETARY, Purpose.DECISION, [Person, Case, Plan, Decision]),
    (Role.PROVIDER, Purpose.REFERRAL, [Referral, SharedFact]),
    (Role.PROTECTION_FOCAL_POINT, Purpose.CASEWORK, [Person, Case, Fact, Plan, Referral]),
    (Role.EMPLOYMENT_ADVISER, Purpose.CASEWORK, [Person, Case, Fact, Plan, Referral]),
    (Role.FINANCE_OFFICER, Purpose.FINANCE, [Person, Case, Plan, Instalment, Payment]),
    (Role.PROGRAMME_MANAGER, Purpose.CASEWORK, [Case, Plan]),
    (Role.DATA_PROTECTION_OFFICER, Purpose.OVERSIGHT, [Person, Case, Consent]),
]  # fmt: skip


def test_everybody_sees_what_their_work_needs(corridor: Summary, as_app: AsApp) -> None:
    for role, purpose, models in SEEN:
        user = user_of(role)
        with as_app(user, purpose):
            unseen = [model.__name__ for model in models if not model.objects.exists()]
            held = (
                Task.objects.filter(done_at__isnull=True)
                .filter(Q(holder=user) | Q(holder__isnull=True, holder_org=user.organisation))
                .exists()
            )
        assert not unseen, f"{role}: {unseen}"
        if role not in {Role.HOST_COORDINATOR, Role.PROTECTION_FOCAL_POINT,
                        Role.EMPLOYMENT_ADVISER, Role.PROGRAMME_MANAGER, Role.PROVIDER,
                        Role.DATA_PROTECTION_OFFICER}:  # fmt: skip
            assert held, role


def test_nobody_sees_more_than_that(corridor: Summary, as_app: AsApp) -> None:
    with as_app(user_of(Role.RECEPTION_OFFICER), Purpose.ARRIVAL):
        assert not Case.objects.exists()
        assert not Fact.objects.exists()
    with as_app(user_of(Role.PROVIDER), Purpose.REFERRAL):
        assert not Person.objects.exists()
        assert not Plan.objects.exists()
    with as_app(user_of(Role.EVALUATOR)):
        assert not Person.objects.exists()
    stranger = User.objects.get(
        organisation__short_name="Crossroads", roles__contains=[Role.CASE_MANAGER]
    )
    with as_app(stranger):
        assert {case.owner_org_id for case in Case.objects.all()} == {stranger.organisation_id}
    with as_app(user_of(Role.CASE_MANAGER)):
        assert not Fact.objects.filter(data_class=DataClass.ASYLUM).exists()


def test_arrivals_are_expected_today_and_some_are_overdue(corridor: Summary, as_app: AsApp) -> None:
    with as_app(user_of(Role.RECEPTION_OFFICER), Purpose.ARRIVAL):
        expected = list(cases.expected())
        assert expected
        assert all(cases.manifest(expected).values())
        assert {arrival.status for arrival in Arrival.objects.all()} >= {
            ArrivalStatus.EXPECTED, ArrivalStatus.ARRIVED,
        }  # fmt: skip


def test_a_person_is_found_by_name(corridor: Summary, as_app: AsApp) -> None:
    with as_app(user_of(Role.RETURN_COUNSELLOR)):
        somebody = next(p for p in Person.objects.all() if p.full_name)
        assert somebody in [hit.person for hit in search.find(somebody.full_name)]


def test_a_returnee_sees_their_own_way(corridor: Summary, as_app: AsApp) -> None:
    returnee = User.objects.get(roles__contains=[Role.RETURNEE])
    with as_app(kind=ActorKind.PERSON, actor_id=returnee.pk):
        assert Case.objects.count() == 1
        assert Person.objects.filter(pk=returnee.person_id).exists()


def test_the_officer_finds_reads_and_somebody_to_look_at(corridor: Summary, as_app: AsApp) -> None:
    officer = user_of(Role.DATA_PROTECTION_OFFICER)
    with as_app(officer, Purpose.OVERSIGHT):
        readers = audit.readers(days=30, now=timezone.now())
    assert any(reader.unusual for reader in readers)
    assert HISTORY[Case].objects.filter(pgh_by__isnull=False).exists()
