"""Emergency access: asked for, looked at, ended; and its reviews."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access import second_factor
from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.core.refusals import Refused
from homeward.emergencies import actions, queries
from homeward.emergencies.choices import Verdict
from homeward.emergencies.forms import OpenForm, ReviewForm
from homeward.emergencies.models import EmergencyAccess, EmergencyReview
from homeward.persons import queries as persons

PER_PAGE = 25


@page("access.break_glass")
def ask(request: Request) -> HttpResponse:
    """The form, and below it what the user opened before."""
    user = request.user
    form = OpenForm(request.POST if request.method == "POST" else None, user=user)
    if request.method != "POST" or not form.is_valid():
        return _asking(request, form, status=422 if form.errors else 200)
    given = form.cleaned_data
    opened = actions.open_access(
        given["reference"],
        given["reason"],
        second_factor_given=second_factor.is_given(user, given["code"]),
        by=user,
        at=timezone.now(),
    )
    if isinstance(opened, list):
        return _asking(request, form, status=409, reasons=opened)
    messages.warning(
        request, _("The file is open. Two organisations were told and will review it.")
    )
    return redirect("emergencies:file", opened.pk)


def _asking(request: Request, form: OpenForm, *, status: int, **more: Any) -> HttpResponse:
    context = {
        "section": "emergency",
        "form": form,
        "used": queries.used_by(request.user),
        "may_review": can(request.user, "access.review_emergencies"),
        **more,
    }
    return render(request, "emergencies/ask.html", context, status=status)


@page("access.break_glass")
def file(request: Request, pk: UUID) -> HttpResponse:
    """The one person's file, as far as the user's role is cleared."""
    access = get_object_or_404(EmergencyAccess, pk=pk, user=request.user)
    if not access.is_open:
        raise Http404
    person = access.person
    context = {
        "section": "emergency",
        "access": access,
        "person": person,
        "age": person.age_on(timezone.localdate()),
        "contacts": persons.contacts([person.pk]),
        "facts": cases.known_facts_of(person),
        "may_read_case": can(request.user, "cases.read"),
    }
    return render(request, "emergencies/file.html", context)


@page("access.break_glass")
@require_POST
def end(request: Request) -> HttpResponse:
    access = queries.open_of(request.user, at=timezone.now())
    if access is None:
        messages.info(request, _("The emergency access has ended already."))
    else:
        actions.end(access, by=request.user, at=timezone.now())
        messages.success(request, _("The emergency access is ended. The file is closed again."))
    return redirect("emergencies:ask")


@page("access.review_emergencies", purpose=Purpose.OVERSIGHT)
def reviews(request: Request) -> HttpResponse:
    found = queries.reviews(request.user)
    past = Paginator(found.exclude(verdict="").order_by("-reviewed_at"), PER_PAGE)
    context = {
        "section": "emergency_reviews",
        "waiting": list(found.filter(verdict="")),
        "past": past.get_page(request.GET.get("page")),
        "attempts": queries.attempts(request.user),
    }
    return render(request, "emergencies/reviews.html", context)


@page("access.review_emergencies", purpose=Purpose.OVERSIGHT)
def review(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.reviews(request.user), pk=pk)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _reviewing(request, found, form, status=422 if form.errors else 200)
    given = form.cleaned_data
    try:
        actions.review(
            found, Verdict(given["verdict"]), given["note"], by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return _reviewing(request, found, form, status=409, reasons=refusal.reasons)
    messages.success(request, _("Your verdict is kept."))
    return redirect("emergencies:reviews")


def _reviewing(
    request: Request, found: EmergencyReview, form: ReviewForm, *, status: int, **more: Any
) -> HttpResponse:
    context = {
        "section": "emergency_reviews",
        "review": found,
        "access": found.access,
        "form": form,
        "may_review": not found.verdict and found.access.user_id != request.user.pk,
        **more,
    }
    return render(request, "emergencies/review.html", context, status=status)
