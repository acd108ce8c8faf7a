"""Extracts: asked for by the evaluator, frozen by the job, taken with a note, thinned again."""

import secrets
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from importlib.metadata import version
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from procrastinate.contrib.django import app

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.evaluations import coarsening, freezing, queries, rules
from homeward.evaluations.actions.steps import locked
from homeward.evaluations.choices import ExtractStatus, Reason
from homeward.evaluations.models import (
    Evaluation,
    EvaluationSecret,
    Extract,
    ExtractedPerson,
    ExtractFile,
    Leaver,
    Taking,
)

JOB = "homeward.evaluations.jobs.freeze"
SECRET_BYTES = 32


def code_version() -> str:
    return version("homeward")


@transaction.atomic
def ask(
    evaluation: Evaluation,
    *,
    instrument: str,
    arrived_from: date,
    arrived_until: date,
    smallest: int,
    by: User,
    at: datetime,
    facts: Sequence[str] = (),
    items: Sequence[str] = (),
) -> Extract:
    """The evaluator asks for an extract; the worker's job freezes it."""
    require(by, "evaluations.evaluate")
    found = locked(evaluation, by, "evaluator")
    agreed = queries.is_agreed(found.evaluator_org_id)
    refuse_if(rules.reasons_not_to_freeze(status=found.status, is_agreed=agreed))
    last = found.extracts.aggregate(last=Max("number"))["last"] or 0
    extract = Extract.objects.create(
        evaluation=found, number=last + 1, instrument=instrument, arrived_from=arrived_from,
        arrived_until=arrived_until, smallest=smallest, items=list(items), asked_by=by,
        facts=[name for name in coarsening.TELLING if name in facts],
        asked_at=at,
    )  # fmt: skip
    app.configure_task(JOB).defer(extract_id=str(extract.pk))
    return extract


@transaction.atomic
def freeze(extract: Extract, *, at: datetime) -> None:
    """Makes the first edition from the cohort, or the next one without those who left. By the job.

    A later edition reads no person again: an edition is what was frozen, less somebody.
    """
    extract = Extract.objects.select_for_update(of=("self",)).get(pk=extract.pk)
    if extract.status == ExtractStatus.ASKED:
        _first(extract, at=at)
    elif extract.status == ExtractStatus.THINNED:
        _next(extract, at=at)


def _first(extract: Extract, *, at: datetime) -> None:
    people, cohort = _people(extract)
    secret = _secret(extract.evaluation_id)
    rows, persons = _rows(extract, people, secret)
    rows, told, small = _coarse(extract, rows)
    kept = {row[freezing.KEY] for row in rows}
    persons = [one for one in persons if one.key in kept]
    ExtractedPerson.objects.bulk_create(persons, batch_size=5_000)
    counts = {**cohort, "in_small_groups": small, "people": len(rows)}
    extract.dictionary = freezing.dictionary(rows, told, counts)
    _put(extract, freezing.as_csv(rows) if rows else b"", len(rows), at=at)


def _people(extract: Extract) -> tuple[list[tuple[UUID | None, UUID | None, Any]], dict[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select person, submission, facts::text from evaluations_people(%s)", [extract.pk]
        )
        people = cursor.fetchall()
        cursor.execute("select cohort, covered from evaluations_cohort(%s)", [extract.pk])
        cohort, covered = cursor.fetchone()
    return people, {"cohort": cohort, "not_covered": cohort - covered}


def _secret(evaluation_id: UUID) -> bytes:
    """One for all extracts of an evaluation, so that a later wave finds the same people."""
    held, _made = EvaluationSecret.objects.get_or_create(
        evaluation_id=evaluation_id, defaults={"secret": secrets.token_bytes(SECRET_BYTES)}
    )
    secret: bytes = held.secret
    return secret


def _rows(
    extract: Extract, people: Sequence[tuple[UUID | None, UUID | None, Any]], secret: bytes
) -> tuple[list[coarsening.Cells], list[ExtractedPerson]]:
    rows, persons = [], []
    for person, submission, text in people:
        facts = freezing.facts_of(text)
        subject = person or submission
        if subject is None:
            continue
        key = coarsening.key_of(secret, subject)
        cells = coarsening.cells_of(facts, extract.facts) | coarsening.answers_of(
            facts, extract.items
        )
        rows.append({freezing.KEY: key, **cells})
        # Nobody registered stands behind a resident's answers: their own row is what is erased.
        if person:
            persons.append(ExtractedPerson(extract=extract, person_id=person, key=key))
    return rows, persons


def _coarse(
    extract: Extract, rows: list[coarsening.Cells]
) -> tuple[list[coarsening.Cells], coarsening.Told, int]:
    """A group of fewer than `smallest` is left out: its size alone would tell of somebody."""
    groups = Counter(row["group"] for row in rows)
    kept = [row for row in rows if groups[row["group"]] >= extract.smallest]
    coded = [*extract.facts, *(f"answer_{item}" for item in extract.items)]
    coarse, told = coarsening.coarsen(kept, coded, extract.smallest)
    return coarse, told, len(rows) - len(kept)


def _next(extract: Extract, *, at: datetime) -> None:
    leavers = Leaver.objects.filter(extract=extract)
    keys = set(leavers.values_list("key", flat=True))
    held = ExtractFile.objects.get(extract=extract)
    content = freezing.without(held.content, keys)
    rows = freezing.rows_of(content)
    counts = extract.dictionary["counts"]
    left = counts.get("left_since", 0) + len(keys)
    told = freezing.told_of(extract.dictionary)
    extract.dictionary = freezing.dictionary(
        rows, told, {**counts, "left_since": left, "people": len(rows)}
    )
    leavers.delete()
    _put(extract, content if rows else b"", len(rows), at=at)


def _put(extract: Extract, content: bytes, people: int, *, at: datetime) -> None:
    ExtractFile.objects.update_or_create(extract=extract, defaults={"content": content})
    extract.status = ExtractStatus.FROZEN if content else ExtractStatus.EMPTY
    extract.edition += 1
    extract.fingerprint = freezing.fingerprint(content) if content else ""
    extract.people, extract.frozen_at, extract.code_version = people, at, code_version()
    extract.save()


@transaction.atomic
def take(extract: Extract, form: str, *, by: User, at: datetime) -> bytes:
    """Gives the bytes as csv, parquet or dictionary, and notes first who took them."""
    require(by, "evaluations.evaluate")
    content = queries.content(extract)
    if not extract.is_frozen or not content:
        raise Refused(Reason.NOT_FROZEN)
    Taking.objects.create(extract=extract, edition=extract.edition, form=form, by=by, at=at)
    return freezing.as_parquet(content) if form == "parquet" else content


def forget(person_id: UUID, recipient_id: int) -> None:
    """Somebody no longer consents: they leave the extracts of this evaluator."""
    with connection.cursor() as cursor:
        cursor.execute("select evaluations_forget(%s, %s)", [person_id, recipient_id])
