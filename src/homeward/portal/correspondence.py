"""The person writes to whoever answers for their case, reads what was written, chooses channels."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request
from homeward.core.refusals import Refused
from homeward.correspondence import actions
from homeward.correspondence import queries as correspondence
from homeward.correspondence.choices import Way
from homeward.correspondence.forms import OwnAgreeForm, OwnWriteForm
from homeward.correspondence.models import OptIn
from homeward.persons.models import Person
from homeward.portal import queries
from homeward.portal.pages import own_page

LATEST = 50
BACK = "portal:messages"


@own_page("correspondence.own", back=BACK)
def index(request: Request) -> HttpResponse:
    return _shown(request)


def _shown(
    request: Request, *, form: OwnWriteForm | None = None, agree: OwnAgreeForm | None = None,
    reasons: list[Any] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    case = queries.own_case(request.user)
    context = {
        "rows": correspondence.of_person(_own(request).pk)[:LATEST],
        "opt_ins": correspondence.own_opt_ins(_own(request).pk),
        "case": case,
        "form": form or OwnWriteForm(initial={"key": uuid.uuid4()}),
        "agree": agree
        or OwnAgreeForm(
            initial={"channel": "sms", "country": case.origin_country_id if case else None}
        ),
        "reasons": reasons,
    }
    return render(request, "portal/messages.html", context, status=status)


@own_page("correspondence.own", back=BACK)
@require_POST
def write(request: Request) -> HttpResponse:
    """The form brings a key: what is sent a second time is taken once."""
    form = OwnWriteForm(request.POST)
    case = queries.own_case(request.user)
    if case is None:
        raise Http404
    if not form.is_valid():
        return _shown(request, form=form, status=422)
    given = form.cleaned_data
    try:
        actions.send_in(
            case, _own(request), given["text"], key=given["key"], by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        return _shown(request, form=form, reasons=list(refusal.reasons), status=409)
    messages.success(request, _("Sent. The answer stands here."))
    return redirect("portal:messages")


@own_page("correspondence.own", back=BACK)
@require_POST
def agree(request: Request) -> HttpResponse:
    form = OwnAgreeForm(request.POST)
    case = queries.own_case(request.user)
    if case is None:
        raise Http404
    if not form.is_valid():
        return _shown(request, agree=form, status=422)
    now = timezone.now()
    said = actions.Agreed(
        **form.cleaned_data, person=_own(request), way=Way.OWN_PAGE,
        language=translation.get_language() or "en", given_on=timezone.localdate(now),
    )  # fmt: skip
    try:
        actions.agree_own(case, said, by=request.user, at=now)
    except Refused as refusal:
        return _shown(request, agree=form, reasons=list(refusal.reasons), status=409)
    messages.success(request, _("Thank you. We write to you there from now on."))
    return redirect("portal:messages")


@own_page("correspondence.own", back=BACK)
@require_POST
def end(request: Request, pk: UUID) -> HttpResponse:
    actions.end_own(get_object_or_404(OptIn, pk=pk), by=request.user, at=timezone.now())
    messages.success(request, _("Ended. Nothing is sent there any more."))
    return redirect("portal:messages")


def _own(request: Request) -> Person:
    if request.user.person_id is None:
        raise Http404
    return get_object_or_404(Person, pk=request.user.person_id)
