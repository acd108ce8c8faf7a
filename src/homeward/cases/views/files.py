"""What happens to the case itself: taken, noted on, closed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.cases import actions, queries
from homeward.cases.forms import CloseForm, NoteForm
from homeward.cases.models import Case
from homeward.cases.views.acting import case_form
from homeward.cases.way_forms import NothingForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused


@page("cases.confirm_facts")
@require_POST
def take(request: Request, pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=pk)
    return case_form(
        request,
        case,
        NothingForm(request.POST),
        lambda: actions.take(case, by=request.user, at=timezone.now()),
        done=_("The case is yours. Next: confirm the facts."),
        to=lambda taken: reverse("cases:facts", args=[taken.pk]),
        heading=_("Take the case"),
        save=_("Take the case"),
        back=case.get_absolute_url(),
    )


@page("cases.note")
def note(request: Request, pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=pk)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.note(case, form.cleaned_data["text"], by=request.user, at=timezone.now())
        messages.success(request, _("Note kept. It stands under “What happened”."))
        return redirect(case)
    return _page(request, case, form, "cases/note.html", status=422 if form.errors else 200)


@page("cases.close")
def close(request: Request, pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=pk)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _closing(request, case, form)
    try:
        actions.close(case, form.cleaned_data["reason"], by=request.user, at=timezone.now())
    except Refused as refusal:
        return _closing(request, case, form, reasons=refusal.reasons, status=409)
    messages.success(request, _("Case %(reference)s is closed.") % {"reference": case.reference})
    return redirect(case)


def _closing(
    request: Request, case: Case, form: CloseForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    consequences = [
        Consequence(
            _("Nobody writes on the case any more. What was written stays readable."), "file"
        ),
        Consequence(_("All that is still waiting on it ends."), "clock-pause"),
        Consequence(
            _("The household sees on its own pages that the case is closed, and why."), "eye"
        ),
    ]
    return _page(
        request, case, form, "cases/close.html", status=status, consequences=consequences, **more
    )


def _page(
    request: Request, case: Case, form: Any, template: str, *, status: int, **more: Any
) -> HttpResponse:
    context = {
        "case": case,
        "title": queries.titles([case])[case.pk],
        "form": form,
        "section": "cases",
        **more,
    }
    return render(request, template, context, status=status)
