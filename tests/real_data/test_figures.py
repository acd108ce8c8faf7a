"""Published figures: UNHCR's solutions and HDX's returnees."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from homeward.countries import actions, queries
from homeward.countries.choices import FigureKind
from homeward.countries.models import Figure
from homeward.exchange.readers import returns

pytestmark = pytest.mark.real_data
Find = Callable[[str], Path]
DAY = date(2025, 12, 1)


def load(path: Path) -> actions.Loaded:
    source, figures, reading = returns.read(path)
    assert reading.faults == []
    return actions.load_figures(figures, source=source, source_date=DAY)


def test_every_return_of_refugees_is_read_and_read_again_changes_nothing(
    real_data: Find, as_app
) -> None:
    path = real_data("returns/unhcr_solutions.csv")
    first = load(path)
    assert first.changed == first.unchanged == 0
    assert load(path) == actions.Loaded(0, 0, first.new, 0)
    returned = Figure.objects.filter(kind=FigureKind.RETURNED_REFUGEES)
    # 6,097 rows of the file have one; of some the origin is unknown, or no country.
    assert returned.count() == 5_849


def test_a_year_without_a_row_stays_unknown(real_data: Find, as_app) -> None:
    load(real_data("returns/unhcr_solutions.csv"))
    with as_app():
        found = queries.by_year("GH")
    assert found.years[0] == 1966
    assert None in found.values
    assert 0 not in found.values
    assert found.values[0] == 5000


def test_ages_and_sexes_are_read_beside_the_whole(real_data: Find, as_app) -> None:
    load(real_data("returns/hdx_hapi_returnees_global.csv"))
    with as_app():
        groups = queries.groups("AF", FigureKind.RETURNED_REFUGEES)
    assert groups is not None
    assert groups.year == 2023
    assert [first for first, _last in groups.ages] == [0, 5, 12, 18, 60]
    assert groups.total > 0


def test_both_sources_together_count_nobody_twice(real_data: Find, as_app) -> None:
    load(real_data("returns/unhcr_solutions.csv"))
    with as_app():
        alone = queries.by_year("AF")
    load(real_data("returns/hdx_hapi_returnees_global.csv"))
    with as_app():
        assert queries.by_year("AF") == alone
