"""The sender's page of a referral's links: made when, opened when, revoked, locked; a new one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.referrals import actions, pins, queries
from homeward.referrals.forms import NewLinkForm
from homeward.referrals.models import AnswerLink, Referral

# The one-time display of a link and its PIN, kept in the session until its page has shown it.
SHOWN_ONCE = "referral_link"


def show_once(request: Request, referral: Referral, token: str, pin: str) -> HttpResponse:
    request.session[SHOWN_ONCE] = {"referral": str(referral.pk), "token": token, "pin": pin}
    return redirect("referrals:detail", pk=referral.pk)


def shown_once(request: Request, pk: UUID) -> dict[str, Any]:
    """Kept until the page has been seen: a redirect that fails must not lose the only copy."""
    shown = request.session.get(SHOWN_ONCE)
    if not shown or shown.get("referral") != str(pk):
        return {}
    del request.session[SHOWN_ONCE]
    url, pin = actions.link_url(shown["token"]), shown.get("pin", "")
    return {
        "link": url,
        "pin": pins.in_groups(pin) if pin else "",
        "sms": _("A referral waits for your answer. Open: %(link)s") % {"link": url},
    }


@page("referrals.read")
def links(request: Request, pk: UUID) -> HttpResponse:
    referral = get_object_or_404(Referral.objects.select_related("receiver_org"), pk=pk)
    return _listed(request, referral)


@page("referrals.send")
def locked(request: Request, answerlink: UUID) -> HttpResponse:
    """Where the wait after three wrong PINs leads."""
    found = get_object_or_404(
        AnswerLink.objects.select_related("referral__receiver_org"), pk=answerlink
    )
    return _listed(request, found.referral)


def _listed(request: Request, referral: Referral, **extra: Any) -> HttpResponse:
    may_send = can(request.user, "referrals.send")
    context = {
        "referral": referral,
        "links": queries.links_of(referral, at=timezone.now()),
        "form": NewLinkForm() if may_send and queries.takes_answers(referral) else None,
        "may_send": may_send,
        "section": "referrals",
        **extra,
    }
    status = 409 if "reasons" in extra else 200
    return render(request, "referrals/links.html", context, status=status)


@page("referrals.send")
def renew(request: Request, pk: UUID) -> HttpResponse:
    """A new link, with a PIN where it is asked for; the ones before end."""
    referral = get_object_or_404(Referral.objects.select_related("receiver_org"), pk=pk)
    if request.method != "POST":
        return redirect("referrals:links", pk=pk)
    pin = pins.new_pin() if "with_pin" in request.POST else ""
    try:
        token = actions.renew_link(referral, pin=pin, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _listed(request, referral, reasons=refusal.reasons)
    messages.success(request, _("A new link was made. The ones before have ended."))
    return show_once(request, referral, token, pin)


@page("referrals.send")
def revoke(request: Request, answerlink: UUID) -> HttpResponse:
    link = get_object_or_404(AnswerLink.objects.select_related("referral"), pk=answerlink)
    back = reverse("referrals:links", args=[link.referral_id])
    if request.method == "POST":
        actions.revoke_link(link, by=request.user, at=timezone.now())
        messages.success(request, _("The link is revoked. Whoever opens it sees nothing."))
        return redirect(back)
    context = {
        "section": "referrals",
        "title": _("Revoke this link?"),
        "consequences": [
            Consequence(_("Whoever has it can neither read nor answer any more."), "eye-off"),
            Consequence(_("The referral stays open. You can make a new link at once."), "link"),
        ],
        "form": BaseForm(),
        "danger": _("Revoke the link"),
        "cancel_url": back,
    }
    return render(request, "core/confirm.html", context)
