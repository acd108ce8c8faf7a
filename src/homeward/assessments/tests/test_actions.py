"""Assessments from the draft to what they leave behind."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from homeward.assessments import actions, queries
from homeward.assessments.actions import Talk
from homeward.assessments.choices import Reason, Status
from homeward.assessments.models import AnswerSet, Assessment
from homeward.assessments.signals import submitted
from homeward.cases import queries as cases
from homeward.core.refusals import Refused

ANSWERS = {
    "work/trade": "Baker", "work/years": "4", "body/treated": "yes", "body/medicine": "Insulin",
    "debts[1]/creditor": "An aunt", "debts[1]/amount": "200", "debts[2]/creditor": "A bank",
}  # fmt: skip


def begun(cast: Any, case: Any, person: Any, by: Any = None) -> Assessment:
    by = by or cast.owner
    return actions.begin(case, person, "needs", Talk(held_on=cast.now.date()), by=by, at=cast.now)


def submitted_one(cast: Any, answers: dict[str, str] = ANSWERS) -> tuple[Any, Assessment]:
    case, people = cast.family()
    with cast.as_app(cast.owner):
        draft = begun(cast, case, people[0])
        draft = actions.keep(draft, answers, revision=0, by=cast.owner, at=cast.now)
        return case, actions.submit(draft, by=cast.owner, at=cast.now)


def test_what_is_submitted_is_read_by_the_questions_names(cast: Any, needs: Any) -> None:
    case, done = submitted_one(cast)
    assert done.status == Status.SUBMITTED
    with cast.as_app(cast.owner):
        found = queries.latest(case, "needs")
        assert found == done
        assert queries.answers(found) == {
            "trade": "Baker", "years": "4", "treated": "yes", "medicine": "Insulin",
            "debts": [{"creditor": "An aunt", "amount": "200"}, {"creditor": "A bank"}],
        }  # fmt: skip


def test_each_class_of_answers_is_a_row_of_its_own(cast: Any, needs: Any) -> None:
    submitted_one(cast)
    classes = AnswerSet.objects.order_by("data_class").values_list("data_class", flat=True)
    assert list(classes) == [4, 5]


def test_an_answer_becomes_a_fact_and_corrects_the_one_that_is_known(cast: Any, needs: Any) -> None:
    case, _done = submitted_one(cast)
    with cast.as_app(cast.owner):
        known = {one.fact.kind: one for one in cases.known_facts(case)}
    # The cast knows her as a tailor.
    assert known["trade"].fact.value == "Baker"
    assert known["trade"].earlier[0].value == "Tailor, 6 years"
    assert known["health"].fact.value == "Insulin"


def test_a_known_fact_that_still_holds_is_confirmed_and_not_asked(cast: Any, needs: Any) -> None:
    answers = {"work/trade@known": "yes", "body/treated": "no"}
    case, _done = submitted_one(cast, answers)
    with cast.as_app(cast.owner):
        (known,) = [one for one in cases.known_facts(case) if one.fact.kind == "trade"]
    assert known.fact.value == "Tailor, 6 years"
    assert len(known.confirmations) == 1


def test_what_is_missing_stops_the_submission_and_keeps_the_draft(cast: Any, needs: Any) -> None:
    case, people = cast.family()
    with cast.as_app(cast.owner):
        draft = begun(cast, case, people[0])
        draft = actions.keep(
            draft, {"work/trade": "Baker", "work/years": "many"}, revision=0,
            by=cast.owner, at=cast.now,
        )  # fmt: skip
        with pytest.raises(Refused) as refusal:
            actions.submit(draft, by=cast.owner, at=cast.now)
        assert refusal.value.reasons == [Reason.FAULTS]
        assert queries.kept(draft)["work/years"] == "many"


def test_a_second_click_finds_the_draft_of_the_first(cast: Any, needs: Any) -> None:
    case, people = cast.family()
    with cast.as_app(cast.owner):
        assert begun(cast, case, people[0]) == begun(cast, case, people[0])


def test_two_who_save_one_draft_do_not_undo_each_other(cast: Any, needs: Any) -> None:
    case, people = cast.family()
    with cast.as_app(cast.owner):
        draft = begun(cast, case, people[0])
        actions.keep(draft, {"work/trade": "Baker"}, revision=0, by=cast.owner, at=cast.now)
        with pytest.raises(Refused) as refusal:
            actions.keep(draft, {"work/trade": "Cook"}, revision=0, by=cast.owner, at=cast.now)
        assert refusal.value.reasons == [Reason.SAVED_MEANWHILE]
        assert queries.kept(draft) == {"work/trade": "Baker"}


def test_what_is_submitted_stays(cast: Any, needs: Any) -> None:
    _case, done = submitted_one(cast)
    with cast.as_app(cast.owner):
        with pytest.raises(Refused) as refusal:
            actions.keep(done, {}, revision=1, by=cast.owner, at=cast.now)
        assert refusal.value.reasons == [Reason.SUBMITTED_ALREADY]
        assert AnswerSet.objects.update(data_class=4) == 0
        assert Assessment.objects.update(status="draft") == 0


def test_a_floor_above_that_fails_undoes_the_submission(cast: Any, needs: Any) -> None:
    case, people = cast.family()

    def falls(sender: Any, **given: Any) -> None:
        raise Refused(Reason.CLOSED)

    submitted.connect(falls)
    try:
        with cast.as_app(cast.owner):
            draft = begun(cast, case, people[0])
            draft = actions.keep(draft, ANSWERS, revision=0, by=cast.owner, at=cast.now)
            with pytest.raises(Refused):
                actions.submit(draft, by=cast.owner, at=cast.now)
            assert queries.latest(case, "needs") is None
    finally:
        submitted.disconnect(falls)


def test_only_who_assesses_begins_one(cast: Any, needs: Any) -> None:
    case, people = cast.family()
    with cast.as_app(cast.owner), pytest.raises(PermissionDenied):
        begun(cast, case, people[0], by=cast.secretary)


def test_every_reason_against_a_beginning_is_said(cast: Any, needs: Any) -> None:
    case, _people = cast.family()
    _other, others = cast.family()
    talk = Talk(held_on=cast.now.date().replace(year=2999))
    with cast.as_app(cast.owner), pytest.raises(Refused) as refusal:
        actions.begin(case, others[0], "family", talk, by=cast.owner, at=cast.now)
    assert set(refusal.value.reasons) == {
        Reason.NOT_OF_HOUSEHOLD, Reason.NOT_PUBLISHED, Reason.FUTURE,
    }  # fmt: skip


def test_a_draft_that_is_discarded_leaves_nothing(cast: Any, needs: Any) -> None:
    case, people = cast.family()
    with cast.as_app(cast.owner):
        draft = begun(cast, case, people[0])
        draft = actions.keep(draft, ANSWERS, revision=0, by=cast.owner, at=cast.now)
        actions.discard(draft, by=cast.owner, at=cast.now)
    assert not AnswerSet.objects.exists()
    assert not Assessment.objects.exists()
