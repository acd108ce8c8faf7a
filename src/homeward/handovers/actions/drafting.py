"""The act as the lead drafts it: stages, what becomes of everything else, and the offer."""

from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.agreements.models import Agreement
from homeward.core.refusals import refuse_if
from homeward.handovers import queries, rules
from homeward.handovers.choices import Asylum, CaseState, Outcome, Reason, Status
from homeward.handovers.models import Handover, Line, Stage
from homeward.programmes.models import Programme
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def draft(programme: Programme, title: str, *, why: str = "", by: User, at: datetime) -> Handover:
    """Begins the act, with a line for all that the lead has beside its cases."""
    require(by, "handovers.draft")
    held = Handover.objects.create(
        title=title.strip(),
        why=why.strip(),
        programme=programme,
        from_org=by.organisation_of_rows,
        drafted_by=by,
        drafted_at=at,
    )
    lines = queries.lines_to_draft(held.from_org_id, programme, timezone.localdate(at))
    for line in lines:
        line.handover = held
    Line.objects.bulk_create(lines)
    return held


@transaction.atomic
def plan(
    held: Handover,
    receiver: Organisation,
    agreement: Agreement,
    *,
    from_on: date,
    place: str = "",
    case_state: CaseState = CaseState.ALL,
    opened_before: date | None = None,
    asylum: Asylum | str = "",
    asylum_keeper: Organisation | None = None,
    by: User,
    at: datetime,
) -> Stage:
    """Adds a stage: which cases, to whom, from which day."""
    held = locked(held, by, "handovers.draft")
    keeper = asylum_keeper if asylum == Asylum.KEEP else None
    refuse_if(
        rules.reasons_not_to_plan(
            rules.StageFacts(
                is_lead=held.from_org_id == by.organisation_id,
                status=Status(held.status),
                is_same=receiver.pk == held.from_org_id,
                agreement_covers=queries.covers(
                    agreement,
                    lead=held.from_org_id,
                    receiver=receiver.pk,
                    programme=held.programme_id,
                    on=timezone.localdate(at),
                ),
                receiver_is_authority=receiver.is_authority,
                asylum_said=asylum == Asylum.ERASE or keeper is not None,
                keeper_is_barred=_is_barred(keeper, receiver),
            )
        )
    )
    return Stage.objects.create(
        handover=held,
        number=queries.next_number(held),
        receiver=receiver,
        agreement=agreement,
        place=place.strip(),
        case_state=case_state,
        opened_before=opened_before,
        from_on=from_on,
        asylum=asylum if receiver.is_authority else "",
        asylum_keeper=keeper if receiver.is_authority else None,
    )


def _is_barred(keeper: Organisation | None, receiver: Organisation) -> bool:
    if keeper is None:
        return False
    return keeper.pk == receiver.pk or (
        keeper.is_authority and keeper.country_id == receiver.country_id
    )


@transaction.atomic
def take_out(stage: Stage, *, by: User) -> None:
    """A stage of a draft that was planned wrongly."""
    held = locked(stage.handover, by, "handovers.draft")
    refuse_if(_only_of_a_draft(held, by))
    with connection.cursor() as cursor:
        cursor.execute("select handovers_forget(%s)", [stage.pk])
    stage.delete()


@transaction.atomic
def decide(line: Line, outcome: Outcome, *, note: str = "", by: User, at: datetime) -> None:
    """What becomes of an entry, an agreement, or who computes the indicators."""
    held = locked(line.handover, by, "handovers.draft")
    refuse_if(_only_of_a_draft(held, by))
    line.outcome, line.note = outcome, note.strip()
    line.decided_by, line.decided_at = by, at
    line.save(update_fields=["outcome", "note", "decided_by", "decided_at"])


@transaction.atomic
def offer(held: Handover, *, by: User, at: datetime) -> None:
    """To the receivers, and to a second person of the lead: from now on it stays as it is."""
    held = locked(held, by, "handovers.draft")
    today = timezone.localdate(at)
    refuse_if(
        rules.reasons_not_to_offer(
            is_lead=held.from_org_id == by.organisation_id,
            status=Status(held.status),
            stages=held.stages.count(),
            lines_open=held.lines.filter(outcome="").count(),
            agreements_hold=queries.agreements_hold(held, today),
        )
    )
    held.status, held.offered_at = Status.OFFERED, at
    held.save(update_fields=["status", "offered_at"])
    for side in queries.sides(held):
        _wait_for(held, side, at=at)


def _wait_for(held: Handover, side: Organisation, *, at: datetime) -> None:
    tasks.begin(
        TaskKind.SIGN_CASELOAD,
        queries.to_sign(held, side.pk),
        holder_org=side,
        # The other side waits for it, and ends it where it declines.
        waiter_org=queries.sides(held)[1] if side.pk == held.from_org_id else held.from_org_id,
        at=at,
        programme_id=held.programme_id,
        reference=held.title,
    )


@transaction.atomic
def take_back(held: Handover, *, by: User, at: datetime) -> None:
    """Before anything has moved the lead takes the act back."""
    held = locked(held, by, "handovers.draft")
    open_ = (Status.DRAFT, Status.OFFERED, Status.SIGNED)
    begun = held.stages.filter(begun_at__isnull=False).exists()
    checks = [
        (held.from_org_id == by.organisation_id, Reason.NOT_LEAD),
        (held.status in open_ and not begun, Reason.WRONG_STATUS),
    ]
    refuse_if([reason for holds, reason in checks if not holds])
    close(held, Status.WITHDRAWN, at=at)


def close(held: Handover, status: Status, *, at: datetime) -> None:
    held.status, held.ended_at = status, at
    held.save(update_fields=["status", "ended_at"])
    with connection.cursor() as cursor:
        # Those of all sides: who ends it sees its own waits alone.
        cursor.execute("select handovers_end_waits(%s, %s)", [held.pk, at])


def _only_of_a_draft(held: Handover, by: User) -> list[Reason]:
    checks = [
        (held.from_org_id == by.organisation_id, Reason.NOT_LEAD),
        (held.status == Status.DRAFT, Reason.WRONG_STATUS),
    ]
    return [reason for holds, reason in checks if not holds]


def locked(held: Handover, by: User, action: str) -> Handover:
    """Read again under a lock: the page may be old, and two may click at once."""
    require(by, action)
    return Handover.objects.select_for_update(of=("self",)).get(pk=held.pk)
