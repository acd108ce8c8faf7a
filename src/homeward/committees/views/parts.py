"""What the pages share: a form on a page of its own, and rows that the reader sees."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from homeward.access.pages import Request
from homeward.access.permissions import can
from homeward.committees import queries
from homeward.committees.models import Committee, Decision, Meeting
from homeward.core.asking import ask
from homeward.core.refusals import Refused

SECTION = {"section": "committees"}
KEEP = "committees.keep"


def committee_of(pk: UUID) -> Committee:
    return get_object_or_404(queries.listed(), pk=pk)


def meeting_of(pk: UUID) -> Meeting:
    return get_object_or_404(queries.meetings(), pk=pk)


def decision_of(pk: UUID) -> Decision:
    return get_object_or_404(queries.decisions(), pk=pk)


def keeps(request: Request, committee: Committee) -> bool:
    """Whether the reader is of its secretariat."""
    return can(request.user, KEEP) and committee.secretariat_id == request.user.organisation_id


def for_keepers(request: Request, committee: Committee) -> Committee:
    if not keeps(request, committee):
        raise PermissionDenied(KEEP)
    return committee


def form_page(
    request: Request,
    form: BaseForm,
    act: Callable[[dict[str, Any]], Any],
    *,
    back: str,
    done: str,
    template: str = "core/form.html",
    **shown: Any,
) -> HttpResponse:
    """A form on a page of its own; `shown` has its title, and more where the page says more."""
    context = SECTION | {"cancel_url": back, **shown}
    return ask(
        request, form, lambda given: act(dict(given)), back=back, done=done, context=context,
        template=template,
    )  # fmt: skip


def act_page(
    request: Request,
    act: Callable[[], Any],
    *,
    back: str,
    done: str,
    again: Callable[[Any], HttpResponse],
) -> HttpResponse:
    """A button of a page: refused, the page says all reasons."""
    try:
        act()
    except Refused as refusal:
        return again(refusal.reasons)
    if done:
        messages.success(request, done)
    return redirect(back)
