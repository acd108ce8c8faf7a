"""Training that would close a gap: proposed with reasons, talked over, taken further."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.careers import actions, gaps, words
from homeward.careers.choices import TrainingAnswer
from homeward.careers.forms import TalkForm
from homeward.careers.views.base import Subject, show, subject
from homeward.core.refusals import Refused
from homeward.offers.models import Offer


@page("careers.read")
def training(request: Request, person_pk: UUID) -> HttpResponse:
    about = subject(request, person_pk)
    closing = gaps.of_person(about.case, about.person, on=timezone.localdate())
    return show(
        request, "careers/training.html", about, closing=closing,
        now=_rows(closing.now, closing), not_now=_rows(closing.not_now, closing),
        talks=gaps.talks_of(about.person),
    )  # fmt: skip


def _rows(proposals: list[gaps.Proposal], closing: gaps.Closing) -> list[tuple[Any, Any]]:
    return [(one, words.reasons(one, before_travel=closing.before_travel)) for one in proposals]


@page("careers.keep")
def talk_over(request: Request, person_pk: UUID, offer_pk: UUID) -> HttpResponse:
    about = subject(request, person_pk)
    offer = get_object_or_404(Offer.objects.select_related("organisation", "area"), pk=offer_pk)
    closing = gaps.of_person(about.case, about.person, on=timezone.localdate())
    proposal = next((one for one in closing.proposals if one.offer.pk == offer.pk), None)
    form = TalkForm(request.POST if request.method == "POST" else None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        answer = TrainingAnswer(form.cleaned_data["answer"])
        try:
            actions.talk_over(
                about.case, about.person, offer, answer,
                occupation=proposal.occupation if proposal else None,
                words=form.cleaned_data["words"], by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            return _go_on(request, about, offer, answer)
    return show(
        request, "careers/talk.html", about, form=form, reasons=reasons, offer=offer,
        proposal=proposal,
        why=words.reasons(proposal, before_travel=closing.before_travel) if proposal else [],
    )  # fmt: skip


def _go_on(request: Request, about: Subject, offer: Offer, answer: TrainingAnswer) -> HttpResponse:
    """Who wants it is referred to it at once; the plan's line is offered beside."""
    messages.success(request, _("The answer is kept."))
    if answer == TrainingAnswer.WANTED:
        try:
            return redirect(reverse("referrals:new_for_offer", args=[about.case.pk, offer.pk]))
        except NoReverseMatch:
            return redirect("plans:add_line", about.case.pk)
    return redirect("careers:training", about.person.pk)
