from datetime import timedelta

import pytest
from django.utils import timezone

from homeward.cases.models import Case
from homeward.surveys import actions
from homeward.surveys.choices import NotDone, Reason
from homeward.surveys.models import Submission, Wave
from homeward.surveys.tests.conftest import Cast
from homeward.surveys.tests.sample import SAMPLE

DAYS = 14


@pytest.fixture
def case(case: Case) -> Case:
    """Arrived two weeks ago, by the clock of the pages."""
    case.arrived_on = timezone.localdate() - timedelta(days=DAYS)
    Case.objects.filter(pk=case.pk).update(arrived_on=case.arrived_on)
    return case


@pytest.fixture
def waves(case: Case, cast: Cast, as_app) -> list[Wave]:
    with as_app(cast.worker):
        return actions.plan_waves(
            case, arrived_on=case.arrived_on, by=cast.worker, at=timezone.now()
        )


def typed(answers: dict[str, str], **more: str) -> dict[str, str]:
    today = timezone.localdate()
    day = {"day": today.day, "month": today.month, "year": today.year}
    return {**answers, **{f"held_on_{part}": str(value) for part, value in day.items()}, **more}


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_interview_of_the_published_sample_shows_its_scores(
    baseline: Wave, cast: Cast, client_of
) -> None:
    answer = client_of(cast.interviewer).post(
        f"/surveys/{baseline.pk}/", typed(SAMPLE), follow=True
    )

    assert answer.redirect_chain == [(f"/surveys/{baseline.pk}/score/", 302)]
    shown = text(answer)
    for value in (">0.635<", ">0.745<", ">0.2625<", ">0.515<"):
        assert value in shown
    assert "Standard support" in shown
    assert "from 0.33, up to 0.66" in shown
    assert "rss-2018" in shown
    assert "The labels are Homeward’s own" in shown
    # public_services: .875 by .08 and by .04.
    assert "<span>0.875</span>" in shown
    assert "<span>0.07</span>" in shown
    assert "<span>0.035</span>" in shown
    assert "No. Has to leave" in shown


def test_every_question_offers_its_answers_and_the_ways_not_to_answer(
    baseline: Wave, cast: Cast, client_of
) -> None:
    page = client_of(cast.interviewer).get(f"/surveys/{baseline.pk}/")

    shown = text(page)
    assert shown.count('<div class="sv-q') == 29
    for label in ("Doesn&#x27;t know", "Doesn&#x27;t wish to answer", "Does not apply"):
        assert shown.count(label) == 29
    assert 'name="able_to_stay"' in shown
    assert 'class="sv-asks"' in shown


def test_blanks_are_asked_about_and_nothing_is_lost(baseline: Wave, cast: Cast, client_of) -> None:
    answers = {name: code for name, code in SAMPLE.items() if name != "safety"}
    interviewer = client_of(cast.interviewer)

    refused = interviewer.post(f"/surveys/{baseline.pk}/", typed(answers))

    assert refused.status_code == 400
    assert 'href="#id_safety_0"' in text(refused)
    assert 'id="id_working_0" value="yes" checked' in text(refused)
    assert not Submission.objects.exists()
    interviewer.post(f"/surveys/{baseline.pk}/", typed(answers, blanks_are_meant="on"))
    assert Submission.objects.get().answers["safety"] == {"codes": [], "state": "not_asked"}


def test_a_follow_up_is_asked_where_its_answer_calls_for_it(
    baseline: Wave, cast: Cast, client_of
) -> None:
    interviewer = client_of(cast.interviewer)
    without = {name: code for name, code in SAMPLE.items() if name != "need_vs_wish"}

    refused = interviewer.post(f"/surveys/{baseline.pk}/", typed(without))
    interviewer.post(f"/surveys/{baseline.pk}/", typed(SAMPLE | {"able_to_stay": "yes"}))

    assert 'href="#id_need_vs_wish_0"' in text(refused)
    # It was ticked before the answer above it was changed.
    assert Submission.objects.get().answers["need_vs_wish"]["state"] == "not_asked"


def test_faulty_answers_are_told_at_their_question(baseline: Wave, cast: Cast, client_of) -> None:
    data = typed(SAMPLE | {"working": "perhaps"}) | {"assets": ["land", "refused"]}

    refused = client_of(cast.interviewer).post(f"/surveys/{baseline.pk}/", data)

    assert refused.status_code == 400
    assert "“perhaps” is no answer to this question." in text(refused)
    refused = client_of(cast.interviewer).post(
        f"/surveys/{baseline.pk}/", data | {"working": "yes"}
    )
    assert "stand beside another answer" in text(refused)
    assert 'value="land" checked' in text(refused)


def test_without_any_answer_it_is_a_conflict(baseline: Wave, cast: Cast, client_of) -> None:
    answer = client_of(cast.interviewer).post(f"/surveys/{baseline.pk}/", typed({}))

    assert answer.status_code == 409
    assert "there is no score" in text(answer)


def test_a_draft_is_there_again(baseline: Wave, cast: Cast, client_of) -> None:
    interviewer = client_of(cast.interviewer)
    ticked = typed({"working": "yes"}, draft="1") | {"assets": ["land", "trees"]}

    answer = interviewer.post(f"/surveys/{baseline.pk}/", ticked, follow=True)

    shown = text(answer)
    assert "Draft of Yaw" in shown
    for ticked_box in ('id="id_working_0" value="yes" checked', 'value="trees" checked'):
        assert ticked_box in shown
    assert not Submission.objects.exists()


def test_the_second_click_is_told_that_it_ended(baseline: Wave, cast: Cast, client_of) -> None:
    interviewer = client_of(cast.interviewer)
    interviewer.post(f"/surveys/{baseline.pk}/", typed(SAMPLE))

    again = interviewer.post(f"/surveys/{baseline.pk}/", typed(SAMPLE))
    page = interviewer.get(f"/surveys/{baseline.pk}/")

    assert again.status_code == 409
    assert str(Reason.ENDED_ALREADY.label) in text(again)
    assert page["Location"] == f"/surveys/{baseline.pk}/score/"


def test_the_own_case_worker_is_told_why_not(baseline: Wave, cast: Cast, client_of) -> None:
    worker = client_of(cast.worker)

    listed = worker.get("/surveys/")
    page = worker.get(f"/surveys/{baseline.pk}/")

    assert "A colleague holds it" in text(listed)
    assert str(baseline.pk) not in text(listed)
    assert page.status_code == 409
    assert str(Reason.OWN_CASE_WORKER.label).replace("'", "&#x27;") in text(page)


def test_the_list_has_what_is_to_be_held_now_and_later(
    waves: list[Wave], case: Case, cast: Cast, client_of
) -> None:
    interviewer = client_of(cast.interviewer)

    now, later = text(interviewer.get("/surveys/")), text(interviewer.get("/surveys/?show=later"))

    assert f'href="/surveys/{waves[0].pk}/"' in now
    assert "Efua Mensah" in now
    assert "Baseline" in now
    assert "Baseline" not in later
    assert "Midterm" in later


def test_surveys_are_planned_from_the_case_once_arrived(case: Case, cast: Cast, client_of) -> None:
    worker = client_of(cast.worker)

    without = text(worker.get("/surveys/?show=unplanned"))
    planned = worker.post(f"/cases/{case.pk}/surveys/plan/", follow=True)
    afterwards = text(worker.get("/surveys/?show=unplanned"))
    Case.objects.filter(pk=case.pk).update(arrived_on=None)
    refused = worker.post(f"/cases/{case.pk}/surveys/plan/")

    assert f'href="/cases/{case.pk}/surveys/"' in without
    assert "Every case that has arrived has its surveys planned" in afterwards
    assert "Midterm" in text(planned)
    assert Wave.objects.count() == 3
    assert refused.status_code == 409
    assert "The arrival is not confirmed" in text(refused)


def test_a_survey_is_noted_as_not_held_with_its_reason(
    baseline: Wave, cast: Cast, client_of
) -> None:
    worker = client_of(cast.worker)

    refused = worker.post(f"/surveys/{baseline.pk}/not-held/", {})
    done = worker.post(
        f"/surveys/{baseline.pk}/not-held/", {"reason": NotDone.DECLINED.value}, follow=True
    )
    again = worker.post(f"/surveys/{baseline.pk}/not-held/", {"reason": NotDone.DIED.value})

    assert refused.status_code == 400
    assert "The person did not wish to take part" in text(done)
    assert again.status_code == 409


@pytest.mark.parametrize(("language", "mark"), [("fr", "0,2625"), ("ar", "0,2625")])
def test_the_score_reads_in_each_language(
    baseline: Wave, cast: Cast, client_of, language: str, mark: str
) -> None:
    interviewer = client_of(cast.interviewer)
    interviewer.post(f"/surveys/{baseline.pk}/", typed(SAMPLE))

    page = interviewer.get(f"/surveys/{baseline.pk}/score/", headers={"accept-language": language})

    assert mark in text(page)
    assert f'<html lang="{language}"' in text(page)
