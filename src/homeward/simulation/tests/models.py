"""Models that tests play."""

import numpy as np

from homeward.simulation.model import (
    Amount,
    Assessment,
    Commission,
    Corridor,
    Criterion,
    Donor,
    Model,
    Need,
    Shape,
)


def busy(
    *, rate: float, service: float, servers: int, places: int = 0, takes: float = 1.0,
    sessions_a_day: int = 0, months: int = 24,
) -> Model:  # fmt: skip
    """Arrivals at a constant rate a day over months of 30 days; money never lacks."""
    end = 30.0 * months
    days = np.arange(0, end, 1 / sessions_a_day) if sessions_a_day else np.empty(0)
    return Model(
        starts=np.arange(months + 1) * 30.0,
        areas=("here",),
        corridors=(
            Corridor(
                name="way", arrivals=np.full(months, rate * 30), areas=np.ones(1),
                needs=np.ones(1), price=Amount(mean=0, shape=Shape.EXACT),
            ),
        ),
        criteria=(),
        assessment=Assessment(staff=np.full(months, servers), takes=Amount(mean=service)),
        commission=Commission(days=days, seats=np.full(len(days), 10**6), approved=1),
        donors=(),
        needs=(Need(name="need", takes=Amount(mean=takes)),),
        places=np.full((1, 1, months), places),
    )  # fmt: skip


def small(*, is_random: bool = True, **changed: object) -> Model:
    """Two ways, two areas, two needs, a criterion and two donors over six months of 30 days."""
    months = 6
    days = np.arange(10.0, 180, 15)
    given = {
        "starts": np.arange(months + 1) * 30.0,
        "areas": ("coast", "north"),
        "corridors": (
            Corridor(
                name="first", arrivals=np.full(months, 30.0), areas=np.array([0.7, 0.3]),
                needs=np.array([0.6, 0.4]),
                price=Amount(mean=800, shape=Shape.LOGNORMAL, spread=0.4),
            ),
            Corridor(
                name="second", arrivals=np.full(months, 12.0), areas=np.array([0.5, 0.5]),
                needs=np.array([0.3, 0.8]), price=Amount(mean=500, shape=Shape.EXACT), waiting=9,
            ),
        ),
        "criteria": (Criterion(name="stayed", met=0.85, asked=np.ones(months, dtype=bool)),),
        "assessment": Assessment(staff=np.full(months, 3), takes=Amount(mean=1.8)),
        "commission": Commission(days=days, seats=np.full(len(days), 20), approved=0.95),
        "donors": (
            Donor(name="one", share=0.75, money=np.array([60_000.0, 0, 0, 30_000, 0, 0])),
            Donor(name="two", share=0.25, money=np.array([40_000.0, 0, 0, 0, 0, 0])),
        ),
        "needs": (
            Need(name="training", takes=Amount(mean=40), patience=60),
            Need(name="health", takes=Amount(mean=8)),
        ),
        "places": np.broadcast_to(np.array([[[12], [4]], [[6], [2]]]), (2, 2, months)).copy(),
        "is_random": is_random,
    }  # fmt: skip
    return Model(**(given | changed))  # type: ignore[arg-type]
