"""Specialists: whom a case worker can ask, and one's own entry."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.core.refusals import Refused
from homeward.places.names import language_choices, language_name
from homeward.programmes.choices import Category
from homeward.stakeholders import forms, queries
from homeward.stakeholders.actions import listing

SECTION = {"section": "specialists"}
A_PAGE = 30


@page("stakeholders.read")
def specialists(request: Request) -> HttpResponse:
    asked = {n: request.GET.get(n, "")[:40] for n in ("need", "language", "country", "group")}
    found = queries.specialists(**asked, today=timezone.localdate())
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "is_narrowed": any(asked.values()),
        "page": shown,
        "rows": [
            (
                specialist,
                [Category(need).label for need in specialist.needs],
                [language_name(code) for code in specialist.languages],
            )
            for specialist in shown
        ],
        "needs": Category.choices,
        "languages": language_choices(),
        "countries": queries.countries_of_specialists(),
        "groups": queries.target_groups(),
        "own": queries.own_entry(request.user),
    }
    return render(request, "stakeholders/specialists.html", SECTION | context)


@page("stakeholders.list_oneself")
def own_entry(request: Request) -> HttpResponse:
    """One's own entry: whoever lists themselves agrees to be asked by staff."""
    held = queries.own_entry(request.user)
    form = forms.SpecialistForm(request.POST or None, initial=forms.said_before(held, request.user))
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            listing.list_oneself(by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("You are listed, and confirmed today."))
            return redirect("stakeholders:specialists")
    context = {"form": form, "reasons": reasons, "held": held}
    status = 409 if reasons else 400 if form.errors else 200
    return render(request, "stakeholders/own_entry.html", SECTION | context, status=status)


@page("stakeholders.list_oneself")
@require_POST
def leave(request: Request) -> HttpResponse:
    listing.leave(by=request.user)
    messages.success(request, _("You are no longer listed."))
    return redirect("stakeholders:specialists")
