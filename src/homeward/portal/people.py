"""Who came in with a code, the next code, and a helper's."""

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
from homeward.persons.models import Person
from homeward.portal import pages
from homeward.portal.pages import own_page
from homeward.signins import actions, codes, queries
from homeward.signins.choices import Part
from homeward.signins.forms import HelperForm
from homeward.signins.models import Code

PEOPLE = "portal:people"


@own_page("signins.own")
def people(request: Request) -> HttpResponse:
    return _show(request)


@own_page("signins.own", back=PEOPLE)
def next_code(request: Request) -> HttpResponse:
    if request.method != "POST":
        # The language was changed on the page that shows the code: it is not shown again.
        return redirect(PEOPLE)
    return _make(request, actions.Wanted(language=_language()))


@own_page("signins.own", back=PEOPLE)
def helper_code(request: Request) -> HttpResponse:
    if request.method != "POST":
        return redirect(PEOPLE)
    form = HelperForm(request.POST)
    if not form.is_valid():
        return _show(request, form=form, status=422)
    return _make(request, form.wanted(_language()), form)


def _make(request: Request, wanted: actions.Wanted, form: HelperForm | None = None) -> HttpResponse:
    """The code is on this answer alone: no redirect carries it, and nothing keeps it."""
    try:
        made, code = actions.make_own(own(request), wanted, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _show(request, form=form, reasons=refusal.reasons, status=409)
    return _show(request, made=made, code=codes.in_groups(code))


@own_page("signins.own", back=PEOPLE)
@require_POST
def end(request: Request, code: UUID) -> HttpResponse:
    row = get_object_or_404(Code, pk=code, person_id=request.user.person_id)
    actions.revoke(row, by=request.user, at=timezone.now())
    messages.success(request, _("It has ended, and whoever came in by it is out."))
    return redirect(PEOPLE)


def _show(
    request: Request, *, form: HelperForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    person = own(request)
    here = pages.came(request)
    context = {
        "codes": [
            {"code": one.code, "shown": one, "parts": [Part(part).label for part in one.code.parts]}
            for one in queries.codes_of([person.pk], at=timezone.now())[:20]
        ],
        "stays": queries.stays_of(person.pk)[:30],
        "here": here.stay if here else None,
        "form": form or HelperForm(),
        **more,
    }
    return render(request, "portal/people.html", context, status=status)


def own(request: Request) -> Person:
    if request.user.person_id is None:
        raise Http404
    return get_object_or_404(Person, pk=request.user.person_id)


def _language() -> str:
    return (translation.get_language() or "en").split("-")[0]
