"""What may be assumed, changed, played and shown; by whom, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from homeward.core.refusals import Refused
from homeward.scenarios import actions, jobs, queries
from homeward.scenarios.choices import Reason, Status
from homeward.scenarios.models import Assumption, Play, Reading, Scenario
from homeward.scenarios.rules.facts import Assumed
from homeward.scenarios.tests.conftest import ASSUMED, CLOSED, GIVEN, SAID, SURGE

pytestmark = pytest.mark.django_db


def refused(act) -> set[Reason]:
    with pytest.raises(Refused) as refusal:
        act()
    return set(refusal.value.reasons)


def test_a_scenario_begins_on_the_first_of_a_month_and_has_a_length(cast, manager) -> None:
    wrong = replace(GIVEN, begins_on=date(2026, 1, 2), months=61)
    with cast.as_app(manager):
        assert refused(lambda: actions.make(wrong, cast.programme, by=manager, at=cast.now)) == {
            Reason.FIRST_DAY,
            Reason.LENGTH,
        }


def test_who_may_not_keep_scenarios_makes_and_changes_none(cast, scenario) -> None:
    with cast.as_app(cast.owner):
        for act in (
            lambda: actions.make(GIVEN, cast.programme, by=cast.owner, at=cast.now),
            lambda: actions.assume(scenario, ASSUMED[0], **SAID, by=cast.owner, at=cast.now),
            lambda: actions.change(scenario, SURGE, why="x", by=cast.owner, at=cast.now),
            lambda: actions.ask(scenario, by=cast.owner, at=cast.now),
            lambda: actions.share(scenario, by=cast.owner, at=cast.now),
        ):
            with pytest.raises(PermissionDenied):
                act()


def test_an_assumption_says_who_states_it_and_why(cast, manager, scenario) -> None:
    with cast.as_app(manager):
        assert refused(
            lambda: actions.assume(
                scenario, replace(ASSUMED[1], value=1.2, subject=""), stated_by=" ", why="",
                by=manager, at=cast.now,
            )
        ) == {Reason.VALUE, Reason.NO_SUBJECT, Reason.NO_SOURCE}  # fmt: skip


def test_what_is_corrected_is_kept_as_an_earlier_version(cast, manager, assumed) -> None:
    with cast.as_app(manager):
        made = actions.assume(
            assumed, replace(ASSUMED[0], value=45), stated_by="Embassy", why="New talks",
            by=manager, at=cast.now,
        )  # fmt: skip
        assert made.version == 2
        assert [one.value for one in queries.versions(made)] == [45, 30]
        assert queries.assumptions(assumed).filter(kind="arrivals").count() == 1


def test_an_earlier_version_is_never_written_over(cast, manager, assumed) -> None:
    with cast.as_app(manager):
        one = queries.assumptions(assumed).get(kind="staff")
        actions.assume(assumed, replace(ASSUMED[3], value=5), **SAID, by=manager, at=cast.now)
        assert Assumption.objects.filter(pk=one.pk).update(value=1) == 0


def test_nothing_is_played_while_an_assumption_is_missing(cast, manager, scenario) -> None:
    with cast.as_app(manager):
        assert refused(lambda: actions.ask(scenario, by=manager, at=cast.now)) == {Reason.MISSING}


def test_shares_that_do_not_add_up_are_not_played(cast, manager, assumed) -> None:
    with cast.as_app(manager):
        actions.assume(assumed, replace(ASSUMED[1], value=0.5), **SAID, by=manager, at=cast.now)
        assert refused(lambda: actions.ask(assumed, by=manager, at=cast.now)) == {Reason.SHARES}


def test_a_change_is_of_what_is_assumed_and_says_how_much_and_why(cast, manager, assumed) -> None:
    wrong = replace(CLOSED, kind="places", subject="housing", from_month=5, to_month=9)
    with cast.as_app(manager):
        assert refused(lambda: actions.change(assumed, wrong, why="", by=manager, at=cast.now)) == {
            Reason.MONTHS,
            Reason.UNKNOWN_SUBJECT,
            Reason.MUCH,
            Reason.WHY,
        }


def test_a_change_taken_away_twice_is_gone_once(cast, manager, assumed) -> None:
    with cast.as_app(manager):
        made = actions.change(assumed, CLOSED, why="Works", by=manager, at=cast.now)
        actions.unchange(made, by=manager, at=cast.now)
        actions.unchange(made, by=manager, at=cast.now)
        assert not queries.changes(assumed).exists()


def test_one_play_is_under_way_at_a_time(cast, manager, assumed) -> None:
    with cast.as_app(manager):
        made = actions.ask(assumed, by=manager, at=cast.now)
        assert refused(lambda: actions.ask(assumed, by=manager, at=cast.now)) == {Reason.UNDER_WAY}
        with pytest.raises(DatabaseError), transaction.atomic():
            Play.objects.create(
                scenario=assumed, number=2, fingerprint="x", engine="1", asked_at=cast.now,
                asked_by=manager,
            )  # fmt: skip
        actions.stop(made, by=manager, at=cast.now)
        assert actions.ask(assumed, by=manager, at=cast.now).number == 2


def test_what_is_stopped_keeps_nothing(cast, manager, assumed) -> None:
    with cast.as_app(manager):
        made = actions.ask(assumed, by=manager, at=cast.now)
        assert actions.begin(made.pk, by=manager)
        assert actions.tell(made.pk, 40, by=manager)
        actions.stop(made, by=manager, at=cast.now)
        assert not actions.tell(made.pk, 50, by=manager)
        assert not actions.keep(made.pk, {"base": {}}, by=manager, at=cast.now)
        assert actions.begin(made.pk, by=manager) is None
        made.refresh_from_db()
    assert (made.status, made.result) == (Status.STOPPED, None)


def test_the_worker_plays_and_keeps_the_whole_result(cast, manager, assumed) -> None:
    with cast.as_app(manager):
        made = actions.ask(assumed, by=manager, at=cast.now)
    assert jobs.play(made.pk, manager)
    made.refresh_from_db()
    assert (made.status, made.done) == (Status.READY, 100)
    assert made.result["base"]["came"][2] > 100
    assert made.result["changed"] is None
    assert not jobs.play(made.pk, manager)


def test_the_same_inputs_have_the_same_fingerprint_and_figures(cast, manager, played) -> None:
    with cast.as_app(manager):
        again = actions.ask(played.scenario, by=manager, at=cast.now)
        assert again.fingerprint == played.fingerprint
        assert actions.play_out(again.inputs) == played.result
        actions.stop(again, by=manager, at=cast.now)
        actions.assume(
            played.scenario, replace(ASSUMED[3], value=5), **SAID, by=manager, at=cast.now
        )
        assert (
            actions.ask(played.scenario, by=manager, at=cast.now).fingerprint != again.fingerprint
        )


def test_what_was_played_never_changes(cast, manager, played) -> None:
    with cast.as_app(manager):
        assert Play.objects.filter(pk=played.pk).update(done=1) == 0


def test_a_scenario_like_another_has_its_assumptions_with_their_sources(
    cast, manager, played
) -> None:
    with cast.as_app(manager):
        made = actions.make(GIVEN, cast.programme, like=played.scenario, by=manager, at=cast.now)
        assert queries.assumptions(made).count() == len(ASSUMED)
        assert queries.assumptions(made).first().stated_by == SAID["stated_by"]
        assert queries.changes(made).count() == 1
        inputs = queries.inputs_of(made)
    assert actions.fingerprint(inputs) == played.fingerprint


def test_it_is_its_organisations_until_it_is_shared(cast, manager, reader, played) -> None:
    scenario = played.scenario
    with cast.as_app(reader):
        assert not Scenario.objects.exists()
        assert not Play.objects.exists()
        assert not Assumption.objects.exists()
    with cast.as_app(manager):
        actions.share(scenario, by=manager, at=cast.now)
        assert refused(lambda: actions.share(scenario, by=manager, at=cast.now)) == {Reason.SHARED}
    with cast.as_app(reader):
        assert Play.objects.get().result == played.result
        assert Assumption.objects.count() == len(ASSUMED)
        assert Scenario.objects.filter(pk=scenario.pk).update(name="Mine") == 0
        assert Assumption.objects.update(value=0) == 0
        # To be written it is not there for them.
        with pytest.raises(Scenario.DoesNotExist):
            actions.change(scenario, CLOSED, why="x", by=reader, at=cast.now)


def test_what_was_not_played_is_not_shared(cast, manager, assumed) -> None:
    with cast.as_app(manager):
        assert refused(lambda: actions.share(assumed, by=manager, at=cast.now)) == {
            Reason.NOT_PLAYED
        }


def test_history_is_read_by_the_job_alone_and_nothing_of_few_is_told(
    cast, manager, scenario
) -> None:
    cast.arrived()
    today = cast.now.date()
    with cast.as_app(manager):
        for since, until in ((today, today), (today, today + timedelta(days=3))):
            assert refused(
                lambda s=since, u=until: actions.ask_for_history(
                    cast.programme, since=s, until=u, by=manager, at=cast.now
                )
            ) == {Reason.PERIOD}
        made = actions.ask_for_history(
            cast.programme, since=today - timedelta(days=300), until=today, by=manager, at=cast.now
        )
        assert refused(
            lambda: actions.ask_for_history(
                cast.programme, since=made.since, until=today, by=manager, at=cast.now
            )
        ) == {Reason.BEING_READ}
        with pytest.raises(DatabaseError), transaction.atomic():
            queries.history(cast.programme.pk, made.since, today)
    assert jobs.read() == 1
    made.refresh_from_db()
    assert made.figures["ways"] == {}
    assert set(made.figures["series"]["arrivals"].values()) == {None}
    assert made.figures["areas"] == {}
    with cast.as_app(manager):
        assert actions.take_up(scenario, made, by=manager, at=cast.now) == 0


def test_what_the_history_bears_is_assumed_with_how_many_were_counted(
    cast, manager, scenario
) -> None:
    figures = {
        "ways": {"BE-GH": 60}, "waiting": {}, "areas": {"Accra": 60}, "places": [],
        "series": {}, "spent": {},
        "single": [
            {"kind": "approved", "subject": "", "of": "", "n": 50, "total": 40, "mean": None,
             "deviation": None},
        ],
    }  # fmt: skip
    reading = Reading.objects.create(
        organisation=cast.host, programme=cast.programme, since=date(2025, 1, 1),
        until=date(2025, 12, 31), figures=figures, asked_at=cast.now, asked_by=manager,
        read_at=cast.now,
    )  # fmt: skip
    with cast.as_app(manager):
        assert refused(lambda: actions.take_up(scenario, None, by=manager, at=cast.now)) == {
            Reason.NO_HISTORY
        }
        assert actions.take_up(scenario, reading, by=manager, at=cast.now) == 3
        came = queries.assumptions(scenario).get(kind="arrivals")
        assert came.value == pytest.approx(5, rel=0.01)
        assert (came.source, came.counted, came.since) == ("own", 60, date(2025, 1, 1))
        assert queries.assumptions(scenario).get(kind="approved").value == 0.8


def test_money_comes_in_a_month_and_nothing_else_does(cast, manager, scenario) -> None:
    with cast.as_app(manager):
        for one in (
            Assumed(kind="money", subject="Donor One", value=5),
            Assumed(kind="money", subject="Donor One", value=5, month=7),
            Assumed(kind="staff", value=5, month=1),
        ):
            assert refused(
                lambda one=one: actions.assume(scenario, one, **SAID, by=manager, at=cast.now)
            ) == {Reason.MONTHS}
