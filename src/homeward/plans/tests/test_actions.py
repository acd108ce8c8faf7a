from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from homeward.access.choices import Purpose
from homeward.cases import actions as cases
from homeward.cases.choices import ClosureReason, Stage
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.plans import actions, queries
from homeward.plans.choices import (
    DecisionReason,
    LineStatus,
    Outcome,
    PlanStatus,
    Reason,
)
from homeward.plans.models import Condition, Plan, PlanLine
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

OF_A_PLAN = [
    TaskKind.CONFIRM_FACTS,
    TaskKind.DRAFT_PLAN,
    TaskKind.DECIDE_PLAN,
    TaskKind.MEND_PLAN,
    TaskKind.MEET_CONDITION,
    TaskKind.START_SUPPORT,
]


def waits(case: Case) -> dict[str, Task]:
    """What is open on the case's plan; other features may wait beside it."""
    found = Task.objects.filter(case_id=case.pk, kind__in=OF_A_PLAN, done_at__isnull=True)
    return {task.kind: task for task in found}


def test_a_draft_is_the_drafter_s_wait(table: Any) -> None:
    plan = table.draft()
    assert (plan.version, plan.status) == (1, PlanStatus.DRAFT)
    assert waits(table.case)["draft_plan"].holder == table.cast.partner


def test_a_second_draft_is_refused_while_the_first_is_on_its_way(table: Any) -> None:
    table.draft()
    with pytest.raises(Refused) as refused:
        table.draft()
    assert refused.value.reasons == [Reason.PLAN_OPEN]


def test_only_the_accountable_organisation_drafts(table: Any) -> None:
    cast = table.cast
    cast.owner.roles = ["case_manager"]
    with cast.as_app(cast.owner), pytest.raises(Refused) as refused:
        actions.draft(Case.objects.get(pk=table.case.pk), by=cast.owner, at=cast.now)
    assert refused.value.reasons == [Reason.NOT_ACCOUNTABLE]


def test_lines_are_added_changed_and_removed(table: Any) -> None:
    cast, plan = table.cast, table.draft()
    line = table.add(plan)
    with cast.as_app(cast.partner):
        changed = actions.Line(
            dimension=line.dimension, kind=line.kind, title="Two machines",
            cost=Decimal(1400), currency="EUR",
        )  # fmt: skip
        actions.change_line(line, changed, by=cast.partner, at=cast.now)
        assert [kept.title for kept in queries.lines(plan)] == ["Two machines"]
        actions.remove_line(line, by=cast.partner, at=cast.now)
        assert queries.lines(plan) == []


def test_a_submitted_plan_stays_as_it_was_sent(table: Any) -> None:
    plan = table.submit(table.drafted())
    with pytest.raises(Refused) as refused:
        table.add(plan)
    assert refused.value.reasons == [Reason.WRONG_STATUS]


def test_submitting_hands_the_wait_to_the_commission(table: Any) -> None:
    plan = table.submit(table.drafted())
    open_waits = waits(table.case)
    assert set(open_waits) == {"decide_plan"}
    assert open_waits["decide_plan"].holder_org == table.cast.commission
    assert open_waits["decide_plan"].due_on == table.session.held_on
    assert plan.ceilings == {"in_kind": "1500.00"}


def test_submitting_without_anything_hears_every_reason(bare: Any) -> None:
    cast, plan = bare.cast, bare.draft(goal="")
    with pytest.raises(Refused) as refused:
        bare.submit(plan)
    assert refused.value.reasons == [
        Reason.NO_GOAL, Reason.NO_LINES, Reason.NOT_AGREED, Reason.NO_AGREEMENT, Reason.NO_CONSENT,
    ]  # fmt: skip
    with cast.as_app(cast.partner), pytest.raises(Refused) as refused:
        actions.submit(plan, None, by=cast.partner, at=cast.now)
    assert Reason.NO_SESSION in refused.value.reasons


def test_submitting_above_the_ceiling_is_refused(table: Any) -> None:
    plan = table.draft()
    table.add(plan, "1501")
    with pytest.raises(Refused) as refused:
        table.submit(plan)
    assert refused.value.reasons == [Reason.OVER_CEILING]


def test_a_second_submission_is_refused(table: Any) -> None:
    plan = table.submit(table.drafted())
    with pytest.raises(Refused) as refused:
        table.submit(plan)
    assert Reason.WRONG_STATUS in refused.value.reasons


def test_an_approval_begins_the_support(table: Any) -> None:
    plan = table.submit(table.drafted())
    table.approve(plan)
    plan.refresh_from_db()
    case = Case.objects.get(pk=table.case.pk)
    assert (plan.status, plan.approved_on) == (PlanStatus.APPROVED, table.cast.now.date())
    assert case.stage == Stage.SUPPORT
    assert case.stage_changes.get(to=Stage.SUPPORT).by == table.cast.secretary
    wait = waits(case)
    assert set(wait) == {"start_support"}
    assert wait["start_support"].holder == table.cast.partner


def test_the_second_click_decides_nothing(table: Any) -> None:
    plan = table.submit(table.drafted())
    table.approve(plan)
    with pytest.raises(Refused) as refused:
        table.approve(plan)
    assert refused.value.reasons == [Reason.WRONG_STATUS]
    assert plan.decisions.count() == 1


def test_a_decision_has_a_reason(table: Any) -> None:
    plan = table.submit(table.drafted())
    with pytest.raises(Refused) as refused:
        table.decide(plan, Outcome.REJECTED, "")
    assert refused.value.reasons == [Reason.NO_REASON]


def test_another_commission_does_not_decide(table: Any) -> None:
    cast = table.cast
    plan = table.submit(table.drafted())
    cast.secretary.organisation = cast.stranger_org
    with pytest.raises(Refused) as refused:
        table.approve(plan)
    assert refused.value.reasons == [Reason.NOT_PARTY]


def test_a_commission_that_may_only_read_is_told_so(bare: Any) -> None:
    cast = bare.cast
    cast.agree(cast.host, cast.commission, Purpose.DECISION, may_write=False)
    cast.agree(cast.partner_org, cast.commission, Purpose.DECISION, may_write=False)
    cast.consent(bare.people[0], cast.commission, Purpose.DECISION)
    plan = bare.submit(bare.drafted())
    with pytest.raises(Refused) as refused:
        bare.approve(plan)
    assert refused.value.reasons == [Reason.NO_AGREEMENT]


def test_a_rejected_plan_is_drafted_anew_with_its_lines(table: Any) -> None:
    plan = table.submit(table.drafted())
    table.decide(plan, Outcome.REJECTED, DecisionReason.NOT_VIABLE, remark="No market there")
    wait = waits(table.case)["mend_plan"]
    assert (wait.holder, wait.note) == (table.cast.partner, DecisionReason.NOT_VIABLE)
    second = table.draft(goal="")
    assert (second.version, second.goal) == (2, "A stall of her own")
    assert second.lines.count() == 2
    assert set(waits(table.case)) == {"draft_plan"}


def test_an_adjourned_plan_comes_back_in_a_later_session(table: Any) -> None:
    plan = table.submit(table.drafted())
    table.decide(plan, Outcome.ADJOURNED, DecisionReason.INCOMPLETE)
    plan.refresh_from_db()
    with pytest.raises(Refused) as refused:
        table.submit(plan)
    assert refused.value.reasons == [Reason.SAME_SESSION]
    later = table.later_session()
    table.submit(plan, later)
    assert set(waits(table.case)) == {"decide_plan"}
    table.approve(plan, session=later)
    assert plan.decisions.count() == 2


def test_a_no_show_waits_for_the_case_manager(table: Any) -> None:
    plan = table.submit(table.drafted())
    table.decide(plan, Outcome.NO_SHOW, DecisionReason.ABSENT)
    plan.refresh_from_db()
    assert plan.status == PlanStatus.NO_SHOW
    assert set(waits(table.case)) == {"mend_plan"}


def test_a_condition_is_met_by_its_holder_once(table: Any) -> None:
    cast = table.cast
    plan = table.submit(table.drafted())
    due = cast.now.date() + timedelta(days=14)
    given = actions.ConditionText(text="A second quote", holder_org=cast.partner_org, due_on=due)
    table.approve(plan, conditions=[given])
    assert waits(table.case)["meet_condition"].due_on == due
    with cast.as_app(cast.partner):
        condition = Condition.objects.get()
        assert condition.text == "A second quote"
        actions.meet_condition(condition, on=cast.now.date(), by=cast.partner, at=cast.now)
        with pytest.raises(Refused) as refused:
            actions.meet_condition(condition, on=cast.now.date(), by=cast.partner, at=cast.now)
    assert refused.value.reasons == [Reason.MET_ALREADY]
    assert "meet_condition" not in waits(table.case)


def test_a_condition_of_another_is_not_mine_to_meet(table: Any) -> None:
    cast = table.cast
    plan = table.submit(table.drafted())
    given = actions.ConditionText(
        text="A visit", holder_org=cast.commission, due_on=cast.now.date()
    )
    table.approve(plan, conditions=[given])
    condition = Condition.objects.select_related("decision__plan").get()
    with cast.as_app(cast.partner), pytest.raises(Refused) as refused:
        actions.meet_condition(condition, on=cast.now.date(), by=cast.partner, at=cast.now)
    assert refused.value.reasons == [Reason.NOT_HOLDER]


def test_a_case_does_not_close_while_its_plan_is_before_the_commission(table: Any) -> None:
    cast = table.cast
    table.submit(table.drafted())
    # Closing writes the owner's row: that needs the clause that the cast's agreement has.
    with cast.as_app(cast.partner), pytest.raises(Refused) as refused:
        cases.close(
            Case.objects.get(pk=table.case.pk), ClosureReason.OWN_CHOICE,
            by=cast.partner, at=cast.now,
        )  # fmt: skip
    assert Reason.BEFORE_COMMISSION in refused.value.reasons


def test_a_line_of_an_approved_plan_is_marked(table: Any) -> None:
    cast = table.cast
    plan = table.drafted()
    line = PlanLine.objects.filter(plan=plan).first()
    with cast.as_app(cast.partner), pytest.raises(Refused):
        actions.mark_line(line, LineStatus.DONE, by=cast.partner, at=cast.now)
    table.submit(plan)
    table.approve(plan)
    with cast.as_app(cast.partner):
        line = PlanLine.objects.get(pk=line.pk)
        actions.mark_line(line, LineStatus.DONE, by=cast.partner, at=cast.now)
        assert PlanLine.objects.get(pk=line.pk).status == LineStatus.DONE


def test_a_session_closes_once_all_is_decided(table: Any) -> None:
    cast = table.cast
    plan = table.submit(table.drafted())
    with cast.as_app(cast.secretary, Purpose.DECISION), pytest.raises(Refused) as refused:
        actions.close_session(table.session, by=cast.secretary, at=cast.now)
    assert refused.value.reasons == [Reason.STILL_WAITING]
    table.approve(plan)
    with cast.as_app(cast.secretary, Purpose.DECISION):
        assert actions.close_session(table.session, by=cast.secretary, at=cast.now).closed_at
        opened = actions.open_session(held_on=cast.now.date(), by=cast.secretary, at=cast.now)
    assert opened.number == 2


def test_the_wrong_role_is_refused_each_verb(table: Any) -> None:
    cast, plan = table.cast, table.drafted()
    with cast.as_app(cast.secretary, Purpose.DECISION):
        with pytest.raises(PermissionDenied):
            actions.draft(table.case, by=cast.secretary, at=cast.now)
        with pytest.raises(PermissionDenied):
            actions.submit(plan, table.session, by=cast.secretary, at=cast.now)
    with cast.as_app(cast.partner):
        with pytest.raises(PermissionDenied):
            actions.decide(
                plan, table.session, Outcome.APPROVED, reason="fits",
                by=cast.partner, at=cast.now,
            )  # fmt: skip
        with pytest.raises(PermissionDenied):
            actions.open_session(held_on=cast.now.date(), by=cast.partner, at=cast.now)


def test_the_history_tells_the_way(table: Any) -> None:
    plan = table.submit(table.drafted())
    table.approve(plan)
    with table.cast.as_app(table.cast.partner):
        texts = [str(entry.text) for entry in queries.history(queries.versions(table.case))]
    assert texts == ["Plan drafted, version 1", "Plan sent to the commission", "Plan approved"]
    assert TaskKind.DECIDE_PLAN not in waits(table.case)
    assert Plan.objects.get().status == PlanStatus.APPROVED
