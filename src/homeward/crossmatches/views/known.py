"""Whom both know: the queue, the page on which our side decides, and what became of it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.refusals import Refused
from homeward.crossmatches import actions, queries
from homeward.crossmatches.choices import Decision, Outcome
from homeward.crossmatches.forms import DecisionForm, NoteForm, contact_of
from homeward.crossmatches.models import Crossmatch
from homeward.crossmatches.views.shown import SECTION, entries, shown, state, tabs

A_PAGE = 25


@require_GET
@page("crossmatches.read_known")
def known(request: Request) -> HttpResponse:
    every = "all" in request.GET
    rows = queries.known() if every else queries.waiting()
    sheet = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": SECTION,
        "tabs": tabs(request.user),
        "tab": "known",
        "sheet": sheet,
        "rows": shown(list(sheet.object_list)),
        "every": every,
    }
    return render(request, "crossmatches/known.html", context)


@page("crossmatches.read_known")
def one(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.of_pk(pk))
    return _page(request, found)


@page("crossmatches.decide")
def decide(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.of_pk(pk))
    if request.method != "POST":
        return _page(request, found)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    try:
        row = actions.decide(found, **form.said(), by=request.user, at=timezone.now())
    except Refused as refusal:
        return _page(request, found, form=form, reasons=refusal.reasons, status=409)
    messages.success(request, _told(row))
    return redirect("crossmatches:one", pk)


def _told(row: Crossmatch) -> str:
    if row.outcome == Outcome.AGREED:
        return _("Both want contact. Whom to ask stands below.")
    if row.decision == Decision.CONTACT:
        return _("Noted. The other organisation is shown nothing before it wants contact too.")
    return _("Noted.")


@require_POST
@page("crossmatches.decide")
def take_back(request: Request, pk: UUID) -> HttpResponse:
    return _noted(request, pk, actions.take_back, "reason", _("Taken back. Decide anew."))


@require_POST
@page("crossmatches.decide")
def reached(request: Request, pk: UUID) -> HttpResponse:
    return _noted(request, pk, actions.note_reached, "note", _("Noted that you spoke."))


def _noted(
    request: Request, pk: UUID, act: Callable[..., Crossmatch], field: str, done: str
) -> HttpResponse:
    found = get_object_or_404(queries.of_pk(pk))
    form = NoteForm(request.POST)
    form.is_valid()
    said = {field: form.cleaned_data.get("reason", "")}
    try:
        act(found, **said, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _page(request, found, reasons=refusal.reasons, status=409)
    messages.success(request, done)
    return redirect("crossmatches:one", pk)


def _page(
    request: Request,
    found: Crossmatch,
    *,
    form: DecisionForm | None = None,
    reasons: list[Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    may_decide = can(request.user, "crossmatches.decide")
    agreed = found.outcome == Outcome.AGREED
    mark, words = state(found)
    context = {
        "section": SECTION,
        "match": found,
        "case": queries.cases_of([found]).get(found.person_id),
        "mark": mark,
        "words": words,
        "agreed": agreed,
        "form": form or DecisionForm(initial={"contact": contact_of(request.user)}),
        "note_form": NoteForm(),
        "entries": entries(queries.steps(found)),
        "may_decide": may_decide and not agreed and found.decision in _UNDECIDED,
        "may_take_back": may_decide and not agreed and found.decision not in _UNDECIDED,
        "may_note": may_decide and agreed and found.reached_at is None,
        "reasons": reasons or [],
    }
    return render(request, "crossmatches/one.html", context, status=status)


_UNDECIDED = {Decision.WAITING, Decision.ASK_FIRST}
