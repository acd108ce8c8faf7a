"""Each fact alone, and what facts say of each other."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.quality.choices import DrawnFrom, Group, Kind, Reason, SeenAgain, Status, Verdict
from homeward.quality.rules import checks, data, interviews

TODAY = date(2026, 5, 4)
PLAN = checks.PlanningFacts(
    kind=Kind.SPOT, is_adopted=True, fits_service=True, is_own_service=False, has_call_point=False,
    is_drawn=False, chosen_because="A complaint", is_colleague=True, is_of_provider=False,
    due_on=TODAY, today=TODAY,
)  # fmt: skip
SAID = checks.Said(verdict="not_met", note="No sign", may_be=["met", "not_met", "not_seen"])
REPORT = checks.ReportingFacts(
    status=Status.PLANNED, is_assigned=True, held_on=TODAY, today=TODAY, points=[SAID],
    reply_by=TODAY,
)  # fmt: skip
AGREE = checks.AgreeingFacts(
    status=Status.REPLIED, reply_by=TODAY, text="A sign", due_on=TODAY, today=TODAY
)
SEE = checks.SeeingFacts(
    is_open=True, seen=SeenAgain.NOT_YET, note="No sign", seen_on=TODAY, again_on=TODAY,
    today=TODAY,
)  # fmt: skip


@pytest.mark.parametrize(("change", "reason"), [
    ({"is_adopted": False}, Reason.NOT_ADOPTED),
    ({"fits_service": False}, Reason.OTHER_KIND),
    ({"is_own_service": True}, Reason.OWN_SERVICE),
    ({"kind": Kind.CALL}, Reason.NO_CALL_POINT),
    ({"chosen_because": " "}, Reason.NO_REASON),
    ({"is_colleague": False}, Reason.NOT_A_COLLEAGUE),
    ({"is_of_provider": True}, Reason.OF_PROVIDER),
    ({"due_on": TODAY - timedelta(days=1)}, Reason.DAY_PAST),
])  # fmt: skip
def test_each_thing_alone_stops_a_plan(change, reason) -> None:
    assert checks.reasons_not_to_plan(PLAN) == []
    assert checks.reasons_not_to_plan(replace(PLAN, **change)) == [reason]


@pytest.mark.parametrize(("change", "reason"), [
    ({"status": Status.CLOSED}, Reason.WRONG_STATUS),
    ({"is_assigned": False}, Reason.NOT_ASSIGNED),
    ({"held_on": TODAY + timedelta(days=1)}, Reason.IN_FUTURE),
    ({"points": [replace(SAID, verdict="")], "reply_by": None}, Reason.POINTS_OPEN),
    ({"points": [SAID, replace(SAID, verdict="partly")]}, Reason.POINTS_OPEN),
    ({"points": [replace(SAID, note=" ")]}, Reason.NOTE_MISSING),
    ({"reply_by": None}, Reason.NO_REPLY_DAY),
])  # fmt: skip
def test_each_thing_alone_stops_a_report(change, reason) -> None:
    assert checks.reasons_not_to_report(REPORT) == []
    assert checks.reasons_not_to_report(replace(REPORT, **change)) == [reason]


def test_where_all_is_met_nobody_has_to_reply() -> None:
    met = replace(REPORT, points=[replace(SAID, verdict="met", note="")], reply_by=None)
    assert checks.reasons_not_to_report(met) == []


@pytest.mark.parametrize(("change", "reason"), [
    ({"status": Status.CLOSED}, Reason.WRONG_STATUS),
    ({"status": Status.REPORTED}, Reason.REPLY_TIME_RUNS),
    ({"text": ""}, Reason.NO_TEXT),
    ({"due_on": None}, Reason.NO_DAY),
    ({"due_on": TODAY - timedelta(days=1)}, Reason.DAY_PAST),
])  # fmt: skip
def test_each_thing_alone_stops_an_agreement(change, reason) -> None:
    assert checks.reasons_not_to_agree(AGREE) == []
    assert checks.reasons_not_to_agree(replace(AGREE, **change)) == [reason]


def test_silence_ends_with_its_day() -> None:
    silent = replace(AGREE, status=Status.REPORTED, reply_by=TODAY - timedelta(days=1))
    assert checks.reasons_not_to_agree(silent) == []


@pytest.mark.parametrize(("change", "reason"), [
    ({"is_open": False}, Reason.SEEN_ALREADY),
    ({"seen": ""}, Reason.POINTS_OPEN),
    ({"note": ""}, Reason.NO_TEXT),
    ({"seen_on": TODAY + timedelta(days=1)}, Reason.IN_FUTURE),
    ({"again_on": None}, Reason.NO_DAY),
    ({"again_on": TODAY - timedelta(days=1)}, Reason.DAY_PAST),
])  # fmt: skip
def test_each_thing_alone_stops_seeing_again(change, reason) -> None:
    assert checks.reasons_not_to_see_again(SEE) == []
    assert checks.reasons_not_to_see_again(replace(SEE, **change)) == [reason]


def test_a_call_is_never_drawn_from_referrals() -> None:
    facts = checks.DrawingFacts(
        kind=Kind.CALL, drawn_from=DrawnFrom.REFERRALS, frame=3, size=4,
        from_on=TODAY, until_on=TODAY - timedelta(days=1),
    )  # fmt: skip
    assert checks.reasons_not_to_draw(facts) == [
        Reason.CALL_OF_REFERRALS, Reason.WINDOW, Reason.FRAME_TOO_SMALL,
    ]  # fmt: skip


@given(st.lists(st.sampled_from(list(Verdict))))
def test_the_whole_is_as_its_worst_point(verdicts) -> None:
    order = [Verdict.NOT_SEEN, Verdict.MET, Verdict.PARTLY, Verdict.NOT_MET]
    worst = max(verdicts, key=order.index, default=Verdict.NOT_SEEN)
    assert checks.result_of(verdicts) == worst


# One row of facts that each line finds.
FOUND = {
    "no_worker": {"worker_id": None},
    "no_destination": {"travels_on": TODAY},
    "no_day_to_answer": {"status": "sent"},
    "no_first_day": {"status": "accepted"},
    "no_word_of_person": {"status": "completed", "person_says": ""},
    "survey_time_over": {"status": "planned", "latest_on": TODAY - timedelta(days=1)},
    "arrival_entered": {"status": "arrived", "case__arrived_on": TODAY - timedelta(days=9),
                        "confirmed_at": datetime(2026, 5, 4, 9, tzinfo=UTC)},
    "outcome_entered": {"status": "completed", "outcome_on": TODAY - timedelta(days=9),
                        "reported_at": datetime(2026, 5, 4, 9, tzinfo=UTC)},
    "answers_entered": {"held_on": TODAY - timedelta(days=9),
                        "submitted_at": datetime(2026, 5, 4, 9, tzinfo=UTC)},
    "arrived_before_travel": {"travels_on": TODAY, "arrived_on": TODAY - timedelta(days=1)},
    "closed_before_arrival": {"arrived_on": TODAY,
                              "closed_at": datetime(2026, 5, 3, 9, tzinfo=UTC)},
    "arrived_not_departed": {"closure_reason": "not_departed", "arrived_on": TODAY},
    "desk_says_not_arrived": {"status": "not_arrived", "case__arrived_on": TODAY},
    "began_before_sent": {"sent_at": datetime(2026, 5, 4, 9, tzinfo=UTC),
                          "started_on": TODAY - timedelta(days=1)},
    "ended_before_began": {"started_on": TODAY, "outcome_on": TODAY - timedelta(days=1)},
    "good_and_denied": {"outcome": "finished", "person_says": "no"},
    "sent_after_closure": {"sent_at": datetime(2026, 5, 4, 9, tzinfo=UTC),
                           "case__closed_at": datetime(2026, 5, 3, 9, tzinfo=UTC)},
    "interview_before_arrival": {"wave__case__arrived_on": TODAY,
                                 "held_on": TODAY - timedelta(days=1)},
    "interview_after_death": {"case__closure_reason": "died", "held_on": TODAY,
                              "case__closed_at": datetime(2026, 5, 3, 9, tzinfo=UTC)},
}  # fmt: skip


@pytest.mark.parametrize("code", data.BY_CODE)
def test_each_line_finds_what_it_says(code: str) -> None:
    line = data.BY_CODE[code]
    assert data.is_wrong(line, FOUND[code], TODAY, limit=8)
    # A fact that is not known contradicts nothing; a limit that is not stated makes nothing late.
    for name in line.after or line.delay or ():
        assert not data.is_wrong(line, FOUND[code] | {name: None}, TODAY, limit=8)
    if line.delay:
        assert not data.is_wrong(line, FOUND[code], TODAY)
        assert not data.is_wrong(line, FOUND[code], TODAY, limit=9)


@given(st.dates(), st.dates())
def test_two_days_contradict_each_other_in_one_order_alone(first: date, second: date) -> None:
    line = data.BY_CODE["ended_before_began"]
    one = data.is_wrong(line, {"started_on": first, "outcome_on": second}, TODAY)
    other = data.is_wrong(line, {"started_on": second, "outcome_on": first}, TODAY)
    assert (one, other) == (first > second, second > first)


def test_every_line_says_what_to_do_and_stands_in_a_group() -> None:
    assert len(data.BY_CODE) == len(data.LINES)
    assert {line.group for line in data.LINES} == set(Group)
    assert all(str(line.words) and str(line.todo) for line in data.LINES)
    assert all(bool(line.delay) == (line.group == Group.LATE) for line in data.LINES)


def codes(*given_codes: str) -> dict:
    return {f"q{n}": {"codes": [code] if code else []} for n, code in enumerate(given_codes)}


def test_a_battery_is_three_questions_with_the_same_answers_side_by_side() -> None:
    scale, other = ("yes", "no"), ("often", "never")
    items = [("a", scale), ("b", scale), ("c", scale), ("d", other), ("e", scale), ("f", scale)]
    assert interviews.batteries(items) == [["a", "b", "c"]]


@pytest.mark.parametrize(("answers", "straight"), [
    (codes("yes", "yes", "yes"), True),
    (codes("yes", "no", "yes"), False),
    (codes("yes", "", "yes"), None),
])  # fmt: skip
def test_one_answer_to_a_whole_battery_is_seen(answers, straight) -> None:
    assert interviews.straightness(answers, [["q0", "q1", "q2"]]) is straight


@pytest.mark.parametrize(("values", "taken"), [
    ({"/f/start": "2026-05-04T09:00:00+00:00", "/f/end": "2026-05-04T09:12:30+00:00"}, 12.5),
    ({"start": "2026-05-04T09:00:00Z", "end": "2026-05-04T09:12:00Z"}, 12),
    ({"start": "2026-05-04T09:00:00"}, None),
    ({"start": "2026-05-04T09:00:00", "end": "2026-05-04T09:12:00Z"}, None),
    ({"start": "2026-05-04T09:12:00", "end": "2026-05-04T09:00:00"}, None),
    ({"start": "nine", "end": "ten"}, None),
    ({}, None),
])  # fmt: skip
def test_the_time_is_known_where_both_ends_are(values, taken) -> None:
    assert interviews.minutes(values) == taken


def test_each_interviewer_is_counted_by_what_can_be_told() -> None:
    def one(who: int, **more) -> interviews.Interview:
        return interviews.Interview(
            **{"interviewer": who, "score": 0.5, "straight": None, "minutes": None, **more}
        )

    first, second = interviews.counted(
        [one(1, straight=True, minutes=4.0), one(1, score=None, straight=False), one(2)],
        shortest=5,
    )
    assert (first.interviews, first.batteries, first.straight, first.short) == (2, 2, 1, 1)
    assert (first.mean, first.timed, first.median_minutes) == (0.5, 1, 4.0)
    assert (second.batteries, second.timed, second.median_minutes) == (0, 0, None)
    assert interviews.counted([one(1, minutes=4.0)], shortest=None)[0].short is None
