"""Made-up studies whose truth is known: what was put in must be found again."""

import numpy as np

from homeward.estimation.studies import Study

EFFECT = 2.0


def confounded(n: int = 4_000, seed: int = 7, strength: float = 0.8) -> Study:
    """Who is better off has the treatment more often, and a better outcome without it too."""
    luck = np.random.default_rng(seed)
    skill, age = luck.normal(size=n), luck.normal(40, 10, size=n)
    chance = 1 / (1 + np.exp(-(strength * skill + 0.03 * (age - 40))))
    treated = luck.random(n) < chance
    outcome = EFFECT * treated + 3 * skill + 0.1 * age + luck.normal(size=n)
    return Study(
        outcome, treated, np.column_stack([skill, age]), ("skill", "age"), "income", "help",
        ("skill", "age"),
    )  # fmt: skip


def apart(n: int = 400) -> Study:
    """Everybody above 40 had it, nobody below: nobody has a like in the other group."""
    luck = np.random.default_rng(3)
    age = luck.uniform(20, 60, size=n)
    treated = age > 40
    return Study(age + luck.normal(size=n), treated, age[:, None], ("age",), asked=("age",))
