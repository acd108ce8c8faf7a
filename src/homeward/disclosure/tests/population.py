"""One generated population, and what would be published of it: tables, filters, two releases."""

from collections.abc import Mapping
from itertools import product

import numpy as np
from numpy.typing import NDArray

from homeward.disclosure.suppression import Pattern
from homeward.disclosure.tables import TOTAL, Dimension, Table
from homeward.disclosure.tests.attacker import Published

SEX = ("f", "m", "u")
AGE = ("0-17", "18-29", "30-44", "45+")
AREA = ("a1", "a2", "a3", "b1", "b2")
GROUPS = {"A": frozenset(AREA[:3]), "B": frozenset(AREA[3:])}
WHEN = ("before", "since")
# What is published of each question: by what it is cut, and of whom alone.
CUTS: tuple[tuple[tuple[str, ...], dict[str, str]], ...] = (
    (("sex",), {}),
    (("age",), {}),
    (("area",), {}),
    (("age",), {"area": "A"}),
    (("sex", "area"), {}),
)


class People:
    """codes: sex, age, area, when: (persons,); answers: (questions, persons) of yes and no."""

    def __init__(self, persons: int, questions: int, seed: int) -> None:
        chance = np.random.default_rng(seed)
        self.codes = {
            "sex": chance.choice(3, persons, p=[0.34, 0.62, 0.04]),
            "age": chance.choice(4, persons, p=[0.1, 0.4, 0.35, 0.15]),
            "area": chance.choice(5, persons, p=[0.4, 0.25, 0.2, 0.1, 0.05]),
            "when": chance.choice(2, persons, p=[0.93, 0.07]),
        }
        rates = chance.beta(1.2, 2.5, size=questions)
        self.answers = chance.random((questions, persons)) < rates[:, None]

    def dimensions(self) -> list[Dimension]:
        return [
            Dimension(name="sex", leaves=SEX),
            Dimension(name="age", leaves=AGE),
            Dimension(name="area", leaves=AREA, groups=GROUPS),
            Dimension(name="when", leaves=WHEN),
            *(
                Dimension(name=f"q{number}", leaves=("yes", "no"), tells=True)
                for number in range(len(self.answers))
            ),
        ]

    def tables(self, release: int) -> list[Table]:
        """Those of the first release tell of the people before, those of the second of all."""
        found = []
        for question, (cut, where) in product(range(len(self.answers)), CUTS):
            name = f"r{release} q{question} {' x '.join(cut)} {where.get('area', '')}"
            among = dict(where) | ({"when": "before"} if release == 1 else {})
            cells = {
                label: self.count(
                    question, dict(zip((*cut, f"q{question}"), label, strict=True)) | among
                )
                for label in product(*(_labels(one) for one in cut), ("yes", "no", TOTAL))
            }
            names = (*cut, f"q{question}")
            found.append(Table(name=name, dimensions=names, cells=cells, where=among))
        return found

    def count(self, question: int, among: Mapping[str, str]) -> float:
        chosen = np.ones(self.answers.shape[1], dtype=bool)
        for name, label in among.items():
            if label != TOTAL:
                chosen &= self._of(question, name, label)
        return float(chosen.sum())

    def _of(self, question: int, name: str, label: str) -> NDArray[np.bool_]:
        if name.startswith("q"):
            return self.answers[question] == (label == "yes")
        leaves = {"sex": SEX, "age": AGE, "area": AREA, "when": WHEN}[name]
        wanted = [leaves.index(one) for one in sorted(GROUPS.get(label, {label}))]
        return np.isin(self.codes[name], wanted)


def _labels(name: str) -> tuple[str, ...]:
    return {"sex": (*SEX, TOTAL), "age": (*AGE, TOTAL), "area": (*AREA, *GROUPS, TOTAL)}[name]


def shown(tables: list[Table], pattern: Pattern) -> list[Table]:
    """The tables as they were published: None in hidden cells."""
    return [
        Table(
            name=table.name,
            dimensions=table.dimensions,
            where=table.where,
            cells={k: None if pattern.is_hidden(table, k) else v for k, v in table.cells.items()},
        )
        for table in tables
    ]


def printed(tables: list[Table], pattern: Pattern | None) -> list[Published]:
    """The tables as anybody reads them: rows of labels and a figure, or none where it is hidden."""
    found = []
    for table in tables:
        hidden = pattern.hidden(table) if pattern else set()
        for label, value in table.cells.items():
            among = dict(zip(table.dimensions, label, strict=True)) | dict(table.where)
            found.append(Published(among, None if label in hidden else value))
    return found
