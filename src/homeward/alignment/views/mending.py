"""Pairs: why they don't meet, what is decided on them, what is proposed and answered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.models import Organisation
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.alignment import actions, forms, pages
from homeward.alignment.choices import Answer, Aspect, Decision
from homeward.alignment.models import Mend
from homeward.alignment.queries import pairs as queries
from homeward.alignment.views.parts import form_page, show
from homeward.core.refusals import Refused
from homeward.programmes.models import Programme

A_PAGE = 25


@page("alignment.read")
def pairs(request: Request) -> HttpResponse:
    """Overlaps, likely duplicates, and pairs of one place that don't meet, with decisions."""
    form = forms.PairsForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = queries.listed(queries.findings(), asked.get("kind") or "", asked.get("q") or "")
    sheet = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    stands = queries.standing([(f.first_id, f.second_id) for f in sheet])
    rows = [
        (finding, queries.lines(finding.reasons), queries.evidence(finding.reasons),
         stands.get((finding.first_id, finding.second_id)))
        for finding in sheet
    ]  # fmt: skip
    latest = queries.latest()
    context = {
        "form": form,
        "sheet": sheet,
        "rows": rows,
        "latest": latest,
        "step": pages.comparison_step(
            latest, list(queries.open_mends()), queries.undecided(), request.user
        ),
    }
    return show(request, "pairs", "pairs", context)


def _pair(one: int, other: int) -> queries.Pair:
    if one == other:
        raise Http404
    first, second = (get_object_or_404(Programme, pk=pk) for pk in (one, other))
    return queries.pair(first, second, on=timezone.localdate())


@page("alignment.read")
def pair(request: Request, one: int, other: int) -> HttpResponse:
    found = _pair(one, other)
    decisions = queries.decisions(found.first, found.second)
    mends = queries.mends(found.first, found.second)
    may_decide = can(request.user, "alignment.decide")
    context = {
        "pair": found,
        "lines": [
            (line, pages.MARKS[line.verdict], pages.reason_lines(line)) for line in found.lines
        ],
        "sides": list(zip((found.first, found.second), found.led_by, strict=True)),
        "decisions": decisions,
        "mends": [(mend, *pages.answer_mark(mend)) for mend in mends],
        "step": pages.pair_step(found, decisions, mends, request.user),
        "may_decide": may_decide,
        "may_propose": may_decide and bool(_leads(request, found)),
        "may_count": can(request.user, "alignment.count"),
    }
    return show(request, "pair", "pairs", context)


def _leads(request: Request, found: queries.Pair) -> list[Organisation]:
    return queries.leads(found, asking=request.user.organisation_id)


def _back(found: queries.Pair) -> tuple[str, str]:
    return (
        reverse("alignment:pair", args=[found.first.pk, found.second.pk]),
        _("%(one)s and %(other)s") % {"one": found.first, "other": found.second},
    )


@page("alignment.decide")
def decide(request: Request, one: int, other: int) -> HttpResponse:
    found = _pair(one, other)
    form = forms.DecideForm(request.POST or None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.decide(
                found.first,
                found.second,
                Decision(given["decision"]),
                reason=given["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Decided. The decisions before stay readable."))
            return redirect(_back(found)[0])
    return form_page(
        request,
        "pairs",
        title=_("Are these two the same?"),
        form=form,
        reasons=reasons,
        button=_("Keep this decision"),
        back=_back(found),
        intro=_("Nothing is merged or deleted by it: it tells others what was found out."),
    )


@page("alignment.decide")
def propose(request: Request, one: int, other: int) -> HttpResponse:
    found = _pair(one, other)
    initial = {"aspect": found.against[0].aspect if found.against else Aspect.DATES}
    form = forms.ProposeForm(request.POST or None, leads=_leads(request, found), initial=initial)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.propose(
                found.first,
                found.second,
                aspect=Aspect(given["aspect"]),
                text=given["text"],
                asked=given["asked"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Proposed. The answer is on the page of the pair."))
            return redirect(_back(found)[0])
    return form_page(
        request,
        "pairs",
        title=_("Propose a change"),
        form=form,
        reasons=reasons,
        button=_("Send the proposal"),
        back=_back(found),
        intro=_("The lead organisation holds it until it answers; you see its answer here."),
    )


def _mend(pk: UUID) -> Mend:
    return get_object_or_404(
        Mend.objects.select_related("first", "second", "asked_org", "by_org", "by"), pk=pk
    )


@page("alignment.read")
def mend(request: Request, pk: UUID) -> HttpResponse:
    found = _mend(pk)
    is_asked = queries.is_asked(found, request.user.organisation_id)
    may_answer = is_asked and found.answered_at is None and can(request.user, "alignment.decide")
    context = {
        "mend": found,
        "mark": pages.answer_mark(found),
        "form": forms.AnswerForm() if may_answer else None,
        "reasons": [],
    }
    return show(request, "mend", "pairs", context)


@page("alignment.decide")
def answer(request: Request, pk: UUID) -> HttpResponse:
    found = _mend(pk)
    form = forms.AnswerForm(request.POST or None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.answer(
                found,
                Answer(given["answer"]),
                reason=given["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Answered. Whoever proposed it reads it on the same page."))
            return redirect("alignment:mend", pk=pk)
    context = {
        "mend": found,
        "mark": pages.answer_mark(found),
        "form": form,
        "reasons": reasons,
    }
    return show(request, "mend", "pairs", context, status=409 if reasons else 200)
