"""Sessions of some cases: held, to come, with a partner at a distance, and in a group."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from homeward.access import gate
from homeward.access.models import Organisation
from homeward.cases.choices import Stage
from homeward.cases.models import Case
from homeward.counselling import actions
from homeward.counselling.actions import Held, Planned
from homeward.counselling.choices import HelpKind, Location, SessionKind
from homeward.demo.world import World
from homeward.persons import queries as persons
from homeward.tasks import actions as tasks
from homeward.tasks.models import Absence
from homeward.tasks.rules import add_working_days

SHOWN = 3
HOURS = (9, 11, 14)


def show(world: World) -> None:
    cast = world.cast
    early = _cases(world, cast.belgian_ngo, Stage.DEPARTURE)
    for number, case in enumerate(early):
        _before(world, case, number)
    for number, case in enumerate(_cases(world, cast.belgian_ngo, Stage.ARRIVAL)):
        _together(world, case, number)
    later = _cases(world, cast.ghanaian_ngo, Stage.SUPPORT)
    for number, case in enumerate(later):
        _after(world, case, number)
    if later:
        _group(world, later)
    _calendars(world)
    _away(world)


def _cases(world: World, accountable: Organisation, stage: Stage) -> list[Case]:
    return list(
        Case.objects.filter(
            accountable_org=accountable,
            stage=stage,
            closed_at__isnull=True,
            worker__isnull=False,
            sealed=False,
        )
        .select_related("worker", "owner_org")
        .order_by("reference")[:SHOWN]
    )


def _on(world: World, days: int, number: int) -> datetime:
    on = add_working_days(world.today, days) if days > 0 else world.today + timedelta(days=days)
    return timezone.make_aware(datetime.combine(on, time(HOURS[number % len(HOURS)])))


def _before(world: World, case: Case, number: int) -> None:
    """Counselled before departure; food was given, and the next session is planned."""
    by, at = case.worker or case.opened_by, _on(world, -6 - number, number)
    with gate.acting_user(by.pk):
        people = persons.members(case.household_id)
        first = actions.plan(
            case,
            Planned(
                kind=SessionKind.FIRST,
                planned_at=at,
                location=Location.OFFICE,
                place="Room 2",
                led_by=by,
                people=people,
                interpreter_language="Twi",
                minutes=60,
            ),
            by=by,
            at=at - timedelta(days=2),
        )
        actions.record(
            first,
            Held(
                minutes=55,
                came=frozenset(person.pk for person in people),
                content="What they expect of the return, and what nobody can promise.",
                next_step="Send the list of papers that the school asks for.",
                next_on=world.today + timedelta(days=2 + number),
            ),
            by=by,
            at=at + timedelta(hours=1),
        )
        actions.give_help(
            case,
            HelpKind.FOOD,
            quantity=1 + number,
            given_on=at.date(),
            given_by=str(by.organisation),
            by=by,
            at=at + timedelta(hours=1),
        )
        actions.plan(
            case,
            Planned(
                kind=SessionKind.COUNSELLING,
                planned_at=_on(world, 1 + number, number),
                location=Location.OFFICE,
                place="Room 2",
                led_by=by,
                people=people,
            ),
            by=by,
            at=world.now,
        )


def _together(world: World, case: Case, number: int) -> None:
    """The first meeting of the person and both partners."""
    by = case.worker or case.opened_by
    with gate.acting_user(by.pk):
        actions.plan(
            case,
            Planned(
                kind=SessionKind.THREE_WAY,
                planned_at=_on(world, 2 + number, number),
                location=Location.REMOTE,
                place="By video call",
                led_by=by,
                people=persons.members(case.household_id),
                guests=[world.cast.managers[0]],
            ),
            by=by,
            at=world.now,
        )


def _after(world: World, case: Case, number: int) -> None:
    by = case.worker or case.opened_by
    kinds = (SessionKind.HOME_VISIT, SessionKind.COACHING, SessionKind.PSYCHOSOCIAL)
    with gate.acting_user(by.pk):
        actions.plan(
            case,
            Planned(
                kind=kinds[number % len(kinds)],
                planned_at=_on(world, 1 + number, number),
                location=Location.HOME,
                place=case.destination,
                led_by=by,
                people=persons.members(case.household_id)[:1],
            ),
            by=by,
            at=world.now,
        )


def _group(world: World, cases: list[Case]) -> None:
    by = cases[0].worker or cases[0].opened_by
    with gate.acting_user(by.pk):
        group = actions.plan_group(
            "Orientation: first weeks",
            SessionKind.ORIENTATION,
            planned_at=_on(world, 4, 0),
            location=Location.CENTRE,
            place="Community hall",
            led_by=by,
            by=by,
            at=world.now,
        )
        for case in cases:
            actions.invite_case(group, case, by=by, at=world.now)


def _calendars(world: World) -> None:
    for country in ("BE", "GH"):
        for year in (world.today.year, world.today.year + 1):
            tasks.keep_calendar(country, year, at=world.now)


def _away(world: World) -> None:
    """A case manager is away for a week; a colleague covers."""
    away, cover = world.cast.managers[1], world.cast.managers[0]
    Absence.objects.create(
        organisation=away.organisation_of_rows,
        user=away,
        cover=cover,
        from_on=world.today - timedelta(days=1),
        until_on=world.today + timedelta(days=6),
        stated_by=away,
        stated_at=world.now - timedelta(days=3),
    )
