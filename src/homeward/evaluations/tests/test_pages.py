"""The workspace's pages, as the app role: each party's view, refusals, and everybody's page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.evaluations import actions
from homeward.evaluations.models import Evaluation, Lesson, Result, TakeUp
from homeward.evaluations.tests.conftest import Study
from homeward.tasks.models import Task

ClientOf = Callable[..., Any]
DAY = {"day": "1", "month": "12", "year": "2030"}


def three(name: str, day: dict[str, str] = DAY) -> dict[str, str]:
    return {f"{name}_{part}": value for part, value in day.items()}


def text_of(response: Any) -> str:
    return response.content.decode()


def test_an_evaluation_is_asked_for_and_its_first_turn_is_the_evaluators(
    study: Study, client_of: ClientOf
) -> None:
    asker = client_of(study.asker)
    response = asker.post("/evaluations/new/", {
        "title": "Does aid help?", "about": "The first year",
        "evaluator_org": study.evaluator_org.pk, "assessed_org": study.cast.host.pk,
    })  # fmt: skip
    made = Evaluation.objects.get()
    assert response["Location"] == f"/evaluations/{made.pk}/"
    assert "Institute of Evaluation" in text_of(asker.get("/evaluations/"))
    evaluator = client_of(study.evaluator)
    page = text_of(evaluator.get(f"/evaluations/{made.pk}/"))
    assert "State the questions" in page
    assert "Declare the questions of the evaluation" in text_of(evaluator.get("/"))


def test_what_was_typed_stays_where_it_is_refused(study: Study, client_of: ClientOf) -> None:
    response = client_of(study.asker).post("/evaluations/new/", {
        "title": "About themselves", "about": "Nothing",
        "evaluator_org": study.evaluator_org.pk, "assessed_org": study.evaluator_org.pk,
    })  # fmt: skip
    assert response.status_code == 409
    assert "Nobody evaluates themselves" in text_of(response)
    assert "About themselves" in text_of(response)


def test_from_question_to_extract(study: Study, client_of: ClientOf) -> None:
    evaluation = study.begin()
    evaluator, url = client_of(study.evaluator), f"/evaluations/{evaluation.pk}/"
    evaluator.post(f"{url}question/", {
        "text": "Are they better off?", "outcome": "final_composite",
        "treatment": "aided_no_aid", "covariates": "sex, age_band, sex",
    })  # fmt: skip
    question = evaluation.questions.get()
    assert question.covariates == ["sex", "age_band"]
    assert "can&#x27;t be changed" in text_of(evaluator.get(f"{url}declare/"))
    evaluator.post(f"{url}declare/")
    assert "before the data" in text_of(evaluator.get(url))
    given = {"instrument": "rss", "smallest": "5", **three("arrived_from"),
             **three("arrived_until", DAY | {"year": "2029"})}  # fmt: skip
    response = evaluator.post(f"{url}extract/", given)
    assert response.status_code == 422
    assert "before the first" in text_of(response)
    evaluator.post(f"{url}extract/", given | three("arrived_until"))
    assert "being frozen" in text_of(evaluator.get(url))


def test_a_result_is_read_made_again_and_taken_away(cohort: Study, client_of: ClientOf) -> None:
    _evaluation, question, extract = cohort.frozen()
    evaluator = client_of(cohort.evaluator)
    response = evaluator.post(
        f"/evaluations/questions/{question.pk}/answer/", {"extract": extract.pk, "draws": 0}
    )
    result = Result.objects.get()
    url = f"/evaluations/results/{result.pk}/"
    assert response["Location"] == url
    page = text_of(evaluator.get(url))
    assert "What can&#x27;t be concluded" in page or "What can't be concluded" in page
    assert "This is a difference between two groups." in page
    assert "equal to the last digit" in text_of(evaluator.post(f"{url}again/", follow=True))
    files = evaluator.get(f"{url}files/")
    assert files["Content-Type"] == "application/zip"
    assert "attachment" in files["Content-Disposition"]
    taken = evaluator.get(f"/evaluations/extracts/{extract.pk}/csv/")
    assert taken.content.startswith(b"person_key,group,")
    page = text_of(evaluator.get(f"/evaluations/extracts/{extract.pk}/"))
    assert extract.fingerprint in page
    assert "Evaluator" in page


def test_change_between_waves_says_who_was_lost(cohort: Study, client_of: ClientOf) -> None:
    _evaluation, _question, extract = cohort.frozen()
    page = text_of(client_of(cohort.evaluator).get(f"/evaluations/extracts/{extract.pk}/waves/"))
    assert "From baseline to final" in page
    assert "Of 24 people asked first, 20 answered again." in page


@pytest.mark.parametrize("who", ["asker", "manager"])
def test_another_party_gets_no_bytes(cohort: Study, client_of: ClientOf, who: str) -> None:
    _evaluation, _question, extract = cohort.frozen()
    other = client_of(getattr(cohort, who))
    assert other.get(f"/evaluations/extracts/{extract.pk}/").status_code == 200
    assert other.get(f"/evaluations/extracts/{extract.pk}/csv/").status_code == 403
    assert other.get(f"/evaluations/extracts/{extract.pk}/waves/").status_code == 403


def test_an_evaluator_of_another_evaluation_finds_nothing(
    cohort: Study, client_of: ClientOf
) -> None:
    evaluation, _question, extract = cohort.frozen()
    other = cohort.cast.user("other", cohort.cast.stranger_org, Role.EVALUATOR)
    stranger = client_of(other)
    assert stranger.get(f"/evaluations/{evaluation.pk}/").status_code == 404
    assert stranger.get(f"/evaluations/extracts/{extract.pk}/csv/").status_code == 404


def test_it_is_reported_replied_published_and_read_by_everybody(
    cohort: Study, client_of: ClientOf, client: Any
) -> None:
    evaluation, question, extract = cohort.frozen()
    with cohort.as_app(cohort.evaluator):
        actions.compute(question, extract, by=cohort.evaluator, at=cohort.cast.now)
    url, public = f"/evaluations/{evaluation.pk}/", f"/public/en/evaluations/{evaluation.pk}/"
    evaluator, manager = client_of(cohort.evaluator), client_of(cohort.manager)
    response = evaluator.post(f"{url}report/", {"conclusion": "They are better off."})
    assert response.status_code == 422
    until = cohort.cast.now.date() + timedelta(days=30)
    parts = {"day": str(until.day), "month": str(until.month), "year": str(until.year)}
    evaluator.post(
        f"{url}report/", {"conclusion": "They are better off.", **three("reply_by", parts)}
    )
    assert "Reply to the evaluation" in text_of(manager.get("/"))
    assert client.get(public).status_code == 404
    asker = client_of(cohort.asker)
    refused = asker.post(f"{url}publish/")
    assert refused.status_code == 409
    manager.post(f"{url}reply/", {"text": "We also see it."})
    asker.post(f"{url}publish/")
    page = text_of(client.get(public))
    for told in ("They are better off.", "We also see it.", "Are those with aid better off",
                 "This is a difference between two groups."):  # fmt: skip
        assert told in page
    assert "Does aid help?" in text_of(client.get("/public/en/evaluations/"))


def test_a_lesson_is_found_taken_up_and_followed(study: Study, client_of: ClientOf) -> None:
    asker = client_of(study.asker)
    asker.post("/lessons/new/", {
        "title": "Ask earlier", "text": "Ask before departure", "rests_on": "A survey of 2026",
        "tags": "Arrival, counselling", "is_public": "on",
    })  # fmt: skip
    lesson = Lesson.objects.get()
    assert lesson.tags == ["arrival", "counselling"]
    stranger = client_of(study.cast.stranger)
    assert "Ask earlier" in text_of(stranger.get("/lessons/?q=departure&tag=arrival"))
    assert "Ask earlier" not in text_of(stranger.get("/lessons/?q=nothing"))
    response = asker.post(f"/lessons/{lesson.pk}/take-up/", {
        "kind": "programme", "what": "We ask earlier", **three("until_on"),
    })  # fmt: skip
    assert response.status_code == 422
    asker.post(f"/lessons/{lesson.pk}/take-up/", {
        "kind": "programme", "programme": study.cast.programme.pk, "what": "We ask earlier",
        **three("until_on"),
    })  # fmt: skip
    taken = TakeUp.objects.get()
    wait = Task.objects.get(subject_id=taken.pk)
    assert (wait.holder, wait.due_on) == (study.asker, taken.until_on)
    assert "Say what came of it" in text_of(asker.get(f"/lessons/{lesson.pk}/"))
    asker.post(f"/lessons/taken/{taken.pk}/", {"text": "Fewer missed first meetings."})
    assert Task.objects.get(subject_id=taken.pk).done_at
    assert "Fewer missed first meetings." in text_of(stranger.get(f"/lessons/{lesson.pk}/"))


def test_everybody_reads_public_lessons_alone(study: Study, client: Any) -> None:
    values = {"text": "Text", "rests_on": "A survey", "tags": []}
    with study.as_app(study.asker):
        for title, is_public in (("For everybody", True), ("For us", False)):
            actions.write_lesson(
                None, by=study.asker, at=study.cast.now, title=title, is_public=is_public, **values
            )
    page = text_of(client.get("/public/en/lessons/"))
    assert "For everybody" in page
    assert "For us" not in page
