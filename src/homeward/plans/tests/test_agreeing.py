"""The plan is made together: goals, answers, comments, needs, the grid, versions."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from homeward.access.choices import ActorKind, Role
from homeward.core.refusals import Refused
from homeward.plans import actions, queries
from homeward.plans.choices import (
    Answer,
    AnswerWay,
    Criterion,
    Dimension,
    Horizon,
    LineStatus,
    PlanStatus,
    Rating,
    Reached,
    Reason,
    Route,
    Topic,
)
from homeward.plans.models import (
    Comment,
    FeasibilityCriterion,
    FeasibilityGrid,
    Plan,
    PlanLine,
    PlanTemplate,
    TemplateGoal,
    TemplateLine,
)
from homeward.plans.rules import compare, is_agreed, lacks_horizon, lacks_ties
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def waits(table: Any, kind: TaskKind) -> bool:
    found = Task.objects.filter(case_id=table.case.pk, kind=kind, done_at__isnull=True)
    return bool(found.exists())


@pytest.fixture
def person(table: Any) -> Any:
    """The mother's own sign-in, as the portal's actor."""
    cast = table.cast
    user = cast.user("efua", cast.host, Role.RETURNEE)
    user.person_id, user.organisation = table.people[0].pk, None
    user.save()
    user.refresh_from_db()
    return user


def as_self(table: Any, person: Any) -> Any:
    return table.cast.as_app(kind=ActorKind.PERSON, actor_id=person.pk)


def test_an_answer_holds_for_the_revision_it_was_given_to() -> None:
    assert is_agreed([("refused", 1), ("agreed", 2)], revision=2)
    assert not is_agreed([("agreed", 2)], revision=3)
    assert not is_agreed([("agreed", 2), ("refused", 2)], revision=2)
    assert not is_agreed([], revision=1)


def test_a_plan_without_the_person_s_yes_is_not_sent(table: Any) -> None:
    cast, plan = table.cast, table.drafted()
    with cast.as_app(cast.partner), pytest.raises(Refused) as refused:
        actions.submit(plan, table.session, by=cast.partner, at=cast.now)
    assert refused.value.reasons == [Reason.NOT_AGREED]


def test_a_change_after_the_yes_needs_it_anew(table: Any) -> None:
    cast, plan = table.cast, table.drafted()
    table.agree(plan)
    table.add(plan, "100")
    with cast.as_app(cast.partner), pytest.raises(Refused) as refused:
        actions.submit(plan, table.session, by=cast.partner, at=cast.now)
    assert refused.value.reasons == [Reason.NOT_AGREED]


def test_the_person_agrees_on_their_own_pages_to_what_they_saw(table: Any, person: Any) -> None:
    cast, plan = table.cast, Plan.objects.get(pk=table.drafted().pk)
    with as_self(table, person):
        with pytest.raises(Refused) as refused:
            actions.answer(
                plan, Answer.AGREED, way=AnswerWay.PORTAL, revision=1, by=person, at=cast.now
            )
        assert refused.value.reasons == [Reason.CHANGED_SINCE]
        actions.answer(
            plan, Answer.AGREED, way=AnswerWay.PORTAL, revision=plan.revision,
            by=person, at=cast.now,
        )  # fmt: skip
    with cast.as_app(cast.partner):
        assert queries.is_agreed(plan)
        actions.submit(plan, table.session, by=cast.partner, at=cast.now)


def test_nobody_answers_on_the_person_s_pages_for_them(table: Any) -> None:
    cast, plan = table.cast, table.drafted()
    with cast.as_app(cast.partner), pytest.raises(PermissionDenied):
        actions.answer(plan, Answer.AGREED, way=AnswerWay.PORTAL, by=cast.partner, at=cast.now)


def test_a_word_needs_its_witness_and_a_no_its_reason(table: Any) -> None:
    cast, plan = table.cast, table.drafted()
    with cast.as_app(cast.partner):
        for given, reason in ((Answer.AGREED, Reason.NO_WITNESS), (None, Reason.WHY_REFUSED)):
            with pytest.raises(Refused) as refused:
                actions.answer(
                    plan, given or Answer.REFUSED,
                    way=AnswerWay.WITNESS if given else AnswerWay.SIGNATURE,
                    by=cast.partner, at=cast.now,
                )  # fmt: skip
            assert refused.value.reasons == [reason]


def test_a_no_takes_nothing_away_and_is_the_worker_s_wait(table: Any) -> None:
    plan = table.drafted()
    before = Task.objects.filter(case_id=table.case.pk, done_at__isnull=True).count()
    table.agree(plan, Answer.REFUSED)
    assert Plan.objects.get(pk=plan.pk).status == PlanStatus.DRAFT
    assert PlanLine.objects.filter(plan=plan).count() == 2
    assert waits(table, TaskKind.ANSWER_PERSON)
    assert Task.objects.filter(case_id=table.case.pk, done_at__isnull=True).count() == before + 1
    table.agree(plan)
    assert not waits(table, TaskKind.ANSWER_PERSON)


def test_a_proposal_becomes_a_line_and_is_answered_once(table: Any, person: Any) -> None:
    cast, plan = table.cast, table.drafted()
    with as_self(table, person):
        said = actions.propose(
            plan, "A place in a choir", Dimension.PSYCHOSOCIAL, by=person, at=cast.now
        )
    assert waits(table, TaskKind.ANSWER_PERSON)
    with cast.as_app(cast.partner):
        said = Comment.objects.get(pk=said.pk)
        said = actions.settle(said, "", take=True, by=cast.partner, at=cast.now)
        assert said.became.is_wish
        assert said.became.title == "A place in a choir"
        with pytest.raises(Refused) as refused:
            actions.settle(said, "Again", by=cast.partner, at=cast.now)
    assert refused.value.reasons == [Reason.SETTLED]
    assert not waits(table, TaskKind.ANSWER_PERSON)


def test_the_person_does_not_speak_on_another_s_plan(table: Any) -> None:
    cast = table.cast
    plan = table.drafted()
    other = cast.user("kofi", cast.host, Role.RETURNEE)
    other.person_id, other.organisation = table.people[1].pk, None
    other.save()
    other.refresh_from_db()
    with as_self(table, other), pytest.raises(Plan.DoesNotExist):
        actions.comment(plan, "Mine too", by=other, at=cast.now)


def test_a_goal_has_a_measure_and_is_said_to_be_reached(table: Any) -> None:
    cast, plan = table.cast, table.drafted()
    with cast.as_app(cast.partner):
        goal = actions.add_goal(
            plan, text="The stall carries the family", topic=Topic.LIVELIHOOD,
            horizon=Horizon.LONG, measure="Earned in a month", baseline="0 EUR",
            target="180 EUR", by=cast.partner, at=cast.now,
        )  # fmt: skip
        with pytest.raises(Refused):
            actions.say_reached(
                goal, Reached.REACHED, on=cast.now.date(), by=cast.partner, at=cast.now
            )
    assert goal.dimension == Dimension.ECONOMIC
    table.submit(plan)
    table.approve(plan)
    with cast.as_app(cast.partner):
        goal = actions.say_reached(
            goal, Reached.PARTLY, note="120 EUR", on=cast.now.date(), by=cast.partner, at=cast.now
        )
    assert (goal.reached, goal.reached_on) == (Reached.PARTLY, cast.now.date())


def test_what_a_plan_does_not_say_yet_is_told() -> None:
    assert lacks_ties(["livelihood", "housing"])
    assert not lacks_ties(["livelihood", "family"])
    assert lacks_horizon(["short"]) == [Horizon.LONG]


def test_instalments_add_up_to_the_line(table: Any) -> None:
    plan = table.draft()
    parts = [actions.Part(amount=Decimal(700)), actions.Part(amount=Decimal(400))]
    with pytest.raises(Refused) as refused:
        table.add(plan, "1200", parts=parts)
    assert refused.value.reasons == [Reason.INSTALMENTS_OFF]
    line = table.add(
        plan, "1100", parts=parts, own_amount=Decimal(150), own_in_kind="Her brother's work"
    )
    assert [part["amount"] for part in line.planned_parts] == ["700.00", "400.00"]
    # Own contribution is not asked of the fund.
    assert queries.asked([line]) == {"in_kind": Decimal(1100)}


def test_a_plan_is_weighed_by_the_programme_s_grid(table: Any) -> None:
    cast = table.cast
    grid = FeasibilityGrid.objects.create(
        programme=cast.programme, name="Own 1", valid_from=cast.now.date(), is_required=True
    )
    criterion = FeasibilityCriterion.objects.create(grid=grid, position=1, code=Criterion.MARKET)
    plan = table.drafted()
    with pytest.raises(Refused) as refused:
        table.submit(plan)
    assert refused.value.reasons == [Reason.NOT_WEIGHED]
    with cast.as_app(cast.partner):
        with pytest.raises(Refused):
            actions.weigh(
                plan, {criterion: (Rating.GOOD, " ")}, by=cast.partner, at=cast.now
            )  # fmt: skip
        actions.weigh(
            plan, {criterion: (Rating.FAIR, "Two schools nearby")}, by=cast.partner, at=cast.now
        )
        weighed = queries.weighed(plan, on=cast.now.date())
    assert weighed
    assert (weighed.points, weighed.most) == (2, 3)
    table.submit(plan)


def test_without_an_own_grid_the_shipped_one_holds(table: Any) -> None:
    cast = table.cast
    grid = queries.grid_of(cast.programme, on=cast.now.date())
    assert grid
    assert [c.code for c in grid.criteria.all()] == [
        code for code in Criterion if code != Criterion.OTHER
    ]


def test_a_template_is_copied_and_stays_the_plan_s_own(table: Any) -> None:
    cast = table.cast
    template = PlanTemplate.objects.create(
        programme=cast.programme, name="Business", level=3, level_name="Business", currency="EUR",
        valid_from=cast.now.date(), route=Route.JOB, fallback=Route.BUSINESS,
    )  # fmt: skip
    TemplateGoal.objects.create(
        template=template, position=1, topic=Topic.COMMUNITY, horizon=Horizon.SHORT, text="A group"
    )
    TemplateLine.objects.create(
        template=template, position=1, dimension="economic", kind="funded_item", horizon="short",
        title="Starter kit", cost=Decimal(900), months=3,
    )  # fmt: skip
    plan = table.draft()
    with cast.as_app(cast.partner):
        plan = actions.apply_template(plan, template, by=cast.partner, at=cast.now)
        line = plan.lines.get()
    assert (line.title, line.cost, line.currency) == ("Starter kit", Decimal(900), "EUR")
    assert line.due_on > cast.now.date() + timedelta(days=80)
    assert (plan.route, plan.fallback) == (Route.JOB, Route.BUSINESS)
    assert plan.goals.get().text == "A group"


def test_the_fallback_is_the_next_plan_of_the_same_case(table: Any) -> None:
    cast, plan = table.cast, table.drafted()
    with cast.as_app(cast.partner), pytest.raises(Refused) as refused:
        actions.fall_back(table.case, by=cast.partner, at=cast.now)
    assert refused.value.reasons == [Reason.NO_FALLBACK]
    with cast.as_app(cast.partner):
        actions.change_plan(
            plan, route=Route.JOB, fallback=Route.BUSINESS, by=cast.partner, at=cast.now
        )
    table.submit(plan)
    table.approve(plan)
    course = PlanLine.objects.filter(plan=plan, cost__isnull=True).get()
    with cast.as_app(cast.partner):
        actions.mark_line(
            PlanLine.objects.get(pk=course.pk), LineStatus.UNDER_WAY, by=cast.partner, at=cast.now
        )
        following = actions.fall_back(table.case, by=cast.partner, at=cast.now)
    assert (following.version, following.route, following.follows_id) == (2, "business", plan.pk)
    # What is under way stays where it is, what has not begun is taken along.
    assert [line.title for line in following.lines.all()] == ["Sewing machine"]
    later = table.later_session()
    table.submit(following, later)
    table.approve(following, session=later)
    assert set(PlanLine.objects.filter(plan=plan).values_list("status", flat=True)) == {
        LineStatus.UNDER_WAY,
        LineStatus.DROPPED,
    }
    assert Plan.objects.get(pk=following.pk).status == PlanStatus.APPROVED


def test_two_versions_are_compared_part_by_part() -> None:
    before = {1: {"What": "Kit", "Cost": "900"}, 2: {"What": "Course"}}
    after = {1: {"What": "Kit", "Cost": "800"}, 3: {"What": "Rent"}}
    kinds = [
        (change.kind, change.title, list(change.fields))
        for change in compare(before, after, title="What")
    ]
    assert kinds == [
        ("changed", "Kit", [("Cost", "900", "800")]),
        ("added", "Rent", []),
        ("removed", "Course", []),
    ]


def test_the_next_version_is_told_apart_from_the_last(table: Any) -> None:
    plan = table.submit(table.drafted())
    table.decide(plan, "rejected", "not_viable")
    cast = table.cast
    with cast.as_app(cast.partner):
        second = actions.draft(table.case, why="A smaller kit", by=cast.partner, at=cast.now)
        kit = second.lines.filter(cost__isnull=False).get()
        actions.change_line(
            kit,
            actions.Line(
                dimension=Dimension.ECONOMIC, kind="funded_item", title="Sewing machine",
                cost=Decimal(700), currency="EUR",
            ),
            by=cast.partner, at=cast.now,
        )  # fmt: skip
        found = queries.differences(Plan.objects.get(pk=plan.pk), second)
    assert [change.kind for change in found.lines] == ["changed"]
    assert second.why == "A smaller kit"


def test_neither_status_nor_way_of_return_has_a_place() -> None:
    """No field of what a commission weighs, nor a shipped criterion, is of either."""
    for model in (Plan, PlanLine, PlanTemplate, TemplateLine, FeasibilityCriterion):
        names = {field.name for field in model._meta.get_fields()}
        assert not names & {"way", "way_of_return", "legal_status", "asylum", "forced"}
    assert not {"way", "status", "return"} & set(Criterion.values)
