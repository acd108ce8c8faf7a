"""A region with a district, a town, an occupation with its skill, and who looks at them."""

from dataclasses import dataclass
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.occupations.actions import put_classification
from homeward.occupations.models import Occupation, Skill
from homeward.occupations.records import (
    Classification,
    GroupRecord,
    OccupationRecord,
    SkillRecord,
)
from homeward.places.actions import put_areas, put_towns
from homeward.places.models import Area
from homeward.places.records import AreaRecord, TownRecord

ASHANTI = AreaRecord(country="GH", pcode="GH02", name="Ashanti", level=1)
DISTRICT = AreaRecord(country="GH", pcode="GH0214", name="Bantama", level=2, parent="GH02")
TOWN = TownRecord(
    geonameid=1, country="GH", name="Kumasi", latitude=6.69, longitude=-1.62, population=9
)
CRAFT = Classification(
    groups=[GroupRecord(uri="u:7", code="7", title="Craft workers")],
    occupations=[
        OccupationRecord(uri="u:o", code="7.1", group="7", title="joiner", alt_labels=("woodman",))
    ],
    skills=[SkillRecord(uri="u:s", title="saw wood", kind="skill")],
    needs={("u:o", "u:s"): "essential"},
)


@dataclass
class Ground:
    region: Area
    occupation: Occupation
    skill: Skill
    manager: User
    reader: User


@pytest.fixture
def ground(cast: Any) -> Ground:
    put_areas([ASHANTI, DISTRICT])
    put_towns([TOWN])
    list(put_classification(CRAFT))
    return Ground(
        region=Area.objects.get(pcode="GH02"),
        occupation=Occupation.objects.get(),
        skill=Skill.objects.get(),
        manager=cast.user("planner", cast.host, Role.PROGRAMME_MANAGER),
        reader=cast.partner,
    )
