"""An indicator with figures, told apart by sex: women 33 of whom 5, men 60, unknown 7."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.conftest import Cast
from homeward.indicators.choices import Direction, Measure, PeriodKind, Status, Unit
from homeward.indicators.models import Definition, Figure, Indicator
from homeward.statistics import actions

COUNTS = {"female": (33, 15), "male": (60, 32), "": (7, 3)}


def write(definition: Definition, counts: dict[str, tuple[int, int]], at: Any) -> None:
    """The figures of today, as the job writes them."""
    Figure.objects.filter(definition=definition).delete()
    total = tuple(sum(pair[n] for pair in counts.values()) for n in (0, 1))
    rows = [("", "", total), *(("sex", sex, pair) for sex, pair in counts.items())]
    for cut, sex, (counted, reached) in rows:
        Figure.objects.create(
            definition=definition, period=PeriodKind.ALL, cut=cut, sex=sex, numerator=reached,
            denominator=counted, value=reached / counted, persons=counted, computed_at=at,
        )  # fmt: skip


@pytest.fixture
def definition(cast: Cast) -> Definition:
    indicator = Indicator.objects.create(
        code="tests-share", name="A share", direction=Direction.HIGHER
    )
    made = Definition.objects.create(
        indicator=indicator, version=1, status=Status.PUBLISHED, source="returns", unit=Unit.CASE,
        measure=Measure.SHARE, valid_from=date(2026, 1, 1), published_at=cast.now,
        periods=[PeriodKind.ALL],
    )  # fmt: skip
    write(made, COUNTS, cast.now)
    return made


@pytest.fixture
def manager(cast: Cast) -> User:
    return cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)


@pytest.fixture
def second(cast: Cast) -> User:
    return cast.user("second", cast.host, Role.PROGRAMME_MANAGER)


@pytest.fixture
def draft(cast: Cast, definition: Definition, manager: User, as_app: Any) -> Callable[..., Any]:

    def make(**more: Any) -> Any:
        given = {
            "title": "Returns and work", "note": "", "codes": ["tests-share"], "cuts": ["sex"],
            "period": PeriodKind.ALL, "by": manager, "at": cast.now, **more,
        }  # fmt: skip
        with as_app(manager):
            return actions.draft(**given)

    return make


@pytest.fixture
def published(cast: Cast, draft: Any, manager: User, second: User, as_app: Any) -> Any:

    made = draft()
    with as_app(manager):
        actions.propose(made, by=manager, at=cast.now)
    with as_app(second):
        return actions.publish(made, by=second, at=cast.now)
