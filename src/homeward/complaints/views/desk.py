"""The public page of an organisation: anybody tells it something, by name or without one.

Nobody is signed in and no session is begun. It gives back a reference and a code, once.
"""

from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation

from homeward.access import pages
from homeward.access.choices import ActorKind, Purpose
from homeward.access.models import Organisation
from homeward.access.pages import public_page
from homeward.complaints import actions, queries, rules
from homeward.complaints.forms import CodeForm, PublicForm
from homeward.complaints.models import Category
from homeward.complaints.views.shown import posted
from homeward.core import limits
from homeward.core.refusals import Refused

# A reception centre has one address for all who live in it.
SENT = limits.Limit("complaint", 30, 60 * 60)
NOBODY = "0"


@public_page
def desk(request: HttpRequest, organisation: int) -> HttpResponse:
    return pages.answer(
        _desk, "public", request, ActorKind.ANONYMOUS, NOBODY, Purpose.CASEWORK, (),
        {"org": get_object_or_404(Organisation, pk=organisation)},
    )  # fmt: skip


def _desk(request: HttpRequest, *, org: Organisation) -> HttpResponse:
    if not queries.is_open(org.pk):
        return render(request, "complaints/desk_closed.html", {"org": org}, status=404)
    categories = queries.categories(org.pk, on=timezone.localdate())
    form = PublicForm(posted(request), categories=categories)
    if request.method != "POST" or not form.is_valid():
        return _show(request, org, form, status=422 if form.errors else 200)
    if form.cleaned_data["website"]:
        # A program: it is told that all went well, and nothing is kept.
        return _sent(request, org, rules.new_reference(), rules.new_code(), form.chosen())
    if seconds := limits.wait(SENT, limits.address_of(request)):
        return limits.too_many(request, seconds)
    return _keep(request, org, form)


def _keep(request: HttpRequest, org: Organisation, form: PublicForm) -> HttpResponse:
    said = actions.Said(**form.said(), language=translation.get_language() or "en")
    try:
        taken = actions.send_in(said, form.chosen(), to=org, at=timezone.now())
    except Refused as refusal:
        return _show(request, org, form, reasons=refusal.reasons, status=409)
    return _sent(request, org, taken.complaint.reference, taken.code, form.chosen())


def _show(
    request: HttpRequest, org: Organisation, form: PublicForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"org": org, "form": form, "code_form": CodeForm(), **more}
    return render(request, "complaints/desk.html", context, status=status)


def _sent(
    request: HttpRequest, org: Organisation, reference: str, code: str, category: Category
) -> HttpResponse:
    """Never asked for again: no redirect carries the code, and no session keeps it."""
    today = timezone.localdate()
    url = actions.code_url(code)
    context = {
        "org": org,
        "reference": reference,
        "code": code,
        "url": url,
        "qr": segno.make(url, error="m").svg_data_uri(scale=4, border=2),
        "acknowledge_by": queries.day_after(
            today, category.acknowledge_days, category, org_id=org.pk
        ),
        "answer_by": queries.day_after(today, category.answer_days, category, org_id=org.pk),
    }
    response = render(request, "complaints/desk_sent.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@public_page
def enter(request: HttpRequest, organisation: int) -> HttpResponse:
    """The code, typed by whoever has no link: it leads to the page of the code."""
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        code = rules.plain(form.cleaned_data["code"])
        if code:
            return redirect("complaints:by_code", code)
    org = get_object_or_404(Organisation, pk=organisation)
    status = 422 if request.method == "POST" else 200
    return render(request, "complaints/enter.html", {"org": org, "form": form}, status=status)
