"""From assumptions and changes to a model, and from a history to what may be told of it."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from homeward.scenarios.choices import Reason
from homeward.scenarios.rules import building, checking, history, telling
from homeward.scenarios.rules.facts import Assumed, Changed, Missing
from homeward.scenarios.rules.history import Row
from homeward.scenarios.tests.conftest import ASSUMED, CLOSED, SURGE
from homeward.simulation.model import Model
from homeward.simulation.playing import play

FIRST = date(2026, 1, 1)


def built(*changes: Changed, assumed: list[Assumed] = ASSUMED, months: int = 6) -> Model:
    model = building.build(assumed, changes, begins_on=FIRST, months=months)
    model.check()
    return model


@pytest.mark.parametrize("number", range(len(ASSUMED)))
def test_what_lacks_is_named_and_never_made_up(number: int) -> None:
    left = [one for n, one in enumerate(ASSUMED) if n != number]
    gone = ASSUMED[number]
    lacking = building.missing(left)
    if gone.kind in ("criterion", "area"):
        # Nobody is asked a criterion that is not there; the other area is all there is.
        assert lacking == []
    else:
        assert gone.kind in {one.kind for one in lacking}
        assert Reason.MISSING in building.reasons_not_to_play(left, is_under_way=False)


def test_each_need_asks_for_its_days_and_for_its_places_in_each_area() -> None:
    more = [*ASSUMED, Assumed(kind="need", subject="health", value=0.1)]
    assert building.missing(more) == [
        Missing(kind="takes", subject="health"),
        Missing(kind="places", subject="health", area="Accra"),
        Missing(kind="places", subject="health", area="Kumasi"),
    ]


def test_months_have_the_days_of_the_calendar() -> None:
    assert built().starts.tolist() == [0, 31, 59, 90, 120, 151, 181]


def test_sessions_are_held_at_their_distance_with_their_files() -> None:
    model = built(Changed(kind="seats", from_month=2, to_month=2, number=-5))
    assert model.commission.days[:3].tolist() == [14, 28, 42]
    assert model.commission.seats[:5].tolist() == [20, 20, 15, 15, 20]


def test_a_rise_a_trend_and_a_way_multiply() -> None:
    grows = [*ASSUMED, Assumed(kind="trend", subject="BE-GH", value=10)]
    other = Changed(kind="surge", subject="DE-GH", from_month=1, to_month=6, factor=9)
    came = built(SURGE, other, assumed=grows).corridors[0].arrivals
    assert np.allclose(came, 30 * 1.1 ** np.arange(6) * [1, 2, 2, 1, 1, 1])


def test_a_closure_takes_all_places_of_its_area_and_leaves_the_others() -> None:
    places = built(CLOSED).places
    assert places[0].tolist() == [[20, 20, 0, 0, 0, 0], [5] * 6]


def test_fewer_places_than_none_are_none() -> None:
    fewer = Changed(kind="places", subject="training", from_month=1, to_month=1, number=-9)
    assert built(fewer).places[0, 1].tolist() == [0, 5, 5, 5, 5, 5]


def test_a_criterion_is_asked_again_after_its_change() -> None:
    dropped = Changed(kind="criterion", subject="Stayed six months", from_month=1, to_month=2)
    assert built(dropped).criteria[0].asked.tolist() == [False, False, True, True, True, True]


def test_money_that_is_cut_from_a_month_on_came_before_it() -> None:
    later = [*ASSUMED, Assumed(kind="money", subject="Donor One", month=4, value=60_000)]
    cut = Changed(kind="money", from_month=3, to_month=6, factor=0.5)
    assert built(cut, assumed=later).donors[0].money.tolist() == [120_000, 0, 0, 30_000, 0, 0]


def test_prices_and_needs_change_for_everybody_or_not_at_all() -> None:
    dear = Changed(kind="price", from_month=1, to_month=6, factor=1.5)
    wanted = Changed(kind="need", subject="training", from_month=1, to_month=6, factor=3)
    corridor = built(dear, wanted).corridors[0]
    assert corridor.price.mean == 2250
    assert corridor.needs.tolist() == [1.0]
    assert checking.whole_length(replace(dear, from_month=3), 6) == (1, 6)


def test_shares_that_were_rounded_are_made_to_add_up() -> None:
    rounded = [replace(one, value=0.6967) if one.subject == "Accra" else one for one in ASSUMED]
    assert building.reasons_not_to_play(rounded, is_under_way=False) == []
    assert built(assumed=rounded).corridors[0].areas.sum() == 1


def row(kind: str, n: int, **given: object) -> Row:
    plain = {
        "subject": "", "land": "", "place": "", "area": None, "month": None, "total": float(n),
        "mean": None, "deviation": None,
    }  # fmt: skip
    return Row(kind=kind, n=n, **(plain | given))  # type: ignore[arg-type]


ROWS = [
    *(row("arrivals", n, subject="BE-GH", month=date(2025, m, 1))
      for m, n in ((1, 30), (2, 4), (3, 28), (4, 33))),
    row("place", 60, land="GH", place="Accra"),
    row("place", 31, land="GH", place="Kumasi"),
    row("place", 4, land="GH", place="somewhere"),
    row("approved", 80, total=70.0),
    row("staff", 90, total=5.0),
    row("sessions", 80, total=8.0),
    row("assess", 6, mean=3.0, deviation=1.0),
    row("need", 40, subject="training", total=70.0),
    row("need", 66, subject="health", total=70.0),
    row("takes", 30, subject="training", mean=50.0, deviation=25.0),
    row("price", 70, subject="EUR", mean=1500.0, deviation=300.0, total=105_000.0),
    row("donor", 70, subject="One", land="EUR", total=63_000.0),
    row("donor", 70, subject="Two", land="EUR", total=42_000.0),
    row("money", 70, subject="One", land="EUR", total=200_000.0),
    row("granted", 40, subject="EUR", month=date(2025, 1, 1), total=60_000.0),
    row("granted", 30, subject="EUR", month=date(2025, 3, 1), total=45_000.0),
    row("places", 2, subject="training", area=1, total=25.0),
]  # fmt: skip
AREAS = {("GH", "Accra"): "Greater Accra", ("GH", "Kumasi"): "Ashanti"}


def told() -> dict[str, object]:
    return history.told(ROWS, smallest=10, areas=AREAS, tops={1: "Greater Accra"})


def test_a_month_of_few_is_not_told_nor_another_that_would_tell_it() -> None:
    arrivals = told()["series"]["arrivals"]
    assert arrivals["2025-02-01"] is None
    assert list(arrivals.values()).count(None) == 2


def test_areas_of_few_are_told_with_others_or_not_at_all() -> None:
    areas = told()["areas"]
    assert set(areas) == {"Greater Accra", "Elsewhere"}
    assert areas["Elsewhere"] == 35


def test_a_mean_of_few_and_a_share_that_tells_of_few_are_not_told() -> None:
    kinds = {(one["kind"], one["subject"]) for one in told()["single"]}
    assert ("assess", "") not in kinds
    assert ("need", "health") not in kinds
    assert ("need", "training") in kinds


def test_what_a_history_bears_becomes_assumptions() -> None:
    found = history.found(told(), since=date(2025, 1, 1), until=date(2025, 4, 30), currency="EUR")
    values = {(f.assumed.kind, f.assumed.subject, f.assumed.area): f for f in found}
    assert values["arrivals", "BE-GH", ""].assumed.value == pytest.approx(95 / 3.943, rel=0.01)
    assert values["arrivals", "BE-GH", ""].counted == 95
    assert values["approved", "", ""].assumed.value == 0.875
    assert values["every", "", ""].assumed.value == 15
    assert values["price", "", ""].assumed.spread == 0.2
    assert values["donor", "One", ""].assumed.value == 0.6
    assert values["money", "One", ""].assumed.month == 1
    assert values["need", "training", ""].assumed.value == pytest.approx(4 / 7, abs=1e-4)
    assert values["places", "training", "Greater Accra"].assumed.value == 25
    assert not any(kind == "assess" for kind, _s, _a in values)


def test_money_of_another_currency_bears_nothing() -> None:
    found = history.found(told(), since=date(2025, 1, 1), until=date(2025, 4, 30), currency="USD")
    assert not {"price", "donor", "money"} & {f.assumed.kind for f in found}


def test_months_within_the_range_are_counted_and_unknown_ones_left_aside() -> None:
    band = [[1.0, 2, 3, 4, 5]] * 4
    assert telling.within([1.0, 9.0, None], band) == (1, 2)
    assert telling.within([], band) == (0, 0)


def test_who_waits_already_is_no_return_of_the_first_month() -> None:
    waiting = [*ASSUMED, Assumed(kind="waiting", subject="BE-GH", value=500)]
    model = built(assumed=waiting)
    returned = telling.told(model, play(model, seed=1, runs=10))["months"]["arrivals"]
    assert 10 < returned[0][2] < 60


def test_months_together_are_told_where_each_of_them_is_of_few() -> None:
    rows = [
        row("decided", n, month=date(2026, month, 1), total=float(n))
        for month, n in ((1, 4), (2, 7))
    ]
    found = history.told(rows, smallest=10, areas={}, tops={})
    assert set(found["series"]["decided"].values()) == {None}
    assert (found["totals"]["decided"], found["totals"]["arrivals"]) == (11, 0)
    few = history.told(rows[:1], smallest=10, areas={}, tops={})
    assert few["totals"]["decided"] is None


def test_how_long_files_and_services_take_is_assumed_and_what_is_compared_is_not() -> None:
    rows = [
        row("ready", 12, mean=16.0, deviation=4.0), row("start", 12, mean=23.0, deviation=5.0),
        row("to_decision", 12, mean=26.0),
    ]  # fmt: skip
    told = history.told(rows, smallest=10, areas={}, tops={})
    found = history.found(told, since=FIRST, until=date(2026, 4, 30), currency="EUR")
    assert [(one.assumed.kind, one.assumed.value, one.assumed.spread) for one in found] == [
        ("ready", 16.0, 0.25), ("start", 23.0, 0.217),
    ]  # fmt: skip


def test_a_figure_lies_in_its_band_or_nobody_knows() -> None:
    band = [1.0, 2.0, 3.0, 4.0, 5.0]
    assert [telling.lies_in(n, band) for n in (1, 5, 5.1, None)] == [True, True, False, None]
    assert telling.lies_in(1, [None] * 5) is None
