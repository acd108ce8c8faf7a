"""Goals, health needs and the grid of a drafted plan, and what the person says to it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.plans import queries, rules
from homeward.plans.actions.copying import take_template
from homeward.plans.actions.drafting import Line, new_line
from homeward.plans.actions.moving import (
    changed,
    locked,
    locked_draft,
    of_the_case,
    of_the_plan,
)
from homeward.plans.choices import (
    Answer,
    AnswerWay,
    CommentKind,
    Dimension,
    LineKind,
    PlanStatus,
    Rating,
    Reached,
    Reason,
)
from homeward.plans.models import (
    Comment,
    FeasibilityCriterion,
    FeasibilityRating,
    Goal,
    NeedAnswer,
    PersonAnswer,
    Plan,
    PlanLine,
    PlanTemplate,
)
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def add_goal(plan: Plan, *, by: User, at: datetime, **said: Any) -> Goal:
    require(by, "plans.draft")
    plan = locked_draft(plan)
    last = plan.goals.order_by("-position").first()
    changed(plan)
    return Goal.objects.create(
        position=last.position + 1 if last else 1, **of_the_plan(plan), **said
    )  # fmt: skip


@transaction.atomic
def change_measured_goal(goal: Goal, *, by: User, at: datetime, **said: Any) -> Goal:
    require(by, "plans.draft")
    plan = locked_draft(goal.plan)
    for name, value in said.items():
        setattr(goal, name, value)
    goal.save(update_fields=list(said))
    changed(plan)
    return goal


@transaction.atomic
def remove_goal(goal: Goal, *, by: User, at: datetime) -> None:
    """Its lines stay, without a goal."""
    require(by, "plans.draft")
    plan = locked_draft(goal.plan)
    goal.delete()
    changed(plan)


@transaction.atomic
def say_reached(
    goal: Goal, reached: Reached, *, note: str = "", on: date, by: User, at: datetime
) -> Goal:
    """Whether a goal of an approved plan was reached; said again when more is known."""
    require(by, "plans.draft")
    plan = locked(goal.plan)
    if plan.status != PlanStatus.APPROVED:
        raise Refused(Reason.WRONG_STATUS)
    goal.reached, goal.reached_note = reached, note
    goal.reached_on = None if reached == Reached.OPEN else on
    goal.save(update_fields=["reached", "reached_note", "reached_on"])
    return goal


@transaction.atomic
def apply_template(plan: Plan, template: PlanTemplate, *, by: User, at: datetime) -> Plan:
    """Copies its goals and lines into the draft; from there on they are the plan's own."""
    require(by, "plans.draft")
    plan = locked_draft(plan)
    currency = queries.currency_of(plan.case, plan, on=at.date())
    if template.programme_id != plan.programme_id:
        raise Refused(Reason.NOTHING_IN_IT)
    if currency and currency != template.currency:
        raise Refused(Reason.WRONG_CURRENCY)
    take_template(plan, template, on=at.date())
    plan.template = template
    plan.route = plan.route or template.route
    plan.fallback = plan.fallback or template.fallback
    changed(plan, "template", "route", "fallback")
    return plan


@transaction.atomic
def answer_need(
    plan: Plan, need: UUID, *, line: PlanLine | None, reason: str, by: User, at: datetime
) -> None:
    """The line that covers an open health need, or the reason why the plan has none for it."""
    require(by, "plans.answer_needs")
    plan = locked_draft(plan)
    if not any(found.id == need for found in queries.needs(plan)):
        raise Refused(Reason.NOTHING_IN_IT)
    if line is None and not reason.strip():
        raise Refused(Reason.HEALTH_UNANSWERED)
    plan.need_answers.filter(need=need).delete()
    NeedAnswer.objects.create(
        need=need, line=line, reason="" if line else reason, at=at, by=by, **of_the_plan(plan)
    )


@transaction.atomic
def weigh(
    plan: Plan,
    ratings: Mapping[FeasibilityCriterion, tuple[Rating, str]],
    *,
    by: User,
    at: datetime,
) -> None:
    """Rates the plan by its grid, each criterion with its reason; said anew, it replaces."""
    require(by, "plans.draft")
    plan = locked_draft(plan)
    for criterion, (rating, reason) in ratings.items():
        if not reason.strip():
            raise Refused(Reason.NO_REASON)
        plan.ratings.filter(criterion=criterion).delete()
        FeasibilityRating.objects.create(
            criterion=criterion, rating=rating, reason=reason, at=at, by=by, **of_the_plan(plan)
        )


@transaction.atomic
def answer(
    plan: Plan,
    given: Answer,
    *,
    way: AnswerWay,
    revision: int | None = None,
    witness: str = "",
    said: str = "",
    by: User,
    at: datetime,
) -> PersonAnswer:
    """The person's yes or no to the plan as it stands, on their pages or before the worker.

    `revision` is the one that was shown: an answer to what has changed since is refused.
    A no ends nothing: what is given already goes on, and the plan is talked over again.
    """
    require(by, "plans.say_own" if way == AnswerWay.PORTAL else "plans.record_answer")
    # The person may not lock the row; what they answered is bound to the revision that they saw.
    plan = Plan.objects.select_related("case", "drafted_by").get(pk=plan.pk)
    refuse_if(
        rules.reasons_not_to_answer(
            answer=given,
            way=way,
            witness=witness,
            said=said,
            can_change=plan.status in rules.SENDABLE,
            has_lines=plan.lines.exists(),
            is_as_shown=revision in {None, plan.revision},
        )
    )
    row = PersonAnswer(
        answer=given, way=way, witness=witness, said=said, revision=plan.revision, at=at, by=by,
        **of_the_plan(plan),
    )  # fmt: skip
    row.save(force_insert=True)
    if given == Answer.REFUSED:
        _wait_for_reply(plan, at=at)
    else:
        end_reply(plan, at=at)
    return row


@transaction.atomic
def comment(
    plan: Plan, text: str, *, line: PlanLine | None = None, by: User, at: datetime
) -> Comment:
    """The person's own words on the plan, or on one of its lines."""
    require(by, "plans.say_own")
    return _say(plan, CommentKind.COMMENT, text, line=line, by=by, at=at)


@transaction.atomic
def propose(plan: Plan, text: str, dimension: Dimension, *, by: User, at: datetime) -> Comment:
    """A line that the person would like; the case manager takes it in or says why not."""
    require(by, "plans.say_own")
    return _say(plan, CommentKind.PROPOSAL, text, dimension=dimension, by=by, at=at)


def _say(
    plan: Plan, kind: CommentKind, text: str, *, by: User, at: datetime, **more: Any
) -> Comment:
    plan = Plan.objects.select_related("case", "drafted_by").get(pk=plan.pk)
    if not text.strip():
        raise Refused(Reason.NOTHING_SAID)
    row = Comment(kind=kind, text=text, at=at, by=by, **of_the_plan(plan), **more)
    row.save(force_insert=True)
    _wait_for_reply(plan, at=at)
    return row


def _wait_for_reply(plan: Plan, *, at: datetime) -> None:
    tasks.begin(
        TaskKind.ANSWER_PERSON,
        plan.case_id,
        holder_org=plan.owner_org_id,
        holder=plan.drafted_by,
        waiter_org=plan.owner_org_id,
        at=at,
        **of_the_case(plan),
    )


@transaction.atomic
def settle(said: Comment, reply: str, *, take: bool = False, by: User, at: datetime) -> Comment:
    """Answers a comment. A proposal that is taken becomes a line, to be filled in on its page."""
    require(by, "plans.draft")
    said = Comment.objects.select_for_update(of=("self",)).select_related("plan").get(pk=said.pk)
    if said.settled_at:
        raise Refused(Reason.SETTLED)
    if take:
        said.became = _take(said)
    elif not reply.strip():
        raise Refused(Reason.NOTHING_SAID)
    said.reply, said.settled_at, said.settled_by = reply, at, by
    said.save(update_fields=["reply", "became", "settled_at", "settled_by"])
    end_reply(said.plan, at=at)
    return said


def _take(said: Comment) -> PlanLine:
    """As a public service at first: what a fund pays gets its cost on the line's page."""
    plan = locked_draft(said.plan)
    changed(plan)
    line = Line(
        dimension=Dimension(said.dimension), kind=LineKind.PUBLIC_SERVICE, title=said.text[:200]
    )
    return new_line(plan, line, is_wish=True)


def end_reply(plan: Plan, *, at: datetime) -> None:
    """The wait ends with the last thing that was said."""
    if not Comment.objects.filter(plan__case=plan.case_id, settled_at__isnull=True).exists():
        tasks.end(TaskKind.ANSWER_PERSON, plan.case_id, at=at)


@transaction.atomic
def heard_refusal(plan: Plan, *, by: User, at: datetime) -> None:
    """The worker has read why the person does not agree, and goes on with the plan."""
    require(by, "plans.draft")
    end_reply(plan, at=at)
