"""For one offer: who of those that the actor sees could take it up."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from homeward.access.pages import Request, page
from homeward.matches.queries import reverse
from homeward.offers.choices import OfferStatus
from homeward.offers.models import Offer

PAGE = 20


@page("matches.read")
def persons(request: Request, offer_pk: UUID) -> HttpResponse:
    offer = get_object_or_404(
        Offer.objects.select_related("organisation", "town", "area", "occupation"),
        pk=offer_pk,
        status=OfferStatus.OPEN,
    )
    found = reverse.who_fits(offer, on=timezone.localdate())
    paged = Paginator(found.fitting, PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "offers",
        "offer": offer,
        "found": found,
        "page": paged,
        "rows": reverse.shown(found, list(paged)),
        "most": reverse.MOST,
    }
    return render(request, "matches/persons.html", context)
