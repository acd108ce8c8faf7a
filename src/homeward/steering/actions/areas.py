"""Priority areas: proposed, put on an agenda, validated by a recorded decision and nothing else."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.committees import actions as committees
from homeward.committees.choices import CARRIED, DecisionKind
from homeward.committees.models import Committee, Decision
from homeward.committees.subjects import Subject
from homeward.core.refusals import Refused, refuse_if
from homeward.places.models import Area
from homeward.programmes.models import Programme
from homeward.steering.choices import AreaStatus, EvidenceKind, Reason
from homeward.steering.models import AreaEvidence, PriorityArea
from homeward.steering.queries import areas as queries
from homeward.steering.rules import refusals

SETTLING = {*CARRIED, DecisionKind.REJECTED}


@transaction.atomic
def propose(
    programme: Programme, area: Area, *, why: str, other: str = "", by: User, at: datetime
) -> PriorityArea:
    """With what speaks for it on this day, as it may be told to everybody."""
    require(by, "steering.propose_area")
    today = timezone.localdate(at)
    refuse_if(refusals.reasons_not_to_propose(why=why, is_free=queries.is_free(programme, area)))
    try:
        with transaction.atomic():
            proposed = PriorityArea.objects.create(
                programme=programme, area=area, why=why.strip(),
                proposed_org=by.organisation_of_rows, proposed_by=by, proposed_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        # Two proposed it at once.
        raise Refused(Reason.PROPOSED_ALREADY) from error
    lines = [*queries.evidence(area, by, on=today)]
    if other.strip():
        lines.append((EvidenceKind.OTHER, other.strip()[:300], "proposer"))
    AreaEvidence.objects.bulk_create(
        AreaEvidence(priority_area=proposed, kind=kind, told=told, source=source, counted_on=today)
        for kind, told, source in lines
    )
    return proposed


@transaction.atomic
def put_on_agenda(area: PriorityArea, committee: Committee, *, by: User, at: datetime) -> None:
    area = _own(area, by)
    if area.status == AreaStatus.ON_AGENDA:
        raise Refused(Reason.ON_AGENDA_ALREADY)
    if area.status != AreaStatus.PROPOSED:
        raise Refused(Reason.WRONG_STATUS)
    committees.propose_item(
        committee, str(area)[:200], Subject(queries.SUBJECT, str(area.pk), str(area)), area.why,
        by=by, at=at,
    )  # fmt: skip
    area.status, area.committee, area.committee_name = (
        AreaStatus.ON_AGENDA, committee, committee.name,
    )  # fmt: skip
    area.save(update_fields=["status", "committee", "committee_name"])


@transaction.atomic
def validate(area: PriorityArea, decision: Decision | None, *, by: User, at: datetime) -> None:
    """Takes down what a closed decision on this area says; the database asks it again."""
    require(by, "steering.propose_area")
    if decision is None:
        raise Refused(Reason.NO_DECISION)
    if answer := _settle(area, decision, at):
        raise Refused(Reason(answer))


def take_down(
    decision: Decision, subjects: Sequence[Subject], *, at: datetime, **_more: Any
) -> None:
    """A decision was closed: the areas that it names are settled with it."""
    if decision.kind not in SETTLING:
        return
    for subject in subjects:
        if subject.kind == queries.SUBJECT:
            found = PriorityArea.objects.filter(pk=subject.key).first()
            if found and found.status in queries.OPEN:
                _settle(found, decision, at)


def _settle(area: PriorityArea, decision: Decision, at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select steering_settle_area(%s, %s, %s)", [area.pk, decision.pk, at])
        return str(cursor.fetchone()[0])


@transaction.atomic
def withdraw(area: PriorityArea, *, by: User, at: datetime) -> None:
    area = _own(area, by)
    if area.status not in queries.OPEN:
        raise Refused(Reason.WRONG_STATUS)
    area.status = AreaStatus.WITHDRAWN
    area.save(update_fields=["status"])


def _own(area: PriorityArea, by: User) -> PriorityArea:
    """Under a lock, for who proposed it and for the programme's lead."""
    require(by, "steering.propose_area")
    held = PriorityArea.objects.select_related("programme", "area").get(pk=area.pk)
    if by.organisation_id not in {held.proposed_org_id, held.programme.lead_org_id}:
        raise PermissionDenied("steering.propose_area")
    return PriorityArea.objects.select_for_update(of=("self",)).get(pk=area.pk)
