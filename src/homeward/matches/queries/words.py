"""Why an offer stands where it stands, in words: met, not met, and what is to be asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

import numpy as np
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.core.patterns import ReasonLine
from homeward.core.templatetags.patterns import short_date
from homeward.matches.choices import Part, Standing, Why
from homeward.matches.models import HUNDRED, Placing, RankingVersion
from homeward.matches.queries.catalogue import Asked, Catalogue
from homeward.matches.queries.people import Known
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
from homeward.services.choices import Cost
from homeward.services.models import Service

OK, NO, UNKNOWN = "ok", "no", "unk"
MARKS = {State.MET: OK, State.NOT_MET: NO, State.UNKNOWN: UNKNOWN}
NEGATED = {Answer.MET: Answer.NOT_MET, Answer.NOT_MET: Answer.MET, Answer.UNKNOWN: Answer.UNKNOWN}
# Long texts that no line of a page shows.
UNREAD = (
    "description", "search", "hours", "town__search", "occupation__description",
    "occupation__search", "occupation__alt_labels",
)  # fmt: skip


@dataclass(frozen=True)
class PartLine:
    """One part of the score: what it counts, how far it holds, and the points that it gives."""

    label: Any
    weight: int
    value: float
    points: float


@dataclass(frozen=True)
class ShownFact:
    label: Any
    value: Any
    note: Any = ""


@dataclass(frozen=True)
class Match:
    """One offer for one person, with all its reasons."""

    id: UUID
    offer: Offer | None
    service: Service | None
    # From 1 on among those that fit; 0 where it was put there by a worker, or can't take them.
    place: int
    score: float
    parts: Sequence[PartLine]
    lines: Sequence[ReasonLine]
    facts: Sequence[ShownFact]
    has: Sequence[str]
    lacks: Sequence[str]
    refused: Sequence[Why]
    placing: Placing | None

    @property
    def title(self) -> str:
        return str(self.offer.title) if self.offer else self._service.shown_name

    @property
    def organisation(self) -> Any:
        return self.offer.organisation if self.offer else self._service.organisation

    @property
    def _service(self) -> Service:
        if self.service is None:
            raise ValueError("a match is of an offer or of a service")
        return self.service

    @property
    def kind(self) -> Any:
        return self.offer.get_kind_display() if self.offer else _("Service")

    @property
    def where(self) -> str:
        if self.offer is None:
            return ""
        return str(self.offer.town.shown_name if self.offer.town else self.offer.area or "")

    @cached_property
    def met(self) -> list[ReasonLine]:
        return [line for line in self.lines if line.state == OK]

    @cached_property
    def unmet(self) -> list[ReasonLine]:
        return [line for line in self.lines if line.state == NO]

    @cached_property
    def to_ask(self) -> list[ReasonLine]:
        return [line for line in self.lines if line.state == UNKNOWN]

    @property
    def hundredths(self) -> float:
        """The sum of the parts' points."""
        return HUNDRED * self.score

    @property
    def is_first(self) -> bool:
        return self.placing is not None and self.placing.standing == Standing.FIRST

    @property
    def is_aside(self) -> bool:
        return self.placing is not None and self.placing.standing == Standing.ASIDE


class Words:
    """Puts the reasons of a ranking into words. What several offers share is put so once."""

    def __init__(
        self, catalogue: Catalogue, known: Known, ranking: Ranking, version: RankingVersion
    ) -> None:
        self.catalogue, self.known, self.ranking, self.version = catalogue, known, ranking, version
        ids = [catalogue.ids[row] for row in ranking.rows]
        offers = Offer.objects.select_related("organisation", "town", "area", "occupation")
        self.offers = offers.defer(*UNREAD).in_bulk(ids)
        services = Service.objects.select_related("organisation").defer("search", "source_record")
        self.services = services.prefetch_related("texts").in_bulk(
            [pk for pk in ids if pk not in self.offers]
        )
        self.asked: dict[int, list[ReasonLine]] = {}

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
        refused = Refusal(int(self.ranking.refusals[at]))
        return Match(
            id=pk, offer=offer, service=service, place=place,
            score=float(self.ranking.scores[at]), parts=self._parts(at),
            lines=self._lines(at, offer, service), facts=self._facts(at, offer, service),
            has=has, lacks=lacks, refused=[why for why in Why if why.refusal in refused],
            placing=placing,
        )  # fmt: skip

    def _parts(self, at: int) -> list[PartLine]:
        weights, values = self.version.parts, self.ranking.values[at]
        return [
            PartLine(part.label, weights[part], float(value), weights[part] * float(value))
            for part, value in zip(Part, values, strict=True)
        ]

    # The reasons.

    def _lines(self, at: int, offer: Offer | None, service: Service | None) -> list[ReasonLine]:
        states = dict(zip(Part, map(State, self.ranking.states[at].tolist()), strict=True))
        found = self._criteria(at)
        for one in (
            self._skill_line(at, states[Part.SKILLS]),
            self._occupation(offer, states[Part.OCCUPATION]),
            self._need(at, states[Part.NEEDS]),
            self._distance(at),
            self._dates(at, states[Part.DATES]),
            self._places(at, states[Part.PLACES]),
            self._language(offer or service, states[Part.LANGUAGE]),
            self._cost(at),
            self._wage(at),
        ):
            if one is not None:
                found.append(one)
        return found + self._wishes(at)

    def _criteria(self, at: int) -> list[ReasonLine]:
        found: list[ReasonLine] = []
        for number, _state in self.ranking.criteria(at):
            if number not in self.asked:
                self.asked[number] = self._criterion(number)
            found += self.asked[number]
        return found

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
        return _("For %(groups)s") % {"groups": ", ".join(names)}

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

    def _skill_line(self, at: int, state: State) -> ReasonLine | None:
        if state == State.NOT_ASKED:
            return None
        skills = self.ranking.skills(at)
        taught = any(relation == Relation.TAUGHT for _skill, relation, _has in skills)
        has = sum(one for _skill, _relation, one in skills)
        words = (
            _("Teaches %(has)d of %(all)d skills that are still wanted")
            if taught
            else _("Has %(has)d of %(all)d skills asked for")
        )
        return ReasonLine(
            words % {"has": has, "all": len(skills)},
            self._half(at, Part.SKILLS) if self._has_skills or taught else UNKNOWN,
        )

    @property
    def _has_skills(self) -> bool:
        return bool(len(self.known.side.held))

    def _half(self, at: int, part: Part) -> str:
        """What holds in part is on the side of the greater half."""
        value = float(self.ranking.values[at][list(Part).index(part)])
        return OK if value >= 0.5 else NO  # noqa: PLR2004

    def _occupation(self, offer: Offer | None, state: State) -> ReasonLine | None:
        if offer is None or offer.occupation is None:
            return None
        title = str(offer.occupation)
        words = {
            State.MET: _("Has done this work"),
            State.PARTLY: _("Has done work close to it"),
            State.NOT_MET: _("Has not done this work, or not for long enough"),
        }.get(state, _("Which work they have done"))
        note = title
        if offer.years_asked:
            years = number_format(offer.years_asked.normalize())
            note = _("%(occupation)s, %(years)s years asked for") % {
                "occupation": title, "years": years,
            }  # fmt: skip
        return ReasonLine(words, {State.UNKNOWN: UNKNOWN, State.NOT_MET: NO}.get(state, OK), note)

    def _need(self, at: int, state: State) -> ReasonLine | None:
        if state in {State.NOT_ASKED, State.UNKNOWN}:
            return None
        if state == State.NOT_MET:
            return ReasonLine(_("Meets no need of the plan"), NO)
        return ReasonLine(_("Meets a need of the plan"), OK)

    def _distance(self, at: int) -> ReasonLine | None:
        km = float(self.ranking.km[at])
        if np.isnan(km):
            return ReasonLine(_("How far it is"), UNKNOWN)
        limit = self.known.wish.max_km
        if limit is None:
            return None
        words = _("Within %(km)d km") if km <= limit else _("Farther than %(km)d km")
        return ReasonLine(words % {"km": limit}, OK if km <= limit else NO, _("the person's limit"))

    def _dates(self, at: int, state: State) -> ReasonLine | None:
        both, length = (int(days) for days in self.ranking.days[at])
        if state == State.UNKNOWN:
            asked = _("When it begins") if not length else _("When the person is there")
            return ReasonLine(asked, UNKNOWN)
        if both == length:
            return ReasonLine(_("Can be there all the time"), OK)
        words = _("Can be there on %(days)d of %(all)d days") % {"days": both, "all": length}
        return ReasonLine(words, self._half(at, Part.DATES))

    def _places(self, at: int, state: State) -> ReasonLine:
        free = int(self._column("places", at))
        if state == State.UNKNOWN:
            return ReasonLine(_("How many places are free"), UNKNOWN)
        words = ngettext("%(free)d free place", "%(free)d free places", free) % {"free": free}
        return ReasonLine(words if free else _("No free place"), OK if free else NO)

    def _language(self, of: Offer | Service | None, state: State) -> ReasonLine:
        codes: Iterable[str] = of.languages if of else ()
        names = ", ".join(map(language_name, codes))
        if state == State.UNKNOWN:
            asked = _("Which language is spoken there") if not names else _("Which they speak")
            return ReasonLine(asked, UNKNOWN, names)
        words = (
            _("Speaks a language of it")
            if state == State.MET
            else _("Speaks none of its languages")
        )
        return ReasonLine(words, MARKS[state], names)

    def _cost(self, at: int) -> ReasonLine | None:
        cost = float(self._column("cost", at))
        if not np.isnan(self._column("wage", at)):
            return None
        if np.isnan(cost):
            return ReasonLine(_("What it costs"), UNKNOWN)
        return (
            ReasonLine(_("Free of charge"), OK) if cost == 0 else ReasonLine(_("Costs money"), NO)
        )

    def _wage(self, at: int) -> ReasonLine | None:
        side, wish = self.known.side, self.known.wish
        if np.isnan(side.least_wage) or wish.wage_at_least is None:
            return None
        wage, currency = float(self._column("wage", at)), int(self._column("currency", at))
        wished = _("wished: %(sum)s a month") % {
            "sum": criteria.money(Decimal(round(side.least_wage)), wish.currency)
        }
        if np.isnan(wage) or currency != side.currency:
            return ReasonLine(_("What it pays, compared with the wish"), UNKNOWN, wished)
        if wage >= side.least_wage:
            return ReasonLine(_("Pays what is wished"), OK, wished)
        return ReasonLine(_("Pays less than wished"), NO, wished)

    def _wishes(self, at: int) -> list[ReasonLine]:
        words = {
            "kind": _("The kind of offer that is wished"),
            "hours": _("Not more hours a week than wished"),
            "child_care": _("Children are looked after"),
            "transport": _("Can be reached without a vehicle of one's own"),
            "intensity": _("Not harder work than the person can do"),
            "area": _("In an area that is wished"),
            "occupation": _("Work that is wished"),
        }
        note = _("a wish")
        names = self.known.side.wishes
        states = map(State, self.ranking.wishes[at].tolist())
        return [
            ReasonLine(words[name], MARKS[state], note)
            for name, state in zip(names, states, strict=True)
        ]

    # The facts beside them.

    def _column(self, name: str, at: int) -> Any:
        return getattr(self.catalogue.index.offers, name)[self.ranking.rows[at]]

    def _facts(self, at: int, offer: Offer | None, service: Service | None) -> list[ShownFact]:
        return [
            self._starts(offer),
            self._far(at, offer),
            self._free(offer or service),
            self._money(offer, service),
        ]

    def _starts(self, offer: Offer | None) -> ShownFact:
        if offer is None:
            return ShownFact(_("Starts"), _("Any time"), _("as the directory says"))
        if offer.starts_on is None:
            return ShownFact(_("Starts"), "")
        until = _("until %(day)s") % {"day": short_date(offer.ends_on)} if offer.ends_on else ""
        by = _("apply by %(day)s") % {"day": short_date(offer.apply_by)} if offer.apply_by else ""
        return ShownFact(
            _("Starts"), short_date(offer.starts_on), " · ".join(filter(None, [until, by]))
        )

    def _far(self, at: int, offer: Offer | None) -> ShownFact:
        place = self.known.place
        label = _("From %(place)s") % {"place": place.name} if place else _("Distance")
        km = float(self.ranking.km[at])
        travel = offer.get_transport_display() if offer and offer.transport else ""
        value = "" if np.isnan(km) else _("%(km)s km") % {"km": number_format(round(km))}
        return ShownFact(label, value, travel)

    def _free(self, of: Offer | Service | None) -> ShownFact:
        if of is None or of.places_free is None:
            return ShownFact(_("Free places"), "")
        value = number_format(of.places_free)
        if of.places_total is not None:
            value = _("%(free)s of %(all)s") % {
                "free": value,
                "all": number_format(of.places_total),
            }
        told = _told(of.places_told_on)
        return ShownFact(_("Free places"), value, told)

    def _money(self, offer: Offer | None, service: Service | None) -> ShownFact:
        if offer is not None and offer.wage is not None:
            paid = criteria.money(offer.wage, offer.currency)
            return ShownFact(_("Wage"), paid, offer.get_wage_period_display())
        if offer is not None and offer.cost is not None:
            free = offer.cost == 0
            value = _("Free of charge") if free else criteria.money(offer.cost, offer.currency)
            return ShownFact(_("Cost"), value)
        if service is not None and service.cost:
            return ShownFact(_("Cost"), Cost(service.cost).label)
        return ShownFact(_("Wage or cost"), "")

    # Skills by their names.

    def _skills(self, at: int) -> tuple[list[str], list[str]]:
        """In common and missing, the essential ones first; their names are read for all at once."""
        ordered = sorted(self.ranking.skills(at), key=lambda one: one[1])
        named = [(self._titles.get(skill, ""), has) for skill, _relation, has in ordered]
        return [t for t, has in named if has and t], [t for t, has in named if not has and t]

    @cached_property
    def _titles(self) -> dict[int, str]:
        rows = range(len(self.ranking.rows))
        skills = {skill for at in rows for skill, _relation, _has in self.ranking.skills(at)}
        return dict(Skill.objects.filter(pk__in=skills).values_list("pk", "title"))


def _told(on: date | None) -> str:
    return _("told on %(day)s") % {"day": short_date(on)} if on else ""
