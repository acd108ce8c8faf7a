"""For one offer: who of those that the actor sees fits. Bounded, so that not all are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np
from django.db.models import Q

from homeward.careers import queries as careers
from homeward.careers.profile import Profile
from homeward.cases.models import Case
from homeward.matches.models import RankingVersion
from homeward.matches.queries import catalogue, kept, people
from homeward.matches.queries.people import Known
from homeward.matches.queries.shown import Match
from homeward.matches.queries.words import Words
from homeward.matching.measuring import Measured
from homeward.matching.ranking import explain
from homeward.offers.models import Offer
from homeward.persons.models import Person

# So many files, the ones changed last: each is measured by itself.
MOST = 150
WORKING_AGE = 15


@dataclass(frozen=True)
class Candidate:
    known: Known
    score: float
    version: RankingVersion


@dataclass(frozen=True)
class Found:
    """Who fits, the best first; how many persons were looked at, and in how many files."""

    catalogue: catalogue.Catalogue
    fitting: Sequence[Candidate]
    persons: int
    files: int
    is_cut: bool


@dataclass(frozen=True)
class Row:
    person: Person
    case: Case
    match: Match


def who_fits(offer: Offer, *, on: date) -> Found:
    """Persons of open cases, as the actor sees them: of those that are sealed, nothing shows."""
    country = catalogue.country_of(offer) or ""
    where = Q(origin_country=country)
    if offer.before_departure:
        where |= Q(host_country=country)
    seen = list(Case.objects.filter(where, closed_at=None).order_by("-changed_at")[: MOST + 1])
    files, made = seen[:MOST], catalogue.of_offer(offer, country)
    candidates, persons = _measured(made, files, on)
    ordered = sorted(candidates, key=lambda one: (-round(one.score, 9), str(one.known.person.pk)))
    return Found(catalogue.of_offer(offer, country), ordered, persons, len(files), len(seen) > MOST)


def _measured(
    made: catalogue.Catalogue, files: Sequence[Case], on: date
) -> tuple[list[Candidate], int]:
    gatherer = people.Gatherer(made, on)
    households: dict[UUID, list[Person]] = {}
    for person in Person.objects.filter(
        household__in={case.household_id for case in files}
    ).order_by("position"):
        if person.household_id:
            households.setdefault(person.household_id, []).append(person)
    grown = {
        person.pk: person
        for members in households.values()
        for person in members
        if (age := person.age_on(on)) is None or age >= WORKING_AGE
    }
    profiles = careers.profiles(list(grown), on=on)
    needs = people.needs_of(files)
    versions = {pk: kept.ranking_on(pk, on) for pk in {case.programme_id for case in files}}
    found = []
    for case in files:
        version = versions[case.programme_id]
        members = households.get(case.household_id, [])
        for person in members:
            if person.pk in grown:
                known = gatherer.known(
                    case, person, profiles.get(person.pk, Profile(person_id=person.pk)),
                    household=members, needs=needs.get(case.pk, ()),
                )  # fmt: skip
                score = float(Measured(made.index, known.side, version.weights).scores[0])
                if score > -np.inf:
                    found.append(Candidate(known, score, version))
    return found, len(grown)


def shown(found: Found, candidates: Sequence[Candidate]) -> list[Row]:
    """Each with the reasons, put together for those that a page shows."""
    rows = []
    for one in candidates:
        measured = Measured(found.catalogue.index, one.known.side, one.version.weights)
        ranking = explain(measured, np.zeros(1, dtype=np.int64))
        words = Words(found.catalogue, one.known, ranking, one.version)
        rows += [Row(one.known.person, one.known.case, match) for match in words.matches({})]
    return rows
