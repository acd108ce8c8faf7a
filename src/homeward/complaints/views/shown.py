"""What the pages of complaints share: one of them, a form page and how it is answered."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from homeward.access.pages import Request
from homeward.complaints import queries
from homeward.complaints.models import Complaint
from homeward.core.forms import BaseForm
from homeward.core.refusals import Refused

SECTION = "complaints"


def found_or_404(pk: UUID) -> Complaint:
    return get_object_or_404(queries.complaints(), pk=pk)


def page_of(complaint: Complaint) -> str:
    return reverse("complaints:complaint", args=[complaint.pk])


def posted(request: Any) -> Any:
    return request.POST if request.method == "POST" else None


def answer_form(
    request: Request,
    form: BaseForm,
    act: Callable[[], Any],
    *,
    done: str,
    said: str,
    template: str = "complaints/form.html",
    **context: Any,
) -> HttpResponse:
    """Shows the form; posted, it acts and goes on, or says all that stands in the way."""
    shown = {"form": form, "section": SECTION, **context}
    if request.method != "POST":
        return render(request, template, shown)
    if not form.is_valid():
        return render(request, template, shown, status=422)
    try:
        act()
    except Refused as refusal:
        return render(request, template, {**shown, "reasons": refusal.reasons}, status=409)
    messages.success(request, said)
    return redirect(done)


def of_complaint(complaint: Complaint, **more: Any) -> dict[str, Any]:
    return {"complaint": complaint, "back": page_of(complaint), **more}
