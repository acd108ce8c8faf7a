"""Against queueing theory: mean waits of M/M/c queues by A. K. Erlang's formula (1917)."""

from math import factorial

import numpy as np
import pytest

from homeward.simulation.playing import per, play
from homeward.simulation.tests.models import busy

# A queue that began empty is taken for settled after so many months.
SETTLED = 6
LAST = 22


def erlang_wait(rate: float, service: float, servers: int) -> float:
    """Mean days in the queue: C(c, a) / (c / service - rate), a the load offered."""
    load = rate * service
    above = load**servers / factorial(servers) * servers / (servers - load)
    waits = above / (sum(load**n / factorial(n) for n in range(servers)) + above)
    return waits / (servers / service - rate)


@pytest.mark.parametrize(
    ("rate", "service", "servers"),
    [(0.8, 1.0, 1), (3.0, 0.8, 3), (6.0, 0.75, 6), (4.0, 2.0, 10), (7.0, 1.8, 16)],
)
def test_waits_before_assessment_are_those_of_theory(
    rate: float, service: float, servers: int
) -> None:
    """The standard error of these means is about 1 percent, and the seed stands."""
    model = busy(rate=rate, service=service, servers=servers)
    came = play(model, seed=3, runs=1000)
    waits = came.waited[:, 0, SETTLED:LAST].sum() / came.counted[:, 0, SETTLED:LAST].sum()
    assert waits == pytest.approx(erlang_wait(rate, service, servers), rel=0.03)


def test_waits_for_a_place_are_those_of_theory() -> None:
    """Everybody is assessed at once, decided on within the hour and has the one need: what comes to
    its queue is the Poisson stream of arrivals, but for that hour."""
    model = busy(rate=3.0, service=0.0, servers=60, places=5, takes=1.4, sessions_a_day=48)
    came = play(model, seed=4, runs=600)
    waits = came.waited[:, 3, SETTLED:LAST].sum() / came.counted[:, 3, SETTLED:LAST].sum()
    assert waits == pytest.approx(erlang_wait(3.0, 1.4, 5), rel=0.03)


def test_who_waits_is_how_many_come_times_how_long() -> None:
    """J. D. C. Little's law (1961), which holds for any queue."""
    came = play(busy(rate=4.0, service=2.0, servers=9), seed=5, runs=200)
    waits = per(came.waited[:, 0].sum(axis=1), came.counted[:, 0].sum(axis=1)).mean()
    assert came.queued[:, 0, SETTLED:].mean() == pytest.approx(4.0 * waits, rel=0.06)


def test_as_many_come_as_are_expected_and_as_spread_as_chance_has_it() -> None:
    came = play(busy(rate=2.0, service=1.0, servers=9), seed=6, runs=1000)
    first = came.joined[:, 0, 0]
    assert first.mean() == pytest.approx(60, rel=0.02)
    assert np.var(first) == pytest.approx(60, rel=0.15)
