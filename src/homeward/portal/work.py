"""The person's own skills and work: read, put right on request, wishes stated by themselves."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request
from homeward.careers import actions
from homeward.careers import queries as careers
from homeward.careers.views.wishing import searched, wish_form
from homeward.core.refusals import Refused
from homeward.persons.models import Person
from homeward.portal import queries
from homeward.portal.pages import own_page


@own_page("careers.wish_own")
def work(request: Request) -> HttpResponse:
    person = _own(request)
    return render(request, "portal/work.html", {"kept": careers.kept(person)})


@own_page("careers.wish_own", back="portal:work")
def wish(request: Request) -> HttpResponse:
    """It weighs in every match at once; the case worker sees it on the case."""
    person = _own(request)
    form = wish_form(request, person, queries.country_of_return(request.user), is_own=True)
    reasons: list[Any] = []
    if request.method == "POST" and "search" not in request.POST and form.is_valid():
        try:
            actions.wish_own(person, form.wished(), by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("Thank you. Your wishes count from now on."))
            return redirect("portal:work")
    context = {"form": form, "reasons": reasons, "q": searched(request)}
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "portal/wish.html", context, status=status)


def _own(request: Request) -> Person:
    if request.user.person_id is None:
        raise Http404
    return get_object_or_404(Person, pk=request.user.person_id)
