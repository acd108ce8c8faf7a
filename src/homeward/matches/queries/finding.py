"""The offers for one person, ranked, and why the others don't fit."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from uuid import UUID

import numpy as np
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from homeward.careers import queries as careers
from homeward.cases.models import Case
from homeward.core.templatetags.writing import short_date
from homeward.matches.choices import Standing, Why
from homeward.matches.models import Placing, RankingVersion
from homeward.matches.queries import kept, people
from homeward.matches.queries.catalogue import KINDS, Catalogue, catalogue
from homeward.matches.queries.shown import Match
from homeward.matches.queries.words import Words
from homeward.matching.columns import Ints
from homeward.matching.measuring import Measured
from homeward.matching.ranking import best, explain, refused_by
from homeward.occupations.models import Occupation
from homeward.offers.choices import Intensity, OfferKind
from homeward.persons import queries as persons
from homeward.persons.models import Person
from homeward.programmes.rules import criteria
from homeward.services.choices import Category


@dataclass(frozen=True)
class Refused:
    """How many offers can't take the person now, for one reason."""

    why: Why
    count: int


class Search:
    """One person's side against all that is offered. Nothing is written."""

    def __init__(
        self, case: Case, person: Person, *, on: date, household: Sequence[Person] = ()
    ) -> None:
        self.case, self.person = case, person
        self.catalogue: Catalogue = catalogue(case.origin_country_id, case.host_country_id, on)
        self.version: RankingVersion = kept.ranking_on(case.programme_id, on)
        gatherer = people.Gatherer(self.catalogue, on)
        profile = careers.profiles_of({person.pk: person}, on=on)[person.pk]
        self.known = gatherer.known(
            case,
            person,
            profile,
            household=household or persons.members(case.household_id),
            needs=people.needs_of([case]).get(case.pk, ()),
        )
        self.measured = Measured(self.catalogue.index, self.known.side, self.version.weights)

    # What it rests on, in words.

    @cached_property
    def worked(self) -> list[str]:
        return [
            _years(self._titles.get(one.occupation_id, ""), one.years)
            for one in self.known.profile.occupations
        ]

    @property
    def needed(self) -> list[str]:
        return [str(Category(need).label) for need in self.known.needs]

    @cached_property
    def wished(self) -> list[str]:
        wish = self.known.wish
        found = [str(OfferKind(kind).label) for kind in wish.kinds if kind in KINDS]
        found += [self._titles[pk] for pk in wish.occupation_ids if pk in self._titles]
        if wish.max_km is not None:
            found.append(_("within %(km)d km") % {"km": wish.max_km})
        if wish.weekly_hours is not None:
            hours = number_format(wish.weekly_hours.normalize())
            found.append(_("at most %(hours)s hours a week") % {"hours": hours})
        if wish.needs_child_care:
            found.append(_("child care"))
        if wish.needs_transport:
            found.append(_("transport"))
        if wish.intensity_at_most:
            found.append(str(Intensity(wish.intensity_at_most).label))
        if wish.wage_at_least is not None:
            found.append(criteria.money(wish.wage_at_least, wish.currency))
        if wish.from_on:
            found.append(_("from %(day)s") % {"day": short_date(wish.from_on)})
        return found

    @cached_property
    def _titles(self) -> dict[int, str]:
        named = {one.occupation_id for one in self.known.profile.occupations}
        named.update(self.known.wish.occupation_ids)
        found = Occupation.objects.filter(pk__in=named)
        return dict(found.values_list("pk", "title")) if named else {}

    @cached_property
    def placings(self) -> list[Placing]:
        return kept.placings_of(self.person)

    @cached_property
    def standing(self) -> dict[UUID, Placing]:
        return kept.standing(self.placings)

    @property
    def size(self) -> int:
        return self.catalogue.index.size

    @cached_property
    def fitting(self) -> int:
        return self.measured.fitting

    def best(
        self, *, most: int, kind: str = "", skip: int = 0, but: Collection[UUID] = ()
    ) -> list[Match]:
        """Those that fit, the best first, without what stands first or aside by hand."""
        among = np.ones(self.size, dtype=np.bool_)
        if kind in KINDS:
            among &= self.catalogue.index.offers.kind == KINDS[kind]
        out = [self.catalogue.row[pk] for pk in {*but, *self.standing} if pk in self.catalogue.row]
        among[out] = False
        rows = best(self.measured, skip + most, among)[skip:]
        return self._matches(rows, first=skip + 1)

    def placed(self, standing: Standing) -> list[Match]:
        """What a worker put there, in the order in which it was put, with its reasons as well."""
        chosen = [pk for pk, one in self.standing.items() if one.standing == standing]
        return self.of(chosen)

    def of(self, ids: Sequence[UUID]) -> list[Match]:
        """Single ones, whether they can take the person or not, as far as they are offered."""
        rows = [self.catalogue.row[pk] for pk in ids if pk in self.catalogue.row]
        return self._matches(np.array(rows, dtype=np.int64))

    def is_offered(self, pk: UUID) -> bool:
        return pk in self.catalogue.row

    def place_of(self, pk: UUID) -> int | None:
        """Its place among those that fit, from 1 on."""
        row = self.catalogue.row.get(pk)
        if row is None or self.measured.scores[row] == -np.inf:
            return None
        return 1 + int(np.flatnonzero(best(self.measured, self.size) == row)[0])

    def place_in_list(self, pk: UUID) -> int | None:
        """Its place as the page lists them: what was put first, then by score."""
        ids = [one for one, _score in self.shown(self.size)]
        return ids.index(pk) + 1 if pk in ids else None

    def shown(self, most: int) -> list[tuple[UUID, float]]:
        """The ids and scores of the first of the list, without a word of why."""
        by_hand = [
            self.catalogue.row[pk]
            for pk, one in self.standing.items()
            if one.standing == Standing.FIRST and pk in self.catalogue.row
        ]
        among = np.ones(self.size, dtype=np.bool_)
        among[[self.catalogue.row[pk] for pk in self.standing if pk in self.catalogue.row]] = False
        rows = [*by_hand, *best(self.measured, most, among).tolist()][:most]
        scores = explain(self.measured, np.array(rows, dtype=np.int64)).scores
        return [(self.catalogue.ids[row], float(s)) for row, s in zip(rows, scores, strict=True)]

    @cached_property
    def refused(self) -> list[Refused]:
        found = self.measured.refused
        counts = [Refused(why, found.get(why.refusal, 0)) for why in Why]
        return sorted((one for one in counts if one.count), key=lambda one: -one.count)

    def rows_refused(self, why: Why) -> Ints:
        return refused_by(self.measured, why.refusal)

    def matches_of(self, rows: Ints) -> list[Match]:
        return self._matches(rows)

    def _matches(self, rows: Ints, first: int = 1) -> list[Match]:
        if not len(rows):
            return []
        ranking = explain(self.measured, rows)
        words = Words(self.catalogue, self.known, ranking, self.version)
        return words.matches(self.standing, first)


def _years(title: str, years: Decimal | None) -> str:
    if years is None:
        return title
    said = number_format(years.normalize())
    return _("%(work)s, %(years)s years") % {"work": title, "years": said}


def best_for(
    case: Case, person: Person, *, most: int = 20, but: Collection[UUID] = ()
) -> list[Match]:
    """The next best offers for a person, with their reasons: what was put first by hand, then by
    score; `but` names offers and services that are not asked for again."""
    search = Search(case, person, on=timezone.localdate())
    first = [one for one in search.placed(Standing.FIRST) if one.id not in set(but)]
    return [*first, *search.best(most=most, but=but)][:most]
