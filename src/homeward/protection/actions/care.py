"""Health needs, and a treatment handed to a clinic that confirms it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.core.refusals import Refused, refuse_if
from homeward.persons.models import Person
from homeward.protection import queries, rules
from homeward.protection.actions.common import of, refuse_if_closed, under
from homeward.protection.choices import NeedKind, NeedState, Reason, Source
from homeward.protection.models import CareConfirmation, CareHandover, HealthNeed
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

# Of the wait that begins where medicine runs out before the clinic sees the person.
GAP = "gap"


@transaction.atomic
def add_need(
    case: Case,
    person: Person,
    kind: NeedKind,
    what: str,
    *,
    source: Source,
    said_on: date,
    by: User,
    at: datetime,
) -> HealthNeed:
    require(by, "protection.keep_needs")
    refuse_if_closed(case)
    refuse_if([] if what.strip() else [Reason.NO_WORDS])
    return HealthNeed.objects.create(
        kind=kind, what=what.strip(), source=source, said_on=said_on, opened_at=at, opened_by=by,
        **of(case, person.pk, by),
    )  # fmt: skip


@transaction.atomic
def settle_need(need: HealthNeed, to: NeedState, why: str, *, by: User, at: datetime) -> HealthNeed:
    """Covered by something, or no longer a need; a covered one may open again."""
    require(by, "protection.keep_needs")
    need = HealthNeed.objects.select_for_update(of=("self",)).get(pk=need.pk)
    checks = [
        (need.state not in {to, NeedState.CLOSED}, Reason.WRONG_STATE),
        (bool(why.strip()), Reason.NO_WORDS),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    need.state, need.state_why, need.state_at, need.state_by = to, why.strip(), at, by
    need.save(update_fields=["state", "state_why", "state_at", "state_by"])
    return need


@dataclass(frozen=True, kw_only=True)
class Treatment:
    condition: str
    treatment: str
    dose: str = ""
    equipment: str = ""
    allergies: str = ""
    doctor: str = ""
    supply_until: date | None = None


@transaction.atomic
def draft_handover(
    case: Case,
    person: Person,
    treatment: Treatment,
    *,
    receiver: Organisation | None,
    need: HealthNeed | None = None,
    by: User,
    at: datetime,
) -> CareHandover:
    require(by, "protection.hand_over_care")
    refuse_if_closed(case)
    return CareHandover.objects.create(
        receiver_org=receiver, need=need, drafted_at=at, drafted_by=by, **asdict(treatment),
        **of(case, person.pk, by),
    )  # fmt: skip


@transaction.atomic
def send_handover(handover: CareHandover, *, by: User, at: datetime) -> CareHandover:
    """To a clinic that an agreement and the person's consent let see it; it has to confirm."""
    require(by, "protection.hand_over_care")
    handover = (
        CareHandover.objects.select_for_update(of=("self",))
        .select_related("case", "receiver_org")
        .get(pk=handover.pk)
    )
    refuse_if(rules.reasons_not_to_send(queries.sending_facts(handover, on=at.date())))
    if handover.receiver_org is None:
        raise Refused(Reason.NO_RECEIVER)
    handover.sent_at, handover.sent_by = at, by
    handover.save(update_fields=["sent_at", "sent_by"])
    tasks.begin(
        TaskKind.CONFIRM_CARE,
        handover.pk,
        holder_org=handover.receiver_org,
        waiter_org=handover.owner_org_id,
        waiter=by,
        at=at,
        programme_id=handover.programme_id,
        case_id=handover.case_id,
        person_id=handover.person_id,
        reference=handover.case.reference,
        # Nobody should be without medicine: the clinic answers before the supply ends.
        due_on=handover.supply_until,
    )
    return handover


@transaction.atomic
def confirm_care(
    handover: CareHandover,
    *,
    first_appointment: date,
    received_by: str = "",
    remark: str = "",
    by: User,
    at: datetime,
) -> CareConfirmation:
    """The clinic's own row. Where medicine ends before that day, whoever sent it is told."""
    require(by, "protection.confirm_care")
    confirmed = CareConfirmation.objects.filter(handover=handover).exists()
    was_sent = handover.sent_at is not None and handover.taken_back_at is None
    refuse_if(rules.reasons_not_to_confirm(was_sent=was_sent, confirmed=confirmed))
    try:
        with transaction.atomic():
            found = CareConfirmation.objects.create(
                handover=handover, first_appointment=first_appointment,
                received_by=received_by.strip(), remark=remark.strip(), at=at, by=by,
                **under(handover, by),
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(Reason.CONFIRMED_ALREADY) from error
    _tell_of_gap(handover, found, at=at)
    tasks.end(TaskKind.CONFIRM_CARE, handover.pk, at=at)
    return found


def _tell_of_gap(handover: CareHandover, found: CareConfirmation, *, at: datetime) -> None:
    if not rules.gap_in_supply(handover.supply_until, found.first_appointment):
        return
    tasks.begin(
        TaskKind.FOLLOW_HEALTH,
        handover.pk,
        holder_org=handover.owner_org_id,
        waiter_org=found.owner_org_id,
        at=at,
        programme_id=handover.programme_id,
        case_id=handover.case_id,
        person_id=handover.person_id,
        note=GAP,
        due_on=handover.supply_until,
    )


def take_back_uncovered(person_id: UUID, *, at: datetime) -> None:
    """After a withdrawal. Whoever withdraws may see none of it: the database looks."""
    with connection.cursor() as cursor:
        cursor.execute("select protection_take_back(%s, %s)", [person_id, at])
