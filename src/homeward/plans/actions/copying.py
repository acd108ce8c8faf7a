"""What a version of a plan takes from another one, and from a template."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from homeward.plans.actions.moving import of_the_plan
from homeward.plans.choices import LineStatus
from homeward.plans.models import (
    FeasibilityRating,
    Goal,
    NeedAnswer,
    Plan,
    PlanLine,
    PlanTemplate,
    TemplateGoal,
    TemplateLine,
)

MONTH = 365.25 / 12
OF_A_GOAL = ("origin", "position", "topic", "horizon", "text", "measure", "baseline", "target",
             "by_when")  # fmt: skip
OF_A_LINE = ("origin", "position", "dimension", "kind", "title", "horizon", "beneficiary_id",
             "service_id", "quantity", "cost", "currency", "planned_parts", "supplier_wish",
             "own_amount", "own_in_kind", "is_wish", "due_on")  # fmt: skip


def copy_content(before: Plan, plan: Plan, *, at: datetime) -> None:
    """Goals, lines, ratings, answers to health needs. Of an approved plan only what has not begun.

    The person's answers are not copied: a version is agreed to by itself.
    """
    goals: dict[UUID | None, Goal] = {
        goal.pk: _copy(Goal, goal, plan, OF_A_GOAL) for goal in before.goals.all()
    }
    kept = before.lines.exclude(status=LineStatus.DROPPED)
    if plan.follows_id == before.pk:
        kept = kept.filter(status=LineStatus.PLANNED)
    lines: dict[UUID | None, PlanLine] = {}
    for line in kept.order_by("position", "pk"):
        goal = goals.get(line.goal_id)
        lines[line.pk] = _copy(PlanLine, line, plan, OF_A_LINE, goal=goal)
    for rating in before.ratings.all():
        names = ("criterion_id", "rating", "reason", "at", "by_id")
        _copy(FeasibilityRating, rating, plan, names)
    for answer in before.need_answers.all():
        taken = lines.get(answer.line_id)
        if taken or answer.reason:
            _copy(NeedAnswer, answer, plan, ("need", "reason", "at", "by_id"), line=taken)


def _copy(model: Any, row: Any, plan: Plan, names: tuple[str, ...], **more: Any) -> Any:
    values = {name: getattr(row, name) for name in names}
    return model.objects.create(**of_the_plan(plan), **values, **more)


def take_template(plan: Plan, template: PlanTemplate, *, on: date) -> None:
    """Adds the template's goals and lines after what the plan holds."""
    after = plan.lines.count()
    goals = plan.goals.count()
    for goal in template.goals.all():
        _goal(plan, goal, position=goals + goal.position, on=on)
    for line in template.lines.all():
        _line(plan, line, template, position=after + line.position, on=on)


def _goal(plan: Plan, goal: TemplateGoal, *, position: int, on: date) -> None:
    Goal.objects.create(
        position=position, topic=goal.topic, horizon=goal.horizon, text=goal.text,
        measure=goal.measure, target=goal.target, by_when=_in(goal.months, on),
        **of_the_plan(plan),
    )  # fmt: skip


def _line(
    plan: Plan, line: TemplateLine, template: PlanTemplate, *, position: int, on: date
) -> None:
    PlanLine.objects.create(
        position=position, dimension=line.dimension, kind=line.kind, horizon=line.horizon,
        title=line.title, quantity=line.quantity, cost=line.cost,
        currency=template.currency if line.cost is not None else "",
        due_on=_in(line.months, on), **of_the_plan(plan),
    )  # fmt: skip


def _in(months: int | None, on: date) -> date | None:
    return None if months is None else on + timedelta(days=round(months * MONTH))
