"""An institution is assessed by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.capacity import queries, rules
from homeward.capacity.choices import Reason
from homeward.capacity.models import CapacityAnswer, CapacityAssessment
from homeward.core.refusals import Refused, refuse_if


@dataclass(frozen=True)
class Said:
    level: int | None
    wished: int | None
    evidence: str


@transaction.atomic
def begin(*, by: User, at: datetime) -> CapacityAssessment:
    """A new one of the user's organisation; where one is open, that one."""
    require(by, "capacity.assess")
    org = by.organisation_of_rows
    # Two may begin at once: the second finds the first one's.
    CapacityAssessment.objects.bulk_create(
        [
            CapacityAssessment(
                organisation=org, sheet=queries.sheet(timezone.localdate(at)), begun_at=at,
                begun_by=by,
            )
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    return CapacityAssessment.objects.get(organisation=org, finished_on__isnull=True)


@transaction.atomic
def answer(
    assessment: CapacityAssessment, said: Mapping[str, Said], *, by: User, at: datetime
) -> None:
    """What is known by now, by domain; what was said before it is written over."""
    require(by, "capacity.assess")
    held = _open(assessment)
    for domain in held.sheet.domains.all():
        one = said.get(domain.code)
        if one is not None:
            CapacityAnswer.objects.update_or_create(
                assessment=held, domain=domain,
                defaults={
                    "level": one.level, "wished": one.wished, "evidence": one.evidence.strip()
                },
            )  # fmt: skip


@transaction.atomic
def finish(
    assessment: CapacityAssessment, *, share: bool, by: User, at: datetime
) -> CapacityAssessment:
    """It stands from now on, with what is unknown in it."""
    require(by, "capacity.assess")
    held = _open(assessment)
    refuse_if(rules.reasons_not_to_finish(is_finished=False, answers=queries.answered(held)))
    held.finished_on, held.is_shared = timezone.localdate(at), share
    held.save(update_fields=["finished_on", "is_shared"])
    return held


def _open(assessment: CapacityAssessment) -> CapacityAssessment:
    held = (
        CapacityAssessment.objects.select_for_update(of=("self",))
        .filter(pk=assessment.pk, finished_on__isnull=True)
        .first()
    )
    if held is None:
        raise Refused(Reason.FINISHED)
    return held
