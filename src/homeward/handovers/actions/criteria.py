"""What must be true before a lead leaves: stated in versions, and judged."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.handovers import rules
from homeward.handovers.choices import Reading, Verdict
from homeward.handovers.models import Criterion, Judgement
from homeward.programmes.models import Programme


@transaction.atomic
def state(
    programme: Programme,
    code: str,
    *,
    wording: str,
    reading: Reading,
    about: Organisation,
    threshold: int | None,
    source: str,
    valid_from: date,
    is_dropped: bool = False,
    by: User,
    at: datetime,
) -> Criterion:
    """A criterion, or its next version: what was asked before stays as it was."""
    require(by, "handovers.criteria")
    refuse_if(
        rules.reasons_not_to_state(
            rules.StatingFacts(
                is_lead=programme.lead_org_id == by.organisation_id,
                reading=reading,
                threshold=threshold,
                source=source,
                valid_from=valid_from,
                today=timezone.localdate(at),
                stated_already=Criterion.objects.filter(
                    programme=programme, code=code, valid_from=valid_from
                ).exists(),
            )
        )
    )
    return Criterion.objects.create(
        programme=programme,
        code=code,
        wording=wording.strip(),
        reading=reading,
        about=about,
        threshold=None if reading == Reading.JUDGEMENT else threshold,
        source=source.strip(),
        valid_from=valid_from,
        is_dropped=is_dropped,
        owner_org=by.organisation_of_rows,
        stated_by=by,
        stated_at=at,
    )


def drop(criterion: Criterion, *, source: str, by: User, at: datetime) -> Criterion:
    """Asked no more from tomorrow on, and by which decision."""
    return state(
        criterion.programme,
        criterion.code,
        wording=criterion.wording,
        reading=Reading(criterion.reading),
        about=criterion.about,
        threshold=criterion.threshold,
        source=source,
        valid_from=timezone.localdate(at) + timedelta(days=1),
        is_dropped=True,
        by=by,
        at=at,
    )


@transaction.atomic
def judge(
    criterion: Criterion, found: Verdict, *, evidence: str, on: date, by: User, at: datetime
) -> Judgement:
    """Under one's own name, with what it rests on; an earlier judgement stays."""
    require(by, "handovers.judge")
    refuse_if(
        rules.reasons_not_to_judge(
            is_judged=criterion.reading == Reading.JUDGEMENT, evidence=evidence
        )
    )
    return Judgement.objects.create(
        criterion=criterion,
        verdict=found,
        evidence=evidence.strip(),
        judged_on=on,
        judged_by=by,
        judged_at=at,
    )
