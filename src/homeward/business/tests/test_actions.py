"""A business from its first draft to the check whether it still runs."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from homeward.business import actions, queries
from homeward.business.choices import (
    BusinessState,
    CheckOutcome,
    CreditState,
    PlanState,
    Reason,
    StepState,
    StopReason,
    Verdict,
)
from homeward.business.models import CheckRule, GroupMember, StepOfBusiness, SurvivalCheck
from homeward.core.refusals import Refused
from homeward.places.models import Country
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def open_kinds(subject: Any) -> set[str]:
    found = Task.objects.filter(subject_id=subject, done_at__isnull=True)
    return set(found.values_list("kind", flat=True))


def refused(shop: Any, *call: Any, **given: Any) -> list[Any]:
    with pytest.raises(Refused) as refusal:
        shop.act(*call, **given)
    return refusal.value.reasons


def test_a_plan_goes_to_an_adviser_who_did_not_draft_it(shop: Any) -> None:
    shop.act(actions.send, shop.plan)
    assert open_kinds(shop.business.pk) == {TaskKind.REVIEW_BUSINESS}
    assert refused(shop, actions.review, shop.plan, Verdict.AGREE) == [Reason.OWN_PLAN]
    shop.act(actions.review, shop.plan, Verdict.MEND, comment="Whose stall?", by=shop.adviser)
    shop.plan.refresh_from_db()
    assert shop.plan.state == PlanState.SENT_BACK
    wait = Task.objects.get(kind=TaskKind.MEND_BUSINESS, done_at__isnull=True)
    assert (wait.holder, wait.case_id) == (shop.cast.partner, shop.case.pk)


def test_a_new_version_keeps_the_agreed_one_as_it_was(shop: Any) -> None:
    shop.agreed()
    second = shop.act(actions.new_version, shop.business)
    assert (second.version, second.is_draft) == (2, True)
    assert [line.amount for line in queries.costs(second)] == [
        line.amount for line in queries.costs(shop.plan)
    ]
    assert refused(shop, actions.new_version, shop.business) == [Reason.DRAFT_OPEN]
    assert refused(shop, actions.add_cost, shop.plan, "start", "x", Decimal(1)) == [
        Reason.NOT_A_DRAFT
    ]


def test_its_start_opens_the_checks_that_the_programme_agreed(shop: Any) -> None:
    for months in (3, 6, 12):
        CheckRule.objects.create(
            programme=shop.cast.programme, months=months, valid_from=date(2020, 1, 1),
            source="Agreed in the programme",
        )  # fmt: skip
    business = shop.started()
    checks = list(SurvivalCheck.objects.order_by("months"))
    assert [check.months for check in checks] == [3, 6, 12]
    wait = Task.objects.get(subject_id=checks[0].pk)
    assert (wait.due_on, wait.holder_org) == (checks[0].due_on, shop.cast.partner_org)
    found = actions.Found(
        outcome=CheckOutcome.RUNS, asked_on=shop.cast.now.date(), sales=Decimal(900), workers=2
    )
    shop.act(actions.answer_check, checks[0], found)
    assert open_kinds(checks[0].pk) == set()
    assert refused(shop, actions.answer_check, checks[0], found) == [Reason.DONE_ALREADY]
    shop.act(actions.stop, business, on=shop.cast.now.date(), reason=StopReason.LOSS)
    assert [c.outcome for c in SurvivalCheck.objects.order_by("months")] == [
        CheckOutcome.RUNS, CheckOutcome.STOPPED, CheckOutcome.STOPPED,
    ]  # fmt: skip
    assert not Task.objects.filter(kind=TaskKind.CHECK_BUSINESS, done_at__isnull=True).exists()


def test_it_does_not_begin_before_its_plan_is_agreed(shop: Any) -> None:
    on = shop.cast.now.date()
    assert refused(shop, actions.start, shop.business, on=on) == [Reason.NOT_AGREED]
    assert shop.started().state == BusinessState.RUNNING
    assert Reason.WRONG_STATE in refused(shop, actions.start, shop.business, on=on)


def step(shop: Any, **given: Any) -> Any:
    known = actions.StepKnown(
        **{
            "country": Country.objects.get(code="GH"), "source": "Registrar's list of fees",
            "valid_from": date(2020, 1, 1), "what": "Register the name", "where": "Registrar",
            **given,
        }
    )  # fmt: skip
    return shop.act(actions.add_step, known, by=shop.adviser)


def test_steps_that_hold_there_become_the_business_s_own_list(shop: Any) -> None:
    old = step(shop)
    new = shop.act(
        actions.add_step,
        actions.StepKnown(
            country=old.country, source="New list", valid_from=date(2024, 1, 1),
            what="Register the name online", where="Registrar",
        ),
        instead=old, by=shop.adviser,
    )  # fmt: skip
    old.refresh_from_db()
    assert old.valid_until == date(2023, 12, 31)
    step(shop, country=Country.objects.get(code="BE"))
    shop.act(actions.take_up_steps, shop.business)
    shop.act(actions.take_up_steps, shop.business)
    mine = StepOfBusiness.objects.get()
    assert mine.step == new
    assert refused(shop, actions.mark_step, mine, StepState.DONE, on=None) == [Reason.NO_EVIDENCE]
    paper = (b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF", "certificate.pdf")
    done = shop.act(actions.mark_step, mine, StepState.DONE, on=None, note="BN-1", paper=paper)
    assert (done.on, done.evidence.content_type) == (shop.cast.now.date(), "application/pdf")


def test_a_loan_is_asked_for_granted_and_repaid(shop: Any) -> None:
    today = shop.cast.now.date()
    credit = shop.act(
        actions.ask_credit, shop.business, lender=shop.cast.provider, asked=Decimal(500),
        currency="GHS", asked_on=today,
    )  # fmt: skip
    shop.act(actions.move_credit, credit, CreditState.GRANTED, on=today, granted=Decimal(400))
    credit.refresh_from_db()
    assert (credit.state, credit.granted) == (CreditState.GRANTED, 400)
    shop.act(actions.move_credit, credit, CreditState.REPAID, on=today)
    assert refused(shop, actions.move_credit, credit, CreditState.REFUSED, on=today) == [
        Reason.WRONG_STATE, Reason.NO_REASON,
    ]  # fmt: skip
    with pytest.raises(PermissionDenied):
        shop.act(actions.move_credit, credit, CreditState.REPAID, on=today, by=shop.adviser)


def test_a_visit_ends_its_wait_and_begins_the_next(shop: Any) -> None:
    business, today = shop.started(), shop.cast.now.date()
    given = actions.Visited(
        on=today, way="at_business", findings="Sells well", next_on=today + timedelta(days=30)
    )
    for _visit in range(2):
        shop.act(actions.visit, business, given, by=shop.adviser)
    wait = Task.objects.get(kind=TaskKind.VISIT_BUSINESS, done_at__isnull=True)
    assert (wait.holder, wait.due_on) == (shop.adviser, given.next_on)


def test_a_business_is_once_in_a_group_of_its_trade(shop: Any) -> None:
    group = shop.act(
        actions.open_group, name="Tailors of Ashaiman", trade="Tailoring",
        country=Country.objects.get(code="GH"),
    )  # fmt: skip
    member = shop.act(actions.join, shop.business, group)
    assert refused(shop, actions.join, shop.business, group) == [Reason.IN_GROUP_ALREADY]
    shop.act(actions.leave_group, member)
    shop.act(actions.join, shop.business, group)
    assert GroupMember.objects.filter(left_on__isnull=True).count() == 1
    shop.act(actions.close_group, group)
    assert refused(shop, actions.close_group, group) == [Reason.GROUP_CLOSED]
