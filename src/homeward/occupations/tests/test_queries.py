from typing import Any

import pytest

from homeward.core.changes import Did
from homeward.occupations import queries
from homeward.occupations.actions import put_classification
from homeward.occupations.choices import Relation, SkillKind
from homeward.occupations.models import Occupation, Skill
from homeward.occupations.records import (
    Classification,
    GroupRecord,
    OccupationRecord,
    SkillRecord,
)

CRAFT = Classification(
    groups=[
        GroupRecord(uri="u:7", code="7", title="Craft workers"),
        GroupRecord(uri="u:75", code="75", title="Food and wood"),
    ],
    occupations=[
        OccupationRecord(
            uri="u:o1", code="75.1", group="75", title="joiner", alt_labels=("wood worker",)
        ),
        OccupationRecord(uri="u:o2", code="75.2", group="75", title="joiner of rare wood"),
        OccupationRecord(uri="u:o3", code="7.1", group="7", title="welder"),
    ],
    skills=[
        SkillRecord(uri="u:s1", title="saw wood", kind=SkillKind.SKILL),
        SkillRecord(uri="u:s2", title="weld", kind=SkillKind.SKILL, alt_labels=("join metal",)),
        SkillRecord(uri="u:g1", title="working with wood", kind=SkillKind.GROUP),
    ],
    broader_occupations={"u:o2": "u:o1"},
    needs={
        ("u:o1", "u:s1"): Relation.ESSENTIAL,
        ("u:o1", "u:s2"): Relation.OPTIONAL,
        ("u:o2", "u:s1"): Relation.OPTIONAL,
    },
    groupings={("u:s1", "u:g1")},
)


@pytest.fixture
def craft(db: Any) -> None:
    list(put_classification(CRAFT))


def titles(found: Any) -> list[str]:
    return [row.title for row in found]


def test_an_occupation_is_found_by_another_title_and_its_own_comes_first(craft: None) -> None:
    assert titles(queries.occupations_like("wood")) == ["joiner", "joiner of rare wood"]
    assert titles(queries.occupations_like("Joiner")) == ["joiner", "joiner of rare wood"]
    assert titles(queries.occupations_like("", group="75")) == ["joiner", "joiner of rare wood"]
    assert not queries.occupations_like("wood", group="9")


def test_a_skill_is_found_by_another_title_and_groups_come_last(craft: None) -> None:
    assert titles(queries.skills_like("metal")) == ["weld"]
    assert titles(queries.skills_like("wood")) == ["saw wood", "working with wood"]
    assert not queries.skills_like(" &|")


def test_what_an_occupation_asks_for_and_who_asks_for_a_skill(craft: None) -> None:
    needs = queries.needs_of(Occupation.objects.get(title="joiner"))
    assert {relation: titles(skills) for relation, skills in needs.items()} == {
        "essential": ["saw wood"],
        "optional": ["weld"],
    }
    asking = queries.occupations_asking_for(Skill.objects.get(title="saw wood"))
    assert [(a.occupation.title, a.relation) for a in asking] == [
        ("joiner", "essential"),
        ("joiner of rare wood", "optional"),
    ]


def test_groups_are_walked_up_and_down(craft: None) -> None:
    saw, group = Skill.objects.get(title="saw wood"), Skill.objects.get(uri="u:g1")
    assert list(queries.broader_than(saw)) == [group]
    assert list(queries.under(group)) == [saw]
    assert queries.count_by_major_group() == {"7": 3}
    assert [g.code for g in queries.above(Occupation.objects.get(code="75.1").group)] == ["7", "75"]


def test_a_title_that_changed_is_found_by_its_new_words(craft: None) -> None:
    first, *rest = CRAFT.occupations
    renamed = OccupationRecord(**{**vars(first), "title": "carpenter"})
    changed = Classification(**{**vars(CRAFT), "occupations": [renamed, *rest]})
    outcomes = {outcome.kind: outcome for outcome in put_classification(changed)}
    assert outcomes["occupation"].counts == {Did.CHANGED: 1, Did.UNCHANGED: 2}
    assert [c.fields for c in outcomes["occupation"].changed] == [("title",)]
    assert titles(queries.occupations_like("carpenter")) == ["carpenter"]


def test_the_nearest_share_most_essential_skills_and_then_the_group(craft: None) -> None:
    joiner = OccupationRecord(uri="u:o4", code="75.3", group="75", title="cabinet maker")
    other = OccupationRecord(uri="u:o5", code="7.2", group="7", title="boat builder")
    more = Classification(
        **{
            **vars(CRAFT),
            "occupations": [*CRAFT.occupations, joiner, other],
            "needs": {
                ("u:o1", "u:s1"): Relation.ESSENTIAL,
                ("u:o1", "u:s2"): Relation.ESSENTIAL,
                ("u:o2", "u:s1"): Relation.OPTIONAL,
                ("u:o4", "u:s1"): Relation.ESSENTIAL,
                ("u:o5", "u:s1"): Relation.ESSENTIAL,
                ("u:o3", "u:g1"): Relation.ESSENTIAL,
            },
        }
    )
    list(put_classification(more))
    found = queries.near(Occupation.objects.get(title="joiner"))
    assert [(one.occupation.title, one.common, one.either, one.digits) for one in found] == [
        ("cabinet maker", 1, 2, 2),
        ("boat builder", 1, 2, 1),
    ]
