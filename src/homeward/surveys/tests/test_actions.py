from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from homeward.cases import actions as cases
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.surveys import actions, queries
from homeward.surveys.choices import NotDone, Reason, Status
from homeward.surveys.models import Score, Submission, Wave
from homeward.surveys.scoring import FaultyAnswers
from homeward.surveys.tests.conftest import ARRIVED_ON, HELD_AT, Cast
from homeward.surveys.tests.sample import SAMPLE
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def open_waits(case: Case) -> list[tuple[object, object]]:
    found = Task.objects.filter(case_id=case.pk, kind=TaskKind.FILL_SURVEY, done_at__isnull=True)
    return [(task.subject_id, task.due_on) for task in found]


def test_three_waves_are_planned_and_one_waits(waves: list[Wave], case: Case, cast: Cast) -> None:
    assert [(wave.kind, wave.opens_on, wave.latest_on) for wave in waves] == [
        ("baseline", date(2026, 3, 2), date(2026, 6, 2)),
        ("midterm", date(2026, 9, 2), date(2026, 12, 2)),
        ("final", date(2027, 3, 2), date(2027, 9, 2)),
    ]
    assert {wave.owner_org for wave in waves} == {cast.receiver}
    assert open_waits(case) == [(waves[0].pk, date(2026, 4, 2))]


def test_who_takes_the_case_does_not_take_its_interview(
    waves: list[Wave], case: Case, cast: Cast, as_app
) -> None:
    with as_app(cast.worker):
        cases.take(case, by=cast.worker, at=HELD_AT)

    assert Task.objects.get(kind=TaskKind.FILL_SURVEY).holder is None


def test_planning_twice_changes_nothing(waves: list[Wave], case: Case, cast: Cast, as_app) -> None:
    with as_app(cast.interviewer):
        again = actions.plan_waves(case, arrived_on=ARRIVED_ON, by=cast.interviewer, at=HELD_AT)

    assert again == waves
    assert Wave.objects.count() == 3
    assert len(open_waits(case)) == 1


def test_a_wave_whose_time_has_passed_is_kept_as_not_held(case: Case, cast: Cast, as_app) -> None:
    with as_app(cast.worker):
        waves = actions.plan_waves(case, arrived_on=date(2025, 6, 2), by=cast.worker, at=HELD_AT)

    assert [(wave.status, wave.not_done_reason) for wave in waves] == [
        (Status.NOT_DONE, NotDone.TIME_PASSED),
        (Status.NOT_DONE, NotDone.TIME_PASSED),
        (Status.PLANNED, ""),
    ]
    assert [subject for subject, _ in open_waits(case)] == [waves[2].pk]


def test_answers_are_kept_and_scored(baseline: Wave, cast: Cast, as_app) -> None:
    with as_app(cast.interviewer):
        score = actions.submit(baseline, SAMPLE, by=cast.interviewer, at=HELD_AT)

    assert score.composite == Decimal("0.515000")
    assert score.dimensions == {
        "economic": "0.635000",
        "social": "0.745000",
        "psychosocial": "0.262500",
    }
    assert (score.band, score.warning, score.instrument, score.instrument_version.version) == (
        "standard", False, "rss", "2018",
    )  # fmt: skip
    assert score.options == {"able_to_stay": "follow_up", "discrimination": "five"}
    kept = Submission.objects.get(wave=baseline)
    assert (kept.interviewer, kept.held_on) == (cast.interviewer, HELD_AT.date())
    assert kept.answers["working"] == {"codes": ["yes"], "state": "answered"}
    assert len(kept.answers) == 29
    baseline.refresh_from_db()
    assert (baseline.status, baseline.ended_by) == (Status.DONE, cast.interviewer)


def test_the_next_wave_waits_when_one_ends(
    waves: list[Wave], case: Case, cast: Cast, as_app
) -> None:
    with as_app(cast.interviewer):
        actions.submit(waves[0], SAMPLE, by=cast.interviewer, at=HELD_AT)

    assert open_waits(case) == [(waves[1].pk, waves[1].closes_on)]


def test_the_second_click_is_refused(baseline: Wave, cast: Cast, as_app) -> None:
    with as_app(cast.interviewer):
        actions.submit(baseline, SAMPLE, by=cast.interviewer, at=HELD_AT)
        with pytest.raises(Refused) as refused:
            actions.submit(baseline, SAMPLE, by=cast.interviewer, at=HELD_AT)

    assert refused.value.reasons == [Reason.ENDED_ALREADY]
    assert Score.objects.count() == 1


def test_the_own_case_worker_never_interviews(baseline: Wave, cast: Cast, as_app) -> None:
    with as_app(cast.worker), pytest.raises(Refused) as refused:
        actions.submit(baseline, SAMPLE, by=cast.worker, at=HELD_AT)

    assert refused.value.reasons == [Reason.OWN_CASE_WORKER]
    assert not Submission.objects.exists()


def test_faulty_codes_are_refused_by_item_and_nothing_is_kept(
    baseline: Wave, cast: Cast, as_app
) -> None:
    with as_app(cast.interviewer), pytest.raises(FaultyAnswers) as faulty:
        actions.submit(baseline, SAMPLE | {"working": "sometimes"}, by=cast.interviewer, at=HELD_AT)

    assert [fault.item for fault in faulty.value.faults] == ["working"]
    assert not Submission.objects.exists()


def test_without_an_answer_there_is_no_score(baseline: Wave, cast: Cast, as_app) -> None:
    with as_app(cast.interviewer), pytest.raises(Refused) as refused:
        actions.submit(baseline, {"working": ""}, by=cast.interviewer, at=HELD_AT)

    assert refused.value.reasons == [Reason.NO_ANSWERS]


@pytest.mark.parametrize(
    ("at", "held_on", "reason"),
    [
        (datetime(2026, 3, 1, 10, tzinfo=UTC), None, Reason.TOO_EARLY),
        (datetime(2026, 6, 3, 10, tzinfo=UTC), None, Reason.TOO_LATE),
        (HELD_AT, date(2026, 3, 17), Reason.IN_FUTURE),
    ],
)
def test_an_interview_outside_its_time_is_refused(
    baseline: Wave, cast: Cast, as_app, at: datetime, held_on: date | None, reason: Reason
) -> None:
    with as_app(cast.interviewer), pytest.raises(Refused) as refused:
        actions.submit(baseline, SAMPLE, held_on=held_on, by=cast.interviewer, at=at)

    assert refused.value.reasons == [reason]


def test_a_draft_is_kept_as_it_was_ticked_and_goes_with_the_answers(
    baseline: Wave, cast: Cast, as_app
) -> None:
    ticked = {"working": "yes", "assets": ["land", "animals"], "safety": "", "nobody": "x"}
    with as_app(cast.interviewer):
        wave = actions.save_draft(
            baseline, ticked, held_on=date(2026, 3, 10), by=cast.interviewer, at=HELD_AT
        )
        draft = wave.draft
        actions.submit(wave, SAMPLE, by=cast.interviewer, at=HELD_AT)

    assert draft == {
        "answers": {"working": ["yes"], "assets": ["land", "animals"]},
        "held_on": "2026-03-10",
    }
    baseline.refresh_from_db()
    assert (baseline.draft, baseline.draft_by) == ({}, None)


def test_the_own_case_worker_writes_no_draft(baseline: Wave, cast: Cast, as_app) -> None:
    with as_app(cast.worker), pytest.raises(Refused) as refused:
        actions.save_draft(baseline, {}, held_on=None, by=cast.worker, at=HELD_AT)

    assert refused.value.reasons == [Reason.OWN_CASE_WORKER]


def test_a_survey_that_was_not_held_has_a_reason_and_no_score(
    waves: list[Wave], case: Case, cast: Cast, as_app
) -> None:
    with as_app(cast.worker):
        actions.end_without_answers(waves[0], NotDone.DECLINED, by=cast.worker, at=HELD_AT)
        with pytest.raises(Refused) as refused:
            actions.end_without_answers(waves[0], "", by=cast.worker, at=HELD_AT)
        assert queries.latest(case) is None

    assert refused.value.reasons == [Reason.ENDED_ALREADY, Reason.NO_REASON]
    assert [subject for subject, _ in open_waits(case)] == [waves[1].pk]


def test_after_the_last_survey_the_worker_is_asked_whether_the_case_closes(
    waves: list[Wave], case: Case, cast: Cast, as_app
) -> None:
    Task.objects.filter(case_id=case.pk).exclude(kind=TaskKind.FILL_SURVEY).delete()
    with as_app(cast.worker):
        for wave in waves:
            actions.end_without_answers(wave, NotDone.LEFT_AREA, by=cast.worker, at=HELD_AT)

    left = Task.objects.get(case_id=case.pk, done_at__isnull=True)
    assert (left.kind, left.holder) == (TaskKind.CLOSE_CASE, cast.worker)


def test_other_roles_neither_plan_nor_interview(baseline: Wave, case: Case, cast: Cast) -> None:
    common = {"by": cast.officer, "at": HELD_AT}
    with pytest.raises(PermissionDenied):
        actions.plan_waves(case, arrived_on=ARRIVED_ON, **common)
    with pytest.raises(PermissionDenied):
        actions.submit(baseline, SAMPLE, **common)
    with pytest.raises(PermissionDenied):
        actions.save_draft(baseline, {}, held_on=None, **common)
    with pytest.raises(PermissionDenied):
        actions.end_without_answers(baseline, NotDone.DIED, **common)


def test_the_history_tells_what_was_held_and_what_not(
    waves: list[Wave], case: Case, cast: Cast, as_app
) -> None:
    later = HELD_AT + timedelta(days=1)
    with as_app(cast.interviewer):
        actions.submit(waves[0], SAMPLE, by=cast.interviewer, at=HELD_AT)
        actions.end_without_answers(waves[1], NotDone.DECLINED, by=cast.interviewer, at=later)
        entries = queries.history(queries.of_case(case))
        latest = queries.latest(case)

    assert [(entry.at, entry.text) for entry in entries] == [
        (HELD_AT, "Survey held: Baseline"),
        (later, "Survey not held: Midterm"),
    ]
    assert entries[0].detail == ("Reintegration Sustainability Survey: 0.515, Standard support")
    assert latest is not None
    assert latest.wave == waves[0]
