"""A tailor who goes back to Ashaiman, and what is offered there."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from homeward.careers.models import HeldSkill, PastWork, Wish
from homeward.cases.choices import SaidBy
from homeward.cases.models import Case
from homeward.conftest import Cast
from homeward.occupations.models import Occupation, OccupationGroup, OccupationSkill, Skill
from homeward.offers.models import Offer, OfferSkill
from homeward.persons.models import Person
from homeward.places.models import Area, Country, Town


@dataclass
class Market:
    cast: Cast
    case: Case
    person: Person
    people: list[Person]
    town: Town
    work: dict[str, Occupation] = field(default_factory=dict)
    skills: dict[str, Skill] = field(default_factory=dict)

    def offer(self, title: str, **fields: Any) -> Offer:
        """An open vacancy in the town, of which only this is known."""
        return Offer.objects.create(
            title=title, organisation=self.cast.provider,
            **{"kind": "vacancy", "status": "open", "town": self.town, **fields},
        )  # fmt: skip

    def asks(self, offer: Offer, *skills: str, relation: str = "essential") -> Offer:
        for skill in skills:
            OfferSkill.objects.create(offer=offer, skill=self.skills[skill], relation=relation)
        return offer

    def wish(self, **fields: Any) -> Wish:
        return Wish.objects.create(**self._row(), **fields)

    def worked(self, work: str, years: int | None) -> None:
        PastWork.objects.create(
            occupation=self.work[work], years=years, said_on=self.cast.now.date(), **self._row()
        )

    def has(self, *skills: str) -> None:
        for skill in skills:
            HeldSkill.objects.create(
                skill=self.skills[skill], said_on=self.cast.now.date(), **self._row()
            )

    def _row(self) -> dict[str, Any]:
        return {
            "person": self.person, "programme": self.case.programme,
            "owner_org": self.cast.host, "said_by": SaidBy.PERSON,
            "added_at": self.cast.now, "added_by": self.cast.owner,
        }  # fmt: skip


@pytest.fixture
def market(cast: Cast) -> Market:
    ghana = Country.objects.get(code="GH")
    area = Area.objects.create(country=ghana, name="Greater Accra", pcode="GH07")
    town = Town.objects.create(
        geonameid=1, country=ghana, area=area, name="Ashaiman", names=["Ashaiman"],
        latitude=5.69, longitude=-0.03, key="ashaiman",
    )  # fmt: skip
    case, people = cast.family()
    Case.objects.filter(pk=case.pk).update(travels_on=cast.now.date() + timedelta(days=10))
    case.refresh_from_db()
    made = Market(cast, case, people[0], people, town)
    for code, title in (("7531", "tailor"), ("7531", "dressmaker"), ("7212", "welder")):
        group, _made = OccupationGroup.objects.get_or_create(
            code=code, defaults={"uri": f"g{code}", "title": code}
        )
        made.work[title] = Occupation.objects.create(
            uri=title, code=f"{code}.1", group=group, title=title
        )
    for title in ("cut fabric", "sew by hand", "weld steel"):
        made.skills[title] = Skill.objects.create(uri=title, title=title)
    for work, skill in (("tailor", "cut fabric"), ("tailor", "sew by hand"),
                        ("welder", "weld steel")):  # fmt: skip
        OccupationSkill.objects.create(
            occupation=made.work[work], skill=made.skills[skill], relation="essential"
        )
    return made
