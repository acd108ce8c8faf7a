"""Results: computed from a frozen edition, kept whole, and made again to be held against it."""

import json
from datetime import datetime
from typing import Any

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused
from homeward.core.tables import FileRefused
from homeward.estimation import report
from homeward.estimation.studies import NotPossible
from homeward.evaluations import freezing, queries
from homeward.evaluations.actions.extracts import code_version
from homeward.evaluations.actions.steps import locked
from homeward.evaluations.choices import Reason, Status
from homeward.evaluations.models import Extract, Question, Rerun, Result


@transaction.atomic
def compute(
    question: Question,
    extract: Extract,
    *,
    by: User,
    at: datetime,
    seed: int = report.SEED,
    draws: int = 0,
) -> Result:
    """Answers a question from the edition that stands, with everything needed to do it again."""
    require(by, "evaluations.evaluate")
    found = locked(question.evaluation, by, "evaluator")
    if found.status != Status.DECLARED or extract.evaluation_id != found.pk:
        raise Refused(Reason.WRONG_STATUS)
    return Result.objects.create(
        question=question, extract=extract, edition=extract.edition,
        fingerprint=extract.fingerprint, code_version=code_version(), seed=seed, draws=draws,
        numbers=_numbers(question, extract, seed, draws), made_at=at, made_by=by,
    )  # fmt: skip


def _numbers(question: Question, extract: Extract, seed: int, draws: int) -> dict[str, Any]:
    content = queries.content(extract)
    if not extract.is_frozen or not content:
        raise Refused(Reason.NOT_FROZEN)
    try:
        study = freezing.study(content, question.outcome, question.treatment, question.covariates)
        made = report.as_dict(report.of(study, seed=seed, draws=draws))
    except FileRefused as error:
        raise Refused(Reason.NO_COLUMN) from error
    except NotPossible as error:
        raise Refused(Reason.TOO_FEW) from error
    numbers: dict[str, Any] = finite(made)
    return numbers


def finite(value: Any) -> Any:
    """What JSON can hold: an endless difference is written as its word."""
    kept: Any = json.loads(json.dumps(value), parse_constant=str)
    return kept


@transaction.atomic
def run_again(result: Result, *, by: User, at: datetime) -> Rerun:
    """Makes the same numbers anew and says whether they are equal, each digit of them."""
    require(by, "evaluations.evaluate")
    locked(result.question.evaluation, by, "evaluator")
    extract = result.extract
    if extract.fingerprint != result.fingerprint:
        raise Refused(Reason.EDITION_GONE)
    numbers = _numbers(result.question, extract, result.seed, result.draws)
    return Rerun.objects.create(
        result=result, is_equal=numbers == result.numbers, code_version=code_version(), at=at, by=by
    )
