"""What the pages of a case's way share: one form about a case, taken or shown with every reason."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from homeward.access.pages import Request
from homeward.cases import queries
from homeward.cases.models import Case
from homeward.core.refusals import Refused

SECTION = {"section": "cases"}


def attempt(act: Callable[[], Any]) -> tuple[Any, list[Any]]:
    """What the action gave, and the reasons where it was refused."""
    try:
        return act(), []
    except Refused as refusal:
        return None, list(refusal.reasons)


def case_form(
    request: Request,
    case: Case,
    form: Any,
    act: Callable[[], Any],
    *,
    done: str,
    to: Callable[[Any], str],
    heading: str,
    template: str = "cases/form.html",
    **context: Any,
) -> HttpResponse:
    """Taken, it leads on; refused, it keeps what was typed and names every reason."""
    reasons: Sequence[Any] = []
    if request.method == "POST" and form.is_valid():
        given, reasons = attempt(act)
        if not reasons:
            messages.success(request, done)
            return redirect(to(given))
    status = 409 if reasons else 422 if request.method == "POST" else 200
    return show(
        request, case, template, status=status, form=form, reasons=reasons, heading=heading,
        **context,
    )  # fmt: skip


def show(
    request: Request, case: Case, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    named = {"case": case, "title": queries.titles([case])[case.pk], "tab": "way"}
    return render(request, template, SECTION | named | context, status=status)
