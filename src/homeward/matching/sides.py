"""What the ranking compares: a person's side, what weighs how much, and how it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, IntFlag
from math import isclose

import numpy as np
from numpy.typing import NDArray

from homeward.matching.columns import Flags, Floats, Ints

Trues = NDArray[np.bool_]
PARTS = (
    "criteria", "skills", "occupation", "needs", "distance", "dates", "places", "language",
    "money", "wishes",
)  # fmt: skip
WISHES = ("kind", "hours", "child_care", "transport", "intensity", "area", "occupation")
LAST_DAY = 3_652_059


class State(IntEnum):
    NOT_MET = -1
    UNKNOWN = 0
    MET = 1
    PARTLY = 2
    NOT_ASKED = 3


class Refusal(IntFlag):
    """Why an offer can't take the person now; each comes from one question alone."""

    CRITERION = 1
    NO_PLACE = 2
    DATES = 4
    FAR = 8
    INTENSITY = 16
    NEED = 32


@dataclass(frozen=True, kw_only=True)
class Weights:
    """What counts how much. `parts` sum to 1; raises ValueError where they don't.

    essential, optional, taught: of one skill of this relation against another.
    reach_km: the distance at which nearness counts nothing any more.
    horizon_days: how long an offer without a last day is taken to run.
    """

    parts: Mapping[str, float]
    essential: float = 1.0
    optional: float = 0.3
    taught: float = 1.0
    reach_km: float = 50.0
    horizon_days: int = 365

    def __post_init__(self) -> None:
        if set(self.parts) != set(PARTS) or min(self.parts.values()) < 0:
            raise ValueError("each part has a weight of zero or more")
        if not isclose(sum(self.parts.values()), 1.0, abs_tol=1e-9):
            raise ValueError("the weights of the parts sum to 1")
        if min(self.essential, self.optional, self.taught) <= 0 or self.reach_km <= 0:
            raise ValueError("skills and reach have weights above zero")
        if self.horizon_days < 1:
            raise ValueError("an offer runs for a day at least")


@dataclass(frozen=True, kw_only=True)
class Person:
    """One person's side. nan, 0 and an empty array are unknown, or not wished for.

    today, from_day, until_day   ordinals; from_day 0: nobody knows from when they are there
    latitude, longitude          degrees
    answers     (c,) int8        State of each criterion by its number; answers[0] is MET
    languages, needs             bitsets of the index's vocabularies
    held, wanted (h,) int64      skills held, and skills that the wished occupations still ask for
    near, years  (o,) float64    of Occupations.of_person
    kinds        (k,) bool       by code of kind: wished for
    occupations  (o,) bool       wished for
    areas        (a,) bool       by code of area: wished for
    most_km, most_hours          the person's own limits
    most_intensity               1 light, 2 medium, 3 heavy
    least_wage                   a month, in `currency`
    """

    today: int
    from_day: int = 0
    until_day: int = LAST_DAY
    latitude: float = np.nan
    longitude: float = np.nan
    answers: Flags = field(default_factory=lambda: np.ones(1, dtype=np.int8))
    languages: int = 0
    needs: int = 0
    held: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    wanted: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    near: Floats = field(default_factory=lambda: np.zeros(0))
    years: Floats = field(default_factory=lambda: np.zeros(0))
    kinds: Trues = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    occupations: Trues = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    areas: Trues = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    most_km: float = np.nan
    most_hours: float = np.nan
    needs_child_care: bool = False
    needs_transport: bool = False
    most_intensity: int = 0
    least_wage: float = np.nan
    currency: int = 0

    @property
    def wishes(self) -> tuple[str, ...]:
        """The wishes that are stated, of WISHES."""
        stated = {
            "kind": len(self.kinds) > 0,
            "hours": not np.isnan(self.most_hours),
            "child_care": self.needs_child_care,
            "transport": self.needs_transport,
            "intensity": self.most_intensity > 0,
            "area": len(self.areas) > 0,
            "occupation": len(self.occupations) > 0,
        }
        return tuple(name for name in WISHES if stated[name])
