"""Samples, response and who interviews whom."""

from datetime import timedelta

import pytest

from homeward.access.choices import Role
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.followups import actions, queries
from homeward.followups.choices import Channel, Drawing, Reason, Replacing, Result, Stratum
from homeward.followups.models import Draw, Sample
from homeward.followups.queries import day, response
from homeward.surveys import actions as surveys
from homeward.surveys import queries as survey_queries
from homeward.surveys.choices import RECALLED, NotDone, Status
from homeward.surveys.choices import Reason as SurveyReason
from homeward.surveys.models import Wave
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


@pytest.fixture
def many(followed):
    """Three more families of the partner organisation's own, who arrived."""
    for _n in range(3):
        case, _people = followed.cast.family(by=followed.worker)
        Case.objects.filter(pk=case.pk).update(
            accountable_org=followed.cast.partner_org, arrived_on=followed.today
        )
    return followed


def drawn(many, **more) -> Sample:
    given = actions.SampleGiven(
        **{
            "title": "Year", "version": survey_queries.in_force("rss", on=many.today),
            "arrived_from": many.today - timedelta(days=9), "arrived_until": many.today,
            "size": 2, "strata": [Stratum.PLACE], "replacing": Replacing.NEXT, **more,
        }
    )  # fmt: skip
    return many.act(actions.draw, many.cast.programme, given)


def test_a_sample_is_drawn_with_everybody_s_place_and_comes_out_again(many) -> None:
    sample = drawn(many)
    found = many.act(lambda by, at: queries.draws(sample))
    assert [one.state for one in found] == [Drawing.DRAWN] * 2 + [Drawing.RESERVE] * 2
    assert sample.frame == 4
    again = many.act(lambda by, at: queries.drawn_again(sample, found))
    assert again.startswith("Drawn again just now: the same")


def test_no_more_than_there_are_and_not_from_nobody(many) -> None:
    with pytest.raises(Refused, match=Reason.TOO_FEW):
        drawn(many, size=5)
    with pytest.raises(Refused, match=Reason.EMPTY_FRAME):
        drawn(many, arrived_until=many.today - timedelta(days=8))


def test_only_those_drawn_are_asked_and_one_not_reached_is_replaced(many) -> None:
    sample = drawn(many)
    assert many.act(actions.plan_surveys, sample) == 2
    assert Wave.objects.values("case").distinct().count() == 2
    first = Draw.objects.filter(state=Drawing.DRAWN).select_related("sample").first()
    with pytest.raises(Refused, match=Reason.STILL_ASKED):
        many.act(actions.replace, first)
    wave = Wave.objects.get(case=first.case, kind="baseline")
    many.act(surveys.end_without_answers, wave, NotDone.NOT_REACHED)
    new = many.act(actions.replace, first)
    first.refresh_from_db()
    assert (first.state, new.state, new.position) == (Drawing.REPLACED, Drawing.REPLACEMENT, 3)
    found = many.act(lambda by, at: queries.draws(sample))
    again = many.act(lambda by, at: queries.drawn_again(sample, found))
    assert again.startswith("Drawn again just now: the same")


def test_a_sample_that_replaces_nobody(many) -> None:
    sample = drawn(many, replacing=Replacing.NOBODY)
    many.act(actions.plan_surveys, sample)
    first = Draw.objects.filter(state=Drawing.DRAWN).select_related("sample").first()
    wave = Wave.objects.get(case=first.case, kind="baseline")
    many.act(surveys.end_without_answers, wave, NotDone.NOT_REACHED)
    with pytest.raises(Refused, match=Reason.NOT_REPLACED):
        many.act(actions.replace, first)


def planned(followed) -> list[Wave]:
    return followed.act(
        lambda by, at: surveys.plan_waves(
            followed.case, arrived_on=followed.case.arrived_on, by=by, at=at
        )
    )


def test_a_survey_is_given_to_a_colleague_and_never_to_the_own_worker(followed) -> None:
    waves = planned(followed)
    with pytest.raises(Refused, match=SurveyReason.WORKER_INTERVIEWS):
        followed.act(surveys.assign, waves, followed.worker)
    with pytest.raises(Refused, match=SurveyReason.NOT_A_COLLEAGUE):
        followed.act(surveys.assign, waves, followed.cast.stranger)
    followed.act(surveys.assign, waves, followed.colleague)
    assert Task.objects.get(kind=TaskKind.FILL_SURVEY, done_at=None).holder == followed.colleague
    [own, other] = followed.act(lambda by, at: day.loads(by, on=followed.today))
    assert {own.user: own.surveys, other.user: other.surveys} == {
        followed.worker: 0, followed.colleague: 3,
    }  # fmt: skip
    # The wait of the next wave is the interviewer's too.
    followed.act(surveys.end_without_answers, waves[0], NotDone.DECLINED)
    assert Task.objects.get(kind=TaskKind.FILL_SURVEY, done_at=None).holder == followed.colleague


def test_the_interviewer_s_list_has_it_and_the_worker_s_has_not(followed) -> None:
    planned(followed)

    def listed(user) -> list[str]:
        places = followed.act(lambda by, at: day.day_list(by, on=followed.today), by=user)
        return [item.what for place in places for stop in place.stops for item in stop.items]

    assert listed(followed.colleague) == ["Baseline"]
    assert listed(followed.worker) == []


def test_a_missed_baseline_is_asked_afterwards_and_never_mixed_with_one_in_time(followed) -> None:
    waves = planned(followed)
    with pytest.raises(Refused, match=SurveyReason.HELD_ALREADY):
        followed.act(surveys.plan_recalled, followed.case)
    followed.act(surveys.end_without_answers, waves[0], NotDone.NOT_REACHED)
    wave = followed.act(surveys.plan_recalled, followed.case)
    assert (wave.kind, str(wave.get_kind_display())) == (RECALLED, "Baseline, asked afterwards")
    assert wave.latest_on == waves[1].opens_on - timedelta(days=1)
    # Beside the wait of the next survey, which began when the baseline ended.
    waits = Task.objects.filter(kind=TaskKind.FILL_SURVEY, done_at=None)
    assert {wait.subject_id for wait in waits} == {wave.pk, waves[1].pk}
    Wave.objects.filter(pk=wave.pk).update(status=Status.DONE, ended_at=followed.cast.now)
    panel = followed.act(lambda by, at: response.panel(by, instrument="rss", on=followed.today))
    assert panel == []


def test_response_counts_why_not_and_each_try(followed) -> None:
    waves = planned(followed)
    given = actions.TryGiven(channel=Channel.CALL, result=Result.NO_ANSWER, at=followed.cast.now)
    followed.act(actions.note_try, followed.case, given, wave=waves[0])
    followed.act(surveys.end_without_answers, waves[0], NotDone.DECLINED)
    [line] = followed.act(
        lambda by, at: response.figures(by, instrument="rss", cut="wave", on=followed.today)
    )
    assert (line.label, line.refusal, line.response, line.tries) == ("baseline", 100, 0, 1)


def test_the_stranger_has_nothing_to_assign_or_to_count(followed) -> None:
    planned(followed)
    other = followed.cast.stranger

    def count(by, at):
        return (
            day.to_assign(by).count(),
            response.figures(by, instrument="rss", cut="place", on=followed.today),
        )

    assert followed.act(count, by=other) == (0, [])
    assert Role.CASE_MANAGER in other.roles


def test_the_panel_counts_the_same_people_in_each_wave(followed) -> None:
    planned(followed)
    other, _people = followed.cast.family(by=followed.worker)
    long_ago = followed.today - timedelta(days=500)
    for case in (followed.case, other):
        followed.act(
            lambda by, at, case=case: surveys.plan_waves(case, arrived_on=long_ago, by=by, at=at)
        )
    Wave.objects.update(opens_on=long_ago)
    held = {"status": Status.DONE, "not_done_reason": "", "ended_at": followed.cast.now}
    Wave.objects.filter(kind="baseline").update(**held)
    Wave.objects.filter(kind="midterm", case=other).update(**held)
    panel = followed.act(lambda by, at: response.panel(by, instrument="rss", on=followed.today))
    assert [(one.code, one.held, one.gone) for one in panel] == [
        ("baseline", 2, 0),
        ("midterm", 1, 1),
    ]
