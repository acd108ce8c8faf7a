"""A reserve gives what a package or a budget does not, when a second person says so."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import Purpose, Role
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.funds import actions, queries
from homeward.funds.choices import BudgetKind, Need, Reason, RequestStatus, Vulnerability
from homeward.funds.models import Budget, Reservation, ReserveRequest
from homeward.plans.choices import PlanStatus
from homeward.plans.choices import Reason as PlanReason
from homeward.plans.models import Plan
from homeward.programmes.choices import CountsFrom
from homeward.programmes.models import Package
from homeward.tasks.models import Task


@pytest.fixture
def reserve(table: Any) -> Any:
    """A reserve of 1,000 EUR that gives a case up to 800, before the plan is decided."""
    cast = table.cast
    cast.agree(cast.host, cast.fund, Purpose.FINANCE, may_write=False)
    cast.agree(cast.partner_org, cast.fund, Purpose.FINANCE)
    cast.agree(cast.fund, cast.partner_org)
    for person in table.people:
        cast.consent(person, cast.fund, Purpose.FINANCE)
    with cast.as_app(cast.finance, Purpose.FINANCE):
        budget = actions.open_budget(
            cast.programme, name="Reserve", kind=BudgetKind.RESERVE, amount=Decimal(1000),
            currency="EUR", valid_from=date(2020, 1, 1), valid_until=date(2090, 1, 1),
            by=cast.finance, at=cast.now,
        )  # fmt: skip
        for need in Need:
            actions.set_reserve_rule(
                budget, need, roles=[Role.CASE_MANAGER], ceiling=Decimal(800),
                asks_vulnerability=need == Need.OVER_PACKAGE, valid_from=date(2020, 1, 1),
                source="Fund manual, 4.2", by=cast.finance, at=cast.now,
            )  # fmt: skip
    return budget


def ask(table: Any, plan: Plan, reserve: Budget, amount: str = "300", **more: Any) -> Any:
    cast = table.cast
    fields = {
        "need": Need.OVER_PACKAGE, "vulnerability": Vulnerability.MET, "reason": "A wheelchair",
    }  # fmt: skip
    with cast.as_app(cast.partner):
        return actions.ask_reserve(
            plan, reserve, amount=Decimal(amount), by=cast.partner, at=cast.now, **fields | more
        )


def grant(table: Any, request: Any, by: Any = None) -> Reservation:
    by = by or table.cast.finance
    with table.cast.as_app(by, Purpose.FINANCE):
        return actions.grant(request, "The need is plain", by=by, at=table.cast.now)


def over(table: Any) -> Plan:
    """A plan 300 above the package of 1,500 for two."""
    plan = table.draft()
    table.add(plan, "1800")
    return plan


def test_a_plan_above_its_package_goes_on_with_what_a_reserve_granted(
    table: Any, reserve: Budget
) -> None:
    plan = over(table)
    with pytest.raises(Refused) as refused:
        table.submit(plan)
    assert refused.value.reasons == [PlanReason.OVER_CEILING]
    request = ask(table, plan, reserve)
    task = Task.objects.get(kind="decide_reserve", done_at__isnull=True)
    assert task.holder_org == table.cast.fund
    grant(table, request)
    assert not Task.objects.filter(kind="decide_reserve", done_at__isnull=True).exists()
    table.approve(table.submit(plan))
    held = {r.budget.kind: r.amount for r in Reservation.objects.select_related("budget")}
    assert held == {"ordinary": Decimal(1500), "reserve": Decimal(300)}


def test_an_empty_budget_is_helped_by_a_reserve(table: Any, reserve: Budget) -> None:
    Budget.objects.filter(kind="ordinary").update(amount=1000)
    plan = table.submit(table.drafted())
    with pytest.raises(Refused) as refused:
        table.approve(plan)
    assert refused.value.reasons == [Reason.NO_BUDGET]
    request = ask(
        table, plan, reserve, "200", need=Need.BUDGET_EMPTY, vulnerability=Vulnerability.UNKNOWN
    )
    grant(table, request)
    table.approve(plan)
    assert Plan.objects.get(pk=plan.pk).status == PlanStatus.APPROVED
    line = plan.lines.get(cost__isnull=False)
    cast = table.cast
    with cast.as_app(cast.partner):
        planned = actions.plan_instalments(
            line, [(Decimal(1200), None)], by=cast.partner, at=cast.now
        )
    assert [(i.budget.kind, i.amount) for i in planned] == [
        ("ordinary", Decimal(1000)), ("reserve", Decimal(200)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "amount", "reason"),
    [
        ({"vulnerability": Vulnerability.UNKNOWN}, "300", Reason.VULNERABILITY_UNKNOWN),
        ({"reason": " "}, "300", Reason.NO_REASON),
        ({}, "800.01", Reason.OVER_RESERVE_CEILING),
        ({}, "0", Reason.NO_AMOUNT),
    ],
)
def test_a_reserve_is_asked_by_its_rules(
    table: Any, reserve: Budget, changed: dict, amount: str, reason: Reason
) -> None:
    with pytest.raises(Refused) as refused:
        ask(table, over(table), reserve, amount, **changed)
    assert refused.value.reasons == [reason]


def test_a_reserve_without_a_rule_for_the_role_takes_no_request(
    table: Any, reserve: Budget
) -> None:
    reserve.rules.update(roles=[Role.EMPLOYMENT_ADVISER])
    with pytest.raises(Refused) as refused:
        ask(table, over(table), reserve)
    assert refused.value.reasons == [Reason.NO_RESERVE]


def test_a_reserve_is_asked_once_at_a_time_and_its_ceiling_holds(
    table: Any, reserve: Budget
) -> None:
    plan = over(table)
    request = ask(table, plan, reserve)
    with pytest.raises(Refused) as refused:
        ask(table, plan, reserve, "10")
    assert refused.value.reasons == [Reason.ASKED_ALREADY]
    grant(table, request)
    with pytest.raises(Refused) as refused:
        ask(table, plan, reserve, "501")
    assert refused.value.reasons == [Reason.OVER_RESERVE_CEILING]


def test_a_refusal_has_a_reason_and_changes_no_money(table: Any, reserve: Budget) -> None:
    cast, request = table.cast, ask(table, over(table), reserve)
    with cast.as_app(cast.finance, Purpose.FINANCE), pytest.raises(Refused) as refused:
        actions.refuse_request(request, " ", by=cast.finance, at=cast.now)
    assert refused.value.reasons == [Reason.NO_REASON]
    with cast.as_app(cast.finance, Purpose.FINANCE):
        actions.refuse_request(request, "Ask the municipality", by=cast.finance, at=cast.now)
    assert not Reservation.objects.exists()
    with pytest.raises(Refused) as refused:
        grant(table, request)
    assert refused.value.reasons == [Reason.DONE_ALREADY]
    with cast.as_app(cast.partner):
        (seen,) = queries.requests_of(table.case)
        assert (seen.status, seen.decision_text) == (RequestStatus.REFUSED, "Ask the municipality")


def test_whoever_asked_does_not_decide(table: Any, reserve: Budget) -> None:
    request = ask(table, over(table), reserve)
    ReserveRequest.objects.filter(pk=request.pk).update(asked_by=table.cast.finance)
    with pytest.raises(Refused) as refused:
        grant(table, request)
    assert refused.value.reasons == [Reason.SECOND_DECIDES]
    with pytest.raises(DatabaseError), transaction.atomic():
        by_hand(table, table.cast.finance, request)


def by_hand(table: Any, user: Any, request: Any) -> None:
    with table.cast.as_app(user, Purpose.FINANCE), connection.cursor() as cursor:
        cursor.execute("select funds_grant(%s, %s)", [request.pk, table.cast.now])


def test_nobody_grants_from_another_s_reserve(table: Any, reserve: Budget) -> None:
    request = ask(table, over(table), reserve)
    other = table.cast.user("other", table.cast.stranger_org, Role.FINANCE_OFFICER)
    for user in (other, table.cast.partner):
        with pytest.raises(DatabaseError), transaction.atomic():
            by_hand(table, user, request)
    with pytest.raises(Refused):
        grant(table, request, by=other)


def test_more_than_is_left_is_not_granted(table: Any, reserve: Budget) -> None:
    request = ask(table, over(table), reserve)
    Budget.objects.filter(pk=reserve.pk).update(amount=299)
    with pytest.raises(Refused) as refused:
        grant(table, request)
    assert refused.value.reasons == [Reason.NO_BUDGET]


def test_the_stranger_and_the_commission_see_no_request(table: Any, reserve: Budget) -> None:
    ask(table, over(table), reserve)
    cast = table.cast
    for user, purpose, seen in (
        (cast.partner, Purpose.CASEWORK, 1),
        (cast.finance, Purpose.FINANCE, 1),
        (cast.stranger, Purpose.CASEWORK, 0),
        (cast.owner, Purpose.CASEWORK, 0),
    ):
        with cast.as_app(user, purpose):
            assert ReserveRequest.objects.count() == seen


def test_a_reserve_has_a_date_by_which_an_answer_is_needed(table: Any, reserve: Budget) -> None:
    by = table.cast.now.date() + timedelta(days=9)
    ask(table, over(table), reserve, needed_by=by)
    assert Task.objects.get(kind="decide_reserve").due_on == by


def test_the_package_is_that_of_the_day_which_it_names_itself(table: Any, client_of: Any) -> None:
    cast, today = table.cast, table.cast.now.date()
    first = Package.objects.get()
    later = Package.objects.create(
        programme=cast.programme, name="2026/2", valid_from=today - timedelta(days=5),
        currency="EUR",
    )  # fmt: skip
    Case.objects.update(arrived_on=today - timedelta(days=20))
    found = {}
    for counts_from in CountsFrom:
        Package.objects.filter(pk=first.pk).update(counts_from=counts_from)
        with cast.as_app(cast.partner):
            case = Case.objects.get(pk=table.case.pk)
            in_force = queries.entitlements(case, None, on=today)
        found[counts_from] = in_force and in_force.package
    assert found == {CountsFrom.ARRIVAL: first, CountsFrom.APPROVAL: later}
    page = client_of(cast.partner).get(f"/cases/{table.case.pk}/instalments/").content.decode()
    assert "2026/2" in page
