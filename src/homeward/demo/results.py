"""A results chain with a measure behind, and a donor's two reports: one submitted, one begun."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import connection

from homeward.access import gate
from homeward.access.choices import Role
from homeward.access.models import User
from homeward.demo.world import World
from homeward.indicators.dashboards import actions, queries
from homeward.indicators.dashboards.actions import MeasureSaid, ResultSaid
from homeward.indicators.dashboards.choices import Level, Part
from homeward.indicators.dashboards.models import Logframe, Measure, Result
from homeward.indicators.models import Indicator

DOCUMENT = "Programme document, annex 3, signed by the steering group"
RESULTS = (
    (Level.IMPACT, "1", "", "People who return live from what they do, where they have settled"),
    (Level.OUTCOME, "1.1", "1", "Whoever returns has help in hand soon and knows what comes next"),
    (Level.OUTCOME, "1.2", "1", "Services of the region take returnees as they take residents"),
    (Level.OUTPUT, "1.1.1", "1.1", "Plans are agreed with the person and decided in a session"),
    (Level.OUTPUT, "1.2.1", "1.2", "Municipalities are trained in the referral system"),
)
# result, indicator, baseline, target
COUNTED = (
    ("1", "way-settled", "0.10", "0.45"),
    ("1.1", "way-delivered", "0.35", "0.95"),
    ("1.1.1", "way-approved", "0.40", "0.75"),
)
BY_HAND = (
    ("1.2", "Providers that signed the referral procedure", "providers", 2, 12, 9),
    ("1.2.1", "Municipal officers trained", "officers", 0, 60, 21),
)
WORDS = {
    Part.SUMMARY: "More families have help in hand before their second month. Approvals took"
    " longer than planned, since the commission met less often.",
    Part.PROGRESS: "Plans were agreed with the person in nearly every case. Work and own businesses"
    " begin later in the year than expected.",
    Part.DIFFERENCES: "Two sessions of the commission fell away. Their cases were decided in the"
    " sessions after.",
    Part.MONEY: "Tools and training took most of it; nothing was moved between lines.",
    Part.LEARNT: "Where the provider had answered before the session, help came weeks sooner.",
    Part.NEXT: "A session every second week, and a training for three more municipalities.",
}


def fold_cohorts() -> None:
    """A return enters its cohort by a trigger of its case, while the gate's folding rests."""
    with connection.cursor() as cursor:
        cursor.execute("update indicators_cohort set shared_until = shared_until")


def show(world: World) -> None:
    by = User.objects.filter(
        organisation=world.ground.programme.lead_org, roles__contains=[Role.PROGRAMME_MANAGER]
    ).order_by("pk").first()  # fmt: skip
    if by is None:
        return
    with gate.acting_user(by.pk):
        _chain(world, by)
        _reports(world, by)


def _chain(world: World, by: User) -> Logframe:
    agreed = world.today - timedelta(days=500)
    chain = actions.begin_chain(world.ground.programme, by=by, at=world.now)
    made: dict[str, Result] = {}
    for level, number, serves, statement in RESULTS:
        said = ResultSaid(
            level=level, number=number, statement=statement, serves=made.get(serves),
            assumptions="Roads stay open in the rains" if level == Level.OUTCOME else "",
        )  # fmt: skip
        made[number] = actions.add_result(chain, said, by=by)
    for number, code, baseline, target in COUNTED:
        indicator = Indicator.objects.get(code=code)
        actions.add_measure(
            made[number],
            MeasureSaid(
                indicator=indicator, baseline=Decimal(baseline), baseline_on=agreed,
                baseline_source="Baseline study", target=Decimal(target),
                target_on=world.today + timedelta(days=120), verification="Register of indicators",
            ),
            by=by,
        )  # fmt: skip
    actual = {}
    for number, words, unit, before, aim, read in BY_HAND:
        measure = actions.add_measure(
            made[number],
            MeasureSaid(
                words=words, unit=unit, baseline=Decimal(before), baseline_on=agreed,
                baseline_source="Baseline study", target=Decimal(aim),
                target_on=world.today + timedelta(days=120), verification="Signed lists",
            ),
            by=by,
        )  # fmt: skip
        actual[measure.pk] = read
    actions.publish(chain, valid_from=agreed, source=DOCUMENT, by=by, at=world.now)
    for measure in Measure.objects.filter(pk__in=actual):
        actions.read_off(
            measure, value=Decimal(actual[measure.pk]), on=world.today - timedelta(days=20),
            source="Signed lists of attendance", by=by, at=world.now,
        )  # fmt: skip
    return chain


def _reports(world: World, by: User) -> None:
    programme = world.ground.programme
    donors = queries.donors_of(programme)
    if not donors:
        return
    last = date(world.today.year - 1, 1, 1)
    sent = actions.begin_report(
        programme, donors[0], title=f"Report {last.year}", starts_on=last,
        ends_on=date(last.year, 12, 31), by=by, at=world.now,
    )  # fmt: skip
    for part, text in WORDS.items():
        actions.write(sent, part, text, by=by, at=world.now)
    if queries.chain_on(programme, on=sent.ends_on):
        actions.submit(sent, by=by, at=world.now)
    begun = actions.begin_report(
        programme, donors[0], title=f"Report {world.today.year}",
        starts_on=date(world.today.year, 1, 1), ends_on=date(world.today.year, 12, 31),
        by=by, at=world.now,
    )  # fmt: skip
    actions.write(begun, Part.SUMMARY, WORDS[Part.SUMMARY], by=by, at=world.now)
