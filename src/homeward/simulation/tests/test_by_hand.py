"""The case of docs/simulation-by-hand.md, figure by figure."""

import numpy as np

from homeward.simulation.model import (
    Amount,
    Assessment,
    Commission,
    Corridor,
    Donor,
    Model,
    Need,
    Shape,
)
from homeward.simulation.playing import Outcome, play


def exact(mean: float) -> Amount:
    return Amount(mean=mean, shape=Shape.EXACT)


def by_hand(ready: float = 0, begins: float = 0) -> Outcome:
    return play(
        Model(
            starts=np.array([0.0, 30, 60, 90]),
            areas=("here",),
            corridors=(
                Corridor(
                    name="way", arrivals=np.array([3.0, 3, 0]), areas=np.ones(1),
                    needs=np.ones(1), price=exact(100),
                ),
            ),
            criteria=(),
            assessment=Assessment(staff=np.array([1, 1, 1]), takes=exact(12), ready=exact(ready)),
            commission=Commission(
                days=np.array([20.0, 40, 58, 80]), seats=np.ones(4, dtype=np.int64), approved=1
            ),
            donors=(
                Donor(name="one", share=0.6, money=np.array([60.0, 0, 120])),
                Donor(name="two", share=0.4, money=np.array([160.0, 0, 0])),
            ),
            needs=(Need(name="course", takes=exact(15), patience=12, begins=exact(begins)),),
            places=np.array([[[0, 1, 1]]]),
            is_random=False,
        ),
        seed=1,
        runs=2,
    )  # fmt: skip


def test_every_figure_is_the_one_reckoned_by_hand() -> None:
    came = by_hand()
    joined, begun, waited = came.joined[0], came.begun[0], came.waited[0]
    assert joined.tolist() == [[3, 3, 0], [2, 2, 2], [1, 2, 1], [1, 0, 2]]
    assert begun.tolist() == [[3, 2, 1], [1, 2, 1], [1, 0, 2], [0, 1, 1]]
    assert np.allclose(waited, [[6, 24, 0], [14, 44, 0], [0, 22, 0], [10, 0, 0]])
    assert came.queued[0].tolist() == [[0, 1, 0], [1, 1, 2], [0, 2, 1], [1, 0, 1]]
    assert (came.asked[0, 0, 0], came.met[0, 0, 0], came.given_up[0, 0, 0]) == (3, 2, 1)
    assert np.allclose(came.burnt[0], [[60, 0, 120], [40, 0, 80]])
    assert came.dry[0].tolist() == [1, -1]
    assert np.allclose(came.load[0], [25, 30, 17])
    assert came.opened[0].tolist() == [3, 5, 3]


def test_what_leaves_nothing_to_chance_is_the_same_in_each_run() -> None:
    came = by_hand()
    assert np.array_equal(came.waited[0], came.waited[1])
    assert np.array_equal(came.burnt[0], came.burnt[1])


def test_a_file_that_takes_its_days_comes_to_a_later_session() -> None:
    """They come on days 5, 15, 25, 35, 45 and 55 and are assessed by 17, 29, 41, 53, 65 and 77.
    With 4 days more the sessions of 40, 58 and 80 take the first three, after 35, 43 and 55 days.
    """
    came = by_hand(ready=4)
    assert came.passed[0, 0].tolist() == [0, 2, 1]
    assert np.allclose(came.through[0, 0], [0, 35 + 43, 55])
    assert came.passed[0, 0].sum() == came.begun[0, 1].sum()


def test_a_service_begins_no_sooner_than_it_can() -> None:
    came, later = by_hand(), by_hand(begins=9)
    assert came.passed[0, 1].sum() == came.met[0].sum()
    assert later.through[0, 1].sum() >= 9 * later.passed[0, 1].sum()
