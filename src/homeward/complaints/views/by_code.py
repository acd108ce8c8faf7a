"""The complainant's page: what became of it, the answer, and what one can still say to it.

A GET changes nothing. A code that has ended looks like one that never was.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation

from homeward.access.choices import Purpose
from homeward.access.pages import link_page, public_page
from homeward.complaints import actions, queries, rules
from homeward.complaints.choices import OVER
from homeward.complaints.forms import MoreForm
from homeward.complaints.models import Complaint
from homeward.complaints.queries import Held
from homeward.complaints.views.shown import posted
from homeward.core.forms import BaseForm
from homeward.core.limits import token_page
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused

NOT_FOUND = 404


@public_page
@token_page
def read(request: HttpRequest, token: str) -> HttpResponse:
    return _opened(request, token, _read)


@public_page
@token_page
def say(request: HttpRequest, token: str) -> HttpResponse:
    return _opened(request, token, _say)


@public_page
@token_page
def appeal(request: HttpRequest, token: str) -> HttpResponse:
    return _opened(request, token, _appeal)


@public_page
@token_page
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    return _opened(request, token, _withdraw)


def _opened(request: HttpRequest, token: str, show: Callable[..., HttpResponse]) -> HttpResponse:
    held = queries.link_of_code(token)
    if held is None:
        return render(request, "complaints/code_ended.html", status=NOT_FOUND)
    with translation.override(_language(request, held)):
        request.LANGUAGE_CODE = translation.get_language() or "en"
        response = link_page(show, Purpose.CASEWORK)(request, held.link, token=token)
        response.headers["Cache-Control"] = "no-store"
        return response


def _language(request: HttpRequest, held: Held) -> str:
    """That of the complaint, unless they chose another for the pages."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen and translation.check_for_language(chosen) else held.language


def _read(request: HttpRequest, *, token: str) -> HttpResponse:
    return _page(request, queries.by_code(), token)


def _page(
    request: HttpRequest,
    complaint: Complaint,
    token: str,
    *,
    more: MoreForm | None = None,
    against: MoreForm | None = None,
    reasons: object = (),
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    may_appeal = complaint.is_complaint and not rules.reasons_not_to_appeal(
        state=complaint.state, until=complaint.appeal_until, today=today, text="-"
    )
    context = {
        "complaint": complaint,
        "entries": queries.told(complaint),
        "token": token,
        "more_form": more or MoreForm(prefix="more"),
        "appeal_form": against or MoreForm(prefix="appeal"),
        "may_appeal": may_appeal,
        "is_over": complaint.state in OVER,
        "reasons": reasons,
    }
    return render(request, "complaints/by_code.html", context, status=status)


def _say(request: HttpRequest, *, token: str) -> HttpResponse:
    form = MoreForm(posted(request), prefix="more")
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_more(queries.by_code(), form.cleaned_data["text"], at=timezone.now())
        except Refused as refusal:
            about = queries.by_code()
            return _page(request, about, token, more=form, reasons=refusal.reasons, status=409)
    return redirect("complaints:by_code", token)


def _appeal(request: HttpRequest, *, token: str) -> HttpResponse:
    form = MoreForm(posted(request), prefix="appeal")
    if request.method == "POST" and form.is_valid():
        try:
            actions.appeal_by_code(queries.by_code(), form.cleaned_data["text"], at=timezone.now())
        except Refused as refusal:
            about = queries.by_code()
            return _page(request, about, token, against=form, reasons=refusal.reasons, status=409)
    return redirect("complaints:by_code", token)


def _withdraw(request: HttpRequest, *, token: str) -> HttpResponse:
    complaint = queries.by_code()
    if request.method == "POST":
        try:
            actions.withdraw_by_code(complaint, at=timezone.now())
        except Refused as refusal:
            return _page(request, complaint, token, reasons=refusal.reasons, status=409)
        return redirect("complaints:by_code", token)
    context = {
        "token": token,
        "complaint": complaint,
        "form": BaseForm(),
        "consequences": [
            Consequence(translation.gettext("Nobody looks into it any more."), "hourglass"),
            Consequence(
                translation.gettext("What you wrote stays kept, and you can still read it."), "file"
            ),
            Consequence(translation.gettext("You can complain again at any time."), "message"),
        ],
    }
    return render(request, "complaints/withdraw_by_code.html", context)
