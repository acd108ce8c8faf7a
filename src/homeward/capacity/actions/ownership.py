"""The figures of ownership are computed anew for each quarter, by the job alone."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.capacity import queries, rules
from homeward.capacity.choices import Part, Reason
from homeward.capacity.models import OwnershipFigure, OwnershipFormula
from homeward.core.refusals import refuse_if

QUARTERS = 8


@transaction.atomic
def compute(*, at: datetime, quarters: int = QUARTERS) -> int:
    """Every origin and quarter of late. What can't be told is not stored. How many rows."""
    today = timezone.localdate(at)
    smallest = queries.formula(today).smallest
    written = 0
    for quarter in rules.quarters_back(today, quarters):
        rows = [
            OwnershipFigure(
                origin_id=origin, quarter=quarter, step=line.step, currency=line.currency,
                organisation_id=line.organisation, own=line.own, abroad=line.abroad,
                unknown=line.unknown, computed_at=at,
            )
            for origin, counted in queries.counted(quarter, rules.next_quarter(quarter)).items()
            for line in rules.told(counted, smallest=smallest)
        ]  # fmt: skip
        OwnershipFigure.objects.filter(quarter=quarter).delete()
        written += len(OwnershipFigure.objects.bulk_create(rows))
    return written


@transaction.atomic
def state_formula(
    *, weights: dict[str, int], smallest: int, source: str, valid_from: date, by: User, at: datetime
) -> OwnershipFormula:
    """How the parts count from a day on; the ones before stay as they were."""
    require(by, "capacity.state")
    latest = OwnershipFormula.objects.order_by("-valid_from")[0]
    refuse_if(
        [
            *([Reason.NOT_LATER] if valid_from <= latest.valid_from else []),
            *([] if source.strip() else [Reason.NO_SOURCE]),
        ]
    )
    return OwnershipFormula.objects.create(
        weights={part.value: weights.get(part.value, 0) for part in Part}, smallest=smallest,
        source=source.strip(), valid_from=valid_from, stated_by=by,
    )  # fmt: skip
