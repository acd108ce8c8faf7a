"""The list of offers, and one of them."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.patterns import NextStep
from homeward.offers import pages, queries, shown
from homeward.offers.choices import Intensity, OfferKind, OfferStatus
from homeward.offers.filters import UP_TO, Asked
from homeward.offers.forms import PlacesForm
from homeward.offers.models import Offer
from homeward.places.names import language_name
from homeward.services.choices import Category
from homeward.services.entries import group_names

SECTION = {"section": "offers"}
PER_PAGE = 20


@page("offers.read", may_lag=True)
def index(request: Request) -> HttpResponse:
    """What is on offer now, narrowed by what stands in the address."""
    asked = Asked.from_query(request.GET)
    found = queries.find(asked, on=timezone.localdate())
    part = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "page": part,
        "rows": [shown.shown(offer) for offer in part],
        "step": step_of_list(request.user),
        "may_write": can(request.user, "offers.write"),
        "may_read_seats": can(request.user, "offers.read_seats"),
        **_choices(),
    }
    return render(request, "offers/index.html", SECTION | context)


def _choices() -> dict[str, Any]:
    languages = [(code, language_name(code)) for code in queries.languages_of_offers()]
    return {
        "kinds": OfferKind.choices,
        "needs": Category.choices,
        "areas": [(str(area.pk), str(area)) for area in queries.areas_with_offers()],
        "intensities": [(code.value, Intensity(code).label) for code in UP_TO],
        "languages": languages,
        "statuses": [choice for choice in OfferStatus.choices if choice[0] != OfferStatus.DRAFT],
    }


def step_of_list(user: User) -> NextStep | None:
    """For who keeps offers: what of them has to be confirmed."""
    if not can(user, "offers.write") or user.organisation_id is None:
        return None
    count = queries.to_confirm(user.organisation_id, on=timezone.localdate()).count()
    if not count:
        return None
    title = ngettext(
        "%(n)d of your offers waits to be confirmed",
        "%(n)d of your offers wait to be confirmed",
        count,
    )
    return NextStep(
        title=title % {"n": count},
        why=_("What was confirmed of late is referred to first."),
        url=reverse("offers:own"),
        label=_("Look at our offers"),
        mine=True,
    )


@page("offers.read", may_lag=True)
def detail(request: Request, offer_pk: UUID) -> HttpResponse:
    return show(request, get_object_or_404(queries.for_pages(Offer.objects.all()), pk=offer_pk))


def show(
    request: Request, offer: Offer, *, form: Any = None, reasons: Any = (), status: int = 200
) -> HttpResponse:
    """The page of one offer; an action that was refused shows it again with its reasons."""
    keeps = can(request.user, "offers.write") and queries.keeps(request.user, offer.organisation_id)
    named = list(offer.skills.select_related("skill").defer("skill__search"))
    context = {
        "offer": offer,
        "shown": shown.shown(offer),
        "status_kind": shown.STATUS_KINDS[OfferStatus(offer.status)],
        "facts": shown.facts(offer, group_names()),
        "asked_skills": [each for each in named if not each.is_taught],
        "taught": [each for each in named if each.is_taught],
        "keeps": keeps,
        "form": form or PlacesForm(initial={"places": offer.places_free}),
        "step": _step(offer) if keeps else None,
        "panels": pages.BESIDE.shown(offer, request.user),
        "reasons": reasons,
    }
    return render(request, "offers/detail.html", SECTION | context, status=status)


def _step(offer: Offer) -> NextStep | None:
    """What its keeper does next: open a draft, or confirm what has grown old."""
    if offer.status == OfferStatus.DRAFT:
        return NextStep(
            title=_("Open the offer"),
            why=_("Nobody but your organisation sees a draft."),
            url=reverse("offers:status", args=[offer.pk]),
            label=_("Open it for referrals"),
            mine=True,
            post=True,
        )
    old = offer.last_confirmed_on is None or shown.is_over(
        offer.last_confirmed_on, queries.stale_since(timezone.localdate())
    )
    if offer.status == OfferStatus.OPEN and old:
        return NextStep(
            title=_("Say whether this offer still holds"),
            why=_("Nobody has confirmed it for long, and people are sent there."),
            url="#confirm",
            label=_("Go to the free places"),
            mine=True,
        )
    return None
