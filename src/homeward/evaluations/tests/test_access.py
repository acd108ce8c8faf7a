"""Parties, others and nobody, asked of the database as the app role."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from homeward.access.choices import Purpose
from homeward.evaluations import actions, queries
from homeward.evaluations.models import (
    Evaluation,
    EvaluationSecret,
    Extract,
    ExtractedPerson,
    ExtractFile,
    Lesson,
    Result,
)
from homeward.evaluations.tests.conftest import Study
from homeward.persons.models import Person
from homeward.surveys.models import Score


def test_an_evaluator_sees_the_extract_and_no_person(cohort: Study) -> None:
    _evaluation, _question, extract = cohort.frozen()
    for purpose in (Purpose.CASEWORK, Purpose.SURVEY):
        with cohort.as_app(cohort.evaluator, purpose):
            assert ExtractFile.objects.filter(extract=extract).exists()
            assert not Person.objects.exists()
            assert not Score.objects.exists()
            assert not ExtractedPerson.objects.exists()
            assert not EvaluationSecret.objects.exists()


def test_nobody_but_the_job_asks_for_people(cohort: Study) -> None:
    _evaluation, _question, extract = cohort.frozen()
    from django.db import connection  # noqa: PLC0415

    for user in (cohort.evaluator, cohort.asker, cohort.cast.owner):
        for ask in ("evaluations_people", "evaluations_cohort"):
            with (
                cohort.as_app(user),
                pytest.raises(DatabaseError, match="only the job"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(f"select * from {ask}(%s)", [extract.pk])


@pytest.mark.parametrize("who", ["asker", "manager"])
def test_the_other_parties_see_that_there_is_an_extract_and_not_its_bytes(
    cohort: Study, who: str
) -> None:
    _evaluation, _question, extract = cohort.frozen()
    with cohort.as_app(getattr(cohort, who)):
        assert Extract.objects.filter(pk=extract.pk).exists()
        assert queries.content(extract) == b""


def test_results_reach_the_others_when_they_are_reported(cohort: Study) -> None:
    at = cohort.cast.now
    evaluation, question, extract = cohort.frozen()
    with cohort.as_app(cohort.evaluator):
        actions.compute(question, extract, by=cohort.evaluator, at=at)
    with cohort.as_app(cohort.manager):
        assert not Result.objects.exists()
    with cohort.as_app(cohort.evaluator):
        until = at.date() + timedelta(days=9)
        actions.report(evaluation, "They are.", until, by=cohort.evaluator, at=at)
    with cohort.as_app(cohort.manager):
        assert Result.objects.count() == 1
    with cohort.as_app(cohort.cast.stranger):
        assert not Result.objects.exists()
        assert not Evaluation.objects.exists()
    with cohort.as_app():
        assert not Evaluation.objects.exists()


def test_once_published_everybody_reads_it_and_still_no_bytes(cohort: Study) -> None:
    at = cohort.cast.now
    evaluation, question, extract = cohort.frozen()
    with cohort.as_app(cohort.evaluator):
        actions.compute(question, extract, by=cohort.evaluator, at=at)
        actions.report(
            evaluation, "They are.", at.date() + timedelta(days=9), by=cohort.evaluator, at=at
        )
    with cohort.as_app(cohort.manager):
        actions.reply(evaluation, "Thank you.", by=cohort.manager, at=at)
    with cohort.as_app(cohort.asker):
        actions.publish(evaluation, by=cohort.asker, at=at)
    with cohort.as_app():
        assert Evaluation.objects.get().reply == "Thank you."
        assert Result.objects.count() == 1
        assert not ExtractFile.objects.exists()


def test_a_lesson_is_its_organisations_to_write_and_everybodys_to_read(
    study: Study, client: Any, client_of: Callable[..., Any]
) -> None:
    values = {"title": "Ask earlier", "text": "Ask", "rests_on": "A survey", "tags": ["arrival"]}
    with study.as_app(study.asker):
        lesson = actions.write_lesson(None, by=study.asker, at=study.cast.now, **values)
    with study.as_app(study.cast.stranger):
        assert Lesson.objects.get().title == "Ask earlier"
        assert not Lesson.objects.filter(pk=lesson.pk).update(title="No")
    with study.as_app():
        assert not Lesson.objects.exists()
    with study.as_app(study.asker):
        actions.write_lesson(lesson, by=study.asker, at=study.cast.now, is_public=True)
    with study.as_app():
        assert Lesson.objects.count() == 1
