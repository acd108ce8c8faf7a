"""An application: submitted by whoever counsels, decided by the host authority, a second person."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.cases import rules
from homeward.cases.actions.files import ensure_next_step
from homeward.cases.actions.stages import go_on, locked, move
from homeward.cases.choices import ApplicationStatus, Ground, Missing, Reason, Stage
from homeward.cases.models import Application, Case, CaseException
from homeward.cases.queries import applications as queries
from homeward.cases.queries import ways
from homeward.core.refusals import Refused, refuse_if
from homeward.programmes.choices import ExceptionStatus
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def apply(
    case: Case, authority: Organisation, *, remark: str = "", by: User, at: datetime
) -> Application:
    """Submits the application; the authority holds it from now on."""
    require(by, "cases.apply")
    case = locked(case)
    refuse_if(
        rules.reasons_not_to_apply(
            rules.ApplyingFacts(
                is_open=case.is_open,
                stage=Stage(case.stage),
                is_accountable=case.accountable_org_id == by.organisation_id,
                has_open_application=case.applications.filter(
                    status__in=[ApplicationStatus.SUBMITTED, ApplicationStatus.MORE_ASKED]
                ).exists(),
                intake_taken=case.facts.exists(),
                reach=ways.reach(case, authority, on=at.date()),
            )
        )
    )
    assessed = queries.assessed(case, queries.people_of(case), on=at.date())
    application = Application.objects.create(
        case=case,
        person_id=case.person_id,
        programme_id=case.programme_id,
        owner_org=by.organisation_of_rows,
        authority=authority,
        criteria=assessed.version,
        answers=assessed.snapshot,
        remark=remark,
        submitted_at=at,
        submitted_by=by,
        due_on=ways.last_day_to_apply(case),
    )
    tasks.end(TaskKind.SUBMIT_APPLICATION, case.pk, at=at)
    move(case, Stage.DECISION, by=by, at=at)
    _wait(TaskKind.DECIDE_APPLICATION, application, application.pk, at=at, holder_org=authority)
    return application


def _wait(
    kind: TaskKind,
    application: Application,
    subject: UUID,
    *,
    at: datetime,
    holder_org: Organisation | int,
    holder: User | None = None,
) -> None:
    case = application.case
    tasks.begin(
        kind,
        subject,
        holder_org=holder_org,
        holder=holder,
        waiter_org=application.owner_org_id,
        waiter=application.submitted_by if holder is None else None,
        at=at,
        programme_id=application.programme_id,
        case_id=case.pk,
        person_id=application.person_id,
        reference=case.reference,
    )


@transaction.atomic
def ask_for_more(
    application: Application, missing: Sequence[Missing], note: str, *, by: User, at: datetime
) -> Application:
    """The authority says what is missing, all of it at once; the applicant holds the wait."""
    require(by, "cases.decide")
    application = _locked(application)
    refuse_if(
        rules.reasons_not_to_ask_for_more(
            status=ApplicationStatus(application.status),
            is_authority=application.authority_id == by.organisation_id,
            names_something=bool(missing),
        )
    )
    application.status = ApplicationStatus.MORE_ASKED
    application.missing, application.missing_note = sorted(missing), note
    application.save(update_fields=["status", "missing", "missing_note"])
    tasks.end(TaskKind.DECIDE_APPLICATION, application.pk, at=at)
    _wait(
        TaskKind.COMPLETE_APPLICATION, application, application.pk, at=at,
        holder_org=application.owner_org_id, holder=application.submitted_by,
    )  # fmt: skip
    return application


@transaction.atomic
def complete_application(
    application: Application, remark: str, *, by: User, at: datetime
) -> Application:
    """What was missing is there: the authority holds it again."""
    require(by, "cases.apply")
    application = _locked(application)
    reasons = [
        reason
        for holds, reason in [
            (application.status == ApplicationStatus.MORE_ASKED, Reason.NOT_OPEN),
            (application.owner_org_id == by.organisation_id, Reason.NOT_ACCOUNTABLE),
        ]
        if not holds
    ]
    refuse_if(reasons)
    application.status, application.remark = ApplicationStatus.SUBMITTED, remark
    application.save(update_fields=["status", "remark"])
    tasks.end(TaskKind.COMPLETE_APPLICATION, application.pk, at=at)
    _wait(
        TaskKind.DECIDE_APPLICATION, application, application.pk, at=at,
        holder_org=application.authority_id,
    )  # fmt: skip
    return application


@transaction.atomic
def decide_application(
    application: Application,
    *,
    eligible: bool,
    grounds: Sequence[Ground] = (),
    explanation: str = "",
    by: User,
    at: datetime,
) -> Application:
    """Eligible: the case goes on. Not eligible: its worker tells the person, and why."""
    require(by, "cases.decide")
    case = locked(application.case_id)
    application = _locked(application)
    assessed = queries.assessed(
        case, queries.people_of(case), on=at.date(), application=application
    )
    refuse_if(
        rules.reasons_not_to_decide(
            rules.DecidingFacts(
                status=ApplicationStatus(application.status),
                is_authority=application.authority_id == by.organisation_id,
                is_submitter=application.submitted_by_id == by.pk,
                eligible=eligible,
                criteria_unmet=assessed.is_unmet,
                has_grounds=bool(grounds),
                explanation=explanation,
            )
        )
    )
    application.status = ApplicationStatus.ELIGIBLE if eligible else ApplicationStatus.NOT_ELIGIBLE
    application.grounds = [] if eligible else sorted(grounds)
    application.explanation, application.answers = explanation, assessed.snapshot
    application.decided_by, application.decided_at = by, at
    application.save(
        update_fields=[
            "status", "grounds", "explanation", "answers", "decided_by", "decided_at",
        ]
    )  # fmt: skip
    tasks.end(TaskKind.DECIDE_APPLICATION, application.pk, at=at)
    for exception in application.exceptions.filter(status=ExceptionStatus.WAITING):
        tasks.end(TaskKind.DECIDE_CASE_EXCEPTION, exception.pk, at=at)
    if eligible and case.stage == Stage.DECISION:
        go_on(case, by=by, at=at)
    elif not eligible:
        if case.stage == Stage.DECISION:
            move(case, Stage.APPLICATION, by=by, at=at)
        _wait(
            TaskKind.READ_DECISION, application, application.pk, at=at,
            holder_org=application.owner_org_id, holder=application.submitted_by,
        )  # fmt: skip
    return application


@transaction.atomic
def ask_case_exception(
    application: Application, criterion_at: str, reason: str, *, by: User, at: datetime
) -> CaseException:
    """Asks that this case be taken although it does not meet one criterion."""
    require(by, "cases.read_applications")
    application = _locked(application)
    case = application.case
    assessed = queries.assessed(
        case, queries.people_of(case), on=at.date(), application=application
    )
    line = next((line for line in assessed.lines if line.at == criterion_at), None)
    if line is None:
        raise Refused(Reason.NOT_UNMET)
    refuse_if(
        rules.reasons_not_to_except(
            is_open=application.is_open,
            is_unmet=line.needs_exception or line.exception is not None,
            asked_already=line.exception is not None,
            reason=reason,
        )
    )
    exception = CaseException.objects.create(
        application=application,
        case=case,
        person_id=application.person_id,
        programme_id=application.programme_id,
        owner_org=by.organisation_of_rows,
        criterion_at=criterion_at,
        criterion=line.words[:500],
        reason=reason,
        asked_at=at,
        asked_by=by,
    )
    _wait(
        TaskKind.DECIDE_CASE_EXCEPTION, application, exception.pk, at=at,
        holder_org=application.authority_id,
    )  # fmt: skip
    return exception


@transaction.atomic
def decide_case_exception(
    exception: CaseException, *, approve: bool, note: str, by: User, at: datetime
) -> CaseException:
    """By a second person of the authority; never by whoever asked."""
    require(by, "cases.decide")
    exception = (
        CaseException.objects.select_for_update(of=("self",))
        .select_related("application")
        .get(pk=exception.pk)
    )
    refuse_if(
        rules.reasons_not_to_decide_exception(
            is_waiting=exception.status == ExceptionStatus.WAITING
            and exception.application.is_open,
            is_asker=exception.asked_by_id == by.pk,
            is_authority=exception.application.authority_id == by.organisation_id,
            note=note,
        )
    )
    exception.status = ExceptionStatus.APPROVED if approve else ExceptionStatus.REFUSED
    exception.decided_by, exception.decided_at, exception.decision_note = by, at, note
    exception.save(update_fields=["status", "decided_by", "decided_at", "decision_note"])
    tasks.end(TaskKind.DECIDE_CASE_EXCEPTION, exception.pk, at=at)
    return exception


def _locked(application: Application) -> Application:
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("case__programme", "submitted_by", "criteria__programme")
        .get(pk=application.pk)
    )


@transaction.atomic
def read_decision(application: Application, *, by: User, at: datetime) -> None:
    """The refusal was told to the person; what comes next is the worker's to choose."""
    require(by, "cases.apply")
    application = _locked(application)
    if application.owner_org_id != by.organisation_id:
        raise Refused(Reason.NOT_ACCOUNTABLE)
    tasks.end(TaskKind.READ_DECISION, application.pk, at=at)
    ensure_next_step(application.case_id, by=by, at=at)
