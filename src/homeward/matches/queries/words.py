"""Why an offer stands where it stands, in words: met, not met, and what is to be asked."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

import numpy as np
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.core.commas import enumerated
from homeward.core.patterns import ReasonLine
from homeward.matches.choices import Part, Why
from homeward.matches.models import Placing, RankingVersion
from homeward.matches.queries.catalogue import Asked, Catalogue
from homeward.matches.queries.facts import Facts
from homeward.matches.queries.people import Known
from homeward.matches.queries.shown import NO, OK, UNKNOWN, Match, PartLine, said_once
from homeward.matching.columns import Relation
from homeward.matching.ranking import Ranking
from homeward.matching.sides import Refusal, State
from homeward.occupations.models import Skill
from homeward.offers.models import Offer
from homeward.places.names import language_name
from homeward.programmes.choices.criteria import Answer
from homeward.programmes.models import Programme, TargetGroup
from homeward.programmes.queries.criteria import names_of
from homeward.programmes.rules import criteria
from homeward.programmes.rules.criteria import Result
from homeward.services.models import Service

MARKS = {State.MET: OK, State.NOT_MET: NO, State.UNKNOWN: UNKNOWN}
NEGATED = {Answer.MET: Answer.NOT_MET, Answer.NOT_MET: Answer.MET, Answer.UNKNOWN: Answer.UNKNOWN}
HALF = 0.5
# What a page shows of an offer. To read the rest of its columns would cost more than to rank it.
SHOWN = (
    "kind", "title", "years_asked", "languages", "transport", "starts_on", "ends_on", "apply_by",
    "wage", "wage_period", "cost", "currency", "places_free", "places_total", "places_told_on",
    "organisation__name", "organisation__short_name", "town__name", "town__names", "area__name",
    "area__names", "occupation__title",
)  # fmt: skip


class Words:
    """Puts the reasons of a ranking into words. What several offers share is put so once."""

    def __init__(
        self, catalogue: Catalogue, known: Known, ranking: Ranking, version: RankingVersion
    ) -> None:
        self.catalogue, self.known, self.ranking, self.version = catalogue, known, ranking, version
        self.kept: dict[tuple[Any, ...], Any] = {}
        self.facts = Facts(known)
        ids = [catalogue.ids[row] for row in ranking.rows]
        offers = Offer.objects.select_related("organisation", "town", "area", "occupation")
        self.offers = offers.only(*SHOWN).in_bulk(ids)
        services = Service.objects.select_related("organisation").defer("search", "source_record")
        self.services = services.prefetch_related("texts").in_bulk(
            [pk for pk in ids if pk not in self.offers]
        )

    def matches(self, placings: Mapping[UUID, Placing], first: int = 1) -> list[Match]:
        """In the order of the ranking. What was closed since the index was made is left out."""
        found: list[Match] = []
        for at, row in enumerate(self.ranking.rows):
            pk = self.catalogue.ids[row]
            if pk in self.offers or pk in self.services:
                placing = placings.get(pk)
                fits = not self.ranking.refusals[at] and placing is None
                found.append(self._match(at, pk, placing, first if fits else 0))
                first += fits
        return found

    def _match(self, at: int, pk: UUID, placing: Placing | None, place: int) -> Match:
        offer, service = self.offers.get(pk), self.services.get(pk)
        has, lacks = self._skills(at)
        return Match(
            id=pk, offer=offer, service=service, place=place,
            score=float(self.ranking.scores[at]), parts=self._parts(at),
            lines=self._lines(at, offer, service), facts=self._facts(at, offer, service),
            has=has, lacks=lacks, refused=self._refused(int(self.ranking.refusals[at])),
            placing=placing,
        )  # fmt: skip

    @said_once
    def _refused(self, joined: int) -> list[Why]:
        return [why for why in Why if why.refusal in Refusal(joined)]

    def _parts(self, at: int) -> list[PartLine]:
        weights, values = self.version.parts, self.ranking.values[at].tolist()
        return [
            PartLine(part.label, weights[part], value, weights[part] * value)
            for part, value in zip(Part, values, strict=True)
        ]

    def _facts(self, at: int, offer: Offer | None, service: Service | None) -> Any:
        if offer is not None:
            return self.facts.of_offer(offer, self._km(at))
        return self.facts.of_service(service, self._km(at)) if service else []

    # The reasons.

    def _lines(self, at: int, offer: Offer | None, service: Service | None) -> list[ReasonLine]:
        states = dict(zip(Part, map(State, self.ranking.states[at].tolist()), strict=True))
        half = dict(zip(Part, (self.ranking.values[at] >= HALF).tolist(), strict=True))
        offered = offer or service
        return [
            *self._criteria(at),
            *self._skill_lines(at, states[Part.SKILLS], half[Part.SKILLS]),
            *self._occupation(offer, states[Part.OCCUPATION]),
            *self._need(states[Part.NEEDS]),
            *self._distance(self._is_within(self._km(at))),
            *self._dates(states[Part.DATES], half[Part.DATES], *self.ranking.days[at].tolist()),
            *self._places(states[Part.PLACES], int(self._column("places", at))),
            *self._language(tuple(offered.languages) if offered else (), states[Part.LANGUAGE]),
            *self._pay(at),
            *self._wishes(at),
        ]

    def _criteria(self, at: int) -> list[ReasonLine]:
        return [
            line for number, _state in self.ranking.criteria(at) for line in self._criterion(number)
        ]

    @said_once
    def _criterion(self, number: int) -> list[ReasonLine]:
        asked, result = self.catalogue.asked[number], self.known.results[number]
        if asked.kind == "groups":
            return [ReasonLine(self._for_groups(asked), MARKS[self._state(number)])]
        note = self._programmes.get(asked.value[0], "") if asked.kind == "programme" else ""
        note = _("the contract for seats") if asked.kind == "contract" else note
        leaves = [] if result is None else list(result.leaves())
        if not leaves:
            text = _("What %(programme)s asks for is not stated") % {"programme": note}
            return [ReasonLine(text, UNKNOWN)] if self._state(number) == State.UNKNOWN else []
        return [self._leaf(leaf, note) for leaf in leaves]

    def _state(self, number: int) -> State:
        return State(int(self.known.side.answers[number]))

    def _leaf(self, leaf: Result, note: str) -> ReasonLine:
        negated = leaf.at.split("/").count("not") % 2 == 1
        words: Any = criteria.phrase(leaf.criterion, names=self._area_names)  # type: ignore[arg-type]
        answer = NEGATED[leaf.answer] if negated else leaf.answer
        text = _("not: %(criterion)s") % {"criterion": words} if negated else words
        return ReasonLine(text, {"met": OK, "not_met": NO}.get(answer.value, UNKNOWN), note)

    def _for_groups(self, asked: Asked) -> str:
        names = [str(self._groups.get(code, code)) for code in asked.value]
        return _("For %(groups)s") % {"groups": enumerated(names)}

    @cached_property
    def _groups(self) -> dict[str, TargetGroup]:
        return TargetGroup.objects.in_bulk()

    @cached_property
    def _programmes(self) -> dict[int, str]:
        asked = {one.value[0] for one in self.catalogue.asked if one.kind == "programme"}
        return dict(Programme.objects.filter(pk__in=asked).values_list("pk", "name"))

    @cached_property
    def _area_names(self) -> dict[str, str]:
        return names_of(*(result.criterion for result in self.known.results if result))

    def _skill_lines(self, at: int, state: State, half: bool) -> list[ReasonLine]:
        if state == State.NOT_ASKED:
            return []
        skills = self._named(at)
        taught = any(relation == Relation.TAUGHT for _skill, relation, _has in skills)
        return self._skill_line(taught, sum(has for _s, _r, has in skills), len(skills), half)

    @said_once
    def _skill_line(self, taught: bool, has: int, all_: int, half: bool) -> list[ReasonLine]:
        words = (
            _("Teaches %(has)d of %(all)d skills that are still wanted")
            if taught
            else _("Has %(has)d of %(all)d skills asked for")
        )
        state = _half(half) if taught or len(self.known.side.held) else UNKNOWN
        return [ReasonLine(words % {"has": has, "all": all_}, state)]

    def _occupation(self, offer: Offer | None, state: State) -> list[ReasonLine]:
        if offer is None or offer.occupation is None:
            return []
        return self._work(str(offer.occupation), offer.years_asked, state)

    @said_once
    def _work(self, title: str, years: Decimal | None, state: State) -> list[ReasonLine]:
        words = {
            State.MET: _("Has done this work"),
            State.PARTLY: _("Has done work close to it"),
            State.NOT_MET: _("Has not done this work, or not for long enough"),
        }.get(state, _("Which work they have done"))
        note = title
        if years:
            note = _("%(occupation)s, %(years)s years asked for") % {
                "occupation": title, "years": number_format(years.normalize()),
            }  # fmt: skip
        return [ReasonLine(words, {State.UNKNOWN: UNKNOWN, State.NOT_MET: NO}.get(state, OK), note)]

    @said_once
    def _need(self, state: State) -> list[ReasonLine]:
        if state in {State.NOT_ASKED, State.UNKNOWN}:
            return []
        if state == State.NOT_MET:
            return [ReasonLine(_("Meets no need of the plan"), NO)]
        return [ReasonLine(_("Meets a need of the plan"), OK)]

    def _is_within(self, km: float | None) -> bool | None:
        limit = self.known.wish.max_km
        return None if km is None else limit is None or km <= limit

    @said_once
    def _distance(self, within: bool | None) -> list[ReasonLine]:
        if within is None:
            return [ReasonLine(_("How far it is"), UNKNOWN)]
        limit = self.known.wish.max_km
        if limit is None:
            return []
        words = _("Within %(km)d km") if within else _("Farther than %(km)d km")
        return [ReasonLine(words % {"km": limit}, _half(within), _("the person's limit"))]

    @said_once
    def _dates(self, state: State, half: bool, both: int, length: int) -> list[ReasonLine]:
        if state == State.UNKNOWN:
            asked = _("When it begins") if not length else _("When the person is there")
            return [ReasonLine(asked, UNKNOWN)]
        if both == length:
            return [ReasonLine(_("Can be there all the time"), OK)]
        words = _("Can be there on %(days)d of %(all)d days") % {"days": both, "all": length}
        return [ReasonLine(words, _half(half))]

    @said_once
    def _places(self, state: State, free: int) -> list[ReasonLine]:
        if state == State.UNKNOWN:
            return [ReasonLine(_("How many places are free"), UNKNOWN)]
        words = ngettext("%(free)d free place", "%(free)d free places", free) % {"free": free}
        return [ReasonLine(words if free else _("No free place"), _half(free > 0))]

    @said_once
    def _language(self, codes: tuple[str, ...], state: State) -> list[ReasonLine]:
        names = enumerated(map(language_name, codes))
        if state == State.UNKNOWN:
            asked = _("Which language is spoken there") if not names else _("Which they speak")
            return [ReasonLine(asked, UNKNOWN, names)]
        words = (
            _("Speaks a language of it")
            if state == State.MET
            else _("Speaks none of its languages")
        )
        return [ReasonLine(words, MARKS[state], names)]

    def _pay(self, at: int) -> list[ReasonLine]:
        """What it costs, of what pays no wage; and the wage beside the one that is wished for."""
        cost, wage = float(self._column("cost", at)), float(self._column("wage", at))
        wished = self.known.side.least_wage
        lines = self._cost(None if np.isnan(cost) else cost == 0) if np.isnan(wage) else []
        if np.isnan(wished) or self.known.wish.wage_at_least is None:
            return lines
        same = int(self._column("currency", at)) == self.known.side.currency
        pays = None if np.isnan(wage) or not same else bool(wage >= wished)
        return lines + self._wage(pays)

    @said_once
    def _cost(self, is_free: bool | None) -> list[ReasonLine]:
        if is_free is None:
            return [ReasonLine(_("What it costs"), UNKNOWN)]
        return [
            ReasonLine(_("Free of charge"), OK) if is_free else ReasonLine(_("Costs money"), NO)
        ]

    @said_once
    def _wage(self, pays: bool | None) -> list[ReasonLine]:
        least, currency = round(self.known.side.least_wage), self.known.wish.currency
        wished = _("wished: %(sum)s a month") % {"sum": criteria.money(Decimal(least), currency)}
        if pays is None:
            return [ReasonLine(_("What it pays, compared with the wish"), UNKNOWN, wished)]
        words = _("Pays what is wished") if pays else _("Pays less than wished")
        return [ReasonLine(words, _half(pays), wished)]

    def _wishes(self, at: int) -> list[ReasonLine]:
        states = self.ranking.wishes[at].tolist()
        names = self.known.side.wishes
        return [self._wish(name, state) for name, state in zip(names, states, strict=True)]

    @said_once
    def _wish(self, name: str, state: int) -> ReasonLine:
        words = {
            "kind": _("The kind of offer that is wished"),
            "hours": _("Not more hours a week than wished"),
            "child_care": _("Children are looked after"),
            "transport": _("Can be reached without a vehicle of one's own"),
            "intensity": _("Not harder work than the person can do"),
            "area": _("In an area that is wished"),
            "occupation": _("Work that is wished"),
        }
        return ReasonLine(words[name], MARKS[State(state)], _("a wish"))

    # What they rest on.

    def _column(self, name: str, at: int) -> Any:
        return getattr(self.catalogue.index.offers, name)[self.ranking.rows[at]]

    def _km(self, at: int) -> float | None:
        km = float(self.ranking.km[at])
        return None if np.isnan(km) else km

    @said_once
    def _named(self, at: int) -> list[tuple[int, Relation, bool]]:
        """The essential ones first."""
        return sorted(self.ranking.skills(at), key=lambda one: one[1])

    def _skills(self, at: int) -> tuple[list[str], list[str]]:
        """In common and missing; their names are read for all at once."""
        named = [(self._titles.get(skill, ""), has) for skill, _relation, has in self._named(at)]
        return [t for t, has in named if has and t], [t for t, has in named if not has and t]

    @cached_property
    def _titles(self) -> dict[int, str]:
        rows = range(len(self.ranking.rows))
        skills = {skill for at in rows for skill, _relation, _has in self._named(at)}
        found = Skill.objects.filter(pk__in=skills).order_by()
        return dict(found.values_list("pk", "title")) if skills else {}


def _half(holds: bool) -> str:
    """What holds in part is on the side of the greater half."""
    return OK if holds else NO
