"""An open health need has a line of the plan or a reason, and no commission learns of it."""

from typing import Any

import pytest

from homeward.access.choices import Purpose
from homeward.core.refusals import Refused
from homeward.plans import actions, queries
from homeward.plans.choices import Reason
from homeward.plans.models import NeedAnswer, Plan, PlanLine
from homeward.protection.choices import NeedKind, Source
from homeward.protection.models import HealthNeed


@pytest.fixture
def need(table: Any) -> Any:
    """As the health pages would have written it down."""
    cast = table.cast
    return HealthNeed.objects.create(
        case=table.case, person=table.people[0], programme=table.case.programme,
        owner_org=cast.partner_org, kind=NeedKind.MEDICINE, what="Insulin", source=Source.values[0],
        said_on=cast.now.date(), opened_at=cast.now, opened_by=cast.partner,
    )  # fmt: skip


def test_an_open_need_without_line_or_reason_stops_the_plan(table: Any, need: Any) -> None:
    cast, plan = table.cast, table.drafted()
    with pytest.raises(Refused) as refused:
        table.submit(plan)
    assert refused.value.reasons == [Reason.HEALTH_UNANSWERED]
    with cast.as_app(cast.partner):
        with pytest.raises(Refused):
            actions.answer_need(
                plan, need.pk, line=None, reason=" ", by=cast.partner, at=cast.now
            )  # fmt: skip
        actions.answer_need(
            plan, need.pk, line=None, reason="The district clinic gives it free",
            by=cast.partner, at=cast.now,
        )  # fmt: skip
        assert not queries.needs_unanswered(plan)
    table.submit(plan)


def test_the_commission_sees_the_line_and_not_the_need(table: Any, need: Any) -> None:
    cast, plan = table.cast, table.drafted()
    line = PlanLine.objects.filter(plan=plan).first()
    with cast.as_app(cast.partner):
        actions.answer_need(plan, need.pk, line=line, reason="", by=cast.partner, at=cast.now)
    table.submit(plan)
    with cast.as_app(cast.secretary, Purpose.DECISION):
        assert PlanLine.objects.filter(pk=line.pk).exists()
        assert not NeedAnswer.objects.exists()
        assert queries.needs(Plan.objects.select_related("case").get()) == []


def test_the_answer_goes_along_into_the_next_version(table: Any, need: Any) -> None:
    cast, plan = table.cast, table.drafted()
    line = PlanLine.objects.filter(plan=plan).first()
    with cast.as_app(cast.partner):
        actions.answer_need(plan, need.pk, line=line, reason="", by=cast.partner, at=cast.now)
    table.submit(plan)
    table.decide(plan, "adjourned", "incomplete")
    second = table.draft(goal="")
    assert second.need_answers.get().line.origin == line.origin


def test_a_need_is_answered_on_its_page(table: Any, need: Any, client_of: Any) -> None:
    plan = table.drafted()
    client = client_of(table.cast.partner)
    where = f"/cases/{table.case.pk}/plan/needs/"
    page = client.get(where).content.decode()
    assert "not answered yet" in page
    said = {"need": need.pk, f"n{need.pk}-line": "", f"n{need.pk}-reason": "Given free"}
    assert client.post(where, said).status_code == 302
    assert plan.need_answers.get().reason == "Given free"
    # Who isn't cleared for health answers none.
    assert client_of(table.cast.secretary).get(where).status_code == 403
