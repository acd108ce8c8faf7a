"""The occupations as the engine knows them: read once, until the classification is read anew."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from django.db import connection

from homeward.matching.columns import Ints, Postings, Relation
from homeward.matching.occupations import Occupations
from homeward.occupations.models import Occupation, OccupationSkill


@dataclass(frozen=True)
class Trades:
    """Occupations by their positions. A skill's number is its key.

    `asks` and `relation` are all skills of each occupation, essential and optional.
    """

    known: Occupations
    position: dict[int, int]
    asks: Postings
    relation: Ints

    def skills_of(self, position: int) -> tuple[Ints, Ints]:
        span = slice(self.asks.starts[position], self.asks.starts[position + 1])
        return self.asks.entries[span].astype(np.int64), self.relation[span]

    def __len__(self) -> int:
        return len(self.position)


# Which classification is here: the last number of its occupations, and of their links to skills.
NEWEST = (
    "(select coalesce(max(id), 0) from occupations_occupation),"
    " (select coalesce(max(id), 0) from occupations_occupationskill)"
)


def trades() -> Trades:
    """Of the classification that is here now. Each process keeps one."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {NEWEST}")
        return trades_of(*cursor.fetchone())


@lru_cache(maxsize=1)
def trades_of(occupations: int, links: int) -> Trades:
    """The two numbers say which classification it was."""
    found = list(Occupation.objects.order_by("pk").values_list("pk", "group_id"))
    position = {pk: at for at, (pk, _group) in enumerate(found)}
    group = np.array([int(code.ljust(4, "0")) for _pk, code in found], dtype=np.int64)
    rows = np.array(
        [
            (position[occupation], skill, Relation[relation.upper()])
            for occupation, skill, relation in OccupationSkill.objects.order_by(
                "occupation_id", "pk"
            ).values_list("occupation_id", "skill_id", "relation")
        ],
        dtype=np.int64,
    ).reshape(-1, 3)
    essential = rows[rows[:, 2] == Relation.ESSENTIAL]
    # Stable, so that the relations keep beside their skills.
    order = np.argsort(rows[:, 0], kind="stable")
    return Trades(
        known=Occupations(group, essential[:, 0], essential[:, 1]),
        position=position,
        asks=Postings.of(rows[:, 0], rows[:, 1], len(found)),
        relation=rows[order, 2],
    )
