"""The answer, the appeal and the end."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from homeward.access.models import User
from homeward.complaints import queries, rules
from homeward.complaints.actions.common import (
    end_waits,
    locked,
    locked_by_code,
    move,
    note,
    wait,
)
from homeward.complaints.choices import EntryKind, Kind, Outcome, Reason, State, Way
from homeward.complaints.models import Complaint, Entry
from homeward.core.refusals import Refused, refuse_if
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def answer(
    complaint: Complaint,
    text: str,
    outcome: str,
    *,
    promise: str = "",
    language: str = "",
    by: User,
    at: datetime,
) -> Entry:
    """In the complainant's language, with the reasons and what will be done."""
    complaint = locked(complaint, by=by)
    facts = rules.AnswerFacts(
        kind=Kind(complaint.kind), state=complaint.state, handler=complaint.handler_id,
        by=by.pk, text=text, outcome=outcome,
    )  # fmt: skip
    refuse_if(rules.reasons_not_to_answer(facts))
    outcome = outcome if complaint.is_complaint else Outcome.REPLIED
    today = localdate(at)
    until = queries.day_after(
        today, complaint.category.appeal_days, complaint.category, org_id=complaint.owner_org_id
    )
    move(
        complaint, State.ANSWERED, at=at, answered_at=at, answered_by=by, outcome=outcome,
        appeal_until=until, **_longer(complaint, at),
    )  # fmt: skip
    written = note(
        complaint, EntryKind.ANSWER, text=text.strip(), promise=promise.strip(),
        outcome=outcome, language=language or complaint.language, by=by, at=at,
    )  # fmt: skip
    _to_be_told(complaint, by=by, at=at)
    wait(complaint, TaskKind.CLOSE_COMPLAINT, holder=by, due_on=until + timedelta(days=1), at=at)
    return written


def _longer(complaint: Complaint, at: datetime) -> dict[str, object]:
    """The code lasts from the latest answer on."""
    if not complaint.token_hash:
        return {}
    return {"token_until": localdate(at) + timedelta(days=complaint.category.link_days)}


def _to_be_told(complaint: Complaint, *, by: User, at: datetime) -> None:
    """Who left a way to be reached, or is known, is told; others read it with their code."""
    if complaint.contact or complaint.person_id:
        wait(complaint, TaskKind.TELL_ANSWER, holder=by, at=at)


@transaction.atomic
def tell(complaint: Complaint, way: Way, *, by: User, at: datetime) -> Entry:
    """The answer was told. A second click changes nothing that was written."""
    complaint = locked(complaint, by=by)
    if complaint.answered_at is None:
        raise Refused(Reason.WRONG_STATE)
    tasks.end(TaskKind.TELL_ANSWER, complaint.pk, at=at)
    return note(complaint, EntryKind.TOLD, way=way, by=by, at=at)


@transaction.atomic
def appeal(complaint: Complaint, text: str, *, way: Way, by: User, at: datetime) -> Entry:
    """Said by telephone, on paper or in person, and written down by a handler."""
    return _appeal(locked(complaint, by=by), text, way=way, by=by, at=at)


@transaction.atomic
def appeal_by_code(complaint: Complaint, text: str, *, at: datetime) -> Entry:
    return _appeal(locked_by_code(complaint), text, way=Way.PAGE, by=None, at=at)


def _appeal(complaint: Complaint, text: str, *, way: Way, by: User | None, at: datetime) -> Entry:
    """Nobody is named for it: whoever answered is not to be the one."""
    today = localdate(at)
    refuse_if(
        rules.reasons_not_to_appeal(
            state=complaint.state, until=complaint.appeal_until, today=today, text=text
        )
    )
    hear_by = queries.day_after(
        today, complaint.category.hear_days, complaint.category, org_id=complaint.owner_org_id
    )
    written = note(complaint, EntryKind.APPEAL, text=text.strip(), way=way, by=by, at=at)
    move(complaint, State.APPEALED, at=at, appealed_at=at, hear_by=hear_by, handler=None)
    wait(complaint, TaskKind.HEAR_COMPLAINT, due_on=hear_by, at=at)
    return written


@transaction.atomic
def hear(
    complaint: Complaint,
    text: str,
    outcome: str,
    *,
    promise: str = "",
    language: str = "",
    by: User,
    at: datetime,
) -> Entry:
    """The last word here, by somebody else than who gave the first answer."""
    complaint = locked(complaint, by=by)
    facts = rules.HearingFacts(
        state=complaint.state, handler=complaint.handler_id, by=by.pk, text=text,
        answered_by=complaint.answered_by_id, outcome=outcome,
    )  # fmt: skip
    refuse_if(rules.reasons_not_to_hear(facts))
    move(
        complaint, State.CLOSED, at=at, heard_at=at, heard_by=by, handler=by, outcome=outcome,
        **_longer(complaint, at),
    )  # fmt: skip
    return note(
        complaint, EntryKind.HEARD, text=text.strip(), promise=promise.strip(),
        outcome=outcome, language=language or complaint.language, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def close(complaint: Complaint, *, agrees: bool, by: User, at: datetime) -> None:
    """After the days for an appeal, or before where the complainant is content."""
    complaint = locked(complaint, by=by)
    refuse_if(
        rules.reasons_not_to_close(
            state=complaint.state, until=complaint.appeal_until, today=localdate(at),
            agrees=agrees or not complaint.is_complaint,
        )
    )  # fmt: skip
    move(complaint, State.CLOSED, at=at)
    note(complaint, EntryKind.CLOSED, by=by, at=at)


@transaction.atomic
def say_more(complaint: Complaint, text: str, *, at: datetime) -> Entry:
    """By the code, at any time while it opens."""
    complaint = locked_by_code(complaint)
    if not text.strip():
        raise Refused(Reason.NOTHING_SAID)
    return note(complaint, EntryKind.SAID_MORE, text=text.strip(), way=Way.PAGE, by=None, at=at)


@transaction.atomic
def withdraw(complaint: Complaint, text: str, *, way: Way, by: User, at: datetime) -> None:
    """The complainant wants nothing more of it; what was said stays."""
    complaint = locked(complaint, by=by)
    if not text.strip():
        raise Refused(Reason.NO_REASON)
    _withdraw(complaint, text, way=way, by=by, at=at)


@transaction.atomic
def withdraw_by_code(complaint: Complaint, *, at: datetime) -> None:
    complaint = locked_by_code(complaint)
    _withdraw(complaint, "", way=Way.PAGE, by=None, at=at)


def _withdraw(complaint: Complaint, text: str, *, way: Way, by: User | None, at: datetime) -> None:
    refuse_if(rules.reasons_not_to_move(complaint.state, State.WITHDRAWN))
    note(complaint, EntryKind.WITHDRAWN, text=text.strip(), way=way, by=by, at=at)
    end_waits(complaint, at=at)
    move(complaint, State.WITHDRAWN, at=at)
