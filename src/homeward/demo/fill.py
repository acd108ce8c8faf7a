"""Fills an empty database with the corridor, in one transaction, as the database's owner."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.db import connection, transaction
from django.utils import timezone

from homeward.access.models import Organisation, User
from homeward.demo import (
    archiving,
    asking,
    careers,
    carrying,
    checking,
    commissions,
    complaining,
    corresponding,
    counselling,
    departing,
    directory,
    doubling,
    duties,
    evaluating,
    following,
    foreseeing,
    ground,
    guarding,
    handing,
    held,
    hooks,
    knowing,
    ledger,
    mapping,
    money,
    offering,
    people,
    places,
    pooling,
    procedures,
    programs,
    published,
    questionnaires,
    reading,
    receiving,
    results,
    rights,
    safeguarding,
    satisfaction,
    seasons,
    sheets,
    side_by_side,
    signing,
    sitting,
    stakeholders,
    states,
    steering,
    training,
    ventures,
    visiting,
    wider,
    working,
)
from homeward.demo import cast as people_of
from homeward.demo.rows import folded_already
from homeward.demo.states import State, Step
from homeward.demo.surveying import SurveyingWay
from homeward.demo.world import World
from homeward.indicators import jobs as figures
from homeward.persons import indexing
from homeward.plans.models import Session
from homeward.programmes.choices import WayKind
from homeward.programmes.queries import ways
from homeward.referrals.models import PlacesTold
from homeward.services import actions as services
from homeward.services.models import Service
from homeward.tasks.choices import TaskKind

BATCH = 500
# The stranger's own cases: nobody of the corridor sees them.
STRANGERS = 6
DAYS_BETWEEN_SESSIONS = 14
SESSIONS_PAST = 40
SESSIONS_TO_COME = 3

Progress = Callable[[int], object]


class NotEmpty(Exception):
    """The database holds an organisation that no generator made."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    households: int
    persons: int
    cases: int
    open_cases: int
    referrals: int
    rows: int


def fill(
    households: int = 300,
    seed: int = 1,
    progress: Progress | None = None,
    *,
    checked: bool = True,
) -> Summary:
    """Writes the corridor. The same seed makes the same one, its days counted from today.

    `checked=False` lets foreign keys rest: for benchmarks, on a server where the owner is a
    superuser. Raises NotEmpty.
    """
    refuse_if_in_use()
    with transaction.atomic():
        world = _world(households, seed)
        with folded_already(checked=checked):
            summary = _write(world, households, progress)
        results.fold_cohorts()
        _finish(world)
        ledger.show(world)
        held.keep(world)
        doubling.show(world)
        counselling.show(world)
        carrying.show(world)
        following.show(world)
        complaining.show(world)
        corresponding.show(world)
        archiving.show(world)
        satisfaction.show(world)
        careers.show(world)
        seasons.show(world)
        published.show(world)
        pooling.show(world)
        evaluating.show(world)
        checking.show(world)
        knowing.show(world)
        sitting.show(world)
        steering.show(world)
        training.show(world)
        reading.read_files(world)
        if checked:
            # As the first night would; a benchmark computes its own.
            figures.compute()
            training.figures(world)
        results.show(world)
        foreseeing.show(world)
        handing.show(world)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    return summary


def refuse_if_in_use() -> None:
    foreign = Organisation.objects.filter(is_generated=False).first()
    if foreign:
        raise NotEmpty(
            f"This database is in use: it holds {foreign.name}, which is not generated."
            " The demo corridor needs an empty database of its own."
        )
    if User.objects.exists():
        raise NotEmpty("This database holds a demo corridor already.")


def _world(households: int, seed: int) -> World:
    now = timezone.now()
    cast = people_of.make(households)
    services.load_all(directory.record(now.date()), is_generated=True)
    services.load_all(wider.record(now.date()), is_generated=True)
    places.make()
    _places_told(now)
    offered = list(
        Service.objects.filter(source=directory.SOURCE)
        .select_related("organisation")
        .order_by("source_id")
    )
    providers = list(Organisation.objects.filter(services__in=offered).distinct().order_by("pk"))
    people_of.add_provider(providers[0])
    corridor = ground.make(cast, providers, households=households, today=now.date())
    mapping.make(cast, corridor, now=now)
    sessions = _sessions(cast.commission, now.date())
    commissions.make(cast, corridor.programme, sessions, now=now)
    return World(
        cast=cast,
        ground=corridor,
        services=offered,
        entry=places.entry(),
        sessions=sessions,
        rng=Random(seed),  # noqa: S311 - a demo is made again by its seed
        now=now,
        host_first=ways.way_on(corridor.programme.pk, WayKind.HOST_FIRST, now.date()).pk,
    )


def _places_told(now: datetime) -> None:
    """How many places were free in the months before: a seat more each month back, as it was."""
    PlacesTold.objects.bulk_create(
        PlacesTold(
            organisation=service.organisation,
            service=service,
            told_at=now - timedelta(days=30 * months),
            places_free=min((service.places_free or 0) + months, service.places_total or 99),
        )
        for service in Service.objects.filter(source=directory.SOURCE, places_free__isnull=False)
        for months in (3, 2, 1)
    )


def _sessions(commission: Organisation, today: date) -> list[Session]:
    """Every second Wednesday; those of the past are closed."""
    to_come = today + timedelta(days=(2 - today.weekday()) % 7 or 7)
    days = [
        to_come + timedelta(days=DAYS_BETWEEN_SESSIONS * n)
        for n in range(-SESSIONS_PAST, SESSIONS_TO_COME)
    ]
    return Session.objects.bulk_create(
        Session(
            commission=commission,
            number=number,
            held_on=on,
            place="Commission house, Accra",
            closed_at=timezone.now() - (today - on) if on < today else None,
        )
        for number, on in enumerate(days, start=1)
    )


def _write(world: World, households: int, progress: Progress | None) -> Summary:
    persons = open_cases = rows = 0
    returnee: SurveyingWay | None = None
    for number, state in enumerate(states.assign(world.rng, households), start=1):
        way = _one(world, state)
        persons += len(way.persons)
        open_cases += way.case.is_open
        if returnee is None and state.name == "accepted" and way.head.full_name:
            returnee = way
            way.pay_first()
        if number % BATCH == 0:
            rows += world.rows.write()
        if progress:
            progress(1)
    for state in states.assign(world.rng, STRANGERS):
        _stranger(world, state)
    rows += world.rows.write()
    if returnee:
        people_of.add_returnee(returnee.head.full_name, "en", returnee.head.pk)
    return Summary(
        households=households,
        persons=persons,
        cases=households,
        open_cases=open_cases,
        referrals=world.referrals,
        rows=rows,
    )


def _one(world: World, state: State) -> SurveyingWay:
    when = states.times(
        world.rng, state, now=world.now, sessions=[s.held_on for s in world.sessions]
    )
    way = SurveyingWay(
        world,
        state,
        when,
        counsellor=world.rng.choice(world.cast.counsellors),
        manager=world.rng.choice(world.cast.managers),
        programme=world.ground.programme,
    )
    way.register(people.nobody() if state.anonymous else people.household(world.rng, world.today))
    steps = {
        Step.CONSENT: way.consent,
        Step.INTAKE: way.intake,
        Step.ANNOUNCE: way.announce,
        Step.ARRIVE: way.arrive,
        Step.CONFIRM: way.confirm,
        Step.DRAFT: way.draft,
        Step.SUBMIT: way.submit,
        Step.DECIDE: way.decide,
        Step.REFER: way.refer,
        Step.ANSWER: way.answer,
        Step.REPORT: way.report,
        Step.READ: way.read,
    }
    for step, take in steps.items():
        if step <= state.last:
            take()
    way.pay()
    way.survey()
    _end(way)
    way.answered_for()
    return way


def _end(way: SurveyingWay) -> None:
    """Closed where the state says so; open, with somebody who holds what comes next, otherwise."""
    state, worker = way.state, way.case.worker or way.counsellor
    last = max(way.when.values())
    if state.closure:
        at = way.world.later(last, 1, 4) if state.closed_early else way.when[Step.CLOSE]
        way.close(at=at, by=worker)
    elif not way.open_tasks:
        way.begin(TaskKind.CLOSE_CASE, way.case.pk, at=last, holder=worker, waiter=worker)


def _stranger(world: World, state: State) -> None:
    """A case of an organisation outside the agreements, at its very beginning."""
    when = states.times(world.rng, states.STATES[0], now=world.now, sessions=[])
    worker = world.cast.stranger_manager
    way = SurveyingWay(
        world,
        states.STATES[0],
        when,
        counsellor=worker,
        manager=worker,
        programme=world.ground.stranger_programme,
    )
    way.register(people.household(world.rng, world.today))


def _finish(world: World) -> None:
    """What the actions count up one by one, and what hangs on no household."""
    indexing.count_all_tokens()
    asking.add(world)
    programs.grant(world)
    duties.add(world)
    rights.add(world)
    sheets.make(world.cast, world.now)
    sheets.alert_one(world)
    side_by_side.add(world)
    money.add(world)
    with connection.cursor() as cursor:
        cursor.execute("select setval('cases_reference_number', %s)", [world.cases])
        cursor.execute("select setval('referrals_number', %s)", [max(world.referrals, 1)])
    procedures.begin_steps(world.ground.programme)
    stakeholders.add(world)
    offering.add(world)
    questionnaires.add(world)
    visiting.add(world)
    receiving.add(world)
    guarding.guard(world)
    safeguarding.add(world)
    ventures.add(world)
    working.add(world)
    departing.prepare(world)
    hooks.add(world)
    signing.add(world)
