from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.surveys import actions, breakdown, queries, rules
from homeward.surveys import health as health_queries
from homeward.surveys.choices import Reason, Status, Unit
from homeward.surveys.forms import InterviewForm, NotHeldForm, OtherInstrumentForm, initial_of
from homeward.surveys.models import InstrumentVersion, Score, Wave

PAGE = 25
SECTION = "surveys"


@page("surveys.interview")
def index(request: Request) -> HttpResponse:
    """The surveys to hold, those whose time is to come, and the cases without any."""
    show = request.GET.get("show", "")
    found = _found(request, show)
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    listed = list(shown)
    titles = cases.titles(listed) if show == "unplanned" else queries.titles(listed)
    rows = [(row, titles[row.pk]) for row in listed]
    context = {"page": shown, "rows": rows, "show": show, "section": SECTION}
    return render(request, "surveys/index.html", context)


@page("surveys.read")
def health(request: Request) -> HttpResponse:
    """What the organisation's cases answered on health, wave by wave."""
    charts = health_queries.figures(queries.RSS, reader=request.user, on=timezone.localdate())
    return render(request, "surveys/health.html", {"charts": charts, "section": SECTION})


def _found(request: Request, show: str) -> QuerySet[Any]:
    if show == "unplanned":
        return queries.unplanned(request.user)
    find = queries.later if show == "later" else queries.due
    return find(timezone.localdate(), reader=request.user)


@page("surveys.read", or_else=Purpose.SURVEY)
def of_case(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case.objects.select_related("worker"), pk=case_pk)
    return _case_page(request, case)


@page("surveys.plan")
@require_POST
def plan(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case.objects.select_related("worker"), pk=case_pk)
    if case.arrived_on is None:
        return _case_page(request, case, reasons=[Reason.NOT_ARRIVED])
    version = None
    if "version" in request.POST:
        form = OtherInstrumentForm(request.POST, versions=_others(list(queries.of_case(case))))
        if not form.is_valid():
            return _case_page(request, case, form=form)
        version = form.chosen()
    actions.plan_waves(
        case, arrived_on=case.arrived_on, version=version, by=request.user, at=timezone.now()
    )
    messages.success(request, _("The surveys are planned by the day of arrival."))
    return redirect("surveys:of_case", case_pk=case.pk)


def _others(waves: list[Wave]) -> list[InstrumentVersion]:
    """Instruments about a person or a household by which nothing is planned on the case yet."""
    planned = {wave.instrument for wave in waves}
    offered = queries.offered(on=timezone.localdate(), units=(Unit.PERSON, Unit.HOUSEHOLD))
    return [one for one in offered if one.instrument.code not in planned and one.windows]


def _case_page(
    request: Request,
    case: Case,
    *,
    reasons: Any = (),
    form: OtherInstrumentForm | None = None,
) -> HttpResponse:
    waves = list(queries.of_case(case))
    others = _others(waves) if waves and case.arrived_on else []
    rows = [
        {
            "wave": wave,
            "instrument": queries.named(wave.instrument_version),
            "score": queries.shown(kept) if (kept := queries.score_of(wave)) else "",
            "band": queries.band_name(kept) if kept else "",
            "submission": wave.submission,
            "reasons": _reasons_not_to_begin(request, wave),
        }
        for wave in waves
    ]
    context = {
        "case": case,
        "title": cases.titles([case])[case.pk],
        "rows": rows,
        "held": [wave for wave in waves if wave.status == Status.DONE],
        "health": health_queries.answers_in_each_wave(waves),
        "reasons": reasons,
        "others": (form or OtherInstrumentForm(versions=others)) if others else None,
        "section": SECTION,
    }
    status = 409 if reasons else 400 if form else 200
    return render(request, "surveys/case.html", context, status=status)


@page("surveys.interview", or_else=Purpose.SURVEY)
def fill(request: Request, pk: UUID) -> HttpResponse:
    """The interview. A draft is kept as it is; the answers are kept for good once sent."""
    wave = _wave(pk)
    return _receive(request, wave) if request.method == "POST" else _begin(request, wave)


def _begin(request: Request, wave: Wave) -> HttpResponse:
    if wave.status == Status.DONE and queries.score_of(wave):
        return redirect("surveys:score", pk=wave.pk)
    if wave.instrument_version.form_version_id:
        # Asked by its form, on the pages of a feature above.
        return redirect("interviews:fill", wave.pk)
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


@page("surveys.plan", or_else=Purpose.SURVEY)
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
    return redirect(_back(wave))


@page("surveys.read", or_else=Purpose.SURVEY)
def score(request: Request, pk: UUID) -> HttpResponse:
    """The scores, and every item they were made from."""
    kept = get_object_or_404(
        Score.objects.filter(wave__in=queries.wave_named(pk)).select_related(
            *(f"wave__{name}" for name in queries.OF_WAVE)
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
    return get_object_or_404(queries.wave_named(pk))


def _back(wave: Wave) -> str:
    """The surveys of its case, or the list where it is about a project or a community."""
    if wave.case_id:
        return reverse("surveys:of_case", args=[wave.case_id])
    return reverse("surveys:index")


def _about(wave: Wave) -> dict[str, Any]:
    return {
        "wave": wave,
        "case": wave.case,
        "back": _back(wave),
        "title": queries.titles([wave])[wave.pk],
        "instrument": wave.instrument_version.instrument,
        "section": SECTION,
    }


def _reasons_not_to_begin(request: Request, wave: Wave) -> list[Reason]:
    facts = queries.beginning_facts(wave, by=request.user, today=timezone.localdate())
    return rules.reasons_not_to_interview(facts)


def _refused(request: Request, wave: Wave, reasons: Any) -> HttpResponse:
    context = _about(wave) | {"reasons": reasons}
    return render(request, "surveys/refused.html", context, status=409)
