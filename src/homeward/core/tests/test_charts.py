from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation

from homeward.core.charts import Chart, Series, Shape
from homeward.core.tests.test_parts import render

YEARS = Chart(
    key="years",
    title="Returns by year",
    count="1,310 returns in 3 years",
    source="UNHCR, 2025",
    alternative="Columns of returns by year.",
    first="Year",
    categories=["2019", "2020", "2021"],
    series=[Series(label="Returns", values=[1310, None, 0])],
)


def shown(chart: Chart) -> str:
    return render("{% chart one %}", one=chart)


def test_the_figures_stand_in_the_table_and_are_drawn_from_there() -> None:
    html = shown(YEARS)
    assert '<td class="num" data-v="1310">1,310</td>' in html
    assert 'data-table="years-d"' in html
    assert '<table class="hw-table" id="years-d">' in html


def test_the_picture_stays_away_without_javascript() -> None:
    assert (
        'data-says="Columns of returns by year. The table beside it has the figures." hidden>'
        in (shown(YEARS))
    )


def test_what_is_unknown_is_said_and_not_drawn_and_nought_is_a_figure() -> None:
    html = shown(YEARS)
    assert '<td class="num" data-v=""><em class="hw-unknown">Unknown</em></td>' in html
    assert '<td class="num" data-v="0">0</td>' in html


def test_a_text_is_written_as_it_stands_and_not_drawn() -> None:
    few = replace(YEARS, series=[Series(label="Returns", values=["<10", 12, 13])])
    assert '<td class="num" data-v=""><bdi>&lt;10</bdi></td>' in shown(few)


def test_count_and_source_are_always_told() -> None:
    html = shown(YEARS)
    assert "1,310 returns in 3 years" in html
    assert "Source: UNHCR, 2025" in html


@pytest.mark.parametrize(
    ("count", "shape", "touches"),
    [(1, Shape.COLUMNS, False), (2, Shape.COLUMNS, True), (2, Shape.LINES, False)],
)
def test_surfaces_that_touch_differ_in_a_pattern(count: int, shape: Shape, touches: bool) -> None:
    one = Series(label="A", values=[1, 2, 3])
    assert ("data-patterns" in shown(replace(YEARS, series=[one] * count, shape=shape))) is touches


def test_a_figure_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="not as many values"):
        replace(YEARS, series=[Series(label="Returns", values=[1])])


@pytest.mark.parametrize(
    ("language", "written"), [("fr", "1 310"), ("en", "1,310"), ("ar", "1,310")]
)
def test_figures_are_written_as_the_reader_writes_them(language: str, written: Any) -> None:
    with translation.override(language):
        assert written in shown(YEARS).replace("\u202f", " ").replace("\xa0", " ")


WAVES = replace(
    YEARS,
    key="scores",
    categories=["Economic", "Social"],
    series=[
        Series(label="First", values=[0.39, 0.52], count="n 412"),
        Series(label="Last", values=[0.54, "<10"], count="n 121"),
        Series(label="Change", values=["+0.15", None], drawn=False),
    ],
    shape=Shape.PANELS,
    decimals=2,
    links=["/economic/", ""],
    scale=(0, 1),
)


def test_panels_have_one_scale_and_each_wave_says_how_many_answered() -> None:
    html = shown(WAVES)
    assert 'data-chart="panels"' in html
    assert 'data-least="0" data-most="1"' in html
    assert '<th scope="col" class="num"><span>First</span><small>n 412</small></th>' in html


def test_a_plain_column_stands_in_the_table_alone() -> None:
    assert '<th scope="col" class="num" data-plain><span>Change</span></th>' in shown(WAVES)
    shares = replace(WAVES, shape=Shape.BARS, series=WAVES.series[1:])
    assert not shares.is_touching


def test_a_category_leads_where_it_is_told_to() -> None:
    html = shown(WAVES)
    assert '<th scope="row"><a href="/economic/">Economic</a></th>' in html
    assert '<th scope="row">Social</th>' in html
    with pytest.raises(ValueError, match="links"):
        replace(WAVES, links=["/economic/"])
