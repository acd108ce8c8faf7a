"""The person's side of a match: what the actor sees of their file, as the engine asks for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

import numpy as np

from homeward.careers.profile import Profile, Wish
from homeward.cases.models import Case
from homeward.cases.queries.applications import facts_of
from homeward.matches.choices import NEED_OF_TOPIC
from homeward.matches.queries.catalogue import (
    INTENSITIES,
    KINDS,
    NEEDS,
    Asked,
    Catalogue,
    monthly,
)
from homeward.matching.columns import Relation
from homeward.matching.sides import Person as Side
from homeward.matching.sides import State
from homeward.occupations.models import Skill
from homeward.offers.models import SeatContract
from homeward.persons.models import Person
from homeward.plans.choices import LineStatus
from homeward.plans.models import Goal, Plan, PlanLine
from homeward.programmes.choices.criteria import Answer, Kind
from homeward.programmes.queries import criteria as programmes
from homeward.programmes.rules import criteria
from homeward.programmes.rules.criteria import Criterion, Facts, OneOf, Result, Within
from homeward.services.queries import near

STATES = {Answer.MET: State.MET, Answer.NOT_MET: State.NOT_MET, Answer.UNKNOWN: State.UNKNOWN}
# What a group of the directory means in the words of criteria. Of the others nobody can tell from
# the file, and none is told from health or protection: they are asked.
GROUPS: dict[str, tuple[Kind, str]] = {
    "returnees": (Kind.RESIDENCE, "returnee"),
    "residents": (Kind.RESIDENCE, "local_resident"),
    "displaced": (Kind.RESIDENCE, "displaced"),
    "women": (Kind.SEX, "female"),
    "single_parents": (Kind.HOUSEHOLD, "single_parent"),
}
GROUP_AGES = {"children": (None, 17), "youth": (15, 35), "older_persons": (60, None)}


@dataclass(frozen=True)
class Known:
    """A person with all that a ranking rests on, and what each criterion says of them."""

    case: Case
    person: Person
    profile: Profile
    side: Side
    place: near.Near | None
    results: Sequence[Result | None]
    needs: tuple[str, ...]

    @property
    def wish(self) -> Wish:
        return self.profile.wishes or Wish()


class Gatherer:
    """What many persons share is read once: criteria by programme, places by their names."""

    def __init__(self, catalogue: Catalogue, on: date) -> None:
        self.catalogue, self.on = catalogue, on
        asked = {a.value[0] for a in catalogue.asked if a.kind == "programme"}
        self.of_programme = programmes.criteria_of(asked, on) if asked else {}
        contracts = {a.value[0] for a in catalogue.asked if a.kind == "contract"}
        found = SeatContract.objects.filter(pk__in=contracts).select_related("criteria")
        self.agreed = {one.pk: one.criteria for one in found} if contracts else {}
        self.criteria = [self._criterion(one) for one in catalogue.asked]
        self.places: dict[tuple[str, str], near.Near | None] = {}

    def _criterion(self, asked: Asked) -> Criterion:
        if asked.kind == "programme":
            return self.of_programme.get(asked.value[0], criteria.NOT_STATED)
        if asked.kind == "contract":
            return programmes.criterion_of(self.agreed.get(asked.value[0]))
        if asked.kind == "groups":
            parts = [_of_group(code) for code in asked.value]
            return parts[0] if len(parts) == 1 else criteria.Either(tuple(parts))
        if asked.kind == "ages":
            return Within(kind=Kind.AGE, least=asked.value[0], most=asked.value[1])
        return criteria.EVERYONE

    def _addresses(self, skills: frozenset[int]) -> frozenset[str] | None:
        """As criteria name skills; read where one of them asks for any."""
        if not skills or not self._asks_skills:
            return None
        return frozenset(Skill.objects.filter(pk__in=skills).values_list("uri", flat=True))

    @cached_property
    def _asks_skills(self) -> bool:
        asked = (leaf for one in self.criteria for _at, leaf in criteria.leaves(one))
        return any(leaf.kind == Kind.SKILL for leaf in asked)

    def known(
        self,
        case: Case,
        person: Person,
        profile: Profile,
        *,
        household: Sequence[Person],
        needs: Iterable[str],
    ) -> Known:
        facts = facts_of(case, household, on=self.on, of=person)
        facts = replace(
            facts,
            languages=frozenset(profile.languages) or facts.languages,
            skills=self._addresses(profile.skills),
        )
        results = [criteria.evaluate(one, facts) for one in self.criteria]
        place = self._place(case)
        wanted = tuple(needs)
        return Known(
            case, person, profile, self._side(case, profile, facts, results, place, wanted),
            place, results, wanted,
        )  # fmt: skip

    def _place(self, case: Case) -> near.Near | None:
        asked = (case.destination, case.origin_country_id)
        if asked not in self.places:
            self.places[asked] = (
                near.find(case.destination, (case.origin_country_id,)) if case.destination else None
            )
        return self.places[asked]

    def _side(
        self,
        case: Case,
        profile: Profile,
        facts: Facts,
        results: Sequence[Result],
        place: near.Near | None,
        needs: tuple[str, ...],
    ) -> Side:
        catalogue, wish = self.catalogue, profile.wishes or Wish()
        near_ones, years = catalogue.trades.known.of_person(self._held(profile))
        held = np.array(sorted(profile.skills), dtype=np.int64)
        wage = monthly(wish.wage_at_least, wish.wage_period or "month", wish.weekly_hours)
        return Side(
            today=self.on.toordinal(),
            from_day=_there(case, wish, self.on),
            latitude=place.point.latitude if place else np.nan,
            longitude=place.point.longitude if place else np.nan,
            answers=np.array([STATES[result.answer] for result in results], dtype=np.int8),
            languages=catalogue.languages.bits(profile.languages),
            needs=NEEDS.bits(needs),
            held=held,
            wanted=self._wanted(wish, held),
            near=near_ones,
            years=years,
            kinds=_chosen({KINDS[kind] for kind in wish.kinds if kind in KINDS}, len(KINDS) + 1),
            occupations=self._occupations(wish),
            areas=catalogue.areas_within(wish.area_ids) if wish.area_ids else _chosen(set(), 0),
            most_km=np.nan if wish.max_km is None else float(wish.max_km),
            most_hours=np.nan if wish.weekly_hours is None else float(wish.weekly_hours),
            needs_child_care=bool(wish.needs_child_care),
            needs_transport=bool(wish.needs_transport),
            most_intensity=INTENSITIES.get(wish.intensity_at_most, 0),
            least_wage=np.nan if wage is None else float(wage),
            currency=catalogue.currencies.get(wish.currency, 0),
        )

    def _held(self, profile: Profile) -> list[tuple[int, float]]:
        position = self.catalogue.trades.position
        return [
            (position[one.occupation_id], np.nan if one.years is None else float(one.years))
            for one in profile.occupations
            if one.occupation_id in position
        ]

    def _wanted(self, wish: Wish, held: Any) -> Any:
        """What the wished occupations ask for as essential, and the person does not have."""
        known = self.catalogue.trades
        asked: list[Any] = [np.zeros(0, dtype=np.int64)]
        for pk in wish.occupation_ids:
            if (position := known.position.get(pk)) is not None:
                skills, relations = known.skills_of(position)
                asked.append(skills[relations == Relation.ESSENTIAL])
        return np.setdiff1d(np.concatenate(asked), held)

    def _occupations(self, wish: Wish) -> Any:
        position = self.catalogue.trades.position
        wished = {position[pk] for pk in wish.occupation_ids if pk in position}
        return _chosen(wished, len(position))


def _chosen(codes: set[int], size: int) -> Any:
    """(size,) bool, or nothing at all where nothing is wished for."""
    if not codes:
        return np.zeros(0, dtype=np.bool_)
    found = np.zeros(size, dtype=np.bool_)
    found[list(codes)] = True
    return found


def _there(case: Case, wish: Wish, on: date) -> int:
    """From which day the person is there and free; 0 where nobody knows the day of the journey."""
    arrives = on if case.arrived_on or not case.host_country_id else case.travels_on
    if arrives is None:
        return 0
    return max(arrives, wish.from_on or arrives).toordinal()


def _of_group(code: str) -> Criterion:
    if code in GROUPS:
        kind, value = GROUPS[code]
        return OneOf(kind=kind, any_of=frozenset({value}))
    if code in GROUP_AGES:
        least, most = GROUP_AGES[code]
        return Within(kind=Kind.AGE, least=least, most=most)
    return criteria.NOT_STATED


def needs_of(cases: Iterable[Case]) -> dict[UUID, tuple[str, ...]]:
    """What each case's newest plan is to meet: its goals, and the services of its lines."""
    newest = Plan.objects.filter(case__in=list(cases)).order_by("case_id", "-version")
    plans = dict(newest.distinct("case_id").values_list("pk", "case_id"))
    found: dict[UUID, dict[str, None]] = {}
    for plan, topic in Goal.objects.filter(plan__in=plans).values_list("plan_id", "topic"):
        found.setdefault(plans[plan], {})[NEED_OF_TOPIC[topic].value] = None
    lines = PlanLine.objects.filter(plan__in=plans, service__isnull=False)
    lines = lines.exclude(status__in=[LineStatus.DONE, LineStatus.DROPPED])
    for plan, category in lines.values_list("plan_id", "service__category"):
        if category:
            found.setdefault(plans[plan], {})[category] = None
    return {case: tuple(needs) for case, needs in found.items()}
