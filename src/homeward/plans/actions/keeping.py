"""A programme's templates and grids: published in versions, by its lead alone."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused
from homeward.plans.choices import Criterion, Reason
from homeward.plans.models import (
    FeasibilityCriterion,
    FeasibilityGrid,
    PlanTemplate,
    TemplateGoal,
    TemplateLine,
)
from homeward.programmes.models import Programme


@transaction.atomic
def publish_template(
    programme: Programme,
    *,
    name: str,
    valid_from: date,
    goals: Sequence[dict[str, Any]],
    lines: Sequence[dict[str, Any]],
    by: User,
    at: datetime,
    **said: Any,
) -> PlanTemplate:
    """A version of a template; the earlier one of this name ends the day before."""
    programme = _kept(programme, by)
    if not lines:
        raise Refused(Reason.NOTHING_IN_IT)
    before = PlanTemplate.objects.filter(programme=programme, name=name)
    if before.filter(valid_from=valid_from).exists():
        raise Refused(Reason.DAY_TAKEN)
    before.filter(valid_from__lt=valid_from, valid_until__isnull=True).update(
        valid_until=valid_from - timedelta(days=1)
    )
    template = PlanTemplate.objects.create(
        programme=programme, name=name, valid_from=valid_from, made_by=by, **said
    )
    TemplateGoal.objects.bulk_create(
        TemplateGoal(template=template, position=n, **goal) for n, goal in enumerate(goals, 1)
    )
    TemplateLine.objects.bulk_create(
        TemplateLine(template=template, position=n, **line) for n, line in enumerate(lines, 1)
    )
    return template


@transaction.atomic
def end_template(template: PlanTemplate, *, until: date, by: User, at: datetime) -> None:
    _kept(template.programme, by)
    template.valid_until = until
    template.save(update_fields=["valid_until"])


@transaction.atomic
def publish_grid(
    programme: Programme,
    *,
    name: str,
    valid_from: date,
    is_required: bool,
    source: str,
    criteria: Sequence[tuple[Criterion, str]],
    by: User,
    at: datetime,
) -> FeasibilityGrid:
    """A version of the programme's grid: plans that are being rated keep the one they have."""
    programme = _kept(programme, by)
    if not criteria:
        raise Refused(Reason.NOTHING_IN_IT)
    if FeasibilityGrid.objects.filter(programme=programme, valid_from=valid_from).exists():
        raise Refused(Reason.DAY_TAKEN)
    grid = FeasibilityGrid.objects.create(
        programme=programme, name=name, valid_from=valid_from, is_required=is_required,
        source=source, made_by=by,
    )  # fmt: skip
    FeasibilityCriterion.objects.bulk_create(
        FeasibilityCriterion(grid=grid, position=n, code=code, words=words)
        for n, (code, words) in enumerate(criteria, 1)
    )
    return grid


def _kept(programme: Programme, by: User) -> Programme:
    require(by, "plans.keep_templates")
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    if programme.lead_org_id is None or programme.lead_org_id != by.organisation_id:
        raise Refused(Reason.NOT_THE_LEAD)
    return programme
