from datetime import date

import pytest

from homeward.access.choices import Role
from homeward.scenarios import actions
from homeward.scenarios.actions import Given
from homeward.scenarios.rules.facts import Assumed, Changed

GIVEN = Given(
    name="A rise in spring", question="Who waits, and for what?", begins_on=date(2026, 1, 1),
    months=6, runs=20, seed=7, currency="EUR",
)  # fmt: skip
SAID = {"stated_by": "Programme manager", "why": "Last year's plan"}
ASSUMED = [
    Assumed(kind="arrivals", subject="BE-GH", value=30),
    Assumed(kind="area", subject="Accra", value=0.7),
    Assumed(kind="area", subject="Kumasi", value=0.3),
    Assumed(kind="staff", value=4),
    Assumed(kind="assess", value=2.5),
    Assumed(kind="ready", value=10),
    Assumed(kind="start", value=5),
    Assumed(kind="every", value=14),
    Assumed(kind="seats", value=20),
    Assumed(kind="approved", value=0.9),
    Assumed(kind="criterion", subject="Stayed six months", value=0.8),
    Assumed(kind="price", value=1500, spread=0.3),
    Assumed(kind="donor", subject="Donor One", value=1),
    Assumed(kind="money", subject="Donor One", month=1, value=120_000),
    Assumed(kind="need", subject="training", value=0.5),
    Assumed(kind="takes", subject="training", value=60),
    Assumed(kind="places", subject="training", area="Accra", value=20),
    Assumed(kind="places", subject="training", area="Kumasi", value=5),
]
SURGE = Changed(kind="surge", from_month=2, to_month=3, factor=2.0)
CLOSED = Changed(kind="closure", subject="training", area="Accra", from_month=3, to_month=6)


@pytest.fixture
def manager(cast):
    return cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)


@pytest.fixture
def reader(cast):
    return cast.user("reader", cast.stranger_org, Role.PROGRAMME_MANAGER)


@pytest.fixture
def scenario(cast, manager):
    with cast.as_app(manager):
        return actions.make(GIVEN, cast.programme, by=manager, at=cast.now)


@pytest.fixture
def assumed(cast, manager, scenario):
    with cast.as_app(manager):
        for one in ASSUMED:
            actions.assume(scenario, one, **SAID, by=manager, at=cast.now)
    return scenario


@pytest.fixture
def played(cast, manager, assumed):
    with cast.as_app(manager):
        actions.change(assumed, SURGE, why="Talks", by=manager, at=cast.now)
        made = actions.ask(assumed, by=manager, at=cast.now)
        inputs = actions.begin(made.pk, by=manager)
        assert actions.keep(made.pk, actions.play_out(inputs), by=manager, at=cast.now)
    made.refresh_from_db()
    return made
