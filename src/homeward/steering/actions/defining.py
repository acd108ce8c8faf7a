"""What a programme calls sustainable: drafted, then in force by a decision, for good."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.committees.models import Decision
from homeward.core.refusals import Refused, refuse_if
from homeward.indicators.models import Indicator
from homeward.programmes.models import Programme
from homeward.steering.choices import Reason, VersionStatus
from homeward.steering.models import SustainabilityDefinition, SustainabilityThreshold
from homeward.steering.queries import stated as queries
from homeward.steering.rules import refusals


@transaction.atomic
def draft(programme: Programme, *, by: User, at: datetime) -> SustainabilityDefinition:
    """The next version, from the newest one in force."""
    require(by, "steering.define")
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    if programme.lead_org_id != by.organisation_id:
        raise Refused(Reason.NOT_THE_LEAD)
    versions = queries.definitions(programme)
    if versions.filter(status=VersionStatus.DRAFT).exists():
        raise Refused(Reason.DRAFT_ALREADY)
    newest = versions.first()
    last = versions.aggregate(last=Max("number"))["last"] or 0
    drafted = SustainabilityDefinition.objects.create(
        programme=programme, number=last + 1, text=newest.text if newest else "",
        dimensions=newest.dimensions if newest else [], written_by=by, written_at=at,
    )  # fmt: skip
    for one in newest.thresholds.all() if newest else []:
        SustainabilityThreshold.objects.create(
            definition=drafted, indicator=one.indicator, bound=one.bound, value=one.value
        )
    return drafted


@transaction.atomic
def write(
    definition: SustainabilityDefinition, *, text: str, dimensions: Sequence[str],
    change_note: str = "", by: User, at: datetime,
) -> SustainabilityDefinition:  # fmt: skip
    definition = _to_change(definition, by)
    definition.text, definition.dimensions = text.strip(), list(dimensions)
    definition.change_note, definition.written_by = change_note.strip(), by
    definition.written_at = at
    definition.save(update_fields=["text", "dimensions", "change_note", "written_by", "written_at"])
    return definition


@transaction.atomic
def set_threshold(
    definition: SustainabilityDefinition, indicator: Indicator, bound: str, value: Decimal,
    *, by: User, at: datetime,
) -> SustainabilityThreshold:  # fmt: skip
    definition = _to_change(definition, by)
    if definition.thresholds.filter(indicator=indicator).exists():
        raise Refused(Reason.TWICE)
    return SustainabilityThreshold.objects.create(
        definition=definition, indicator=indicator, bound=bound, value=value
    )


@transaction.atomic
def take_threshold_out(threshold: SustainabilityThreshold, *, by: User, at: datetime) -> None:
    definition = _to_change(threshold.definition, by)
    definition.thresholds.filter(pk=threshold.pk).delete()


@transaction.atomic
def put_in_force(
    definition: SustainabilityDefinition, *, valid_from: date, decision: Decision | None = None,
    basis: str = "", by: User, at: datetime,
) -> SustainabilityDefinition:  # fmt: skip
    """From that day on figures are read by it; earlier days keep the version they had."""
    definition = _to_change(definition, by)
    before = (
        queries.definitions(definition.programme)
        .filter(status=VersionStatus.IN_FORCE)
        .aggregate(last=Max("valid_from"))["last"]
    )
    refuse_if(
        refusals.reasons_not_to_put_in_force(
            is_draft=True, text=definition.text, thresholds=definition.thresholds.count(),
            rests=decision is not None or bool(basis.strip()), valid_from=valid_from,
            before=before,
        )
    )  # fmt: skip
    definition.status, definition.valid_from = VersionStatus.IN_FORCE, valid_from
    definition.decision, definition.basis = decision, basis.strip()
    definition.decision_label = queries.label_of(decision) if decision else ""
    definition.put_in_force_by, definition.put_in_force_at = by, at
    definition.save()
    return definition


@transaction.atomic
def discard(definition: SustainabilityDefinition, *, by: User, at: datetime) -> None:
    _to_change(definition, by).delete()


def _to_change(definition: SustainabilityDefinition, by: User) -> SustainabilityDefinition:
    require(by, "steering.define")
    held = SustainabilityDefinition.objects.select_related("programme").get(pk=definition.pk)
    if held.programme.lead_org_id != by.organisation_id:
        raise PermissionDenied("steering.define")
    if held.status != VersionStatus.DRAFT:
        raise Refused(Reason.IN_FORCE_ALREADY)
    locked = (
        SustainabilityDefinition.objects.select_for_update(of=("self",)).filter(pk=held.pk).first()
    )
    if locked is None:
        raise Refused(Reason.IN_FORCE_ALREADY)
    return locked
