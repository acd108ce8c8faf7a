"""Confirm, don't ask again: each fact with its origin; a correction leaves both to be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import actions, queries
from homeward.cases.choices import FactGroup
from homeward.cases.forms import CorrectForm
from homeward.cases.models import Case, Fact
from homeward.cases.queries import KnownFact
from homeward.cases.shown import origin, said, state
from homeward.core.refusals import Refused
from homeward.persons import queries as persons


@dataclass(frozen=True)
class Line:
    """One fact of the page."""

    fact: Fact
    origin: str
    state: str
    earlier: Sequence[tuple[Fact, str]]
    to_confirm: bool
    asked_again: bool


@page("cases.read")
def facts(request: Request, pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=pk)
    return _page(request, case)


def _page(request: Request, case: Case, *, status: int = 200, **more: Any) -> HttpResponse:
    known = queries.known_facts(case)
    may_confirm = can(request.user, "cases.confirm_facts") and case.is_open
    lines = [_line(one, request.user) for one in known]
    context = {
        "case": case,
        "title": queries.titles([case])[case.pk],
        "groups": _grouped(known, lines),
        "left": sum(line.to_confirm for line in lines),
        "may_confirm": may_confirm,
        "may_ask": can(request.user, "cases.take_intake") and case.is_open,
        "may_take": _may_take(case, request.user),
        "section": "cases",
        **more,
    }
    return render(request, "cases/facts.html", context, status=status)


def _may_take(case: Case, user: User) -> bool:
    return (
        case.is_open
        and can(user, "cases.confirm_facts")
        and case.accountable_org_id == user.organisation_id
        and case.worker_id != user.pk
    )


def _line(one: KnownFact, user: User) -> Line:
    """What another organisation wrote down and nobody here asked again is to be confirmed."""
    return Line(
        one.fact,
        origin(one),
        state(one),
        [(fact, said(fact)) for fact in one.earlier],
        one.fact.owner_org_id != user.organisation_id and not one.confirmations,
        bool(one.confirmations),
    )


def _grouped(
    known: Sequence[KnownFact], lines: Sequence[Line]
) -> list[tuple[FactGroup, list[Line]]]:
    by_fact = {line.fact.pk: line for line in lines}
    return [
        (group, [by_fact[one.fact.pk] for one in ones]) for group, ones in queries.grouped(known)
    ]


@page("cases.confirm_facts")
@require_POST
def confirm(request: Request, pk: UUID) -> HttpResponse:
    fact = get_object_or_404(Fact.objects.select_related("case"), pk=pk)
    try:
        actions.confirm_fact(fact, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _page(request, fact.case, reasons=refusal.reasons, status=409)
    messages.success(request, _("Confirmed: %(what)s.") % {"what": fact.get_kind_display()})
    return redirect("cases:facts", fact.case_id)


@page("cases.confirm_facts")
def correct(request: Request, pk: UUID) -> HttpResponse:
    fact = get_object_or_404(
        Fact.objects.select_related("case", "person", "recorded_by__organisation"), pk=pk
    )
    form = CorrectForm(
        request.POST if request.method == "POST" else None,
        initial={"value": fact.value, "said_on": timezone.localdate()},
    )
    if request.method != "POST":
        return _correct_page(request, fact, form)
    if not form.is_valid():
        return _correct_page(request, fact, form, status=422)
    try:
        actions.correct_fact(
            fact,
            form.cleaned_data["value"],
            said_by=form.cleaned_data["said_by"],
            said_on=form.cleaned_data["said_on"],
            said_by_name=form.cleaned_data["said_by_name"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _correct_page(request, fact, form, reasons=refusal.reasons, status=409)
    messages.success(request, _("Corrected. What was said before stays to be seen."))
    return redirect("cases:facts", fact.case_id)


def _correct_page(
    request: Request, fact: Fact, form: CorrectForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "case": fact.case,
        "title": persons.family_name_of(persons.members(fact.case.household_id)),
        "fact": fact,
        "origin": said(fact),
        "form": form,
        "section": "cases",
        **more,
    }
    return render(request, "cases/correct.html", context, status=status)
