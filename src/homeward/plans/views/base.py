"""What the pages about a case's plan share: the case, its plan, and a page of one form."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from homeward.access.pages import Request
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.forms import BaseForm
from homeward.core.refusals import Refused
from homeward.plans import queries
from homeward.plans.models import Plan


def case_of(pk: UUID) -> Case:
    return get_object_or_404(
        Case.objects.select_related("programme", "accountable_org", "worker", "origin_country"),
        pk=pk,
    )


def plan_of(case: Case) -> Plan:
    """The plan as it stands: its latest version."""
    found = queries.of_case(case)
    return found if found else get_object_or_404(Plan, case=case)


def context_of(case: Case, **more: Any) -> dict[str, Any]:
    return {
        "section": "cases",
        "case": case,
        "title": cases.titles([case])[case.pk],
        "tab": "plan",
        **more,
    }


def form_page(
    request: Request,
    case: Case,
    form: BaseForm,
    save: Callable[[], Any],
    *,
    done: Any,
    template: str = "plans/form.html",
    to: str = "plans:plan",
    **context: Any,
) -> HttpResponse:
    """Shows the form, and on POST saves it; what was typed stays where it is refused."""
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, done)
            return redirect(to, case.pk)
    shown = context_of(case, form=form, reasons=reasons, **context)
    return render(request, template, shown, status=409 if reasons or form.errors else 200)
