"""A few occupations with their skills, and a person's work, written by the real actions."""

from types import SimpleNamespace
from typing import Any

import pytest

from homeward.careers import actions
from homeward.occupations.actions import put_classification
from homeward.occupations.choices import Relation, SkillKind
from homeward.occupations.models import Occupation, Skill
from homeward.occupations.records import (
    Classification,
    GroupRecord,
    OccupationRecord,
    SkillRecord,
)

NEEDS = {
    "tailor": (["sew by machine", "take measurements", "cut fabrics"], ["advise customers"]),
    "dressmaker": (["sew by machine", "take measurements", "draw patterns"], ["advise customers"]),
    "welder": (["weld steel", "read drawings"], ["keep tools in order"]),
    "cook": (["prepare meals", "keep food safe"], ["advise customers"]),
}
GROUP_OF = {"tailor": "7531", "dressmaker": "7531", "welder": "7212", "cook": "5120"}


def classification() -> Classification:
    skills = sorted({skill for parts in NEEDS.values() for part in parts for skill in part})
    codes = sorted({code[:n] for code in GROUP_OF.values() for n in range(1, 5)})
    return Classification(
        groups=[GroupRecord(uri=f"g:{code}", code=code, title=f"Group {code}") for code in codes],
        occupations=[
            OccupationRecord(
                uri=f"o:{title}", code=f"{GROUP_OF[title]}.1", group=GROUP_OF[title], title=title,
                alt_labels=("seamstress",) if title == "tailor" else (),
            )
            for title in NEEDS
        ],
        skills=[
            SkillRecord(uri=f"s:{title}", title=title, kind=SkillKind.SKILL) for title in skills
        ],
        needs={
            (f"o:{title}", f"s:{skill}"): relation
            for title, parts in NEEDS.items()
            for relation, part in zip(Relation, parts, strict=True)
            for skill in part
        },
    )  # fmt: skip


@pytest.fixture
def trades(db: Any) -> SimpleNamespace:
    """`trades.occupation("tailor")`, `trades.skill("cut fabrics")`."""
    put_classification(classification())
    return SimpleNamespace(
        occupation=lambda title: Occupation.objects.get(title=title),
        skill=lambda title: Skill.objects.get(title=title),
    )


@pytest.fixture
def keep(cast: Any, trades: SimpleNamespace) -> Any:
    """A tailor's work with two of its skills, said by the person; of the owner unless told."""

    def act(case: Any, person: Any, title: str = "tailor", *, by: Any = None, **more: Any) -> Any:
        by = by or cast.owner
        with cast.as_app(by):
            work = actions.Work(
                occupation=trades.occupation(title),
                **{"years": 6, "skills": [trades.skill("sew by machine")], **more},
            )
            source = actions.Source(said_on=cast.now.date())
            return actions.add_work(case, person, work, source=source, by=by, at=cast.now)

    return act
