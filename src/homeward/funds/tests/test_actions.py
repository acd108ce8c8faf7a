from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from homeward.access.choices import Purpose
from homeward.cases import actions as cases
from homeward.cases.choices import ClosureReason
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.files.choices import Reason as FileReason
from homeward.files.models import StoredFile
from homeward.funds import actions, queries
from homeward.funds.choices import InstalmentStatus, ProofRefusal, Reason
from homeward.funds.models import Budget, Instalment, Payment, Reservation
from homeward.plans.choices import LineStatus
from homeward.tasks.models import Task


def waits(instalment: Instalment) -> list[tuple[str, Any]]:
    found = Task.objects.filter(subject_id=instalment.pk, done_at__isnull=True)
    return [(task.kind, task.holder_org) for task in found]


def test_an_approval_reserves_for_the_drafter(till: Any) -> None:
    reservation = Reservation.objects.get()
    assert (reservation.amount, reservation.currency) == (Decimal(1200), "EUR")
    assert reservation.owner_org == till.cast.partner_org
    assert Budget.objects.get().reserved == Decimal(1200)


def test_an_approval_without_money_changes_nothing(table: Any) -> None:
    Budget.objects.update(amount=1199)
    plan = table.submit(table.drafted())
    with pytest.raises(Refused) as refused:
        table.approve(plan)
    plan.refresh_from_db()
    assert refused.value.reasons == [Reason.NO_BUDGET]
    assert (plan.status, plan.decisions.count()) == ("submitted", 0)
    assert Budget.objects.get().reserved == 0


def test_a_plan_of_public_services_needs_no_money(table: Any) -> None:
    Budget.objects.all().delete()
    plan = table.draft()
    table.add(plan, None)
    table.approve(table.submit(plan))
    assert not Reservation.objects.exists()


def test_a_line_is_planned_in_instalments(till: Any) -> None:
    first, second = till.plan_parts("700", "500")
    assert [first.number, second.number] == [1, 2]
    assert waits(first) == [("bring_proof", till.cast.partner_org)]
    till.line.refresh_from_db()
    assert till.line.status == LineStatus.UNDER_WAY
    with pytest.raises(Refused) as refused:
        till.plan_parts("1")
    assert refused.value.reasons == [Reason.OVER_LINE]


def test_a_proof_hands_the_wait_to_the_fund(till: Any) -> None:
    (instalment,) = till.plan_parts("1200")
    proof = till.bring(instalment)
    instalment.refresh_from_db()
    assert instalment.status == InstalmentStatus.PROVEN
    assert proof.file.content_type == "application/pdf"
    assert waits(instalment) == [("pay_instalment", till.cast.fund)]
    with pytest.raises(Refused) as refused:
        till.bring(instalment)
    assert refused.value.reasons == [Reason.WRONG_STATUS]


def test_a_file_of_another_kind_is_not_kept(till: Any) -> None:
    (instalment,) = till.plan_parts("1200")
    with pytest.raises(Refused) as refused:
        till.bring(instalment, b"<html>paid</html>")
    assert refused.value.reasons == [FileReason.WRONG_TYPE]
    assert not StoredFile.objects.exists()


def test_an_instalment_is_paid_once_on_its_proof(till: Any) -> None:
    (instalment,) = till.plan_parts("1200")
    with pytest.raises(Refused) as refused:
        till.pay(instalment)
    assert refused.value.reasons == [Reason.NO_PROOF]
    till.bring(instalment)
    till.pay(instalment)
    with pytest.raises(Refused) as refused:
        till.pay(instalment)
    assert refused.value.reasons == [Reason.PAID_ALREADY]
    assert Payment.objects.count() == 1
    assert Budget.objects.get().paid == Decimal(1200)
    assert waits(instalment) == []


def test_a_payment_does_not_lie_in_the_future(till: Any) -> None:
    (instalment,) = till.plan_parts("1200")
    till.bring(instalment)
    with pytest.raises(Refused) as refused:
        till.pay(instalment, paid_on=till.cast.now.date() + timedelta(days=1))
    assert refused.value.reasons == [Reason.PAID_IN_FUTURE]


def test_whoever_brought_the_proof_does_not_pay(till: Any) -> None:
    cast = till.cast
    (instalment,) = till.plan_parts("1200")
    till.bring(instalment)
    cast.partner.roles = [*cast.partner.roles, "finance_officer"]
    with cast.as_app(cast.partner), pytest.raises(Refused) as refused:
        actions.pay(instalment, cast.now.date(), by=cast.partner, at=cast.now)
    assert Reason.SAME_PERSON in refused.value.reasons


def test_a_refused_proof_comes_back_with_its_reason(till: Any) -> None:
    (instalment,) = till.plan_parts("1200")
    proof = till.bring(instalment)
    with pytest.raises(Refused) as refused:
        till.refuse(proof, "")
    assert refused.value.reasons == [Reason.NO_REASON]
    till.refuse(proof, ProofRefusal.ILLEGIBLE)
    assert waits(instalment) == [("bring_proof", till.cast.partner_org)]
    with pytest.raises(Refused) as refused:
        till.refuse(proof, ProofRefusal.ILLEGIBLE)
    assert refused.value.reasons == [Reason.WRONG_STATUS]
    till.bring(instalment)
    till.pay(instalment)
    with till.cast.as_app(till.cast.partner):
        texts = [str(entry.text) for entry in queries.history(queries.of_case(till.table.case))]
    assert texts == [
        "Proof brought for instalment 1",
        "Proof brought for instalment 1",
        "Proof refused: It can't be read",
        "Instalment 1 paid on proof, 1,200 EUR",
    ]


def test_a_cancelled_instalment_frees_its_amount(till: Any) -> None:
    cast = till.cast
    (instalment,) = till.plan_parts("1200")
    with cast.as_app(cast.partner):
        actions.cancel_instalment(instalment, by=cast.partner, at=cast.now)
    assert len(till.plan_parts("600", "600")) == 2


def test_a_case_does_not_close_while_money_is_owed(till: Any) -> None:
    cast = till.cast
    till.plan_parts("1200")
    with cast.as_app(cast.partner), pytest.raises(Refused) as refused:
        cases.close(
            Case.objects.get(pk=till.table.case.pk), ClosureReason.COMPLETED,
            by=cast.partner, at=cast.now,
        )  # fmt: skip
    assert Reason.UNPAID in refused.value.reasons


def test_after_the_last_wait_somebody_is_asked_whether_the_case_closes(till: Any) -> None:
    (instalment,) = till.plan_parts("1200")
    till.bring(instalment)
    Task.objects.exclude(subject_id=instalment.pk).delete()
    till.pay(instalment)
    left = Task.objects.get(done_at__isnull=True)
    assert (left.kind, left.holder) == ("close_case", till.cast.partner)


def test_the_wrong_role_is_refused_each_verb(till: Any) -> None:
    cast = till.cast
    (instalment,) = till.plan_parts("1200")
    proof = till.bring(instalment)
    with cast.as_app(cast.partner):
        with pytest.raises(PermissionDenied):
            actions.pay(instalment, cast.now.date(), by=cast.partner, at=cast.now)
        with pytest.raises(PermissionDenied):
            actions.refuse_proof(proof, "illegible", by=cast.partner, at=cast.now)
    with cast.as_app(cast.finance, Purpose.FINANCE):
        with pytest.raises(PermissionDenied):
            actions.bring_proof(instalment, b"%PDF-", "a", by=cast.finance, at=cast.now)
        with pytest.raises(PermissionDenied):
            actions.plan_instalments(till.line, [], by=cast.finance, at=cast.now)


def test_a_budget_is_opened_by_the_fund_office(cast: Any) -> None:
    fields = {
        "name": "2027", "amount": Decimal(10), "currency": "EUR",
        "valid_from": cast.now.date(), "by": cast.finance, "at": cast.now,
    }  # fmt: skip
    with cast.as_app(cast.finance, Purpose.FINANCE):
        until = cast.now.date()
        budget = actions.open_budget(cast.programme, valid_until=until, **fields)
        with pytest.raises(Refused) as refused:
            actions.open_budget(
                cast.programme, valid_until=until - timedelta(days=1), **fields | {"amount": 0}
            )
    assert budget.fund_org == cast.fund
    assert refused.value.reasons == [Reason.NO_AMOUNT, Reason.ENDS_BEFORE_IT_BEGINS]
