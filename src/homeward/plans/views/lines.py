"""The lines of a drafted plan, with a search of the directory inside the form."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.persons import queries as persons
from homeward.plans import actions, queries
from homeward.plans.choices import PlanStatus
from homeward.plans.forms import LineForm, said_of
from homeward.plans.models import Plan, PlanLine
from homeward.services import queries as services

FOUND = 8


@page("plans.draft")
def add(request: Request, case_pk: UUID) -> HttpResponse:
    case = _case(case_pk)
    plan = get_object_or_404(Plan, case=case, status=PlanStatus.DRAFT)
    return _answer(request, case, plan, None)


@page("plans.draft")
def change(request: Request, case_pk: UUID, pk: UUID) -> HttpResponse:
    case = _case(case_pk)
    return _answer(request, case, *_line(case, pk))


@page("plans.draft")
def remove(request: Request, case_pk: UUID, pk: UUID) -> HttpResponse:
    case = _case(case_pk)
    _plan, line = _line(case, pk)
    reasons: list[Any] = []
    if request.method == "POST":
        try:
            actions.remove_line(line, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Line removed from the draft."))
            return redirect("plans:plan", case.pk)
    context = {
        "section": "cases",
        "title": _("Remove “%(line)s” from the plan?") % {"line": line.title},
        "consequences": [Consequence(_("The line is deleted from the draft. Nobody is told."))],
        "form": BaseForm(),
        "reasons": reasons,
        "danger": _("Remove the line"),
        "cancel_url": reverse("plans:plan", args=[case.pk]),
    }
    return render(request, "core/confirm.html", context, status=409 if reasons else 200)


def _case(pk: UUID) -> Case:
    return get_object_or_404(Case.objects.select_related("programme", "origin_country"), pk=pk)


def _line(case: Case, pk: UUID) -> tuple[Plan, PlanLine]:
    line = get_object_or_404(
        PlanLine.objects.select_related("plan", "service", "beneficiary"), pk=pk, plan__case=case
    )
    return line.plan, line


def _answer(request: Request, case: Case, plan: Plan, line: PlanLine | None) -> HttpResponse:
    reasons: list[Any] = []
    form = _form(request, case, plan, line)
    if request.method == "POST" and "find" in request.POST:
        # Another round of the same form: what was typed is kept, nothing is judged yet.
        form = _form(request, case, plan, line, typed={b.name: b.value() for b in form})
    elif request.method == "POST" and form.is_valid():
        try:
            return _save(request, case, plan, line, form)
        except Refused as refusal:
            reasons = refusal.reasons
    context = {
        "section": "cases",
        "case": case,
        "title": cases.titles([case])[case.pk],
        "tab": "plan",
        "line": line,
        "form": form,
        "reasons": reasons,
    }
    refused = reasons or (form.is_bound and form.errors)
    return render(request, "plans/line.html", context, status=409 if refused else 200)


def _save(
    request: Request, case: Case, plan: Plan, line: PlanLine | None, form: LineForm
) -> HttpResponse:
    now = timezone.now()
    if line:
        actions.change_line(line, form.line(), by=request.user, at=now)
        messages.success(request, _("Line saved."))
    else:
        actions.add_line(plan, form.line(), by=request.user, at=now)
        messages.success(request, _("Line added. Add another, or send the plan."))
    return redirect("plans:plan", case.pk)


def _form(
    request: Request,
    case: Case,
    plan: Plan,
    line: PlanLine | None,
    typed: dict[str, Any] | None = None,
) -> LineForm:
    on = timezone.localdate()
    return LineForm(
        request.POST if request.method == "POST" and typed is None else None,
        initial=typed or (said_of(line) if line else {}),
        members=persons.members(case.household_id),
        service_ids=_service_ids(request, case, line),
        currency=queries.currency_of(case, plan, on=on),
        goals=queries.goals(plan),
    )


def _service_ids(request: Request, case: Case, line: PlanLine | None) -> list[Any]:
    """The service chosen already, and what the words found in the country of return."""
    chosen: list[Any] = [line.service_id] if line and line.service_id else []
    try:
        chosen.append(forms.UUIDField(required=False).clean(request.POST.get("service")))
    except forms.ValidationError:
        chosen = [*chosen]
    words = request.POST.get("service_words", "").strip()
    found = services.search(words, country=case.origin_country_id)[:FOUND] if words else []
    return [pk for pk in [*chosen, *[service.pk for service in found]] if pk]
