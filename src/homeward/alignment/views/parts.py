"""What every page of alignment shows: its place in the navigation and the way to its sisters."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from homeward.access.pages import Request
from homeward.access.permissions import can

TABS = [
    ("index", _("Side by side"), "alignment.read"),
    ("pairs", _("Overlaps and duplicates"), "alignment.read"),
    ("gaps", _("Gaps"), "alignment.count"),
    ("calendar", _("Returns and openings"), "alignment.count"),
    ("programmes", _("Map of programmes"), "alignment.read"),
    ("sides", _("Which side"), "alignment.read"),
    ("funding", _("Funding"), "alignment.read"),
]


def show(
    request: Request, template: str, tab: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    tabs = [
        (reverse(f"alignment:{name}"), label, name == tab)
        for name, label, action in TABS
        if can(request.user, action)
    ]
    rest = request.GET.copy()
    rest.pop("page", None)
    shell = {"section": "alignment", "tabs": tabs, "kept": rest.urlencode()}
    return render(request, f"alignment/{template}.html", shell | context, status=status)


def form_page(
    request: Request,
    tab: str,
    *,
    title: Any,
    form: Any,
    reasons: list[Any],
    button: Any,
    back: tuple[str, Any],
    intro: Any = "",
) -> HttpResponse:
    context = {
        "title": title,
        "form": form,
        "reasons": reasons,
        "button": button,
        "back": back,
        "intro": intro,
    }
    return show(request, "form", tab, context, status=409 if reasons else 200)
