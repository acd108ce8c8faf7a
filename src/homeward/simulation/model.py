"""What is played: who comes, whom they meet, who decides, who pays, and which places there are.

Times are in days from the first day of the first month; a month is a place in `starts`. All of it
is given: nothing here has a value of its own.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
NEVER = np.inf
ONE = 1 + 1e-9


class ModelError(ValueError):
    """The model contradicts itself; the text says where."""


class Shape(IntEnum):
    """How a length or a price is spread: always the mean; memoryless; or lognormal by `spread`."""

    EXACT = 0
    EXPONENTIAL = 1
    LOGNORMAL = 2


@dataclass(frozen=True, kw_only=True)
class Amount:
    """A random amount (days, or money): its mean, its shape, and for a lognormal its coefficient of
    variation (standard deviation over mean)."""

    mean: float
    shape: Shape = Shape.EXPONENTIAL
    spread: float = 0.0


AT_ONCE = Amount(mean=0, shape=Shape.EXACT)


@dataclass(frozen=True, kw_only=True)
class Corridor:
    """Who comes by one way.

    arrivals: (M,) expected in each month; waiting: who waits already on the first day.
    areas: (A,) shares of where they go, sum 1; needs: (K,) share of the approved with each need.
    price: of one package.
    """

    name: str
    arrivals: Floats
    areas: Floats
    needs: Floats
    price: Amount
    waiting: int = 0


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """met: share of those assessed who meet it; asked: (M,) whether it is asked in a month."""

    name: str
    met: float
    asked: npt.NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """staff: (M,) how many assess, one case at a time each; `takes`: days of work on a case;
    `ready`: days after it until the file is ready for the commission, which hold nobody up."""

    staff: Ints
    takes: Amount
    ready: Amount = AT_ONCE


@dataclass(frozen=True, kw_only=True)
class Commission:
    """days: (S,) of its sessions, rising; seats: (S,) files that each takes; approved: share."""

    days: Floats
    seats: Ints
    approved: float


@dataclass(frozen=True, kw_only=True)
class Donor:
    """share: part of each price; money: (M,) what comes on the first day of each month."""

    name: str
    share: float
    money: Floats


@dataclass(frozen=True, kw_only=True)
class Need:
    """takes: days for which one person holds a place; begins: days from the grant until a service
    begins where a place is free; patience: days after which who has got no place gives up
    (NEVER: nobody does)."""

    name: str
    takes: Amount
    patience: float = NEVER
    begins: Amount = AT_ONCE


@dataclass(frozen=True, kw_only=True)
class Model:
    """starts: (M + 1,) first day of each month, and the day after the last; places: (K, A, M)."""

    starts: Floats
    areas: tuple[str, ...]
    corridors: tuple[Corridor, ...]
    criteria: tuple[Criterion, ...]
    assessment: Assessment
    commission: Commission
    donors: tuple[Donor, ...]
    needs: tuple[Need, ...]
    places: Ints
    # False: arrivals evenly spaced, one for each whole case expected, as in a sum by hand.
    is_random: bool = True

    @property
    def months(self) -> int:
        return len(self.starts) - 1

    def check(self) -> None:
        """Raises ModelError at the first contradiction."""
        months, areas, needs = self.months, len(self.areas), len(self.needs)
        if months < 1 or self.starts[0] != 0 or np.any(np.diff(self.starts) <= 0):
            raise ModelError("months: the first begins on day 0 and each after the one before")
        if not self.corridors:
            raise ModelError("corridors: nobody comes")
        for one in self.corridors:
            _like(one.arrivals, months, f"{one.name}: arrivals")
            _like(one.areas, areas, f"{one.name}: areas")
            _like(one.needs, needs, f"{one.name}: needs")
            _share(one.needs, f"{one.name}: needs")
            _amount(one.price, f"{one.name}: price")
            if one.waiting < 0 or not np.isclose(one.areas.sum(), 1):
                raise ModelError(f"{one.name}: shares of areas add up to one, nobody is negative")
        for criterion in self.criteria:
            _like(criterion.asked, months, criterion.name)
            _share(np.array([criterion.met]), criterion.name)
        _like(self.assessment.staff, months, "staff")
        _amount(self.assessment.takes, "assessment")
        _amount(self.assessment.ready, "ready")
        if np.any(np.diff(self.commission.days) < 0):
            raise ModelError("commission: its days rise")
        _like(self.commission.seats, len(self.commission.days), "seats")
        _share(np.array([self.commission.approved]), "approved")
        for donor in self.donors:
            _like(donor.money, months, donor.name)
            _share(np.array([donor.share]), donor.name)
        if self.donors and not np.isclose(sum(donor.share for donor in self.donors), 1):
            raise ModelError("donors: their shares add up to one")
        for need in self.needs:
            _amount(need.takes, need.name)
            _amount(need.begins, need.name)
        if self.places.shape != (needs, areas, months) or np.any(self.places < 0):
            raise ModelError("places: one whole number for each need, area and month")


def _like(values: npt.NDArray[np.generic], length: int, what: str) -> None:
    if values.shape != (length,):
        raise ModelError(f"{what}: {length} values are needed, {values.shape} are given")
    if np.any(~np.isfinite(values.astype(float))) or np.any(values.astype(float) < 0):
        raise ModelError(f"{what}: a value is negative or none")


def _share(values: Floats, what: str) -> None:
    if np.any(values < 0) or np.any(values > ONE):
        raise ModelError(f"{what}: a share lies between nought and one")


def _amount(amount: Amount, what: str) -> None:
    if not np.isfinite(amount.mean) or amount.mean < 0 or amount.spread < 0:
        raise ModelError(f"{what}: an amount is negative or none")
