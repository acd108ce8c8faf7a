"""Who is counted, and where: the cohort of the return, whatever comes later."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import hypothesis.strategies as st
import polars as pl
import pytest
from django.db import connection, transaction
from hypothesis import settings as hypothesis_settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from homeward.access import jobs
from homeward.access.choices import Role
from homeward.cases import actions as cases
from homeward.cases.choices import Channel, GoesWithIt, SaidBy, TransferReason
from homeward.cases.models import Case, LeavingAgain
from homeward.conftest import Cast
from homeward.indicators import actions
from homeward.indicators.choices import Dimension, PeriodKind
from homeward.indicators.jobs import COMPUTE
from homeward.indicators.models import Cohort, Definition, Figure, Run
from homeward.indicators.queries import Period, figures
from homeward.indicators.sources import reading
from homeward.persons.models import Person
from homeward.places.models import Country
from homeward.programmes.models import Programme
from homeward.seals import actions as seals

AsApp = Callable[..., Any]


@pytest.fixture
def own_smallest(db: None) -> None:
    """Every figure is told: what is tested here is what it counts."""
    with connection.cursor() as cursor:
        cursor.execute("update indicators_setting set value = 1")


def compute(cast: Cast, as_app: AsApp, *, codes: tuple[str, ...] = (), days: int = 0) -> Any:
    with as_app(), jobs.acting_job(COMPUTE):
        return actions.compute_all(at=cast.now + timedelta(days=days), codes=codes)


def returned(cast: Cast, days_ago: int = 400) -> tuple[Case, list[Person]]:
    case, people = cast.arrived()
    Case.objects.filter(pk=case.pk).update(arrived_on=cast.now.date() - timedelta(days=days_ago))
    return Case.objects.get(pk=case.pk), people


def test_the_cohort_is_of_the_day_of_arrival_and_of_nobody_elses_hand(
    cast: Cast, as_app: AsApp
) -> None:
    case, _people = returned(cast)
    cohort = Cohort.objects.get(case=case)
    assert (cohort.entered_programme_id, cohort.host_country_id) == (cast.programme.pk, "BE")
    # A corrected day is corrected, an arrival that was none is no return.
    day = cast.now.date() - timedelta(days=3)
    Case.objects.filter(pk=case.pk).update(arrived_on=day)
    assert Cohort.objects.get(case=case).arrived_on == day
    with as_app(cast.owner), connection.cursor() as cursor:
        for change in ("update indicators_cohort set destination = 'x'",
                       "delete from indicators_cohort"):  # fmt: skip
            cursor.execute(change)
            assert cursor.rowcount == 0
    Case.objects.filter(pk=case.pk).update(arrived_on=None)
    assert not Cohort.objects.filter(case=case).exists()


def test_a_cohort_is_seen_as_the_case_is(cast: Cast, as_app: AsApp) -> None:
    returned(cast)
    for user, seen in ((cast.owner, 1), (cast.partner, 1), (cast.stranger, 0)):
        with as_app(user):
            assert Cohort.objects.count() == seen, user


class Moves(RuleBasedStateMachine):
    """A household is transferred, moves, changes its programme; its cohort stays."""

    cast: Cast

    @initialize()
    def begin(self) -> None:
        self.savepoint = transaction.savepoint()
        case, _people = returned(self.cast)
        self.case = case
        # Whoever took the case before the day of arrival was put back answers at that day.
        self.entered = self.row()
        self.others = [
            Programme.objects.create(code=f"later{n}", name=f"Later {n}", lead_org=self.cast.host)
            for n in range(2)
        ]
        self.moved = 0

    def row(self) -> dict[str, Any]:
        with self.cast.as_app(), jobs.acting_job(COMPUTE):
            rows = reading.of_all("returns")
        mine = rows.filter(pl.col("unit") == str(self.case.pk))
        assert mine.height == 1
        return mine.drop("until").to_dicts()[0]

    @rule(to=st.sampled_from(["host", "partner_org", "stranger_org"]))
    def answers_for_it(self, to: str) -> None:
        org = getattr(self.cast, to)
        self.moved += 1
        Case.objects.filter(pk=self.case.pk).update(
            accountable_org=org, worker=None,
            changed_at=self.cast.now + timedelta(minutes=self.moved),
        )  # fmt: skip

    @rule()
    def transferred_by_the_real_actions(self) -> None:
        case = Case.objects.get(pk=self.case.pk)
        if case.accountable_org_id != self.cast.partner_org.pk:
            return
        self.moved += 1
        at = self.cast.now + timedelta(minutes=self.moved)
        with self.cast.as_app(self.cast.partner):
            asked = cases.ask_transfer(
                case, self.cast.host, why=TransferReason.MOVED, reason="They moved",
                goes_with_it=[GoesWithIt.OPEN_STEPS], by=self.cast.partner, at=at,
            )  # fmt: skip
        with self.cast.as_app(self.cast.owner):
            cases.accept_transfer(asked, by=self.cast.owner, at=at)

    @rule(place=st.sampled_from(["Tamale", "Kumasi", ""]))
    def moves(self, place: str) -> None:
        Case.objects.filter(pk=self.case.pk).update(destination=place)

    @rule(n=st.integers(0, 1))
    def changes_programme(self, n: int) -> None:
        Case.objects.filter(pk=self.case.pk).update(programme=self.others[n])

    @rule(code=st.sampled_from(["DE", "BE"]))
    def is_of_another_host(self, code: str) -> None:
        Country.objects.get_or_create(code=code, defaults={"name": code})
        Case.objects.filter(pk=self.case.pk).update(host_country=code)

    @invariant()
    def it_counts_where_it_did(self) -> None:
        if hasattr(self, "entered"):
            assert self.row() == self.entered

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.savepoint_rollback(self.savepoint)


def test_a_return_stays_in_its_cohort_whatever_comes_later(cast: Cast) -> None:
    class Ours(Moves):
        pass

    Ours.cast = cast
    run_state_machine_as_test(
        Ours, settings=hypothesis_settings(max_examples=8, stateful_step_count=8, deadline=None)
    )


@pytest.mark.usefixtures("own_smallest")
def test_all_figures_are_computed_and_the_same_again_writes_nothing(
    cast: Cast, as_app: AsApp
) -> None:
    case, people = returned(cast)
    left = cases.Left(
        on=cast.now.date() - timedelta(days=200), channel=Channel.REGULAR, said_by=SaidBy.PERSON,
        said_on=cast.now.date(),
    )  # fmt: skip
    with as_app(cast.partner):
        cases.record_leaving(case, people[0], left, by=cast.partner, at=cast.now)
    first = compute(cast, as_app)
    assert first.written > 0
    with as_app(cast.stranger):
        (whole,) = figures(["left-again-regular"])
        (by_programme,) = figures(["left-again-regular"], [Dimension.PROGRAMME])
        (by_sex, _unknown) = figures(["left-again-regular"], [Dimension.SEX])
        years = figures(["left-again-regular"], (), Period(PeriodKind.YEAR))
    assert (whole.numerator, whole.denominator, whole.persons) == (1, 2, 2)
    assert by_programme.keys[Dimension.PROGRAMME].label == "Ways home"
    assert (by_sex.at(Dimension.SEX), by_sex.value) == ("female", 1)
    assert [year.starts_on.year for year in years if year.starts_on] == [case.arrived_on.year]
    again = compute(cast, as_app)
    assert (again.written, again.computed) == (0, 0)
    assert again.unchanged == first.computed
    assert Run.objects.count() == 2


@pytest.mark.usefixtures("own_smallest")
def test_a_figure_that_changes_keeps_what_it_was_at_the_end_of_a_month(
    cast: Cast, as_app: AsApp
) -> None:
    code = ("left-again-irregular",)
    case, people = returned(cast)
    compute(cast, as_app, codes=code)
    left = cases.Left(
        on=cast.now.date() - timedelta(days=200), channel=Channel.IRREGULAR,
        said_by=SaidBy.FAMILY, said_on=cast.now.date(),
    )  # fmt: skip
    with as_app(cast.partner):
        cases.record_leaving(case, people[0], left, by=cast.partner, at=cast.now)
    compute(cast, as_app, codes=code, days=40)
    told = Figure.objects.filter(cut="", period="all", definition__indicator__code=code[0])
    assert {(f.value, f.replaced_at is None) for f in told} == {(0.0, False), (0.5, True)}
    # A mistake found in the same month leaves no trace.
    with as_app(cast.partner):
        cases.take_back_leaving(
            LeavingAgain.objects.get(), because="A mistake", by=cast.partner, at=cast.now
        )
    compute(cast, as_app, codes=code, days=40)
    assert {(f.value, f.replaced_at is None) for f in told.all()} == {(0.0, False), (0.0, True)}


def test_a_file_under_seal_is_counted_nowhere(cast: Cast, as_app: AsApp) -> None:
    case, people = returned(cast)
    guard = cast.user("guard", cast.partner_org, Role.PROTECTION_FOCAL_POINT)
    with as_app(guard):
        seals.seal(Case.objects.get(pk=case.pk), people[:1], [], "Threats", by=guard, at=cast.now)
    with as_app(), jobs.acting_job(COMPUTE):
        for name in ("returns", "leavings", "needs", "referrals"):
            assert reading.of_all(name).is_empty(), name


def test_figures_are_written_by_the_job_alone(cast: Cast, as_app: AsApp) -> None:
    definition = Definition.objects.first()
    assert definition is not None
    with as_app(cast.owner), pytest.raises(Exception, match="row-level security"):
        Figure.objects.create(
            definition=definition, period="all", numerator=0, denominator=0, persons=0,
            computed_at=cast.now,
        )  # fmt: skip
