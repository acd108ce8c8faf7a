"""What the views share: a form that is taken or shown again, and refusals with every reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from homeward.access.pages import Request
from homeward.core.refusals import Refused
from homeward.programmes.models import Programme

SECTION = {"section": "programmes"}


def programme_of(pk: int) -> Programme:
    return get_object_or_404(Programme.objects.select_related("lead_org", "funder_org"), pk=pk)


def attempt(act: Callable[[], Any]) -> tuple[Any, list[Any]]:
    """What the action gave, and the reasons where it was refused."""
    try:
        return act(), []
    except Refused as refusal:
        return None, list(refusal.reasons)


def form_page(
    request: Request,
    template: str,
    form: Any,
    act: Callable[[], Any],
    *,
    done: str,
    to: Callable[[Any], str],
    **context: Any,
) -> HttpResponse:
    """A page of one form: taken, it leads on; refused, it keeps what was typed."""
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given, reasons = attempt(act)
        if not reasons:
            messages.success(request, done)
            return redirect(to(given))
    shown = SECTION | {"form": form, "reasons": reasons} | context
    return render(request, template, shown, status=409 if reasons else 200)
