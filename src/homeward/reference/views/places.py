from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core import editions
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.places import queries
from homeward.places.models import Area, Country
from homeward.reference import actions
from homeward.reference.forms import BoundaryForm, ErasingForm

PER_PAGE = 50
# How many towns a search shows: whoever looks for one types more of its name.
TOWNS = 20
LONGEST = 100


def _typed(request: Request) -> str:
    return request.GET.get("q", "").replace("\x00", "")[:LONGEST].strip()


@page("places.read")
def index(request: Request) -> HttpResponse:
    """The countries of which something is known; a word finds areas and towns of all of them."""
    q = _typed(request)
    context = {
        "q": q,
        "rows": [] if q else queries.countries_with_places(),
        "areas": queries.areas_like(q)[:TOWNS] if q else [],
        "towns": queries.towns_like(q)[:TOWNS],
        **_shared(),
    }
    return render(request, "reference/places.html", context)


@page("places.read")
def country(request: Request, country_code: str) -> HttpResponse:
    found = get_object_or_404(Country, pk=country_code.upper())
    q = _typed(request)
    listed = queries.with_counts(queries.areas_like(q, found) if q else queries.first_areas(found))
    counts = queries.counts_below(found)
    context = {
        "country": found,
        "codes": [found.pk],
        "q": q,
        "page": Paginator(listed, PER_PAGE).get_page(request.GET.get("page")),
        "towns": queries.towns_like(q, found)[:TOWNS]
        if q
        else queries.largest_towns(found)[:TOWNS],
        "drawn": queries.as_areas(
            {pk: (str(below), None) for pk, below in counts.items()}, url=_area_url
        ),
        "points": queries.as_points(counts, url=_area_url),
        "not_on_map": queries.without_centre(found),
        **_shared(),
    }
    return render(request, "reference/country.html", context)


@page("places.read")
def area(request: Request, pk: int) -> HttpResponse:
    return _area(request, get_object_or_404(queries.for_page(Area.objects.all()), pk=pk))


@page("places.draw")
@require_POST
def draw(request: Request, pk: int) -> HttpResponse:
    """Takes a boundary in; what is refused says every reason beside the form."""
    found = get_object_or_404(queries.for_page(Area.objects.all()), pk=pk)
    form = BoundaryForm(request.POST, request.FILES)
    if not form.is_valid():
        return _area(request, found, form=form, status=422)
    try:
        actions.draw_boundary(
            found,
            form.cleaned_data["file"].read(),
            source=form.cleaned_data["source"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _area(request, found, form=form, reasons=refusal.reasons, status=409)
    messages.success(request, _("The boundary is on every map of this area now."))
    return redirect("reference:area", pk=pk)


@page("places.draw")
def erase(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.for_page(Area.objects.all()), pk=pk)
    if request.method == "POST":
        actions.erase_boundary(found, by=request.user)
        messages.success(request, _("The boundary was removed."))
        return redirect("reference:area", pk=pk)
    context = {
        "title": _("Remove the boundary of %(area)s?") % {"area": found},
        "consequences": [
            Consequence(_("Every map shows this area as a bubble again, or not at all.")),
            Consequence(_("Towns are no longer placed in it by its outline."), "map-pin"),
            Consequence(_("The file can be uploaded again at any time."), "upload"),
        ],
        "form": ErasingForm(),
        "danger": _("Remove the boundary"),
        "cancel_url": reverse("reference:area", args=[pk]),
        "section": "places",
    }
    return render(request, "core/confirm.html", context)


def _area(
    request: Request,
    found: Area,
    *,
    form: BoundaryForm | None = None,
    reasons: Sequence[object] = (),
    status: int = 200,
) -> HttpResponse:
    boundary = getattr(found, "boundary", None)
    context = {
        "area": found,
        "boundary": boundary,
        # With a boundary the map shows the area, else its country.
        "codes": [] if boundary else [found.country_id],
        "below": queries.with_counts(queries.below(found)),
        "towns": found.towns.order_by("-population", "name")[:TOWNS],
        "drawn": queries.around(found),
        "form": (form or BoundaryForm()) if can(request.user, "places.draw") else None,
        "reasons": reasons,
        **_shared(),
    }
    return render(request, "reference/area.html", context, status=status)


def _area_url(found: Area) -> str:
    return reverse("reference:area", args=[found.pk])


def _shared() -> dict[str, object]:
    return {
        "section": "places",
        "pcodes": editions.of("pcodes"),
        "geonames": editions.of("geonames"),
    }
