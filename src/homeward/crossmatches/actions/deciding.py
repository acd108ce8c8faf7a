"""Each side decides on its own row; what both decisions give is settled by the database."""

from datetime import date, datetime

from django.db import connection, transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.crossmatches import rules
from homeward.crossmatches.choices import Decision, StepKind
from homeward.crossmatches.models import Crossmatch, CrossmatchStep
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def decide(
    crossmatch: Crossmatch,
    decision: Decision,
    *,
    reason: str = "",
    contact: str = "",
    ask_by: date | None = None,
    by: User,
    at: datetime,
) -> Crossmatch:
    """Says what our side wants. `contact`: whom the other may ask, told once both want contact."""
    require(by, "crossmatches.decide")
    row = _locked(crossmatch)
    refuse_if(
        rules.reasons_not_to_decide(
            rules.DecidingFacts(
                outcome=row.outcome,
                decision=decision,
                reason=reason,
                contact=contact,
                ask_by=ask_by,
                today=at.date(),
            )
        )
    )
    row.decision, row.decided_at, row.decided_by = decision, at, by
    row.contact = contact.strip() if decision == Decision.CONTACT else ""
    _written(row, StepKind(decision.value), reason, by=by, at=at)
    if decision == Decision.ASK_FIRST:
        tasks.agree_day(TaskKind.DECIDE_CROSSMATCH, row.pk, due_on=ask_by)
    return row


@transaction.atomic
def take_back(crossmatch: Crossmatch, *, reason: str = "", by: User, at: datetime) -> Crossmatch:
    """Our side decides anew, as long as both have not agreed on contact."""
    require(by, "crossmatches.decide")
    row = _locked(crossmatch)
    refuse_if(rules.reasons_not_to_take_back(outcome=row.outcome, decision=row.decision))
    row.decision, row.decided_at, row.decided_by, row.contact = Decision.WAITING, None, None, ""
    _written(row, StepKind.TAKEN_BACK, reason, by=by, at=at)
    return row


@transaction.atomic
def note_reached(crossmatch: Crossmatch, *, note: str = "", by: User, at: datetime) -> Crossmatch:
    """The other organisation's contact point was spoken with."""
    require(by, "crossmatches.decide")
    row = _locked(crossmatch)
    refuse_if(
        rules.reasons_not_to_note_reached(outcome=row.outcome, reached=row.reached_at is not None)
    )
    row.reached_at = at
    row.save(update_fields=["reached_at"])
    _step(row, StepKind.REACHED, note, by=by, at=at)
    tasks.end(TaskKind.REACH_CROSSMATCH, row.pk, at=at)
    return row


def _locked(crossmatch: Crossmatch) -> Crossmatch:
    """The pair first, then our row: both sides may decide at once, each with its row in hand."""
    with connection.cursor() as cursor:
        cursor.execute("select crossmatches_hold(%s)", [crossmatch.pair])
    return Crossmatch.objects.select_for_update(of=("self",)).get(pk=crossmatch.pk)


def _written(row: Crossmatch, kind: StepKind, reason: str, *, by: User, at: datetime) -> None:
    row.save(update_fields=["decision", "decided_at", "decided_by", "contact"])
    _step(row, kind, reason, by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute("select crossmatches_settle(%s, %s)", [row.pair, at])
    row.refresh_from_db(fields=["outcome", "settled_at", "other_contact"])


def _step(row: Crossmatch, kind: StepKind, reason: str, *, by: User, at: datetime) -> None:
    CrossmatchStep.objects.create(
        owner_org_id=row.owner_org_id,
        programme_id=row.programme_id,
        person_id=row.person_id,
        crossmatch=row,
        kind=kind,
        reason=reason.strip(),
        at=at,
        by=by,
    )
