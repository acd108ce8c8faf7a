"""Reads of evaluations, extracts, results and lessons, all under the reader's gate."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.models import Q, QuerySet

from homeward.access.choices import OrganisationKind
from homeward.access.models import Organisation, User
from homeward.core.digits import are_digits
from homeward.estimation import changes
from homeward.evaluations import freezing
from homeward.evaluations.choices import ExtractStatus, Status
from homeward.evaluations.models import Evaluation, Extract, ExtractFile, Lesson, Question, Result
from homeward.programmes.models import Programme

# Waves in the order in which they are held; others follow by name.
WAVES = ("baseline", "midterm", "final")


def listed(*, status: str = "") -> QuerySet[Evaluation]:
    found = Evaluation.objects.select_related(
        "owner_org", "evaluator_org", "assessed_org", "programme"
    )
    return found.filter(status=status) if status in Status.values else found


def published() -> QuerySet[Evaluation]:
    return listed(status=Status.PUBLISHED).order_by("-published_at")


def evaluators() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=OrganisationKind.EVALUATOR).order_by("name")


def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.order_by("name")


def programmes() -> QuerySet[Programme]:
    return Programme.objects.exclude(lead_org=None).order_by("name")


def party(evaluation: Evaluation, user: User) -> str:
    """Which party somebody is of; "" for none."""
    return {
        evaluation.evaluator_org_id: "evaluator",
        evaluation.owner_org_id: "owner",
        evaluation.assessed_org_id: "assessed",
    }.get(user.organisation_id or 0, "")


def is_agreed(evaluator_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select evaluations_agreed(%s)", [evaluator_id])
        return bool(cursor.fetchone()[0])


def results_of(evaluation: Evaluation) -> QuerySet[Result]:
    return (
        Result.objects.filter(question__evaluation=evaluation)
        .select_related("question", "extract", "made_by")
        .prefetch_related("reruns")
    )


def published_results(evaluation: Evaluation) -> QuerySet[Result]:
    """For everybody: without who made them, since nobody outside reads users."""
    return Result.objects.filter(question__evaluation=evaluation).select_related(
        "question", "extract"
    )


def unanswered(evaluation: Evaluation) -> list[Question]:
    """Declared and never answered: a reader sees that they were asked."""
    return list(evaluation.questions.filter(results__isnull=True))


def frozen(evaluation: Evaluation) -> list[Extract]:
    return [extract for extract in evaluation.extracts.all() if extract.is_frozen]


def content(extract: Extract) -> bytes:
    """The bytes of the edition that stands; b"" for whoever may not have them."""
    held = ExtractFile.objects.filter(extract=extract).first()
    return held.content if held else b""


def columns_to_ask(evaluation: Evaluation) -> tuple[list[str], list[str]]:
    """Outcomes and covariates that the frozen extracts have, so that a form can offer them."""
    columns = [c for extract in frozen(evaluation) for c in extract.columns]
    outcomes = sorted({c["name"] for c in columns if c["kind"] == "number"})
    covariates = sorted({c["name"] for c in columns if c["kind"] != "key"} - {"group"})
    return outcomes, covariates


def thinned() -> list[UUID]:
    """Of which extracts a new edition waits to be written. For the job."""
    found = Extract.objects.filter(status__in=(ExtractStatus.ASKED, ExtractStatus.THINNED))
    return list(found.values_list("pk", flat=True))


def waves_in(columns: list[str]) -> list[str]:
    found = {name.removesuffix("_composite") for name in columns if name.endswith("_composite")}
    return [*(w for w in WAVES if w in found), *sorted(found - set(WAVES))]


def longitudinal(extract: Extract) -> dict[str, Any]:
    """Change from the first wave to each later one, by measure, and who was lost on the way.

    Read from the frozen bytes alone, so that every reader of the edition gets the same.
    """
    rows = freezing.rows_of(content(extract))
    columns = [c["name"] for c in extract.columns]
    waves = waves_in(columns)
    steps = [_step(rows, columns, waves[0], later) for later in waves[1:]] if rows else []
    return {"waves": waves, "steps": steps, "likeness": _likeness(rows, waves)}


def _step(rows: list[dict[str, str]], columns: list[str], first: str, later: str) -> dict[str, Any]:
    measures = [
        name.removeprefix(f"{first}_")
        for name in columns
        if name.startswith(f"{first}_") and not name.endswith("_months")
    ]
    pairs = {
        measure: (_numbers(rows, f"{first}_{measure}"), _numbers(rows, f"{later}_{measure}"))
        for measure in measures
        if f"{later}_{measure}" in columns
    }
    return {
        "first": first,
        "later": later,
        "changes": changes.paired(pairs),
        "attrition": _attrition(rows, first, later),
    }


def _attrition(rows: list[dict[str, str]], first: str, later: str) -> changes.Attrition | None:
    asked = [row for row in rows if row.get(f"{first}_composite")]
    if not asked:
        return None
    answered = np.array([bool(row.get(f"{later}_composite")) for row in asked])
    aided = np.array([row["group"] == "aided" for row in asked])
    covariates, names = [_numbers(asked, f"{first}_composite")], [f"{first}_composite"]
    for column in ("sex", "age_band"):
        for value in sorted({row.get(column, "") for row in asked} - {""}):
            covariates.append(np.array([float(row[column] == value) for row in asked]))
            names.append(f"{column}={value}")
    return changes.attrition(answered, np.column_stack(covariates), names, aided)


def _likeness(rows: list[dict[str, str]], waves: list[str]) -> changes.Likeness | None:
    """How alike people who arrived from the same country are at the first wave."""
    if not waves:
        return None
    there = [r for r in rows if r.get(f"{waves[0]}_composite") and r.get("host_country")]
    try:
        return changes.likeness(
            _numbers(there, f"{waves[0]}_composite"), np.array([r["host_country"] for r in there])
        )
    except ValueError:
        return None


def _numbers(rows: list[dict[str, str]], column: str) -> "np.ndarray[Any, np.dtype[np.float64]]":
    return np.array([float(row.get(column) or "nan") for row in rows])


def lessons(filters: Mapping[str, str]) -> QuerySet[Lesson]:
    """By words of title or text, tag, and programme. Newest first."""
    found = Lesson.objects.select_related("owner_org", "programme", "evaluation")
    for word in filters.get("q", "").split():
        found = found.filter(
            Q(title__icontains=word) | Q(text__icontains=word) | Q(rests_on__icontains=word)
        )
    if tag := filters.get("tag"):
        found = found.filter(tags__contains=[tag])
    if are_digits(programme := filters.get("programme", "")):
        found = found.filter(programme=int(programme))
    return found


def public_lessons(filters: Mapping[str, str]) -> QuerySet[Lesson]:
    return lessons(filters).filter(is_public=True)


def tags(rows: QuerySet[Lesson]) -> list[str]:
    return sorted({tag for held in rows.values_list("tags", flat=True) for tag in held})


def questions_of(evaluation: Evaluation) -> QuerySet[Question]:
    return evaluation.questions.select_related("indicator", "stated_by").prefetch_related("results")
