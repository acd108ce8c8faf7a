"""A screen: asked on one page without a draft, kept whole, read by the cleared alone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.forms import asking
from homeward.forms import queries as forms
from homeward.forms.filling import Filling
from homeward.protection import actions, queries
from homeward.protection.choices import Source
from homeward.protection.forms import ScreenForm
from homeward.protection.models import Screening
from homeward.protection.views.shown import case_of, of_case, people_of, posted


def _language() -> str:
    return get_language() or "en"


@page("protection.screen")
def screen(request: Request, case_pk: UUID) -> HttpResponse:
    """The programme's screen. An answer may bring more questions: then the page comes again."""
    case = case_of(case_pk)
    purpose, version = queries.screen_for(case, on=timezone.localdate())
    first = {"said_on": timezone.localdate()}
    about = ScreenForm(posted(request), people=people_of(case), initial=first)
    if version is None:
        return _page(request, case, purpose.label)
    form = forms.read(version)
    language = form.language(_language())
    now = timezone.localtime().replace(tzinfo=None)
    filled = Filling(form, {}, now=now, language=language, fresh=request.method != "POST")
    if request.method != "POST":
        return _page(request, case, purpose.label, about=about, filled=filled)
    filled = Filling(form, asking.sent(filled, request.POST), now=now, language=language)
    problems = _problems(request, filled)
    ready = about.is_valid() and not problems and not _fresh(request, filled)
    if not ready or request.POST.get("do") != "keep":
        status = 422 if problems or about.errors else 200
        return _page(
            request, case, purpose.label, about=about, filled=filled, problems=problems,
            fresh=len(_fresh(request, filled)), status=status,
        )  # fmt: skip
    asked = actions.Asked(
        version=version,
        purpose=purpose.value,
        answers=filled.answers(),
        source=Source(about.cleaned_data["source"]),
        held_on=about.cleaned_data["said_on"],
    )
    try:
        actions.keep_screening(
            case, about.person_chosen(), asked, by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return _page(
            request, case, purpose.label, about=about, filled=filled, reasons=refusal.reasons,
            status=409,
        )  # fmt: skip
    messages.success(request, _("Kept. What follows from it is with the protection focal point."))
    return redirect(_after(request, case))


def _after(request: Request, case: Case) -> str:
    if can(request.user, "protection.read"):
        return reverse("protection:case", args=[case.pk])
    return case.get_absolute_url()


def _problems(request: Request, filled: Filling) -> dict[str, list[str]]:
    """What was not shown yet can't be wrong yet."""
    shown = set(request.POST.getlist("asked"))
    return {key: why for key, why in filled.all_faults().items() if key in shown}


def _fresh(request: Request, filled: Filling) -> list[str]:
    shown = set(request.POST.getlist("asked"))
    return [key for question, key in filled.asked() if not question.is_note and key not in shown]


def _page(
    request: Request,
    case: Case,
    heading: Any,
    *,
    filled: Filling | None = None,
    problems: dict[str, list[str]] | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    rendered = (
        [
            (one, asking.Rendered(filled, one.nodes, problems=problems))
            for one in asking.pages(filled)
        ]
        if filled
        else []
    )
    context = of_case(
        case, heading=heading, parts=rendered, problems=problems, tab="",
        back=case.get_absolute_url(), **more,
    )  # fmt: skip
    return render(request, "protection/screen.html", context, status=status)


@page("protection.read")
def read(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Screening.objects.select_related("by"), pk=pk)
    context = of_case(
        case_of(found.case_id),
        tab="protection",
        screening=found,
        about=queries.about(found),
        answers=queries.answers_of(found, language=_language()),
    )
    return render(request, "protection/screening.html", context)
