"""An organisation's own entries and places; proposals, and what becomes of them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.models import Organisation
from homeward.access.pages import Request, page
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.services import actions, entries, pages, queries
from homeward.services.choices import Status
from homeward.services.forms import EntryForm, PlaceForm, ProposalForm
from homeward.services.models import Location, Service
from homeward.services.views.reading import SECTION, entry_seen_by, show

PER_PAGE = 30
TO_LIVE = {"reopen": Status.ACTIVE, "close": Status.TEMPORARILY_CLOSED}


@page("services.write")
def own(request: Request) -> HttpResponse:
    """All that the user's organisation keeps, what was confirmed longest ago first."""
    organisation = request.user.organisation_id or 0
    shown = Paginator(queries.of_organisation(organisation), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": shown,
        "rows": [entries.entry(service) for service in shown],
        "places": queries.locations_of(organisation),
        "proposals": queries.proposals(request.user),
        "step": pages.step_of_own(request.user),
    }
    return render(request, "services/own.html", SECTION | context)


@page("services.write")
def new(request: Request) -> HttpResponse:
    form = EntryForm(request.POST or None, places=_places(request), initial={"language": "en"})

    def save(publish: bool) -> Service:
        return actions.add(
            form.record(),
            programme=form.cleaned_data["programme"],
            publish=publish,
            by=request.user,
            at=timezone.now(),
        )

    return _write(request, form, save, organisation=request.user.organisation)


@page("services.write")
def edit(request: Request, service_pk: UUID) -> HttpResponse:
    service = _kept(request, service_pk)
    places = {place.pk: place for place in _places(request, service)}
    form = EntryForm(request.POST or None, places=list(places.values()), service=service)

    def save(publish: bool) -> Service:
        return actions.change(
            service,
            form.record(),
            programme=form.cleaned_data["programme"],
            publish=publish,
            by=request.user,
            at=timezone.now(),
        )

    return _write(request, form, save, organisation=service.organisation, service=service)


@page("services.propose")
def propose(request: Request) -> HttpResponse:
    """An entry of somebody else's service; its keeper decides."""
    form = ProposalForm(request.POST or None, places=_places(request), initial={"language": "en"})

    def save(publish: bool) -> Service:
        return actions.propose(
            form.record(),
            form.cleaned_data["organisation"],
            programme=form.cleaned_data["programme"],
            by=request.user,
            at=timezone.now(),
        )

    chosen = form.cleaned_data.get("organisation") if form.is_bound and form.is_valid() else None
    return _write(request, form, save, organisation=chosen, is_proposal=True)


def _write(
    request: Request,
    form: EntryForm,
    save: Callable[[bool], Service],
    *,
    organisation: Organisation | None,
    service: Service | None = None,
    is_proposal: bool = False,
) -> HttpResponse:
    """Asks about entries that may be the same before it saves; what was typed stays."""
    context: dict[str, Any] = {"form": form, "service": service, "is_proposal": is_proposal}
    status = 200
    if form.is_bound and not form.is_valid():
        status = 422
    elif form.is_bound and organisation is not None:
        alike = _alike(form, organisation, service)
        if alike and "not_the_same" not in request.POST:
            context["alike"] = [entries.entry(each) for each in alike]
            status = 409
        else:
            try:
                saved = save("publish" in request.POST)
            except Refused as refusal:
                context["reasons"], status = refusal.reasons, 409
            else:
                messages.success(request, _done(saved, is_proposal))
                return redirect("services:detail", service_pk=saved.pk)
    return render(request, "services/edit.html", SECTION | context, status=status)


def _done(service: Service, is_proposal: bool) -> str:
    if is_proposal:
        return _("Proposed. You are told by your list of waits when it is decided.")
    return _("Saved and published.") if service.is_published else _("Saved.")


def _alike(form: EntryForm, organisation: Organisation, service: Service | None) -> list[Service]:
    record = form.record()
    names = [record.words.name, *(words.name for words in record.texts.values())]
    areas = queries.areas_of(each.location for each in record.at_locations)
    return queries.alike(
        names, organisation=organisation.pk, areas=areas, but=service.pk if service else None
    )


def _places(request: Request, service: Service | None = None) -> list[Location]:
    organisation = service.organisation_id if service else request.user.organisation_id
    return list(queries.locations_of(organisation or 0))


def _kept(request: Request, pk: UUID) -> Service:
    service = entry_seen_by(request, pk)
    if not queries.keeps(request.user, service):
        raise PermissionDenied("services.write")
    return service


@page("services.write")
@require_POST
def publish(request: Request, service_pk: UUID) -> HttpResponse:
    """Shows it on the public pages, or takes it from them: `on` says which."""
    service = _kept(request, service_pk)
    on = request.POST.get("on") == "1"
    return _act(
        request,
        service,
        lambda: actions.publish(service, on_public_pages=on, by=request.user, at=timezone.now()),
        _("Everybody can read it now.") if on else _("It is on the public pages no more."),
    )


@page("services.write")
@require_POST
def close(request: Request, service_pk: UUID) -> HttpResponse:
    """Closes it for a time, or opens it again: `to` says which."""
    service = _kept(request, service_pk)
    status = TO_LIVE.get(request.POST.get("to", ""), Status.TEMPORARILY_CLOSED)
    return _act(
        request,
        service,
        lambda: actions.set_status(service, status, by=request.user, at=timezone.now()),
        _("Everybody sees that it is open.") if status == Status.ACTIVE else _("Closed for now."),
    )


def _act(request: Request, service: Service, act: Callable[[], None], done: str) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        return show(request, service, reasons=refusal.reasons, status=409)
    messages.success(request, done)
    return redirect("services:detail", service_pk=service.pk)


@page("services.write")
def end(request: Request, service_pk: UUID) -> HttpResponse:
    """Ends it for good, on a page that says what follows."""
    service = _kept(request, service_pk)
    if request.method == "POST":
        actions.set_status(service, Status.DEFUNCT, by=request.user, at=timezone.now())
        messages.success(request, _("It has ended. Nobody finds it any more."))
        return redirect("services:own")
    context = {
        "service": service,
        "consequences": [
            Consequence(_("It is found no more, here and on the public pages."), "eye-off"),
            Consequence(_("Referrals that are on their way stay as they are."), "send"),
        ],
    }
    return render(request, "services/end.html", SECTION | context)


@page("services.decide")
def decide(request: Request, service_pk: UUID) -> HttpResponse:
    """The keeper takes a proposal into the directory, or leaves it out."""
    service = _kept(request, service_pk)
    if request.method != "POST":
        return show(request, service, is_decision=True)
    take = "take" in request.POST
    try:
        actions.decide(service, take=take, by=request.user, at=timezone.now())
    except Refused as refusal:
        return show(request, service, reasons=refusal.reasons, status=409)
    messages.success(request, _("It is in the directory.") if take else _("Left out."))
    return redirect("services:detail" if take else "services:own", *([service.pk] if take else []))


@page("services.write")
def new_place(request: Request) -> HttpResponse:
    initial = {"country": getattr(request.user.organisation, "country_id", "")}
    return _place(request, None, PlaceForm(request.POST or None, initial=initial))


@page("services.write")
def edit_place(request: Request, location: UUID) -> HttpResponse:
    place = get_object_or_404(queries.locations_of(request.user.organisation_id or 0), pk=location)
    return _place(request, place, PlaceForm(request.POST or None, place=place))


def _place(request: Request, place: Location | None, form: PlaceForm) -> HttpResponse:
    if form.is_bound and form.is_valid():
        saved = actions.put_place(place, form.record(), by=request.user)
        messages.success(request, _("The place is saved. Tick it in the entries offered there."))
        if saved.hub and not saved.is_confidential:
            return redirect("services:hub", location=saved.pk)
        return redirect("services:own")
    status = 422 if form.is_bound else 200
    return render(
        request, "services/place.html", SECTION | {"form": form, "place": place}, status=status
    )
