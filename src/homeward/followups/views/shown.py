"""What the pages of this feature show alike."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from homeward.access.pages import Request
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.cases.models import Case

SECTION = "followups"
TABS = [
    ("mine", _("My list"), "followups.read"),
    ("contacts", _("In contact"), "followups.read"),
    ("interviewers", _("Interviewers"), "followups.assign"),
    ("figures", _("Response"), "followups.read_figures"),
    ("samples", _("Samples"), "followups.sample"),
    ("projects", _("Projects"), "followups.read"),
    ("relays", _("Relays"), "followups.keep_relays"),
    ("bodies", _("Named bodies"), "followups.read_bodies"),
    ("steps", _("The year"), "followups.read_bodies"),
]


def around(request: Request, here: str) -> dict[str, Any]:
    """The pages beside this one that the reader may open."""
    tabs = [
        {"key": key, "label": label, "url": reverse(f"followups:{key}")}
        for key, label, action in TABS
        if can(request.user, action)
    ]
    return {"section": SECTION, "tabs": tabs, "tab": here}


def case_of(pk: UUID) -> Case:
    return get_object_or_404(Case.objects.select_related("programme", "worker"), pk=pk)


# The pages of a case that its own page leads to.
OF_CASE = (
    "add", "after_closure", "ask_afterwards", "ask_relay", "lost", "plan", "try", "wish",
)  # fmt: skip
AFTER = "after_"


def is_after_closure(request: Request) -> bool:
    """Is this one of the pages that are read for surveys (views/after.py)?"""
    match = request.resolver_match
    return match is not None and (match.url_name or "").startswith(AFTER)


def address(request: Request, name: str, pk: UUID) -> str:
    """A page on the same ground as this one, where it is there on that ground."""
    if is_after_closure(request):
        try:
            return reverse(f"followups:{AFTER}{name}", args=[pk])
        except NoReverseMatch:
            return ""
    return reverse(f"followups:{name}", args=[pk])


def head(request: Request, case: Case) -> dict[str, Any]:
    """For cases/parts/head.html, and where the pages of the case are."""
    return {
        "section": "cases",
        "case": case,
        "title": cases.titles([case])[case.pk],
        "tab": "followups",
        "case_back": case_page(request, case),
        "go": {name: address(request, name, case.pk) for name in OF_CASE},
    }


def case_page(request: Request, case: Case) -> str:
    return address(request, "of_case", case.pk)
