"""Returns told afterwards, and returns of somebody who returned before."""

from dataclasses import replace
from datetime import datetime

from django.db import connection, transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.cases import queries, rules
from homeward.cases.actions.files import FROM_THE_HOST, Opening, host_of, open_case
from homeward.cases.actions.stages import go_on, locked
from homeward.cases.choices import ConfirmationStatus, Reason, Stage
from homeward.cases.models import Case, Fact, HostConfirmation
from homeward.cases.queries import ways
from homeward.core.refusals import refuse_if
from homeward.programmes.choices import WayKind
from homeward.programmes.models import Corridor
from homeward.tasks import actions as tasks
from homeward.tasks import queries as task_queries
from homeward.tasks.choices import TaskKind


@transaction.atomic
def ask_host(
    case: Case, host_org: Organisation, *, question: str = "", by: User, at: datetime
) -> HostConfirmation:
    """Asks the host organisation to confirm the return; after silence it can be asked again."""
    require(by, "cases.ask_host")
    case = locked(case)
    refuse_if(
        rules.reasons_not_to_ask_host(
            is_open=case.is_open,
            is_retroactive=case.way.kind == WayKind.RETROACTIVE,
            is_accountable=case.accountable_org_id == by.organisation_id,
            asked_already=case.host_confirmations.filter(
                status__in=[ConfirmationStatus.ASKED, ConfirmationStatus.CONFIRMED]
            ).exists(),
            reach=ways.reach(case, host_org, on=at.date()),
        )
    )
    asked = HostConfirmation.objects.create(
        case=case,
        person_id=case.person_id,
        programme_id=case.programme_id,
        owner_org=by.organisation_of_rows,
        host_org=host_org,
        question=question,
        asked_at=at,
        asked_by=by,
        due_on=task_queries.due_on(
            TaskKind.CONFIRM_RETURN, programme_id=case.programme_id, start=at.date()
        ),
    )
    tasks.end(TaskKind.ASK_HOST, case.pk, at=at)
    tasks.begin(
        TaskKind.CONFIRM_RETURN,
        asked.pk,
        holder_org=host_org,
        waiter_org=by.organisation_of_rows,
        waiter=by,
        at=at,
        programme_id=case.programme_id,
        case_id=case.pk,
        person_id=case.person_id,
        reference=case.reference,
    )
    return asked


@transaction.atomic
def answer_host(
    asked: HostConfirmation, *, confirms: bool, answer: str = "", by: User, at: datetime
) -> HostConfirmation:
    """The host confirms the return, or says that it knows of none."""
    require(by, "cases.answer_host")
    case = locked(asked.case_id)
    asked = HostConfirmation.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    checks = [
        (asked.status == ConfirmationStatus.ASKED, Reason.NOT_OPEN),
        (asked.host_org_id == by.organisation_id, Reason.NOT_THE_HOST),
        (confirms or answer.strip() != "", Reason.NO_EXPLANATION),
    ]
    refuse_if([reason for holds, reason in checks if not holds])
    asked.status = ConfirmationStatus.CONFIRMED if confirms else ConfirmationStatus.DENIED
    asked.answer, asked.answered_at, asked.answered_by = answer, at, by
    asked.save(update_fields=["status", "answer", "answered_at", "answered_by"])
    tasks.end(TaskKind.CONFIRM_RETURN, asked.pk, at=at)
    if confirms and case.stage == Stage.DECISION:
        go_on(case, by=by, at=at)
    elif not confirms:
        _ask_again(case, at=at)
    return asked


def _ask_again(case: Case, *, at: datetime) -> None:
    """Denied: whoever answers for the case asks another organisation, or decides without."""
    tasks.begin(
        TaskKind.ASK_HOST,
        case.pk,
        holder_org=case.accountable_org_id,
        holder=case.worker,
        waiter_org=case.accountable_org_id,
        waiter=case.worker,
        at=at,
        programme_id=case.programme_id,
        case_id=case.pk,
        person_id=case.person_id,
        reference=case.reference,
        note=ConfirmationStatus.DENIED.value,
    )


def expire_confirmations(*, at: datetime) -> int:
    """What hosts left unanswered past their day. The worker's job; it sees no case."""
    with connection.cursor() as cursor:
        cursor.execute("select cases_expire_confirmations(%s, %s)", [at.date(), at])
        return int(cursor.fetchone()[0])


@transaction.atomic
def open_again(
    earlier: Case,
    *,
    corridor: Corridor,
    destination: str = "",
    opening: Opening = FROM_THE_HOST,
    by: User,
    at: datetime,
) -> Case:
    """A new case of a household that returned before: the same persons, no second record.

    What was said then is taken over with its origin, to be confirmed; what may not be seen is not.
    """
    case = open_case(
        earlier.household,
        programme=corridor.programme,
        host_country=host_of(corridor, opening),
        origin_country=corridor.origin_country_id,
        destination=destination,
        opening=replace(opening, earlier=earlier),
        by=by,
        at=at,
    )
    _carry_over(earlier, case, by=by, at=at)
    return case


def _carry_over(earlier: Case, case: Case, *, by: User, at: datetime) -> None:
    """Each fact that holds, of its class, as a row of whoever opens the new case."""
    for known in queries.known_facts(earlier):
        fact = known.fact
        Fact.objects.create(
            case=case,
            person_id=fact.person_id,
            programme_id=case.programme_id,
            owner_org=by.organisation_of_rows,
            data_class=fact.data_class,
            kind=fact.kind,
            value=fact.value,
            said_by=fact.said_by,
            said_by_name=fact.said_by_name,
            said_on=fact.said_on,
            recorded_by=fact.recorded_by,
            recorded_at=at,
            carried_from=fact,
        )
