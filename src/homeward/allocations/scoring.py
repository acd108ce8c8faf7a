"""What each offer of a round is worth to each person who is considered: the scores of matches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import numpy as np

from homeward.allocations.models import Considered
from homeward.careers import queries as careers
from homeward.careers.profile import Profile
from homeward.matches.queries import ranking_on
from homeward.matches.queries.catalogue import Catalogue, catalogue
from homeward.matches.queries.people import Gatherer, needs_of
from homeward.matching.measuring import Measured
from homeward.matching.ranking import Ranking, explain
from homeward.matching.sides import PARTS, State, Weights
from homeward.persons.models import Person

THOUSAND = 1_000


@dataclass(frozen=True)
class Scored:
    """score: 0 to 1. why: [part, state, thousandths of the score] for each part of it."""

    score: float
    why: list[list[object]] = field(default_factory=list)


Pair = tuple[UUID, UUID]


def scores(
    everybody: Sequence[Considered], offers: Sequence[UUID], *, on: date
) -> dict[Pair, Scored]:
    """By person and offer, as the actor sees the persons' files; what does not fit is left out."""
    ids = [one.person_id for one in everybody]
    profiles = careers.profiles(ids, on=on)
    needs = needs_of([one.case for one in everybody])
    households = _households(everybody)
    gatherers: dict[tuple[str, str | None], Gatherer] = {}
    weights: dict[int, Weights] = {}
    found: dict[Pair, Scored] = {}
    for one in everybody:
        case, person = one.case, one.person
        way = (case.origin_country_id, case.host_country_id)
        if way not in gatherers:
            gatherers[way] = Gatherer(catalogue(*way, on), on)
        if case.programme_id not in weights:
            weights[case.programme_id] = ranking_on(case.programme_id, on).weights
        profile = profiles.get(person.pk, Profile(person_id=person.pk))
        known = gatherers[way].known(
            case, person, profile,
            household=households.get(person.household_id, [person]),
            needs=needs.get(case.pk, ()),
        )  # fmt: skip
        shelf = gatherers[way].catalogue
        measured = Measured(shelf.index, known.side, weights[case.programme_id])
        found |= {(person.pk, offer): s for offer, s in _of(measured, shelf, offers).items()}
    return found


def _households(everybody: Sequence[Considered]) -> Mapping[UUID | None, list[Person]]:
    found: dict[UUID | None, list[Person]] = {}
    households = {one.person.household_id for one in everybody}
    for person in Person.objects.filter(household_id__in=[one for one in households if one]):
        found.setdefault(person.household_id, []).append(person)
    return found


def _of(measured: Measured, shelf: Catalogue, offers: Sequence[UUID]) -> dict[UUID, Scored]:
    known = [offer for offer in offers if offer in shelf.row]
    rows = np.array([shelf.row[offer] for offer in known], np.int64)
    ranking = explain(measured, rows)
    return {
        offer: Scored(min(max(float(ranking.scores[at]), 0.0), 1.0), _why(ranking, at))
        for at, offer in enumerate(known)
        if not ranking.refusals[at]
    }


def _why(ranking: Ranking, at: int) -> list[list[object]]:
    weights = ranking.measured.weights.parts
    return [
        [part, State(int(ranking.states[at, n])).name.lower(),
         round(THOUSAND * weights[part] * float(ranking.values[at, n]))]
        for n, part in enumerate(PARTS)
    ]  # fmt: skip
