"""An evaluation from its questions to its publication; and what is refused on the way."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import DataClass
from homeward.core.refusals import Refused
from homeward.evaluations import actions, freezing
from homeward.evaluations.choices import ExtractStatus, Reason, Status, Treatment
from homeward.evaluations.models import (
    Evaluation,
    EvaluationSecret,
    Extract,
    ExtractedPerson,
    ExtractFile,
    Leaver,
    Question,
    Result,
)
from homeward.evaluations.tests.conftest import MANY, Study
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def waits(evaluation: Evaluation) -> list[tuple[str, int]]:
    open_waits = Task.objects.filter(subject_id=evaluation.pk, done_at__isnull=True)
    return list(open_waits.values_list("kind", "holder_org_id"))


def rows(extract: Extract) -> list[dict[str, str]]:
    return freezing.rows_of(ExtractFile.objects.get(extract=extract).content)


def test_nobody_evaluates_themselves(study: Study) -> None:
    with pytest.raises(Refused) as refused:
        study.begin(assessed_org=study.evaluator_org)
    assert refused.value.reasons == [Reason.SAME_PARTY]


def test_questions_are_declared_before_data_are_frozen(study: Study) -> None:
    evaluation = study.begin()
    assert waits(evaluation) == [(TaskKind.DECLARE_QUESTIONS, study.evaluator_org.pk)]
    with pytest.raises(Refused) as refused:
        study.declare(evaluation)
    assert refused.value.reasons == [Reason.NO_QUESTION]
    with pytest.raises(Refused) as refused:
        study.ask(evaluation)
    assert refused.value.reasons == [Reason.NOT_DECLARED]
    study.state(evaluation)
    study.declare(evaluation)
    with pytest.raises(Refused) as refused:
        study.declare(evaluation)
    assert refused.value.reasons == [Reason.DONE_ALREADY]
    assert study.ask(evaluation).status == ExtractStatus.ASKED


def test_what_comes_after_the_declaration_is_exploratory(study: Study) -> None:
    evaluation = study.begin()
    first = study.state(evaluation)
    study.declare(evaluation)
    later = study.state(evaluation, text="And women?")
    assert (first.is_exploratory, later.is_exploratory) == (False, True)
    with study.as_app(study.evaluator), pytest.raises(Refused) as refused:
        actions.take_back(first, by=study.evaluator)
    assert refused.value.reasons == [Reason.LOCKED]
    with study.as_app(study.evaluator), pytest.raises(DatabaseError), transaction.atomic():
        Question.objects.get(pk=first.pk).delete()
    # No policy changes a question: the statement finds no row.
    with study.as_app(study.evaluator):
        assert Question.objects.filter(pk=first.pk).update(text="Something else") == 0


def test_without_an_agreement_nothing_is_frozen(study: Study) -> None:
    evaluation = study.begin()
    study.state(evaluation)
    study.declare(evaluation)
    with connection.cursor() as cursor:
        cursor.execute("update agreements_agreement set status = 'suspended'")
    with pytest.raises(Refused) as refused:
        study.ask(evaluation)
    assert refused.value.reasons == [Reason.NO_AGREEMENT]


def test_an_extract_tells_nobody_and_is_the_same_each_time(cohort: Study) -> None:
    _evaluation, _question, extract = cohort.frozen()
    found = rows(extract)
    assert (extract.status, extract.edition, extract.people) == ("frozen", 1, MANY)
    assert {row["group"] for row in found} == {"aided", "no_aid"}
    content = ExtractFile.objects.get(extract=extract).content
    assert extract.fingerprint == freezing.fingerprint(content)
    for told in (b"Asare", b"Kojo", b"2025-", *(str(p.pk).encode() for p in cohort.people)):
        assert told not in content
    # As ciphertext in the database.
    with connection.cursor() as cursor:
        cursor.execute("select content from evaluations_extractfile")
        assert b"person_key" not in bytes(cursor.fetchone()[0])
    again = cohort.freeze(cohort.ask(_evaluation))
    assert again.fingerprint == extract.fingerprint


def test_another_evaluation_has_other_keys(cohort: Study) -> None:
    _first, _question, one = cohort.frozen()
    _second, _question, other = cohort.frozen()
    keys = [{row["person_key"] for row in rows(extract)} for extract in (one, other)]
    assert not keys[0] & keys[1]
    assert EvaluationSecret.objects.count() == 2


def test_no_mix_of_what_tells_is_rarer_than_asked(cohort: Study) -> None:
    _evaluation, _question, extract = cohort.frozen()
    mixes: dict[Any, int] = {}
    for row in rows(extract):
        mix = tuple(row[name] for name in ("group", *extract.facts))
        mixes[mix] = mixes.get(mix, 0) + 1
    assert min(mixes.values()) >= extract.smallest


def test_what_is_not_asked_for_is_not_given(cohort: Study) -> None:
    evaluation = cohort.begin()
    cohort.state(evaluation)
    cohort.declare(evaluation)
    extract = cohort.freeze(cohort.ask(evaluation, facts=["sex"]))
    assert {"group", "sex"} <= set(rows(extract)[0])
    assert not {"age_band", "household", "arrival"} & set(rows(extract)[0])


def test_who_did_not_consent_is_left_out_and_counted(cohort: Study) -> None:
    person = cohort.people[0]
    cohort.withdraw(person, covers=DataClass.CASE)
    _evaluation, _question, extract = cohort.frozen()
    assert extract.people == MANY - 1
    assert extract.dictionary["counts"]["not_covered"] == 1
    assert not ExtractedPerson.objects.filter(person_id=person.pk).exists()


def test_a_class_that_no_clause_opens_leaves_its_columns_empty(cohort: Study) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update agreements_clause set data_classes = '{4,10}' where number = '1'")
    _evaluation, _question, extract = cohort.frozen()
    assert {row["sex"] for row in rows(extract)} <= {"", "withheld"}


def test_who_is_erased_leaves_the_next_edition(cohort: Study) -> None:
    _evaluation, _question, extract = cohort.frozen()
    person = cohort.people[3]
    gone = ExtractedPerson.objects.get(extract=extract, person_id=person.pk).key
    with connection.cursor() as cursor:
        # What the rights feature's erasure does with a table whose rule is DELETE.
        cursor.execute("delete from evaluations_extractedperson where person_id = %s", [person.pk])
    thinned = Extract.objects.get(pk=extract.pk)
    assert thinned.status == ExtractStatus.THINNED
    with cohort.as_app(cohort.evaluator), pytest.raises(Refused) as refused:
        actions.take(thinned, "csv", by=cohort.evaluator, at=cohort.cast.now)
    assert refused.value.reasons == [Reason.NOT_FROZEN]
    later = cohort.freeze(extract)
    assert (later.edition, later.people) == (2, MANY - 1)
    assert later.fingerprint != extract.fingerprint
    assert later.dictionary["counts"]["left_since"] == 1
    assert gone not in {row["person_key"] for row in rows(later)}
    assert not Leaver.objects.exists()


def test_who_takes_consent_back_leaves_too(cohort: Study) -> None:
    _evaluation, _question, extract = cohort.frozen()
    person = cohort.people[5]
    cohort.withdraw(person)
    assert not ExtractedPerson.objects.filter(person_id=person.pk).exists()
    assert cohort.freeze(extract).edition == 2


def test_a_taking_is_noted_and_comes_in_both_forms(cohort: Study) -> None:
    import polars as pl  # noqa: PLC0415

    _evaluation, _question, extract = cohort.frozen()
    with cohort.as_app(cohort.evaluator):
        plain = actions.take(extract, "csv", by=cohort.evaluator, at=cohort.cast.now)
        packed = actions.take(extract, "parquet", by=cohort.evaluator, at=cohort.cast.now)
        assert extract.takings.count() == 2
    table = pl.read_parquet(packed)
    assert table.height == len(freezing.rows_of(plain)) == MANY
    assert table.schema["final_composite"] == pl.Float64


def test_a_result_is_made_again_to_the_last_digit(cohort: Study) -> None:
    _evaluation, question, extract = cohort.frozen()
    with cohort.as_app(cohort.evaluator):
        result = actions.compute(
            question, extract, by=cohort.evaluator, at=cohort.cast.now, draws=50
        )
        result.refresh_from_db()
        again = actions.run_again(result, by=cohort.evaluator, at=cohort.cast.now)
    assert again.is_equal
    assert result.fingerprint == extract.fingerprint
    assert result.numbers["people"] == 20
    assert result.numbers["left_out"] == 4
    with connection.cursor() as cursor:
        cursor.execute("delete from evaluations_extractedperson where person_id = %s",
                       [cohort.people[3].pk])  # fmt: skip
    cohort.freeze(extract)
    result = Result.objects.get(pk=result.pk)
    with cohort.as_app(cohort.evaluator), pytest.raises(Refused) as refused:
        actions.run_again(result, by=cohort.evaluator, at=cohort.cast.now)
    assert refused.value.reasons == [Reason.EDITION_GONE]


def test_local_residents_surveyed_are_a_group(cohort: Study) -> None:
    for number in range(8):
        cohort.resident(number, 0.5 + number / 50)
    evaluation = cohort.begin()
    question = cohort.state(
        evaluation, outcome="baseline_composite", treatment=Treatment.RETURNEE_RESIDENT,
        covariates=["answer_work"],
    )  # fmt: skip
    cohort.declare(evaluation)
    extract = cohort.freeze(cohort.ask(evaluation, items=["work"]))
    residents = [row for row in rows(extract) if row["group"] == "resident"]
    assert len(residents) == 8
    assert {row["answer_work"] for row in residents} == {"farm"}
    assert {row["sex"] for row in residents} <= {"", "withheld"}
    with cohort.as_app(cohort.evaluator):
        result = actions.compute(question, extract, by=cohort.evaluator, at=cohort.cast.now)
    numbers = result.numbers
    assert (numbers["treated"], numbers["controls"]) == (MANY, 8)
    assert numbers["estimates"][0]["value"] < 0
    # Every resident gave the same answer and no returnee was asked: nobody has a like.
    assert numbers["no_propensity"] == "separated"
    assert not numbers["may_be_an_effect"]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"outcome": "wealth"}, Reason.NO_COLUMN),
        ({"treatment": Treatment.AIDED_RESIDENT}, Reason.TOO_FEW),
    ],
)
def test_what_cannot_be_estimated_is_refused(
    cohort: Study, values: dict[str, Any], reason: Reason
) -> None:
    _evaluation, question, extract = cohort.frozen(**values)
    with cohort.as_app(cohort.evaluator), pytest.raises(Refused) as refused:
        actions.compute(question, extract, by=cohort.evaluator, at=cohort.cast.now)
    assert refused.value.reasons == [reason]


def test_the_assessed_party_is_heard_before_anything_is_published(cohort: Study) -> None:
    cast, at = cohort.cast, cohort.cast.now
    evaluation, question, extract = cohort.frozen()
    until = at.date() + timedelta(days=30)
    with cohort.as_app(cohort.evaluator):
        with pytest.raises(Refused) as refused:
            actions.report(evaluation, "", None, by=cohort.evaluator, at=at)
        assert set(refused.value.reasons) == {
            Reason.NO_RESULT, Reason.NO_TEXT, Reason.NO_DEADLINE,
        }  # fmt: skip
        actions.compute(question, extract, by=cohort.evaluator, at=at)
        actions.report(evaluation, "They are.", until, by=cohort.evaluator, at=at)
    assert waits(evaluation) == [(TaskKind.REPLY_TO_EVALUATION, cast.host.pk)]
    with cohort.as_app(cohort.asker), pytest.raises(Refused) as refused:
        actions.publish(evaluation, by=cohort.asker, at=at)
    assert refused.value.reasons == [Reason.REPLY_TIME_RUNS]
    with cohort.as_app(cohort.manager):
        actions.reply(evaluation, "We see it otherwise.", by=cohort.manager, at=at)
    with cohort.as_app(cohort.manager), pytest.raises(Refused) as refused:
        actions.reply(evaluation, "And again.", by=cohort.manager, at=at)
    assert refused.value.reasons == [Reason.WRONG_STATUS]
    assert waits(evaluation) == [(TaskKind.PUBLISH_EVALUATION, cast.fund.pk)]
    with cohort.as_app(cohort.asker):
        actions.publish(evaluation, by=cohort.asker, at=at)
    assert waits(evaluation) == []
    assert Evaluation.objects.get(pk=evaluation.pk).status == Status.PUBLISHED


def test_after_the_day_it_is_published_without_a_reply(cohort: Study) -> None:
    at = cohort.cast.now
    evaluation, question, extract = cohort.frozen()
    with cohort.as_app(cohort.evaluator):
        actions.compute(question, extract, by=cohort.evaluator, at=at)
        until = at.date() + timedelta(days=1)
        actions.report(evaluation, "They are.", until, by=cohort.evaluator, at=at)
    with cohort.as_app(cohort.asker):
        actions.publish(evaluation, by=cohort.asker, at=at + timedelta(days=3))
    assert Evaluation.objects.get(pk=evaluation.pk).reply == ""
    assert waits(evaluation) == []


def test_each_party_takes_its_own_steps_alone(study: Study) -> None:
    evaluation = study.begin()
    study.state(evaluation)
    with study.as_app(study.asker), pytest.raises(PermissionDenied):
        actions.declare(evaluation, by=study.asker, at=study.cast.now)
    # And past the actions: the database refuses another party's step.
    with study.as_app(study.manager), pytest.raises(DatabaseError), transaction.atomic():
        Evaluation.objects.filter(pk=evaluation.pk).update(
            status=Status.DECLARED, declared_at=study.cast.now
        )
