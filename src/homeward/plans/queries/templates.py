"""Reads of a programme's templates and feasibility grids."""

from datetime import date

from django.db.models import F, Q, QuerySet

from homeward.access.models import User
from homeward.plans.models import FeasibilityGrid, PlanTemplate
from homeward.programmes.models import Programme


def _in_force(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gte=on))


def templates_of(programme: Programme, *, on: date) -> list[PlanTemplate]:
    """Of each name the version in force that began last, by level."""
    found = (
        PlanTemplate.objects.filter(_in_force(on), programme=programme)
        .order_by("name", "-valid_from")
        .distinct("name")
    )
    return list(
        PlanTemplate.objects.filter(pk__in=found.values("pk"))
        .prefetch_related("goals", "lines")
        .order_by(F("level").asc(nulls_first=True), "name")
    )


def all_templates(programme: Programme) -> QuerySet[PlanTemplate]:
    return (
        PlanTemplate.objects.filter(programme=programme)
        .select_related("made_by")
        .prefetch_related("goals", "lines")
        .order_by(F("level").asc(nulls_first=True), "name", "-valid_from")
    )


def grids(programme: Programme) -> QuerySet[FeasibilityGrid]:
    """The programme's own versions and those for all, the latest first."""
    return (
        FeasibilityGrid.objects.filter(Q(programme=programme) | Q(programme__isnull=True))
        .prefetch_related("criteria")
        .order_by(F("programme").asc(nulls_last=True), "-valid_from")
    )


def programmes_kept(user: User) -> QuerySet[Programme]:
    """Those that the user's organisation leads."""
    return Programme.objects.filter(lead_org=user.organisation_id).order_by("name")


def programmes() -> QuerySet[Programme]:
    return Programme.objects.order_by("name")
