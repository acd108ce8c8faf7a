"""What a worker decides: first, aside, back again, and which one it is."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.core.refusals import Refused
from homeward.matches import actions
from homeward.matches.choices import Standing
from homeward.matches.forms import PlacingForm, ReasonForm
from homeward.matches.models import Placing
from homeward.matches.queries import Match
from homeward.matches.views.base import Page


@page("matches.place")
def place(request: Request, case_pk: UUID, offer_pk: UUID) -> HttpResponse:
    shown = Page(request, case_pk)
    match = shown.one(offer_pk)
    asked = request.GET.get("standing", "")
    form = PlacingForm(request.POST or None, initial={"standing": asked})
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.place(
                shown.case,
                shown.person,
                offer_pk,
                Standing(form.cleaned_data["standing"]),
                form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("It stands there now, with your reason beside it."))
            return redirect(_list_of(shown))
    return _answer(request, "matches/place.html", shown, match, form, reasons)


@page("matches.place")
@require_POST
def take_back(request: Request, placing_pk: UUID) -> HttpResponse:
    placing = get_object_or_404(Placing, pk=placing_pk)
    try:
        actions.take_back(placing, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.reasons[0].label)
    else:
        messages.success(request, _("It stands where its score puts it again."))
    where = reverse("matches:of_case", args=[placing.case_id])
    return redirect(f"{where}?person={placing.person_id}")


@page("matches.place")
def choose(request: Request, case_pk: UUID, offer_pk: UUID) -> HttpResponse:
    """Keeps what was proposed and chosen, then goes on to the referral."""
    shown = Page(request, case_pk)
    match = shown.one(offer_pk)
    form = ReasonForm(request.POST or None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose(
                shown.case,
                shown.person,
                offer_pk,
                form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            return redirect(_referral(shown, match))
    return _answer(
        request, "matches/choose.html", shown, match, form, reasons,
        place=shown.search.place_in_list(offer_pk),
    )  # fmt: skip


def _referral(shown: Page, match: Match) -> str:
    if match.offer is not None:
        return reverse("referrals:new_for_offer", args=[shown.case.pk, match.id])
    return reverse("referrals:new", args=[shown.case.pk, match.id])


def _list_of(shown: Page) -> str:
    return reverse("matches:of_case", args=[shown.case.pk]) + shown.query


def _answer(
    request: Request, template: str, shown: Page, match: Match, form: Any, reasons: list[Any],
    **more: Any,
) -> HttpResponse:  # fmt: skip
    context = shown.context(match=match, form=form, reasons=reasons, back=_list_of(shown), **more)
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, template, context, status=status)
