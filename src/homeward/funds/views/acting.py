"""What the views share: a form that is taken or shown again, and refusals with every reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from homeward.access.pages import Request
from homeward.core.refusals import Refused


def attempt(act: Callable[[], Any]) -> tuple[Any, list[Any]]:
    """What the action gave, and the reasons where it was refused."""
    try:
        return act(), []
    except Refused as refusal:
        return None, list(refusal.reasons)


def form_page(
    request: Request,
    form: Any,
    act: Callable[[], Any],
    *,
    done: str,
    to: Callable[[Any], str],
    template: str = "funds/form.html",
    **context: Any,
) -> HttpResponse:
    """A page of one form: taken, it leads on; refused, it keeps what was typed."""
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given, reasons = attempt(act)
        if not reasons:
            messages.success(request, done)
            return redirect(to(given))
    shown = {"section": "funds", "form": form, "reasons": reasons} | context
    return render(request, template, shown, status=409 if reasons or form.errors else 200)


def typed(request: Request) -> Any:
    return request.POST if request.method == "POST" else None
