"""Texts for occasions, in languages and versions; and quiet hours."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.core.refusals import Refused
from homeward.messages import actions, queries, rules
from homeward.messages.choices import Occasion
from homeward.messages.forms import HoursForm, TextForm

WRITE = "messages.write_texts"
SECTION = "messages"


@page(WRITE)
def index(request: Request) -> HttpResponse:
    own = {(text.occasion, text.language): text for text in queries.texts()}
    shown = [("en", True), ("fr", True), ("ar", True)]
    others = {language for _occasion, language in own} - {code for code, _house in shown}
    rows = []
    for occasion in Occasion:
        for language, house in [*shown, *((code, False) for code in sorted(others))]:
            text = own.get((occasion.value, language))
            if text is None and not house:
                continue
            body = text.body if text else queries.of_house(occasion, language)
            rows.append(
                {
                    "occasion": occasion,
                    "language": language,
                    "language_name": queries.language_name(language),
                    "text": text,
                    "body": body,
                    "parts": rules.parts_of(body),
                }
            )
    context = {"section": SECTION, "tab": "texts", "rows": rows}
    return render(request, "messages/texts.html", context)


@page(WRITE)
def write(request: Request) -> HttpResponse:
    sent = request.method == "POST"
    occasion, language = request.GET.get("occasion", ""), request.GET.get("language", "en")
    initial = {"occasion": occasion, "language": language}
    if occasion in Occasion.values:
        initial["body"] = queries.wording(request.user.organisation_of_rows.pk, occasion, language)[
            0
        ]
    form = TextForm(request.POST if sent else None, initial=initial)
    reasons: list[Any] = []
    if sent and form.is_valid():
        try:
            text = actions.write(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("Version %(n)d is in use now.") % {"n": text.version})
            return redirect("messages:texts")
    context = {
        "section": SECTION,
        "title": _("Write a text"),
        "lead": _("What is saved is a new version. The one before stays to be seen."),
        "crumb": _("Texts"),
        "back": reverse("messages:texts"),
        "form": form,
        "reasons": reasons,
        "save": _("Save the version"),
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "core/form.html", context, status=status)


@page(WRITE)
def versions(request: Request, occasion: str, lang: str) -> HttpResponse:
    if occasion not in Occasion.values:
        raise Http404
    context = {
        "section": SECTION,
        "occasion": Occasion(occasion),
        "language": lang,
        "language_name": queries.language_name(lang),
        "rows": queries.versions(occasion, lang),
    }
    return render(request, "messages/versions.html", context)


@page(WRITE)
def hours(request: Request) -> HttpResponse:
    sent = request.method == "POST"
    form = HoursForm(request.POST if sent else None, initial={"starts": "20:00", "ends": "08:00"})
    reasons: list[Any] = []
    if sent and form.is_valid():
        given = form.cleaned_data
        try:
            actions.state_hours(
                given["country"], given["zone"], starts=given["starts"], ends=given["ends"],
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("These hours are kept from now on."))
            return redirect("messages:hours")
    context = {
        "section": SECTION,
        "tab": "hours",
        "rows": queries.hours(),
        "form": form,
        "reasons": reasons,
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "messages/hours.html", context, status=status)
