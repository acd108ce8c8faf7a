"""From the offer to the end, and the reviews between."""

from collections.abc import Callable
from functools import partial
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
from homeward.agreements import actions, forms, pages, queries
from homeward.agreements.models import Agreement, Party
from homeward.agreements.views.documents import SECTION, show
from homeward.core.refusals import Refused


def _act(request: Request, pk: int, act: Callable[[Agreement], Any], done: str) -> HttpResponse:
    """A button on the page: a refusal is shown on that page, with every reason."""
    agreement = get_object_or_404(queries.listed(), pk=pk)
    try:
        act(agreement)
    except Refused as refusal:
        return show(request, agreement, reasons=list(refusal.reasons))
    messages.success(request, done)
    return redirect("agreements:detail", pk=pk)


@page("agreements.draft")
@require_POST
def offer(request: Request, pk: int) -> HttpResponse:
    done = _("Offered for signature. Each party finds it under Agreements and signs for itself.")
    return _act(request, pk, lambda a: actions.offer_for_signature(a, by=request.user), done)


@page("agreements.draft")
@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    done = _("Taken back. It is a draft again, and the signatures given so far have fallen.")
    return _act(request, pk, lambda a: actions.take_back(a, by=request.user), done)


@page("agreements.sign")
def sign(request: Request, pk: int) -> HttpResponse:
    """Says first what is signed and for whom; the button below it signs."""
    if request.method == "POST":
        done = _("Signed for your organisation. With the last signature the agreement is in force.")
        now, read = timezone.now(), request.POST.get("read", "")
        act = partial(actions.sign, read=read, by=request.user, at=now)
        return _act(request, pk, act, done)
    agreement = get_object_or_404(queries.listed(), pk=pk)
    parties = queries.parties(agreement)
    own = next((p for p in parties if p.organisation_id == request.user.organisation_id), None)
    if reasons := queries.reasons_not_to_sign(agreement, own):
        return show(request, agreement, reasons=list(reasons))
    context = {
        "agreement": agreement,
        "mark": pages.mark(agreement, timezone.localdate()),
        "parties": parties,
        "clauses": queries.clauses(agreement),
        "programmes": queries.programmes_named(agreement.programmes),
        "names": queries.programme_names(),
        "consequences": pages.consequences_of_signing(agreement),
        "read": queries.text_mark(agreement),
    }
    return render(request, "agreements/sign.html", SECTION | context)


@page("agreements.draft")
@require_POST
def resume(request: Request, pk: int) -> HttpResponse:
    done = _("Resumed. Its clauses open again what they opened before.")
    return _act(request, pk, lambda a: actions.resume(a, by=request.user), done)


@page("agreements.draft")
def paper(request: Request, pk: int, party_pk: int) -> HttpResponse:
    """Records what a party without users of its own signed on paper."""
    party = get_object_or_404(Party, pk=party_pk, agreement=pk)
    form = forms.PaperForm(request.POST or None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            actions.record_paper_signature(party, **form.cleaned_data, by=request.user, at=now)
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("Signature recorded. Keep the paper with your files."))
            return redirect("agreements:detail", pk=pk)
    context = {"form": form, "reasons": reasons, "party": party}
    return render(
        request, "agreements/paper.html", SECTION | context, status=409 if reasons else 200
    )


@page("agreements.draft")
def review(request: Request, uid: UUID) -> HttpResponse:
    """Looks at an agreement again on its date: what was found, and when next."""
    agreement = get_object_or_404(queries.listed(), uid=uid)
    form = forms.ReviewForm(request.POST or None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.review(agreement, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("Review recorded."))
            return redirect("agreements:detail", pk=agreement.pk)
    context = {
        "form": form,
        "reasons": reasons,
        "agreement": agreement,
        "mark": pages.mark(agreement, timezone.localdate()),
    }
    return render(
        request, "agreements/review.html", SECTION | context, status=409 if reasons else 200
    )


@page("agreements.draft")
def suspend(request: Request, pk: int) -> HttpResponse:
    agreement = get_object_or_404(queries.listed(), pk=pk)
    if request.method == "POST":
        done = _("Suspended. It opens nothing from now on; you can resume it.")
        return _act(request, pk, lambda a: actions.suspend(a, by=request.user), done)
    return _confirm(
        request,
        agreement,
        title=_("Suspend the agreement?"),
        consequences=pages.consequences_of_suspending(agreement),
        danger=_("Suspend it"),
    )


@page("agreements.draft")
def end(request: Request, pk: int) -> HttpResponse:
    agreement = get_object_or_404(queries.listed(), pk=pk)
    if request.method == "POST":
        done, now = _("Ended. It opens nothing any more."), timezone.now()
        return _act(request, pk, lambda a: actions.end(a, by=request.user, at=now), done)
    return _confirm(
        request,
        agreement,
        title=_("End the agreement for good?"),
        consequences=pages.consequences_of_ending(agreement),
        danger=_("End it"),
    )


def _confirm(request: Request, agreement: Agreement, **shown: Any) -> HttpResponse:
    context = {
        "form": forms.ConfirmForm(),
        "cancel_url": reverse("agreements:detail", args=[agreement.pk]),
    }
    return render(request, "core/confirm.html", SECTION | context | shown)
