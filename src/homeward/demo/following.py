"""The year after arrival: what the programme asks for, tries, a relay, a named body, a sample."""

from datetime import date, timedelta

from homeward.access import gate
from homeward.access.choices import Role
from homeward.access.models import User
from homeward.cases.choices import Stage
from homeward.cases.models import Case
from homeward.demo.world import World
from homeward.followups import actions, queries
from homeward.followups.choices import (
    Channel,
    Kind,
    Loss,
    RelayKind,
    RelayTask,
    Replacing,
    Result,
    Stratum,
    Time,
    Told,
)
from homeward.followups.models import PlanStep
from homeward.persons.choices import ConsentWay
from homeward.surveys import actions as surveys
from homeward.surveys import queries as survey_queries
from homeward.surveys.choices import Status, Unit
from homeward.surveys.models import Wave
from homeward.tasks.choices import DayKind, TaskKind
from homeward.tasks.models import DeadlineRule

SHOWN = 4
SOURCE = "Reintegration handbook of the corridor, chapter 6"
SEED = "corridor-year-1"
YEAR = ((Kind.CALL, 1, 21), (Kind.VISIT, 3, 30), (Kind.CALL, 6, 30), (Kind.VISIT, 12, 45))
SILENCE = 60


def show(world: World) -> None:
    _the_year(world)
    _body(world)
    with_support = cases_with_support(world)
    for number, case in enumerate(with_support):
        _follow(world, case, number)
    # A relay hears of nobody whose file, or whose family's, is sealed.
    if told_of := [case for case in with_support if not _is_sealed(case)]:
        _relay(world, told_of[0])
    if with_support:
        _sample(world)
        _assign(world)


def _is_sealed(case: Case) -> bool:
    by = case.worker or case.opened_by
    with gate.acting_user(by.pk):
        return queries.is_sealed(case, organisation_id=by.organisation_id)


def cases_with_support(world: World) -> list[Case]:
    return list(
        Case.objects.filter(
            accountable_org=world.cast.ghanaian_ngo,
            stage__in=[Stage.SUPPORT, Stage.FOLLOW_UP],
            closed_at__isnull=True,
            worker__isnull=False,
            arrived_on__isnull=False,
            sealed=False,
        )
        .select_related("worker", "owner_org")
        .order_by("-arrived_on", "reference")[:SHOWN]
    )


def _the_year(world: World) -> None:
    for kind, months, days in YEAR:
        PlanStep.objects.create(
            programme=world.ground.programme,
            kind=kind,
            after_months=months,
            within_days=days,
            valid_from=date(2020, 1, 1),
            source=SOURCE,
            stated_at=world.now,
        )
    DeadlineRule.objects.get_or_create(
        kind=TaskKind.RENEW_CONTACT,
        programme_id=world.ground.programme.pk,
        valid_from=date(2020, 1, 1),
        defaults={"days": SILENCE, "day_kind": DayKind.CALENDAR, "source": SOURCE},
    )


def _body(world: World) -> None:
    lead = User.objects.filter(
        organisation=world.ground.programme.lead_org_id, roles__contains=[Role.PROGRAMME_MANAGER]
    ).first()
    if lead is None:
        return
    with gate.acting_user(lead.pk):
        actions.name_body(
            world.ground.programme,
            actions.BodyGiven(
                organisation=world.cast.ghanaian_ngo,
                unit=Unit.PERSON,
                mandate="Calls those who agreed to it once a year, for three years.",
                source=SOURCE,
                from_on=world.today - timedelta(days=200),
            ),
            by=lead,
            at=world.now,
        )


def _follow(world: World, case: Case, number: int) -> None:
    by = case.worker or case.opened_by
    with gate.acting_user(by.pk):
        actions.plan(case, by=by, at=world.now)
        actions.say_wish(case, _wish(world, number), by=by, at=world.now - timedelta(days=20))
        result = (Result.REACHED, Result.NO_ANSWER, Result.WORD_LEFT, Result.OUT_OF_SERVICE)[number]
        again = world.today + timedelta(days=2 + number)
        actions.note_try(
            case,
            actions.TryGiven(
                channel=Channel.CALL,
                result=result,
                at=world.now - timedelta(days=3 + number),
                next_on=again if result in {Result.NO_ANSWER, Result.WORD_LEFT} else None,
            ),
            by=by,
            at=world.now,
        )
        if result == Result.OUT_OF_SERVICE:
            since = world.today - timedelta(days=6)
            actions.note_lost(case, Loss.NUMBER_DEAD, since_on=since, by=by, at=world.now)


def _wish(world: World, number: int) -> actions.WishGiven:
    told = (Told.NAME_AND_PLACE, Told.FIRST_NAME, Told.NOTHING, Told.FIRST_NAME)
    times = (Time.EVENING, Time.MIDDAY, Time.ANY, Time.WEEKEND)
    return actions.WishGiven(
        channel=Channel.CALL,
        best_time=times[number],
        refused=[Channel.EMAIL] if number else [],
        leave_word=number == 1,
        safe_words="The sewing cooperative, about the course" if number == 0 else "",
        relays=told[number],
        way=ConsentWay.WITNESSED_ORAL,
        said_on=world.today - timedelta(days=20),
    )


def _relay(world: World, case: Case) -> None:
    by = case.worker or case.opened_by
    with gate.acting_user(by.pk):
        relay = actions.register_relay(
            actions.RelayGiven(
                kind=RelayKind.PEER,
                name="Comfort Adjei",
                phone="+233 20 555 0199",
                place=case.destination or "Accra",
                tasks=[RelayTask.PASS_WORD, RelayTask.INTRODUCE],
                agreed_on=world.today - timedelta(days=90),
                agreed_how=ConsentWay.SIGNATURE,
            ),
            by=by,
            at=world.now,
        )
        actions.ask_relay(
            case,
            relay,
            task=RelayTask.PASS_WORD,
            told=Told.FIRST_NAME,
            due_on=world.today + timedelta(days=6),
            by=by,
            at=world.now,
        )


def _sample(world: World) -> None:
    by = world.cast.managers[0]
    given = actions.SampleGiven(
        title="Those who arrived in the last year",
        version=survey_queries.in_force("rss", on=world.today),
        arrived_from=world.today - timedelta(days=365),
        arrived_until=world.today,
        size=3,
        strata=[Stratum.HOST],
        replacing=Replacing.NEXT,
    )
    with gate.acting_user(by.pk):
        actions.draw(world.ground.programme, given, by=by, at=world.now, seed=SEED)


def _assign(world: World) -> None:
    """Some of the surveys that wait have an interviewer."""
    by = world.cast.managers[0]
    with gate.acting_user(by.pk):
        planned = Wave.objects.filter(
            owner_org=by.organisation_of_rows, status=Status.PLANNED, case__worker__isnull=False
        ).exclude(case__worker=by)
        surveys.assign(list(planned.order_by("closes_on", "pk")[:SHOWN]), by, by=by, at=world.now)
