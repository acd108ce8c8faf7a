"""A round as the engine takes it: who is free, what is left, what floors still ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np

from homeward.allocations import scoring
from homeward.allocations.choices import Decided, RuleKind
from homeward.allocations.models import (
    Considered,
    Floor,
    PairRule,
    Proposal,
    ProposedPlace,
    Round,
    RoundOffer,
)
from homeward.allocations.queries.rounds import considered, given_places, left, terms_of
from homeward.allocations.rules import Known, group_of
from homeward.allocations.scoring import Scored
from homeward.matching.season import NO_GROUP, Season, least_placed, scaled
from homeward.matching.ties import lots, names_drawn
from homeward.persons.choices import HouseholdRole, Sex
from homeward.persons.models import Person

HUNDRED = 100
COMES_OF_AGE = 18


@dataclass(frozen=True)
class Problem:
    """A season with the rows behind its indices. `asked` and `members` are of each floor in all."""

    season: Season
    people: Sequence[Considered]
    offers: Sequence[RoundOffer]
    floors: Sequence[Floor]
    scored: Sequence[Scored]
    members: Sequence[int]
    asked: Sequence[int]


def problem(round_: Round, proposal: Proposal, *, on: date) -> Problem:
    everybody = list(considered(round_))
    given = set(given_places(round_).values_list("person_id", flat=True))
    offers = list(round_.offers.select_related("offer"))
    floors = list(round_.floors.all())
    group = _groups(everybody, floors, on)
    free = [one for one in everybody if one.person_id not in given]
    pairs = _pairs(round_, free, offers, on)
    fits = {person for person, _offer in pairs}
    members, asked, still = [], [], []
    for number, floor in enumerate(floors):
        own = [one.person_id for one in everybody if group[one.person_id] == number]
        placed = sum(person in given for person in own)
        able = placed + sum(person in fits for person in own)
        members.append(able)
        asked.append(least_placed(f"{floor.share}/{HUNDRED}", able))
        still.append(max(asked[-1] - placed, 0))
    return Problem(
        season=_season(round_, proposal, free, offers, pairs, group, still),
        people=free, offers=offers, floors=floors, scored=list(pairs.values()),
        members=members, asked=asked,
    )  # fmt: skip


def _pairs(
    round_: Round, free: Sequence[Considered], offers: Sequence[RoundOffer], on: date
) -> dict[tuple[UUID, UUID], Scored]:
    """What fits, and what people settled, which may be worth nothing by its score."""
    found = scoring.scores(free, [one.offer_id for one in offers], on=on)
    own = {one.person_id for one in free}
    for rule in PairRule.objects.filter(round=round_, kind=RuleKind.LOCK):
        if rule.person_id in own:
            found.setdefault((rule.person_id, rule.offer_id), Scored(0.0))
    return found


def _groups(everybody: Sequence[Considered], floors: Sequence[Floor], on: date) -> dict[UUID, int]:
    terms = [terms_of(floor) for floor in floors]
    with_children = _households_with_children(everybody, on)
    return {
        one.person_id: group_of(terms, _known(one.person, with_children, on)) for one in everybody
    }


def _known(person: Person, with_children: Mapping[UUID | None, bool], on: date) -> Known:
    return Known(
        sex=None if person.sex == Sex.UNKNOWN else person.sex,
        age=person.age_on(on),
        has_children=with_children.get(person.household_id),
    )


def _households_with_children(everybody: Sequence[Considered], on: date) -> dict[UUID | None, bool]:
    """Whether a child lives in each household, as far as the actor sees its members."""
    households = {one.person.household_id for one in everybody}
    found: dict[UUID | None, bool] = dict.fromkeys(households, False)
    for person in Person.objects.filter(household_id__in=[one for one in households if one]):
        age = person.age_on(on)
        is_child = person.household_role == HouseholdRole.CHILD if age is None else (
            age < COMES_OF_AGE
        )  # fmt: skip
        found[person.household_id] |= is_child
    return found


def _season(
    round_: Round,
    proposal: Proposal,
    free: Sequence[Considered],
    offers: Sequence[RoundOffer],
    pairs: Mapping[tuple[UUID, UUID], Scored],
    group: Mapping[UUID, int],
    still: Sequence[int],
) -> Season:
    row = {one.person_id: number for number, one in enumerate(free)}
    column = {one.offer_id: number for number, one in enumerate(offers)}
    locked, forbidden = _ruled(round_)
    person = np.array([row[one] for one, _offer in pairs], np.int64)
    offer = np.array([column[one] for _person, one in pairs], np.int64)
    fits = np.bincount(person, minlength=len(free)) > 0
    drawn = [names_drawn(proposal.seed, [str(name) for name in names]) for names in (row, column)]
    return Season(
        people=len(free),
        person=person,
        offer=offer,
        score=scaled(np.array([one.score for one in pairs.values()], np.float64)),
        capacity=np.array(
            [max(left(round_, one.offer_id, one.places), 0) for one in offers], np.int64
        ),
        group=np.where(fits, np.array([group[one.person_id] for one in free], np.int64), NO_GROUP),
        floor=np.array(still, np.int64),
        locked=np.array([pair in locked for pair in pairs], np.bool_),
        forbidden=np.array([pair in forbidden for pair in pairs], np.bool_),
        lot=lots(drawn[0][person], drawn[1][offer]),
    )


def _ruled(round_: Round) -> tuple[set[tuple[UUID, UUID]], set[tuple[UUID, UUID]]]:
    """What is settled, and what is ruled out: by a rule, or by a line that was set aside."""
    ruled = PairRule.objects.filter(round=round_).values_list("kind", "person_id", "offer_id")
    aside = ProposedPlace.objects.filter(round=round_, decided=Decided.ASIDE, offer__isnull=False)
    locked: set[tuple[UUID, UUID]] = set()
    forbidden = {
        (person, offer)
        for person, offer in aside.values_list("person_id", "offer_id")
        if offer is not None
    }
    for kind, person, offer in ruled:
        (locked if kind == RuleKind.LOCK else forbidden).add((person, offer))
    return locked, forbidden - locked
