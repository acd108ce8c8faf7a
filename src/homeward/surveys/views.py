from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.surveys import actions, breakdown, queries, rules
from homeward.surveys.choices import Reason, Status
from homeward.surveys.forms import InterviewForm, NotHeldForm, initial_of
from homeward.surveys.models import Score, Wave

PAGE = 25
SECTION = "surveys"


@page("surveys.interview")
def index(request: Request) -> HttpResponse:
    """The surveys to hold, those whose time is to come, and the cases without any."""
    show = request.GET.get("show", "")
    found = _found(request, show)
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    listed = list(shown)
    titles = cases.titles([row if isinstance(row, Case) else row.case for row in listed])
    rows = [(row, titles[row.pk if isinstance(row, Case) else row.case_id]) for row in listed]
    context = {"page": shown, "rows": rows, "show": show, "section": SECTION}
    return render(request, "surveys/index.html", context)


def _found(request: Request, show: str) -> QuerySet[Any]:
    if show == "unplanned":
        return queries.unplanned(request.user)
    find = queries.later if show == "later" else queries.due
    return find(timezone.localdate(), reader=request.user)


@page("surveys.read")
def of_case(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case.objects.select_related("worker"), pk=case_pk)
    return _case_page(request, case)


@page("surveys.plan")
@require_POST
def plan(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case.objects.select_related("worker"), pk=case_pk)
    if case.arrived_on is None:
        return _case_page(request, case, reasons=[Reason.NOT_ARRIVED])
    actions.plan_waves(case, arrived_on=case.arrived_on, by=request.user, at=timezone.now())
    messages.success(request, _("The surveys are planned by the day of arrival."))
    return redirect("surveys:of_case", case_pk=case.pk)


def _case_page(request: Request, case: Case, *, reasons: Any = ()) -> HttpResponse:
    rows = [
        {
            "wave": wave,
            "instrument": wave.instrument_version.instrument,
            "score": queries.shown(kept) if (kept := queries.score_of(wave)) else "",
            "band": queries.band_name(kept) if kept else "",
            "submission": wave.submission,
            "reasons": _reasons_not_to_begin(request, wave),
        }
        for wave in queries.of_case(case)
    ]
    context = {
        "case": case,
        "title": cases.titles([case])[case.pk],
        "rows": rows,
        "reasons": reasons,
        "section": SECTION,
    }
    return render(request, "surveys/case.html", context, status=409 if reasons else 200)


@page("surveys.interview")
def fill(request: Request, pk: UUID) -> HttpResponse:
    """The interview. A draft is kept as it is; the answers are kept for good once sent."""
    wave = _wave(pk)
    return _receive(request, wave) if request.method == "POST" else _begin(request, wave)


def _begin(request: Request, wave: Wave) -> HttpResponse:
    if wave.status == Status.DONE:
        return redirect("surveys:score", pk=wave.pk)
    if reasons := _reasons_not_to_begin(request, wave):
        return _refused(request, wave, reasons)
    sheet = queries.sheet(wave)
    form = InterviewForm(sheet, initial=initial_of(sheet, wave.draft))
    return _form_page(request, wave, form)


def _receive(request: Request, wave: Wave) -> HttpResponse:
    form = InterviewForm(queries.sheet(wave), request.POST)
    try:
        if "draft" in request.POST:
            return _save_draft(request, wave, form)
        if not form.is_valid():
            return _form_page(request, wave, form, status=400)
        return _submit(request, wave, form)
    except Refused as refusal:
        return _form_page(request, wave, form, reasons=refusal.reasons, status=409)


def _save_draft(request: Request, wave: Wave, form: InterviewForm) -> HttpResponse:
    actions.save_draft(
        wave,
        form.ticked(),
        held_on=form.held_on_if_given(),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("The draft is saved. It has no score until the answers are sent."))
    return redirect("surveys:fill", pk=wave.pk)


def _submit(request: Request, wave: Wave, form: InterviewForm) -> HttpResponse:
    actions.submit(
        wave,
        form.answers(),
        held_on=form.cleaned_data["held_on"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("The answers are kept and scored."))
    return redirect("surveys:score", pk=wave.pk)


def _form_page(
    request: Request, wave: Wave, form: InterviewForm, *, reasons: Any = (), status: int = 200
) -> HttpResponse:
    context = {
        **_about(wave),
        "form": form,
        "reasons": reasons,
        "sections": form.sections(),
        "source": form.sheet.source,
    }
    return render(request, "surveys/fill.html", context, status=status)


@page("surveys.plan")
def not_held(request: Request, pk: UUID) -> HttpResponse:
    wave = _wave(pk)
    form = NotHeldForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        status = 400 if form.errors else 200
        return render(
            request, "surveys/not_held.html", _about(wave) | {"form": form}, status=status
        )
    try:
        actions.end_without_answers(
            wave, form.cleaned_data["reason"], by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return _refused(request, wave, refusal.reasons)
    messages.success(request, _("The survey is noted as not held."))
    return redirect("surveys:of_case", case_pk=wave.case_id)


@page("surveys.read")
def score(request: Request, pk: UUID) -> HttpResponse:
    """The scores, and every item they were made from."""
    kept = get_object_or_404(
        Score.objects.filter(wave__case__reference__isnull=False).select_related(
            "wave__case", "wave__instrument_version__instrument"
        ),
        wave_id=pk,
    )
    submission = queries.answers_of(kept)
    if submission is None or kept.wave is None:
        raise Http404
    again = queries.scored_again(submission, kept)
    context = {
        **_about(kept.wave),
        "score": kept,
        "submission": submission,
        "sheet": again.instrument,
        "parts": breakdown.parts(again),
        "composite": breakdown.figure(again.composite),
        "band": queries.said(again.band.labels),
        "band_limits": breakdown.limits(again.instrument, again.band),
        "counts": breakdown.counts(again),
        "options": breakdown.options(again),
        "summary": breakdown.summary(kept, queries.scores_until(kept.wave)),
        "without_answer": breakdown.figure(again.instrument.points_without_answer),
    }
    return render(request, "surveys/score.html", context)


def _wave(pk: UUID) -> Wave:
    return get_object_or_404(
        Wave.objects.filter(case__reference__isnull=False).select_related(
            "case__worker", "draft_by", "instrument_version__instrument"
        ),
        pk=pk,
    )


def _about(wave: Wave) -> dict[str, Any]:
    if wave.case is None:
        raise Http404
    return {
        "wave": wave,
        "case": wave.case,
        "title": cases.titles([wave.case])[wave.case.pk],
        "instrument": wave.instrument_version.instrument,
        "section": SECTION,
    }


def _reasons_not_to_begin(request: Request, wave: Wave) -> list[Reason]:
    facts = queries.beginning_facts(wave, by=request.user, today=timezone.localdate())
    return rules.reasons_not_to_interview(facts)


def _refused(request: Request, wave: Wave, reasons: Any) -> HttpResponse:
    context = _about(wave) | {"reasons": reasons}
    return render(request, "surveys/refused.html", context, status=409)
