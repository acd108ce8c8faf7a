"""What the views share: a page of one form, and a button that is taken or refused."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from homeward.access.pages import Request
from homeward.core.asking import ask
from homeward.core.refusals import Refused

PER_PAGE = 20


def form_page(
    request: Request,
    form: Any,
    act: Callable[[], Any],
    *,
    section: str,
    done: str,
    to: Callable[[Any], str],
    template: str = "core/form.html",
    **context: Any,
) -> HttpResponse:
    """`to` is where what was made is shown; `context` has the page's title and way back."""
    return ask(
        request, form, lambda _given: act(), back=to, done=done,
        context={"section": section, **context}, template=template,
    )  # fmt: skip


def act_on(
    request: Request,
    form: Any,
    act: Callable[[dict[str, Any]], Any],
    *,
    name: str,
    show: Callable[..., HttpResponse],
    done: str,
    to: str,
) -> HttpResponse:
    """A form of a detail page: refused, the page is shown again with it."""
    if form is not None and not form.is_valid():
        return show(forms={name: form}, status=422)
    try:
        act(form.cleaned_data if form is not None else {})
    except Refused as refusal:
        return show(forms={name: form} if name else {}, reasons=refusal.reasons, status=409)
    messages.success(request, done)
    return redirect(to)
