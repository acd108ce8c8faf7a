"""A page that asks one form, acts, and goes on: what most pages that write have in common."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from homeward.core.refusals import Refused


def ask(
    request: HttpRequest,
    form: BaseForm,
    act: Callable[[Mapping[str, Any]], Any],
    *,
    back: str | Callable[[Any], str],
    done: Any,
    context: Mapping[str, Any],
    template: str = "core/form.html",
) -> HttpResponse:
    """Shows the form; where it was sent and is sound, acts on what it says and leads `back`.

    A refusal shows all of its reasons and keeps what was typed. `context` has `title`, and for
    core/form.html also `save`, `lead`, `crumb`; for core/confirm.html what that one reads.
    """
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = act(form.cleaned_data)
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, done)
            return redirect(back if isinstance(back, str) else back(made))
    shown = {
        "form": form,
        "reasons": reasons,
        "save": _("Save"),
        "back": back if isinstance(back, str) else "",
        **context,
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, template, shown, status=status)


def data_of(request: HttpRequest) -> Any:
    """What was sent, or nothing where the page is only opened."""
    return request.POST if request.method == "POST" else None


def files_of(request: HttpRequest) -> Any:
    return request.FILES if request.method == "POST" else None
