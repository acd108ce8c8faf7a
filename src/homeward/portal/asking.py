"""What the person asks their case worker for, and whether a service was as it is told."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.offers.choices import OfferStatus
from homeward.offers.models import Offer
from homeward.portal import queries
from homeward.portal.pages import own_page
from homeward.referrals import actions
from homeward.referrals import queries as referrals
from homeward.referrals.choices import SaidWay
from homeward.referrals.forms import ConfirmForm, WishForm
from homeward.referrals.models import Referral, ServiceRequest
from homeward.services import pages as directory
from homeward.services.choices import Category, Listing
from homeward.services.filters import LONGEST, Filter
from homeward.services.models import Service

PAGE = 20


@own_page("referrals.ask_own")
def find(request: Request) -> HttpResponse:
    """The directory of where the person returns to, and what is offered there."""
    case = _case(request)
    text, category = request.GET.get("q", ""), request.GET.get("category", "")
    asked = Filter(
        q=text[:LONGEST].replace("\x00", ""),
        country=(case.origin_country_id,),
        category=(category,) if category in Category.values else (),
        near=case.destination,
    )
    listed, shown = directory.listed(
        asked, request.GET.get("page"), at=timezone.now(), per_page=PAGE
    )
    offers = Paginator(referrals.offers_for(case, text=asked.q), PAGE).get_page(1)
    context = {
        "case": case,
        "q": text,
        "category": category,
        "categories": Category.choices,
        "entries": directory.entries_of(listed),
        "offers": offers if shown.number == 1 and not category else [],
        "page": shown,
    }
    return render(request, "portal/find.html", context)


@own_page("referrals.ask_own")
def ask(request: Request, service_pk: UUID) -> HttpResponse:
    found = get_object_or_404(
        Service.objects.select_related("organisation"), pk=service_pk, listing=Listing.LISTED
    )
    return _ask(request, found)


@own_page("referrals.ask_own")
def ask_offer(request: Request, offer_pk: UUID) -> HttpResponse:
    found = get_object_or_404(
        Offer.objects.select_related("organisation"), pk=offer_pk, status=OfferStatus.OPEN
    )
    return _ask(request, found)


def _ask(request: Request, wanted: Service | Offer) -> HttpResponse:
    case = _case(request)
    form = WishForm(request.POST or None)
    context: dict[str, Any] = {
        "case": case,
        "name": wanted.shown_name if isinstance(wanted, Service) else wanted.title,
        "organisation": wanted.organisation,
        "form": form,
    }
    if request.method != "POST" or not form.is_valid():
        status = 400 if request.method == "POST" else 200
        return render(request, "portal/ask.html", context, status=status)
    try:
        actions.ask_for(
            case, wanted, text=form.cleaned_data["text"], by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return render(request, "portal/ask.html", context, status=409)
    messages.success(request, _("Your case manager looks at it. You read the answer here."))
    return redirect("portal:home")


@own_page("referrals.ask_own")
@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    wanted = get_object_or_404(ServiceRequest, pk=pk, person_id=request.user.person_id)
    try:
        actions.take_back(wanted, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(str(reason.label) for reason in refusal.reasons))
        return redirect("portal:home")
    messages.success(request, _("You no longer ask for it."))
    return redirect("portal:home")


@own_page("referrals.say_own")
def confirm(request: Request, pk: UUID) -> HttpResponse:
    """Was it so? Yes, or no and what was different."""
    referral = get_object_or_404(
        Referral.objects.select_related("service", "offer", "receiver_org"),
        pk=pk,
        person_id=request.user.person_id,
    )
    form = ConfirmForm(request.POST or None, own=True)
    context: dict[str, Any] = {"referral": referral, "form": form}
    context["words"] = referrals.status_text(referral)
    context["kind"] = referrals.status_kind(referral)
    if request.method != "POST" or not form.is_valid():
        status = 400 if request.method == "POST" else 200
        return render(request, "portal/was_it_so.html", context, status=status)
    said = form.cleaned_data
    try:
        actions.confirm(
            referral, said["says"], text=said["text"], way=SaidWay.PORTAL, by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return render(request, "portal/was_it_so.html", context, status=409)
    messages.success(request, _("Thank you. Your case manager reads what you say."))
    return redirect("portal:home")


def _case(request: Request) -> Case:
    found = queries.own_case(request.user)
    if found is None:
        raise Http404
    return found
