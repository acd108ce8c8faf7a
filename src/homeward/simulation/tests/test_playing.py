import dataclasses

import numpy as np
import pytest

from homeward.simulation.model import ModelError
from homeward.simulation.playing import Outcome, bands, join, per, play
from homeward.simulation.relief import Lever, levers, pulled, relief
from homeward.simulation.tests.models import small


def same(one: Outcome, other: Outcome) -> bool:
    return all(
        np.array_equal(getattr(one, name.name), getattr(other, name.name))
        for name in dataclasses.fields(Outcome)
    )


def test_one_seed_gives_the_same_figures_in_whatever_batches_it_is_played() -> None:
    whole = play(small(), seed=9, runs=20)
    parts = [play(small(), seed=9, runs=5, first=first) for first in (0, 5, 10, 15)]
    assert same(whole, join(parts))
    assert not same(whole, play(small(), seed=10, runs=20))


def test_nobody_is_lost_and_nobody_is_counted_twice() -> None:
    came = play(small(), seed=2, runs=50)
    assert np.all(came.queued >= 0)
    assert np.all(came.met + came.given_up <= came.asked)
    assert np.array_equal(came.met.sum(axis=(1, 2)), came.begun[:, 3].sum(axis=1))
    assert np.array_equal(came.joined[:, 2], came.approved)
    assert np.all(came.lone <= came.fell)
    assert np.all(came.opened >= 0)


def test_a_donor_never_pays_more_than_has_come() -> None:
    model = small()
    came = play(model, seed=2, runs=50)
    for number, donor in enumerate(model.donors):
        assert np.all(came.burnt[:, number].cumsum(axis=1) <= donor.money.cumsum() + 0.01)


def test_nobody_gets_a_place_of_a_service_that_is_closed() -> None:
    places = small().places.copy()
    places[0, :, 2:] = 0
    closed = play(small(places=places), seed=2, runs=50)
    as_it_is = play(small(), seed=2, runs=50)
    assert closed.met[:, 0].sum() < as_it_is.met[:, 0].sum()
    # Who comes is the same people: the other need's queue does not move by a day.
    assert np.array_equal(closed.place_waited[:, 1], as_it_is.place_waited[:, 1])


def test_a_rise_brings_more_and_lets_all_wait_longer() -> None:
    first, second = small().corridors
    more = dataclasses.replace(first, arrivals=first.arrivals * np.array([1, 1, 3, 3, 1, 1]))
    risen = play(small(corridors=(more, second)), seed=2, runs=200)
    as_it_is = play(small(), seed=2, runs=200)
    assert risen.joined[:, 0, 2].mean() == pytest.approx(102, rel=0.05)
    assert risen.wait[:, 0].mean() > 2 * as_it_is.wait[:, 0].mean()
    # The first two months are the same people at the same moments.
    assert np.array_equal(risen.joined[:, 0, :2], as_it_is.joined[:, 0, :2])


def test_one_seat_more_never_harms_and_what_is_short_helps_most() -> None:
    seats = np.full(12, 6)
    model = small(commission=dataclasses.replace(small().commission, seats=seats))
    found = relief(model, play(model, seed=3, runs=100), seed=3)
    assert found[0].lever == Lever(kind="seat")
    assert found[0].granted > 8
    assert found[0].least > 0
    assert len(found) == len(list(levers(model)))


def test_a_place_where_there_is_none_is_opened_and_a_closure_stays_closed() -> None:
    places = small().places.copy()
    places[0, 0], places[1, 1, 3:] = 0, 0
    model = small(places=places)
    assert pulled(model, Lever(kind="place", which=0, area=0)).places[0, 0].tolist() == [1] * 6
    opened = pulled(model, Lever(kind="place", which=1, area=1)).places[1, 1]
    assert opened.tolist() == [3, 3, 3, 0, 0, 0]


def test_a_criterion_that_is_not_asked_stops_nobody() -> None:
    came = play(pulled(small(), Lever(kind="criterion", which=0)), seed=1, runs=20)
    assert came.fell.sum() == 0


def test_bands_leave_runs_aside_in_which_nobody_waited() -> None:
    values = np.array([[1.0, np.nan], [3.0, np.nan], [np.nan, np.nan]])
    assert bands(values)[2].tolist()[0] == 2.0
    assert np.isnan(bands(values)[:, 1]).all()
    assert np.isnan(per(np.zeros(1), np.zeros(1))).all()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"starts": np.array([1.0, 2, 3])}, "months"),
        ({"corridors": ()}, "nobody comes"),
        ({"places": np.zeros((1, 1, 1), dtype=np.int64)}, "places"),
        ({"donors": small().donors[:1]}, "donors"),
    ],
)
def test_a_model_that_contradicts_itself_is_not_played(
    changed: dict[str, object], said: str
) -> None:
    with pytest.raises(ModelError, match=said):
        play(small(**changed), seed=1, runs=1)


def test_an_area_share_too_many_is_said() -> None:
    first, second = small().corridors
    with pytest.raises(ModelError, match="add up to one"):
        play(
            small(corridors=(dataclasses.replace(first, areas=np.array([0.7, 0.7])), second)),
            seed=1, runs=1,
        )  # fmt: skip
