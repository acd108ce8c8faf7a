"""Figures as pages read them: names, order, periods, and what is too small to tell."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from homeward.conftest import Cast
from homeward.indicators.choices import Dimension, Direction, Measure, PeriodKind, Status, Unit
from homeward.indicators.models import Definition, Figure, Indicator
from homeward.indicators.queries import Period, figures

AsApp = Callable[..., Any]


@pytest.fixture
def definition(cast: Cast) -> Definition:
    indicator = Indicator.objects.create(
        code="tests-share", name="A share", direction=Direction.HIGHER
    )
    return Definition.objects.create(
        indicator=indicator, version=1, status=Status.PUBLISHED, source="returns", unit=Unit.CASE,
        measure=Measure.SHARE, valid_from=date(2026, 1, 1), published_at=cast.now,
        periods=[PeriodKind.ALL, PeriodKind.YEAR],
    )  # fmt: skip


def figure(definition: Definition, at: Any, persons: int = 60, **fields: Any) -> Figure:
    return Figure.objects.create(
        **{
            "definition": definition, "period": PeriodKind.ALL, "numerator": persons / 4,
            "denominator": persons, "value": 0.25, "persons": persons, "computed_at": at,
            **fields,
        }
    )  # fmt: skip


def test_figures_are_the_same_for_every_party(
    cast: Cast, definition: Definition, as_app: AsApp
) -> None:
    figure(definition, cast.now, cut="programme", programme=cast.programme)
    told = []
    for reader in (cast.owner, cast.partner, cast.stranger):
        with as_app(reader):
            told.append(figures(["tests-share"], [Dimension.PROGRAMME]))
    assert told[0] == told[1] == told[2]
    cell = told[0][0]
    assert (cell.value, cell.persons, cell.computed_at) == (0.25, 60, cast.now)
    assert cell.keys[Dimension.PROGRAMME].label == "Ways home"


def test_a_small_figure_is_named_but_no_number_of_it_is_told(
    cast: Cast, definition: Definition, as_app: AsApp
) -> None:
    told = {"female": (9, False), "male": (60, False), "": (50, True)}
    for sex, (persons, kept) in told.items():
        figure(
            definition, cast.now, persons, cut="sex", sex=sex, numerator=persons // 2,
            is_kept_back=kept,
        )  # fmt: skip
    with as_app(cast.owner):
        cells = {c.at(Dimension.SEX): c for c in figures(["tests-share"], ["sex"])}
        chosen = figures(["tests-share"], ["sex"], where={"sex": ""})
    assert cells["female"].is_small
    assert cells["female"].value is cells["female"].persons is None
    # What was kept back beside it when it was computed stays so, also where it is chosen.
    assert cells[""].is_small
    assert chosen[0].is_small
    assert cells["male"].persons == 60


@pytest.mark.parametrize("reached", [3, 87])
def test_few_who_reached_it_are_not_told_nor_few_who_did_not(
    cast: Cast, definition: Definition, as_app: AsApp, reached: int
) -> None:
    figure(definition, cast.now, 90, numerator=reached, value=reached / 90)
    with as_app(cast.owner):
        cell = figures(["tests-share"])[0]
    assert cell.is_small
    assert cell.numerator is cell.value is None


def test_a_period_is_chosen_and_what_was_replaced_is_not_told(
    cast: Cast, definition: Definition, as_app: AsApp
) -> None:
    for year, value in ((2024, 0.1), (2025, 0.2)):
        figure(
            definition, cast.now, period=PeriodKind.YEAR, starts_on=date(year, 1, 1),
            ends_on=date(year, 12, 31), value=value,
        )  # fmt: skip
    figure(
        definition, cast.now, period=PeriodKind.YEAR, starts_on=date(2025, 1, 1), value=0.9,
        replaced_at=cast.now,
    )  # fmt: skip
    with as_app(cast.owner):
        every = figures(["tests-share"], (), Period(PeriodKind.YEAR))
        one = figures(["tests-share"], (), Period(PeriodKind.YEAR, date(2025, 1, 1)))
    assert [cell.value for cell in every] == [0.1, 0.2]
    assert [cell.value for cell in one] == [0.2]


def test_nobody_who_is_not_signed_in_reads_a_figure(
    cast: Cast, definition: Definition, as_app: AsApp
) -> None:
    figure(definition, cast.now)
    with as_app():
        assert not Figure.objects.exists()
