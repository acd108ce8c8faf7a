from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.persons.models import Person
from homeward.portal import queries
from homeward.rights import actions as rights
from homeward.rights import copies
from homeward.rights import queries as rights_queries
from homeward.rights.choices import RequestKind
from homeward.rights.forms import AskForm


@page("portal.read")
def home(request: Request) -> HttpResponse:
    shown = queries.home(request.user, on=timezone.localdate())
    return render(request, "portal/home.html", {"home": shown})


def _own(request: Request) -> Person:
    if request.user.person_id is None:
        raise Http404
    return get_object_or_404(Person, pk=request.user.person_id)


@page("rights.own")
def my_data(request: Request) -> HttpResponse:
    """What is held on me: a copy at once, and what I want put right or erased."""
    person = _own(request)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        rights.ask(
            person,
            RequestKind(form.cleaned_data["kind"]),
            form.cleaned_data["said"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Your request has been sent. You read the answer here."))
        return redirect("portal:my_data")
    context: dict[str, Any] = {
        "form": form,
        "requests": list(rights_queries.requests().filter(person=person)),
        "rectifications": rights_queries.rectifications(person),
    }
    return render(request, "portal/my_data.html", context, status=422 if form.errors else 200)


@page("rights.own")
@require_POST
def my_copy(request: Request) -> HttpResponse:
    person = _own(request)
    content = copies.compose(person.pk, language=translation.get_language() or "en")
    return HttpResponse(content, content_type="application/zip", headers=copies.DOWNLOAD_HEADERS)
