"""Samples: drawn once by a seed that is kept, replaced by rule, and asked."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core import sampling
from homeward.core.refusals import Refused, refuse_if
from homeward.followups import queries, rules
from homeward.followups.choices import ASKED, Drawing, Reason, Replacing, Stratum
from homeward.followups.models import Draw, Sample
from homeward.programmes.models import Programme
from homeward.surveys import actions as surveys
from homeward.surveys.models import InstrumentVersion

SEED_BYTES = 16


@dataclass(frozen=True, kw_only=True)
class SampleGiven:
    title: str
    version: InstrumentVersion
    arrived_from: date
    arrived_until: date
    size: int
    strata: Sequence[Stratum]
    replacing: Replacing


@transaction.atomic
def draw(
    programme: Programme, given: SampleGiven, *, by: User, at: datetime, seed: str = ""
) -> Sample:
    """Draws a sample of the cases that the actor's organisation answers for.

    The seed is made before the frame is read, so that nobody can choose what it draws; a test or
    a figure published elsewhere may give its own, which stands on the page either way.
    """
    require(by, "followups.sample")
    seed = seed or secrets.token_hex(SEED_BYTES)
    frame = queries.frame(programme, given, by=by)
    units = [sampling.Unit(id=str(case.pk), stratum=stratum) for case, stratum in frame]
    refuse_if(
        rules.reasons_not_to_draw(
            frame=len(units),
            size=given.size,
            ends_after=given.arrived_from <= given.arrived_until,
        )
    )
    sample = Sample.objects.create(
        owner_org=by.organisation_of_rows,
        programme=programme,
        title=given.title.strip(),
        instrument_version=given.version,
        arrived_from=given.arrived_from,
        arrived_until=given.arrived_until,
        size=given.size,
        strata=list(given.strata),
        replacing=given.replacing,
        seed=seed,
        frame=len(units),
        fingerprint=sampling.fingerprint(units),
        drawn_at=at,
        drawn_by=by,
    )
    persons = {str(case.pk): case for case, _stratum in frame}
    Draw.objects.bulk_create(
        Draw(
            sample=sample,
            case=persons[place.id],
            person_id=persons[place.id].person_id,
            programme=programme,
            owner_org=by.organisation_of_rows,
            stratum=place.stratum,
            position=place.position,
            state=Drawing.DRAWN if place.is_drawn else Drawing.RESERVE,
        )
        for place in sampling.draw(units, size=given.size, seed=seed)
    )
    return sample


@transaction.atomic
def plan_surveys(sample: Sample, *, by: User, at: datetime) -> int:
    """Plans the instrument's surveys for those who were drawn. How many cases that were."""
    require(by, "followups.sample")
    cases = [one.case for one in queries.draws(sample) if one.state in ASKED]
    for case in cases:
        if case.arrived_on is not None:
            surveys.plan_waves(
                case,
                arrived_on=case.arrived_on,
                by=by,
                at=at,
                version=sample.instrument_version,
            )
    return len(cases)


@transaction.atomic
def replace(drawn: Draw, *, by: User, at: datetime) -> Draw:
    """The next one in reserve of the same part takes the place of somebody not reached."""
    require(by, "followups.sample")
    # The whole part is held: two replacements at once must not take the same one.
    part = list(
        Draw.objects.select_for_update(of=("self",))
        .filter(sample_id=drawn.sample_id, stratum=drawn.stratum)
        .order_by("position")
    )
    gone = next(one for one in part if one.pk == drawn.pk)
    reserve = [one for one in part if one.state == Drawing.RESERVE]
    refuse_if(
        rules.reasons_not_to_replace(
            rules.ReplacingFacts(
                is_asked=gone.state in ASKED,
                rule_replaces=drawn.sample.replacing == Replacing.NEXT,
                survey_not_held=queries.survey_not_held(gone),
                has_reserve=bool(reserve),
            )
        )
    )
    if not reserve:
        raise Refused(Reason.NO_RESERVE)
    new = reserve[0]
    # A replacement that is replaced keeps whom it replaced; its state says it is asked no more.
    gone.state = Drawing.REPLACED
    new.state, new.replaces = Drawing.REPLACEMENT, gone
    for one in (gone, new):
        one.changed_at, one.changed_by = at, by
        one.save(update_fields=["state", "replaces", "changed_at", "changed_by"])
    return new
