"""An evaluation's own steps: begun, questions stated and declared, reported, replied, published."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import can, require
from homeward.core.refusals import Refused, refuse_if
from homeward.evaluations import queries, rules
from homeward.evaluations.choices import Reason, Status
from homeward.evaluations.models import Evaluation, Question
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

NO_PROGRAMME = 0


@transaction.atomic
def begin(*, by: User, at: datetime, **values: Any) -> Evaluation:
    """Somebody asks for an evaluation of one organisation by another."""
    require(by, "evaluations.ask")
    refuse_if(
        rules.reasons_not_to_begin(
            evaluator=values["evaluator_org"].pk, assessed=values["assessed_org"].pk
        )
    )
    made = Evaluation.objects.create(
        owner_org=by.organisation_of_rows, begun_at=at, begun_by=by, **values
    )
    _wait(TaskKind.DECLARE_QUESTIONS, made, made.evaluator_org_id, by=by, at=at)
    return made


def locked(evaluation: Evaluation, by: User, *parties: str) -> Evaluation:
    """Read again under a lock: two parties may act at once."""
    found = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
    if queries.party(found, by) not in parties:
        raise Refused(Reason.NOT_PARTY)
    return found


@transaction.atomic
def state(evaluation: Evaluation, *, by: User, at: datetime, **values: Any) -> Question:
    """One question. After the declaration it is marked exploratory, by the database."""
    if not can(by, "evaluations.evaluate"):
        require(by, "evaluations.ask")
    found = locked(evaluation, by, "owner", "evaluator")
    if not values["text"].strip():
        raise Refused(Reason.NO_TEXT)
    question = Question.objects.create(evaluation=found, stated_by=by, stated_at=at, **values)
    question.refresh_from_db(fields=["is_exploratory"])
    return question


@transaction.atomic
def take_back(question: Question, *, by: User) -> None:
    """A question that was not declared yet."""
    found = locked(question.evaluation, by, "owner", "evaluator")
    if found.is_declared:
        raise Refused(Reason.LOCKED)
    question.delete()


@transaction.atomic
def declare(evaluation: Evaluation, *, by: User, at: datetime) -> None:
    """From now on the questions stay: data are frozen after them, never before."""
    require(by, "evaluations.evaluate")
    found = locked(evaluation, by, "evaluator")
    refuse_if(rules.reasons_not_to_declare(status=found.status, questions=found.questions.count()))
    found.status, found.declared_at, found.declared_by = Status.DECLARED, at, by
    found.save(update_fields=["status", "declared_at", "declared_by"])
    tasks.end(TaskKind.DECLARE_QUESTIONS, found.pk, at=at)
    _wait(TaskKind.REPORT_EVALUATION, found, found.evaluator_org_id, by=by, at=at)


@transaction.atomic
def report(
    evaluation: Evaluation, conclusion: str, reply_by: date | None, *, by: User, at: datetime
) -> None:
    """Results go to the assessed party, which may reply until a day."""
    require(by, "evaluations.evaluate")
    found = locked(evaluation, by, "evaluator")
    refuse_if(
        rules.reasons_not_to_report(
            status=found.status,
            results=queries.results_of(found).count(),
            conclusion=conclusion,
            reply_by=reply_by,
            today=at.date(),
        )
    )
    found.status, found.conclusion = Status.REPORTED, conclusion.strip()
    found.reported_at, found.reply_by = at, reply_by
    found.save(update_fields=["status", "conclusion", "reported_at", "reply_by"])
    tasks.end(TaskKind.REPORT_EVALUATION, found.pk, at=at)
    _wait(TaskKind.REPLY_TO_EVALUATION, found, found.assessed_org_id, by=by, at=at, due_on=reply_by)


@transaction.atomic
def reply(evaluation: Evaluation, text: str, *, by: User, at: datetime) -> None:
    """What the assessed party says. It is published with the results, word by word."""
    require(by, "evaluations.reply")
    found = locked(evaluation, by, "assessed")
    refuse_if(rules.reasons_not_to_reply(status=found.status, text=text))
    found.status, found.reply = Status.REPLIED, text.strip()
    found.replied_at, found.replied_by = at, by
    found.save(update_fields=["status", "reply", "replied_at", "replied_by"])
    tasks.end(TaskKind.REPLY_TO_EVALUATION, found.pk, at=at)
    _wait(TaskKind.PUBLISH_EVALUATION, found, found.owner_org_id, by=by, at=at)


@transaction.atomic
def publish(evaluation: Evaluation, *, by: User, at: datetime) -> None:
    """Everybody may read it now: questions, results, what can't be concluded, and the reply."""
    require(by, "evaluations.ask")
    found = locked(evaluation, by, "owner")
    refuse_if(
        rules.reasons_not_to_publish(
            rules.PublishingFacts(status=found.status, reply_by=found.reply_by, today=at.date())
        )
    )
    found.status, found.published_at, found.published_by = Status.PUBLISHED, at, by
    found.save(update_fields=["status", "published_at", "published_by"])
    # Its waits end with it, whoever holds them (policies.sql).


def _wait(
    kind: TaskKind,
    evaluation: Evaluation,
    holder: int,
    *,
    by: User,
    at: datetime,
    due_on: date | None = None,
) -> None:
    """Who took the last step waits for the next one."""
    tasks.begin(
        kind, evaluation.pk, holder_org=holder, waiter_org=by.organisation_of_rows, at=at,
        programme_id=evaluation.programme_id or NO_PROGRAMME, reference=evaluation.title,
        due_on=due_on,
    )  # fmt: skip
