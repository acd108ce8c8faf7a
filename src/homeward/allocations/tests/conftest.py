"""A round of the host's: two courses, four people of its caseload, one floor."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from homeward.allocations import actions, queries
from homeward.allocations.models import Considered, Proposal, ProposedPlace, Round
from homeward.allocations.rules import Terms
from homeward.cases import actions as cases
from homeward.offers.choices import OfferKind, OfferStatus
from homeward.offers.models import Offer
from homeward.persons import actions as persons
from homeward.persons.choices import BirthKnown, HouseholdRole, Sex
from homeward.places.models import Area

NAMES = {"Ama": (Sex.FEMALE, 1990), "Kofi": (Sex.MALE, 2003), "Yaa": (Sex.FEMALE, 2001)}


@dataclass
class Season:
    """Its methods act as the keeper, under the row policies, through the real actions."""

    cast: Any
    round: Round
    offers: dict[str, Offer]
    people: dict[str, Any] = field(default_factory=dict)

    @property
    def keeper(self) -> Any:
        return self.cast.owner

    def act(self, what: Any, *args: Any, **given: Any) -> Any:
        with self.cast.as_app(self.keeper):
            return what(*args, **given, by=self.keeper, at=self.cast.now)

    def add(self, name: str, *, sex: Sex = Sex.FEMALE, born: int | None = None) -> Considered:
        cast = self.cast
        known: dict[str, Any] = {"birth_known": BirthKnown.YEAR, "birth_year": born} if born else {}
        with cast.as_app(self.keeper):
            household, (person,) = persons.register(
                [
                    persons.Member(
                        role=HouseholdRole.HEAD, given_name=name, family_name="Mensah", sex=sex,
                        **known,
                    )
                ],
                programme=cast.programme, by=self.keeper, at=cast.now,
            )  # fmt: skip
            case = cases.open_case(
                household, programme=cast.programme, host_country="BE", origin_country="GH",
                destination="Tema", by=self.keeper, at=cast.now,
            )  # fmt: skip
            self.people[name] = actions.consider(
                self.round, case, person, by=self.keeper, at=cast.now
            )
        return self.people[name]

    def offer(self, title: str, places: int, **fields: Any) -> Offer:
        area, _made = Area.objects.get_or_create(
            country_id="GH", name="Tema", defaults={"pcode": "GH-T"}
        )
        self.offers[title] = Offer.objects.create(
            kind=OfferKind.TRAINING, status=OfferStatus.OPEN, organisation=self.cast.provider,
            title=title, area=area, **fields,
        )  # fmt: skip
        self.act(actions.add_offer, self.round, self.offers[title], places)
        return self.offers[title]

    def propose(self) -> Proposal:
        proposal = self.act(actions.ask, self.round)
        return self.act(actions.work_out, proposal.pk)

    def line(self, name: str) -> ProposedPlace:
        """The latest line of somebody, as the keeper sees it."""
        with self.cast.as_app(self.keeper):
            return (
                ProposedPlace.objects.filter(person=self.people[name].person_id)
                .select_related("proposal", "offer", "given", "wanted", "person", "case", "round")
                .order_by("-proposal__number")
                .first()
            )

    def placed(self) -> dict[str, str]:
        return {
            name: line.offer.title
            for name in self.people
            if (line := self.line(name)) is not None and line.offer
        }

    def floor(self, name: str = "Young people", *, share: int = 100, **terms: Any) -> Any:
        asked = Terms(**(terms or {"maximum_age": 25}))
        return self.act(actions.set_floor, self.round, name, asked, share, "Agreed on 3 May")

    def left(self, title: str) -> int:
        with self.cast.as_app(self.keeper):
            row = self.round.offers.get(offer=self.offers[title])
            return queries.left(self.round, row.offer_id, row.places)


@pytest.fixture
def empty(cast: Any) -> Season:
    with cast.as_app(cast.owner):
        made = actions.open_round("Spring", cast.programme, by=cast.owner, at=cast.now)
    return Season(cast, made, {})


@pytest.fixture
def season(empty: Season) -> Season:
    """One place for tailoring, which fits all; one for older people, which fits Ama alone."""
    empty.offer("Tailoring", 1)
    empty.offer("Bakery", 1, minimum_age=30)
    for name, (sex, born) in NAMES.items():
        empty.add(name, sex=sex, born=born)
    return empty
