from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.refusals import Refused
from homeward.services import actions, entries, facets, queries
from homeward.services.forms import ConfirmForm, Filter
from homeward.services.models import Service

PER_PAGE = 20


@page("services.read")
def directory(request: Request) -> HttpResponse:
    asked = Filter.from_query(request.GET)
    found = queries.for_pages(asked.services())
    listed = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "services/directory.html",
        {
            "asked": asked,
            "page": listed,
            "entries": [entries.entry(service) for service in listed],
            "facets": facets.facets(asked),
            "section": "services",
        },
    )


@page("services.read")
def detail(request: Request, pk: UUID) -> HttpResponse:
    service = _service(pk)
    form = ConfirmForm(initial={"places": service.places_free})
    return _detail(request, service, form)


@page("services.confirm")
def confirm(request: Request, pk: UUID) -> HttpResponse:
    """How many places are free today, and that somebody has just asked."""
    service = _service(pk)
    form = ConfirmForm(request.POST or None, initial={"places": service.places_free})
    if not form.is_valid():
        return _detail(request, service, form, status=200 if not form.is_bound else 422)
    try:
        actions.confirm_places(
            service, form.cleaned_data["places"], by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return _detail(request, service, form, reasons=refusal.reasons, status=409)
    messages.success(request, _("Confirmed. Everybody sees the new number."))
    return redirect("services:detail", pk=service.pk)


def _service(pk: UUID) -> Service:
    return get_object_or_404(queries.for_export(Service.objects.all()), pk=pk)


def _detail(
    request: Request,
    service: Service,
    form: ConfirmForm,
    *,
    reasons: Sequence[object] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "entry": entries.entry(service),
        "service": service,
        "description": queries.said(service, "description"),
        "alert": queries.said(service, "alert"),
        "rows": entries.wording(service),
        "labels": list(queries.labels(service)),
        "hours": entries.opening(service.schedules.all()),
        "costs": entries.costs(service),
        "places": [link.location for link in service.at_locations.all()],
        "phones": [phone for phone in service.phones.all() if phone.contact_id is None],
        "has_contact": entries.has_contact(service),
        "own_language": "" if service.language == queries.reader_language() else service.language,
        "form": form if _may_confirm(request, service) else None,
        "reasons": reasons,
        "section": "services",
    }
    return render(request, "services/detail.html", context, status=status)


def _may_confirm(request: Request, service: Service) -> bool:
    return can(request.user, "services.confirm") and actions.speaks_for(request.user, service)
