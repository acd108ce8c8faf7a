"""Scenarios of the corridor: assumed from its first months, compared with those that followed."""

from dataclasses import replace
from datetime import date, timedelta

from homeward.access import gate
from homeward.access.models import User
from homeward.cases.models import Case
from homeward.demo.world import World
from homeward.scenarios import actions, jobs, queries
from homeward.scenarios.actions import Given
from homeward.scenarios.choices import Kind
from homeward.scenarios.models import Reading, Scenario
from homeward.scenarios.rules.building import missing
from homeward.scenarios.rules.facts import Assumed, Changed, Missing

# Whole months that followed, months that it is assumed from, months played.
AHEAD, BEFORE, MONTHS = 2, 4, 12
# Stated where the corridor's own history tells too little. In parts of one, days, or euro.
STATED = {
    Kind.AREA: 1, Kind.STAFF: 3, Kind.ASSESS: 2.5, Kind.READY: 16, Kind.EVERY: 14, Kind.START: 23,
    Kind.SEATS: 12, Kind.APPROVED: 0.85, Kind.PRICE: 1800, Kind.DONOR: 1, Kind.MONEY: 150_000,
    Kind.NEED: 0.5, Kind.TAKES: 60, Kind.PLACES: 8,
}  # fmt: skip
NAMES = {
    Kind.ARRIVALS: "BE-GH", Kind.AREA: "Greater Accra", Kind.DONOR: "Northern Return Facility",
    Kind.NEED: "training",
}  # fmt: skip
CRITERION = Assumed(
    kind=Kind.CRITERION, subject="Six months or more in the host country", value=0.9
)
PATIENCE = 120
# Most of the corridor's cases are under way, so that its last months see more returns than all
# before, and no history foretells them. As in real life what is announced is known: about a fifth
# of the households come in a month.
ANNOUNCED = 0.21
ANNOUNCED_BY = "Departures announced for these months"
WHO, WHY = "Thomas Lambrecht, programme manager", "Plan of the programme for this year"
WHATS = (
    (
        "A rise of returns in autumn",
        "Who waits, and for what, if twice as many come for three months?",
        [Changed(kind="surge", from_month=7, to_month=9, factor=2.0)],
        "Talks between the two states on a charter each week",
    ),
    (
        "A third less money, one criterion fewer",
        "Can the six months be dropped if a donor cuts its part?",
        [
            Changed(kind="money", from_month=1, to_month=12, factor=0.67),
            Changed(kind="criterion", subject=CRITERION.subject, from_month=1, to_month=12),
        ],
        "The donor's letter of spring; the committee's question",
    ),
)


def show(world: World) -> None:
    by = world.cast.programme_manager
    begins_on = _month(world.today, -AHEAD)
    households = Case.objects.filter(programme=world.ground.programme).count()
    with gate.acting_user(by.pk):
        plain = _begin(world, by, begins_on)
    first = _read(world, by, _month(begins_on, -BEFORE), begins_on - timedelta(days=1))
    with gate.acting_user(by.pk):
        actions.take_up(plain, first, by=by, at=world.now)
        _state(plain, households, by, world)
        _play(plain, by, world)
        for name, question, changes, why in WHATS:
            made = actions.make(
                replace(_given(begins_on), name=name, question=question), world.ground.programme,
                like=plain, by=by, at=world.now,
            )  # fmt: skip
            for change in changes:
                actions.change(made, change, why=why, by=by, at=world.now)
            _play(made, by, world)
        actions.share(plain, by=by, at=world.now)
    _read(world, by, begins_on, _month(begins_on, AHEAD) - timedelta(days=1))


def _month(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _given(begins_on: date) -> Given:
    return Given(
        name="As the corridor has been", question="How long do people wait if all goes on?",
        begins_on=begins_on, months=MONTHS, runs=100, seed=1, currency="EUR",
    )  # fmt: skip


def _begin(world: World, by: User, begins_on: date) -> Scenario:
    return actions.make(_given(begins_on), world.ground.programme, by=by, at=world.now)


def _read(world: World, by: User, since: date, until: date) -> Reading:
    with gate.acting_user(by.pk):
        asked = actions.ask_for_history(
            world.ground.programme, since=since, until=until, by=by, at=world.now
        )
    jobs.read()
    return Reading.objects.get(pk=asked.pk)


def _state(scenario: Scenario, households: int, by: User, world: World) -> None:
    """What the history does not bear, until nothing lacks: needs ask for their days and places."""
    announced = Assumed(
        kind=Kind.ARRIVALS, subject=NAMES[Kind.ARRIVALS], value=round(households * ANNOUNCED, 1)
    )
    actions.assume(
        scenario, announced, stated_by=WHO, why=ANNOUNCED_BY, by=by, at=world.now
    )  # fmt: skip
    while lacking := missing(queries.facts_of(queries.assumptions(scenario))):
        for one in lacking:
            _assume(scenario, _stated(one), by, world)
    _assume(scenario, CRITERION, by, world)
    for need in queries.assumptions(scenario).filter(kind=Kind.NEED):
        patient = Assumed(kind=Kind.PATIENCE, subject=need.subject, value=PATIENCE)
        _assume(scenario, patient, by, world)


def _stated(one: Missing) -> Assumed:
    kind = Kind(one.kind)
    return Assumed(
        kind=kind, subject=one.subject or NAMES.get(kind, ""), area=one.area,
        value=STATED[kind], month=1 if kind == Kind.MONEY else None,
    )  # fmt: skip


def _assume(scenario: Scenario, one: Assumed, by: User, world: World) -> None:
    actions.assume(scenario, one, stated_by=WHO, why=WHY, by=by, at=world.now)


def _play(scenario: Scenario, by: User, world: World) -> None:
    made = actions.ask(scenario, by=by, at=world.now)
    inputs = actions.begin(made.pk, by=by)
    if inputs:
        actions.keep(made.pk, actions.play_out(inputs), by=by, at=world.now)
