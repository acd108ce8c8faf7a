"""The list with its facets and map, one entry, the places that lead on to services."""

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
from homeward.access.permissions import can
from homeward.services import actions, entries, facets, map_points, pages, queries
from homeward.services.filters import RADII, Filter
from homeward.services.forms import ConfirmForm, SearchForm
from homeward.services.models import Service

PER_PAGE = 20
SECTION = {"section": "services"}


@page("services.read", may_lag=True)
def directory(request: Request) -> HttpResponse:
    """List, facets and map, all from one reading of the filters in the address."""
    asked = Filter.from_query(request.GET)
    found, shown = pages.listed(
        asked, request.GET.get("page"), at=timezone.now(), per_page=PER_PAGE
    )
    context = {
        "asked": asked,
        "found": found,
        "page": shown,
        "entries": pages.entries_of(found),
        "facets": facets.facets(asked, found),
        "points": map_points.points(asked, found),
        "map_countries": list(asked.country) or list(found.counts.get("country", {})),
        "rest": map_points.rest(found),
        "radii": [str(radius) for radius in RADII],
        "searches": queries.searches_of(request.user),
        "search_form": SearchForm(),
        "may_write": can(request.user, "services.write"),
        "may_propose": can(request.user, "services.propose"),
        "step": pages.step_of_list(request.user),
    }
    return render(request, "services/directory.html", SECTION | context)


@page("services.read", may_lag=True)
def detail(request: Request, service_pk: UUID) -> HttpResponse:
    service = entry_seen_by(request, service_pk)
    return show(request, service, form=ConfirmForm(initial={"places": service.places_free}))


def entry_seen_by(request: Request, pk: UUID) -> Service:
    return get_object_or_404(queries.for_export(queries.seen_by(request.user)), pk=pk)


def show(
    request: Request,
    service: Service,
    *,
    form: ConfirmForm | None = None,
    reasons: Any = (),
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The entry's page; `more` is what an action puts beside it."""
    user = request.user
    state = queries.opening.of_service(service, timezone.now())
    own = "" if service.language == queries.reader_language() else service.language
    may_confirm = can(user, "services.confirm") and actions.speaks_for(user, service)
    context = {
        "entry": entries.entry(service, hours=entries.open_line(state)),
        "service": service,
        "description": queries.said(service, "description"),
        "alert": queries.said(service, "alert"),
        "rows": entries.wording(service),
        "labels": list(queries.labels(service)),
        "hours": entries.opening(queries.opening.schedules_of(service)),
        "costs": entries.costs(service),
        "papers": entries.papers(service),
        "places": list(service.at_locations.all()),
        "phones": [phone for phone in service.phones.all() if phone.contact_id is None],
        "has_contact": entries.has_contact(service),
        "own_language": own,
        "form": form if may_confirm else None,
        "reasons": reasons,
        "keeps": can(user, "services.write") and queries.keeps(user, service),
        "may_ask": can(user, "services.ask") and service.listing == "listed",
        "has_keepers": queries.has_keepers(service.organisation_id),
        "step": pages.step_of_entry(user, service),
        "faults": queries.faults(service),
        "panels": pages.BESIDE.shown(service, user),
    }
    return render(request, "services/detail.html", SECTION | context | more, status=status)


@page("services.read", may_lag=True)
def hubs(request: Request) -> HttpResponse:
    """Centres and desks where somebody is led on to other services."""
    rows = [(place, entries.open_line(queries.opening.of_place(place))) for place in queries.hubs()]
    return render(request, "services/hubs.html", SECTION | {"rows": rows})


@page("services.read", may_lag=True)
def hub(request: Request, location: UUID) -> HttpResponse:
    """One of them: where, when, whom to call, and all that is offered there."""
    place = get_object_or_404(queries.hubs(), pk=location)
    names = entries.group_names()
    context = {
        "place": place,
        "hours": entries.opening(place.schedules.filter(service__isnull=True)),
        "state": entries.open_line(queries.opening.of_place(place)),
        "phones": place.phones.filter(service__isnull=True),
        "entries": [entries.entry(each, names=names) for each in queries.services_at(place)],
        "keeps": can(request.user, "services.write") and queries.keeps_place(request.user, place),
    }
    return render(request, "services/hub.html", SECTION | context)


@page("services.read")
@require_POST
def keep_search(request: Request) -> HttpResponse:
    """Keeps the filters of the address under a name, for this user alone."""
    query = Filter.from_query(request.GET).query
    form = SearchForm(request.POST)
    if form.is_valid() and query:
        actions.keep_search(form.cleaned_data["name"], query, by=request.user)
        messages.success(request, _("Kept. You find it above the list."))
    else:
        messages.error(request, _("Give the search a name, and set a filter first."))
    return redirect(f"{reverse('services:directory')}?{query}")


@page("services.read")
@require_POST
def forget_search(request: Request, savedsearch: int) -> HttpResponse:
    actions.forget_search(savedsearch, by=request.user)
    messages.success(request, _("The search is forgotten."))
    return redirect("services:directory")
