"""Extracts and results: asked for, taken, computed, made again, read."""

import io
import json
import zipfile
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.core.refusals import Refused
from homeward.estimation import findings, folder, words
from homeward.estimation import report as reports
from homeward.evaluations import actions, freezing, queries
from homeward.evaluations.forms import ComputeForm
from homeward.evaluations.models import Extract, Question, Result
from homeward.evaluations.views.steps import BAD, REFUSED
from homeward.evaluations.views.workspace import SECTION, found, show
from homeward.files.answers import to_keep

FORMS = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def _extract(extract_pk: UUID) -> Extract:
    return get_object_or_404(Extract.objects.select_related("evaluation"), pk=extract_pk)


@page("evaluations.read")
def extract(request: Request, extract_pk: UUID) -> HttpResponse:
    """The dictionary: what each column is, what was made coarse, and who is not in it."""
    held = _extract(extract_pk)
    context = {
        "extract": held,
        "evaluation": found(held.evaluation_id),
        "party": queries.party(held.evaluation, request.user),
        "counts": held.dictionary.get("counts", {}),
        "takings": held.takings.select_related("by"),
    }
    return render(request, "evaluations/extract.html", SECTION | context)


@page("evaluations.evaluate")
def take(request: Request, extract_pk: UUID, form: str) -> HttpResponse:
    """CSV or Parquet as an attachment; the taking is noted before the bytes leave."""
    held = _extract(extract_pk)
    if form not in FORMS:
        raise Http404(form)
    try:
        content = actions.take(held, form, by=request.user, at=timezone.now())
    except Refused as refusal:
        return show(request, found(held.evaluation_id), reasons=refusal.reasons, status=REFUSED)
    name = f"extract-{held.number}.{held.edition}.{form}"
    return to_keep(content, name=name, content_type=FORMS[form])


@page("evaluations.read")
def dictionary(request: Request, extract_pk: UUID) -> HttpResponse:
    held = _extract(extract_pk)
    content = {
        "extract": held.number, "edition": held.edition, "fingerprint_sha256": held.fingerprint,
        "smallest_group": held.smallest, "code_version": held.code_version, **held.dictionary,
    }  # fmt: skip
    return to_keep(
        json.dumps(content, indent=2, ensure_ascii=False).encode(),
        name=f"extract-{held.number}.{held.edition}.json", content_type="application/json",
    )  # fmt: skip


@page("evaluations.evaluate")
def waves(request: Request, extract_pk: UUID) -> HttpResponse:
    """Change between waves of the same people, and who was lost on the way."""
    held = _extract(extract_pk)
    context: dict[str, Any] = {
        "extract": held,
        "evaluation": found(held.evaluation_id),
        "found": None,
    }
    if held.is_frozen and queries.content(held):
        context["found"] = queries.longitudinal(held)
    return render(request, "evaluations/waves.html", SECTION | context)


@page("evaluations.evaluate")
@require_POST
def compute(request: Request, question_pk: UUID) -> HttpResponse:
    question = get_object_or_404(Question.objects.select_related("evaluation"), pk=question_pk)
    evaluation = found(question.evaluation_id)
    form = ComputeForm(request.POST, evaluation=evaluation)
    if not form.is_valid():
        return show(request, evaluation, form=form, status=BAD)
    try:
        made = actions.compute(
            question, form.cleaned_data["extract"], draws=form.cleaned_data["draws"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        return show(request, evaluation, reasons=refusal.reasons, status=REFUSED)
    messages.success(request, _("The question is answered from the frozen extract."))
    return redirect("evaluations:result", result_pk=made.pk)


def _result(result_pk: UUID) -> Result:
    return get_object_or_404(
        Result.objects.select_related("question__indicator", "extract", "made_by"), pk=result_pk
    )


@page("evaluations.read")
def result(request: Request, result_pk: UUID) -> HttpResponse:
    return _show(request, _result(result_pk))


def _show(request: Request, held: Result, *, reasons: Any = (), status: int = 200) -> HttpResponse:
    evaluation = found(held.question.evaluation_id)
    context = {
        "result": held,
        "evaluation": evaluation,
        "party": queries.party(evaluation, request.user),
        "reruns": held.reruns.select_related("by"),
        "reasons": reasons,
        **shown(held),
    }
    return render(request, "evaluations/result.html", SECTION | context, status=status)


def shown(held: Result) -> dict[str, Any]:
    """A result's numbers in the reader's words, for the workspace and the public page."""
    numbers = held.numbers
    return {
        "estimates": [_estimate(line) for line in numbers["estimates"]],
        "balance": [
            {**line, "after": after}
            for line, after in zip(
                numbers["balance"]["before"],
                numbers["balance"].get("ipw_att") or [None] * len(numbers["balance"]["before"]),
                strict=True,
            )
        ],
        "overlap": numbers["overlap"],
        "e_value": numbers["e_value"],
        "sentences": [(line["kind"] == "doubt", _said(line)) for line in numbers["findings"]],
    }


def _estimate(line: dict[str, Any]) -> dict[str, Any]:
    there = line["value"] is not None
    way, whom = words.METHODS[line["method"]], words.TARGETS[line["target"]]
    why = words.WHY_NOT.get(line["why"], "")
    return {
        "way": gettext(way),
        "whom": gettext(whom),
        "value": words.signed(line["value"]) if there else "",
        "low": words.signed(line["low"]) if there else "",
        "high": words.signed(line["high"]) if there else "",
        "why": "" if there else gettext(why),
        "n1": line["n1"],
        "n0": line["n0"],
    }


def _said(line: dict[str, Any]) -> str:
    finding = findings.Finding(findings.Kind(line["kind"]), line["code"], line["values"])
    return words.said(finding, gettext)


@page("evaluations.evaluate")
@require_POST
def again(request: Request, result_pk: UUID) -> HttpResponse:
    held = _result(result_pk)
    try:
        made = actions.run_again(held, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _show(request, held, reasons=refusal.reasons, status=REFUSED)
    messages.success(
        request,
        _("Made again: equal to the last digit.")
        if made.is_equal
        else _("Made again: the numbers differ. Look at the code versions."),
    )
    return redirect("evaluations:result", result_pk=held.pk)


@page("evaluations.evaluate")
def files(request: Request, result_pk: UUID) -> HttpResponse:
    """Tables, plots and the reading as one archive, made anew from the frozen edition."""
    held = _result(result_pk)
    question, content = held.question, queries.content(held.extract)
    if not content or held.extract.fingerprint != held.fingerprint:
        raise Http404("the edition is gone")
    study = freezing.study(content, question.outcome, question.treatment, question.covariates)
    made = folder.files(reports.of(study, seed=held.seed, draws=held.draws))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, one in made.items():
            # A fixed day, so that the same result gives the same archive.
            archive.writestr(zipfile.ZipInfo(name), one)
    return to_keep(packed.getvalue(), name="result.zip", content_type="application/zip")
