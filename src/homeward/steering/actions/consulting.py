"""Consultations: kinds and numbers, what was said, and what the design made of it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.places.models import Area
from homeward.programmes.models import Programme, ScopingRecord
from homeward.steering.choices import Reason, TakenUp
from homeward.steering.models import Consultation, ConsultedGroup, Saying
from homeward.steering.rules import refusals
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def record(
    programme: Programme,
    *,
    title: str,
    method: str,
    held_on: date,
    groups: Mapping[str, int | None],
    sayings: Sequence[tuple[str, str]] = (),
    about: str = "",
    area: Area | None = None,
    record: ScopingRecord | None = None,
    by: User,
    at: datetime,
) -> Consultation:
    """`groups` counts people by kind (None: nobody counted); `sayings` are kind and words."""
    require(by, "steering.consult")
    refuse_if(
        refusals.reasons_not_to_record(
            people=groups.values(), kinds=len(groups), held_on=held_on,
            today=timezone.localdate(at),
        )
    )  # fmt: skip
    held = Consultation.objects.create(
        programme=programme, record=record, title=title.strip(), method=method, held_on=held_on,
        area=area, about=about.strip(), held_org=by.organisation_of_rows, recorded_by=by,
        recorded_at=at,
    )  # fmt: skip
    ConsultedGroup.objects.bulk_create(
        ConsultedGroup(consultation=held, kind=kind, people=people)
        for kind, people in groups.items()
    )
    for said_by, text in sayings:
        _write_down(held, said_by, text, at=at)
    return held


@transaction.atomic
def add_saying(held: Consultation, said_by: str, text: str, *, by: User, at: datetime) -> Saying:
    require(by, "steering.consult")
    if held.held_org_id != by.organisation_id:
        raise PermissionDenied("steering.consult")
    if not text.strip():
        raise Refused(Reason.NO_REASON)
    return _write_down(held, said_by, text, at=at)


def _write_down(held: Consultation, said_by: str, text: str, *, at: datetime) -> Saying:
    said = Saying.objects.create(consultation=held, said_by=said_by, text=text.strip())
    lead = held.programme.lead_org
    if lead is not None:
        tasks.begin(
            TaskKind.WEIGH_CONSULTATION, held.pk, holder_org=lead, waiter_org=held.held_org, at=at,
            programme_id=held.programme_id, reference=held.title,
        )  # fmt: skip
    return said


@transaction.atomic
def weigh(saying: Saying, taken_up: str, *, why: str, by: User, at: datetime) -> None:
    """The programme's lead says what the design made of it, or why nothing."""
    require(by, "steering.consult")
    held = saying.consultation
    if held.programme.lead_org_id != by.organisation_id:
        raise PermissionDenied("steering.consult")
    saying = Saying.objects.select_for_update(of=("self",)).get(pk=saying.pk)
    if not why.strip() or taken_up == TakenUp.OPEN:
        raise Refused(Reason.NO_REASON)
    saying.taken_up, saying.why = taken_up, why.strip()
    saying.weighed_by, saying.weighed_at = by, at
    saying.save(update_fields=["taken_up", "why", "weighed_by", "weighed_at"])
    if not held.sayings.filter(taken_up=TakenUp.OPEN).exists():
        tasks.end(TaskKind.WEIGH_CONSULTATION, held.pk, at=at)


@transaction.atomic
def tell_back(held: Consultation, *, on: date, by: User, at: datetime) -> None:
    """Those who spoke were told what came of it."""
    require(by, "steering.consult")
    if by.organisation_id not in {held.held_org_id, held.programme.lead_org_id}:
        raise PermissionDenied("steering.consult")
    held = Consultation.objects.select_for_update(of=("self",)).get(pk=held.pk)
    if on > timezone.localdate(at):
        raise Refused(Reason.HELD_LATER)
    if on < held.held_on:
        raise Refused(Reason.ENDS_BEFORE_IT_BEGINS)
    held.told_back_on = on
    held.save(update_fields=["told_back_on"])
