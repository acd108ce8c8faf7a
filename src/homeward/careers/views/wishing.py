"""What a person wishes for, and how the search for it goes on."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.careers import actions, gaps, queries
from homeward.careers.choices import SearchOutcome
from homeward.careers.forms import DEEPEST, ReviewForm, WishForm, initial_of
from homeward.careers.views.base import show, subject
from homeward.core.digits import are_digits
from homeward.core.refusals import Refused
from homeward.occupations import queries as occupations
from homeward.occupations.models import Occupation
from homeward.persons.models import Person
from homeward.places import queries as places
from homeward.places.models import Area

MOST = 12
LONGEST = 100


def offered(request: Request, person: Person) -> list[Occupation]:
    """Those wished for, those held, those ticked in the form, and what the search word finds."""
    kept = queries.kept(person)
    ticked = [int(pk) for pk in request.POST.getlist("occupations") if are_digits(pk)]
    wished = kept.wish.occupation_ids if kept.wish else []
    held = [work.occupation_id for work in kept.works if work.occupation_id]
    known = occupations.occupations_by_id([*wished, *held, *ticked])
    q = searched(request)
    found = list(occupations.occupations_like(q)[:MOST]) if q else []
    return list({one.pk: one for one in [*known.values(), *found]}.values())


def searched(request: Request) -> str:
    return request.POST.get("q", "").replace("\x00", "")[:LONGEST].strip()


def areas_of(country_id: str) -> Sequence[Area]:
    return list(places.areas_to_level(country_id, DEEPEST))


def wish_form(request: Request, person: Person, country_id: str, *, is_own: bool = False) -> Any:
    """While occupations are searched the form is filled in as typed, and nothing is refused."""
    sent = request.method == "POST"
    form = WishForm(
        request.POST if sent else None,
        offered=offered(request, person),
        areas=areas_of(country_id),
        is_own=is_own,
        initial=initial_of(queries.kept(person).wish),
    )
    if "search" in request.POST:
        # Typed so far, not sent yet: shown again without a word on what is missing.
        form.errors.clear()
    return form


@page("careers.keep")
def wish(request: Request, person_pk: UUID) -> HttpResponse:
    about = subject(request, person_pk)
    form = wish_form(request, about.person, about.case.origin_country_id)
    reasons: list[Any] = []
    if request.method == "POST" and "search" not in request.POST and form.is_valid():
        try:
            actions.wish(
                about.case, about.person, form.wished(), by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("The wishes are kept. They weigh in every match from now."))
            return redirect(about.profile_url)
    return show(
        request, "careers/wish.html", about, form=form, reasons=reasons, q=searched(request)
    )


@page("careers.keep")
def search(request: Request, person_pk: UUID) -> HttpResponse:
    """A search that has not found anything is looked at again, and leads somewhere."""
    about = subject(request, person_pk)
    today = timezone.localdate()
    form = ReviewForm(request.POST if request.method == "POST" else None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            review = actions.review_search(
                about.case, about.person, SearchOutcome(given["outcome"]), words=given["words"],
                next_on=given["next_on"], by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("It is written down how the search goes on."))
            leads = review.outcome == SearchOutcome.TRAINING
            return redirect(*(("careers:training", person_pk) if leads else (about.profile_url,)))
    return show(
        request, "careers/search.html", about, form=form, reasons=reasons,
        kept=queries.kept(about.person), searches=queries.searches_of(about.person),
        closing=gaps.of_person(about.case, about.person, on=today),
    )  # fmt: skip
