"""What the pages of protection share: a form page, and how one is answered."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from homeward.access.pages import Request
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.forms import BaseForm
from homeward.core.refusals import Refused
from homeward.persons import queries as persons
from homeward.persons.models import Person


def case_of(pk: UUID) -> Case:
    return get_object_or_404(Case.objects.select_related("programme", "worker"), pk=pk)


def people_of(case: Case) -> list[Person]:
    return persons.members(case.household_id)


def of_case(case: Case, **more: Any) -> dict[str, Any]:
    """What the head of a page about a case reads."""
    return {"case": case, "title": cases.titles([case])[case.pk], "section": "cases", **more}


def answer_form(
    request: Request,
    form: BaseForm,
    act: Callable[[], Any],
    *,
    done: str | Callable[[Any], str],
    said: str,
    template: str = "protection/form.html",
    **context: Any,
) -> HttpResponse:
    """Shows the form; posted, it acts and goes on, or says all that stands in the way.

    `done` is where it goes on to, or is made from what was written.
    """
    if request.method != "POST":
        return render(request, template, {"form": form, **context})
    if not form.is_valid():
        return render(request, template, {"form": form, **context}, status=422)
    try:
        written = act()
    except Refused as refusal:
        reasons = refusal.reasons
        return render(request, template, {"form": form, "reasons": reasons, **context}, status=409)
    messages.success(request, said)
    return redirect(done(written) if callable(done) else done)


def posted(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def tried(request: Request, act: Callable[[], Any], said: str) -> Sequence[Any]:
    """Acts on a bare button: the reasons against it, or none and a word that it is done."""
    try:
        act()
    except Refused as refusal:
        return refusal.reasons
    messages.success(request, said)
    return ()
