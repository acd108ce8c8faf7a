"""What the person said to a plan, how it was weighed, and what its goals still lack."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from homeward.plans import rules
from homeward.plans.choices import Horizon, Rating
from homeward.plans.models import (
    Comment,
    FeasibilityCriterion,
    FeasibilityGrid,
    FeasibilityRating,
    NeedAnswer,
    PersonAnswer,
    Plan,
)
from homeward.programmes.models import Programme
from homeward.protection import queries as protection


def answers(plan: Plan) -> list[PersonAnswer]:
    """The person's answers to this version, the last one last."""
    return list(plan.answers.select_related("by").order_by("at", "pk"))


def is_agreed(plan: Plan) -> bool:
    said = plan.answers.order_by("at", "pk").values_list("answer", "revision")
    return rules.is_agreed(said, revision=plan.revision)


def comments(plan: Plan) -> list[Comment]:
    return list(plan.comments.select_related("line", "by", "settled_by", "became").order_by("at"))


def open_comments(plan: Plan) -> bool:
    return plan.comments.filter(settled_at__isnull=True).exists()


@dataclass(frozen=True)
class Need:
    """An open health need of the household, and what the plan says to it."""

    need: Any
    answer: NeedAnswer | None

    @property
    def id(self) -> UUID:
        return UUID(str(self.need.pk))

    @property
    def is_answered(self) -> bool:
        return bool(self.answer and (self.answer.line_id or self.answer.reason))


def needs(plan: Plan) -> list[Need]:
    """As far as the reader is cleared for health; the commission is not."""
    said = {a.need: a for a in plan.need_answers.select_related("line", "by")}
    return [Need(need, said.get(need.pk)) for need in protection.open_health_needs(plan.case)]


def needs_unanswered(plan: Plan) -> list[Need]:
    return [need for need in needs(plan) if not need.is_answered]


def grid_of(programme: Programme | int, *, on: date) -> FeasibilityGrid | None:
    """The programme's own grid that began last, else the one for all."""
    pk = programme if isinstance(programme, int) else programme.pk
    return (
        FeasibilityGrid.objects.filter(Q(programme=pk) | Q(programme__isnull=True))
        .filter(valid_from__lte=on)
        .order_by(F("programme").asc(nulls_last=True), "-valid_from")
        .first()
    )


@dataclass(frozen=True)
class Weighed:
    """A plan by its grid: each criterion with its rating, and the sum."""

    grid: FeasibilityGrid
    rows: Sequence[tuple[FeasibilityCriterion, FeasibilityRating | None]]

    @property
    def rated(self) -> int:
        return sum(rating is not None for _criterion, rating in self.rows)

    @property
    def points(self) -> int:
        return rules.points(Rating(rating.rating) for _c, rating in self.rows if rating)

    @property
    def most(self) -> int:
        return rules.MOST_POINTS * len(self.rows)

    @property
    def is_whole(self) -> bool:
        return self.rated == len(self.rows)


def weighed(plan: Plan, *, on: date) -> Weighed | None:
    """By the grid with which the rating was begun; by the one in force before that."""
    found = {
        rating.criterion_id: rating
        for rating in plan.ratings.select_related("criterion__grid", "by")
    }
    begun = next(iter(found.values()), None)
    grid = begun.criterion.grid if begun else grid_of(plan.programme_id, on=on)
    if grid is None:
        return None
    return Weighed(grid, [(c, found.get(c.pk)) for c in grid.criteria.order_by("position")])


def is_weighed(plan: Plan, *, on: date) -> bool:
    grid = weighed(plan, on=on)
    return grid is None or not grid.grid.is_required or grid.is_whole


@dataclass(frozen=True)
class Lacking:
    """What a plan does not say yet. It stops nothing; it is shown."""

    ties: bool
    horizons: Sequence[Horizon]
    longer_need: bool
    fallback: bool


def lacking(plan: Plan, *, topics: Sequence[str], horizons: Sequence[str]) -> Lacking:
    return Lacking(
        ties=rules.lacks_ties(topics),
        horizons=rules.lacks_horizon(horizons),
        longer_need=not plan.longer_need,
        fallback=not plan.fallback,
    )


def portal_answer(plan: Plan) -> PersonAnswer | None:
    """The person's standing answer to the plan as it is now."""
    last = plan.answers.order_by("at", "pk").last()
    return last if last and last.revision == plan.revision else None
