"""Did they depart? Said by the host side, once for all where they did or will not."""

from datetime import date, datetime, timedelta

from django.db import connection, transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.cases.actions.files import ensure_next_step
from homeward.cases.actions.stages import go_on, locked
from homeward.cases.choices import ArrivalStatus, ClosureReason, Stage
from homeward.cases.models import Case
from homeward.core.refusals import refuse_if
from homeward.departures import queries, rules
from homeward.departures.actions.travelling import move_due_days, tell_desk
from homeward.departures.choices import Answer, NotDeparted
from homeward.departures.models import DepartureAnswer
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def answer_departure(
    case: Case,
    answer: Answer,
    *,
    departed_on: date | None = None,
    postponed_to: date | None = None,
    why: NotDeparted | None = None,
    reason: str = "",
    by: User,
    at: datetime,
) -> DepartureAnswer:
    """They departed; the travel was put off; or they do not depart, which closes the case."""
    require(
        by, "departures.not_departed" if answer == Answer.NOT_DEPARTED else "departures.confirm"
    )
    case = locked(case)
    facts = queries.answering_facts(
        case, departed_on=departed_on, postponed_to=postponed_to, why_given=why is not None
    )
    refuse_if(rules.reasons_not_to_answer(answer, facts, on=at.date()))
    said = DepartureAnswer.objects.create(
        case=case,
        person_id=case.person_id,
        programme_id=case.programme_id,
        owner_org=by.organisation_of_rows,
        answer=answer,
        departed_on=departed_on,
        postponed_to=postponed_to,
        why=why or "",
        reason=reason,
        at=at,
        by=by,
    )
    tasks.end(TaskKind.CONFIRM_DEPARTURE, case.pk, at=at)
    if answer == Answer.DEPARTED:
        _departed(case, by=by, at=at)
    elif answer == Answer.POSTPONED and postponed_to is not None:
        _postponed(case, postponed_to, at=at)
    else:
        _not_departed(case, by=by, at=at)
    if answer != Answer.NOT_DEPARTED:
        ensure_next_step(case.pk, by=by, at=at)
    return said


def _departed(case: Case, *, by: User, at: datetime) -> None:
    """Where the way has a stage of travel, it ends here: the desk awaits them now."""
    if case.stage == Stage.TRAVEL:
        go_on(case, by=by, at=at)


def _postponed(case: Case, to: date, *, at: datetime) -> None:
    """The same hour on another day; tickets are said anew when there are new ones."""
    earlier, case.travels_on, case.changed_at = case.travels_on, to, at
    case.save(update_fields=["travels_on", "changed_at"])
    move_due_days(case)
    arrival = queries.arrival_of(case)
    if arrival is not None and arrival.status == ArrivalStatus.EXPECTED and arrival.expected_at:
        shift = to - (earlier or arrival.expected_at.date())
        arrival.expected_at += timedelta(days=shift.days)
        tell_desk(arrival, at=at)


def _not_departed(case: Case, *, by: User, at: datetime) -> None:
    """The desk no longer waits, and the case closes; nothing takes this back."""
    arrival = queries.arrival_of(case)
    if arrival is not None and arrival.status == ArrivalStatus.EXPECTED:
        arrival.status = ArrivalStatus.NOT_ARRIVED
        arrival.save(update_fields=["status"])
        tasks.end(TaskKind.CONFIRM_ARRIVAL, arrival.pk, at=at)
        tell_desk(arrival, at=at)
    cases.close(case, ClosureReason.NOT_DEPARTED, by=by, at=at)


def ask_about_departures(*, at: datetime) -> int:
    """Opens the question where the rule's days have passed. The worker's job; it sees no case."""
    with connection.cursor() as cursor:
        cursor.execute("select departures_ask(%s, %s)", [at.date(), at])
        return int(cursor.fetchone()[0])
