"""The steps of procedures in a case: begun with its stages, ended with what shows it."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import rules
from homeward.cases.choices import StepState
from homeward.cases.models import CaseStep
from homeward.core.refusals import refuse_if
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


def begin_steps(case_id: UUID) -> None:
    """Begins what the procedures of the case ask at its stage. Called with every move of one."""
    _ask("select cases_begin_steps(%s)", case_id)


def _ask(statement: str, case_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [case_id])


@transaction.atomic
def do_step(step: CaseStep, evidence: str, *, by: User, at: datetime) -> CaseStep:
    """Done, with what shows it where the procedure asks for evidence."""
    require(by, "cases.do_step")
    step = _locked(step)
    refuse_if(
        rules.reasons_not_to_do_step(
            is_open=step.state == StepState.OPEN,
            needs_evidence=bool(step.step.evidence),
            evidence=evidence,
        )
    )
    return _end(step, StepState.DONE, evidence, by=by, at=at)


@transaction.atomic
def skip_step(step: CaseStep, reason: str, *, by: User, at: datetime) -> CaseStep:
    """The step does not apply to this case, and why."""
    require(by, "cases.do_step")
    step = _locked(step)
    refuse_if(rules.reasons_not_to_skip_step(is_open=step.state == StepState.OPEN, reason=reason))
    return _end(step, StepState.NOT_APPLICABLE, reason, by=by, at=at)


def _end(step: CaseStep, to: StepState, text: str, *, by: User, at: datetime) -> CaseStep:
    step.state, step.evidence, step.at, step.by = to, text, at, by
    step.save(update_fields=["state", "evidence", "at", "by"])
    tasks.end(TaskKind.SOP_STEP, step.pk, at=at)
    _ask("select cases_open_steps(%s)", step.case_id)
    return step


def _locked(step: CaseStep) -> CaseStep:
    return CaseStep.objects.select_for_update(of=("self",)).select_related("step").get(pk=step.pk)
