"""Webhooks of the own organisation: kept, tried, paused, and what was told to them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.webhooks import actions, queries
from homeward.webhooks.choices import DeliveryState, EndpointState
from homeward.webhooks.forms import EndpointForm
from homeward.webhooks.models import Delivery, Endpoint

MANAGE = "webhooks.manage"
PER_PAGE = 25
MARKS = {
    EndpointState.ACTIVE: "ok",
    EndpointState.PAUSED: "shut",
    EndpointState.FAILED: "no",
    DeliveryState.WAITING: "wait",
    DeliveryState.DELIVERED: "ok",
    DeliveryState.GIVEN_UP: "no",
}


@page(MANAGE)
def index(request: Request) -> HttpResponse:
    rows = [(each, MARKS[EndpointState(each.state)]) for each in queries.endpoints()]
    return render(request, "webhooks/index.html", {"section": "tokens", "rows": rows})


@page(MANAGE)
def new(request: Request) -> HttpResponse:
    form = EndpointForm(request.POST or None, by=request.user)
    context: dict[str, Any] = {"section": "tokens", "form": form}
    if request.method != "POST":
        return render(request, "webhooks/form.html", context)
    if not form.is_valid():
        return render(request, "webhooks/form.html", context, status=400)
    try:
        endpoint, secret = actions.keep(**form.cleaned_data, by=request.user, at=timezone.now())
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return render(request, "webhooks/form.html", context, status=409)
    return _shown(request, endpoint, secret)


def _shown(request: Request, endpoint: Endpoint, secret: str) -> HttpResponse:
    context = {"section": "tokens", "endpoint": endpoint, "secret": secret}
    return render(request, "webhooks/secret.html", context)


@page(MANAGE)
def detail(request: Request, pk: UUID) -> HttpResponse:
    return _detail(request, _one(pk))


def _one(pk: UUID) -> Endpoint:
    return get_object_or_404(Endpoint.objects.select_related("user", "made_by"), pk=pk)


def _detail(request: Request, endpoint: Endpoint, **more: Any) -> HttpResponse:
    state = request.GET.get("state", "")
    state = state if state in DeliveryState.values else ""
    sheet = Paginator(queries.deliveries(endpoint, state=state), PER_PAGE).get_page(
        request.GET.get("page")
    )
    counts = queries.counts(endpoint)
    context = {
        "section": "tokens",
        "endpoint": endpoint,
        "mark": MARKS[EndpointState(endpoint.state)],
        "is_active": endpoint.state == EndpointState.ACTIVE,
        "state": state,
        "states": [(each.value, each.label, counts.get(each, 0)) for each in DeliveryState],
        "given_up": counts.get(DeliveryState.GIVEN_UP, 0),
        "total": sum(counts.values()),
        "sheet": sheet,
        "rows": [(each, MARKS[DeliveryState(each.state)]) for each in sheet],
        **more,
    }
    return render(request, "webhooks/detail.html", context, status=409 if more else 200)


@page(MANAGE)
def change(request: Request, pk: UUID) -> HttpResponse:
    endpoint = get_object_or_404(Endpoint, pk=pk)
    before = {
        "used_for": endpoint.used_for,
        "url": endpoint.url,
        "events": endpoint.events,
        "user": endpoint.user_id,
    }
    form = EndpointForm(request.POST or None, initial=before, by=request.user)
    context: dict[str, Any] = {"section": "tokens", "form": form, "endpoint": endpoint}
    if request.method != "POST":
        return render(request, "webhooks/form.html", context)
    if not form.is_valid():
        return render(request, "webhooks/form.html", context, status=400)
    try:
        actions.change(endpoint, **form.cleaned_data, by=request.user, at=timezone.now())
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return render(request, "webhooks/form.html", context, status=409)
    messages.success(request, _("Changed. What waits goes to this address."))
    return redirect("webhooks:detail", pk=pk)


@page(MANAGE)
def renew_secret(request: Request, pk: UUID) -> HttpResponse:
    endpoint = get_object_or_404(Endpoint, pk=pk)
    if request.method == "POST":
        return _shown(
            request,
            endpoint,
            actions.renew_secret(endpoint, by=request.user, at=timezone.now()),
        )
    return _asked(
        request,
        endpoint,
        _("Make another secret for “%(what)s”?"),
        [
            Consequence(_("The new secret is shown once.")),
            Consequence(_("For a day both secrets sign, so that your system can change over.")),
        ],
        _("Make another secret"),
    )


@page(MANAGE)
def remove(request: Request, pk: UUID) -> HttpResponse:
    endpoint = get_object_or_404(Endpoint, pk=pk)
    if request.method == "POST":
        actions.remove(endpoint, by=request.user, at=timezone.now())
        messages.success(request, _("Removed. Nothing is told there any more."))
        return redirect("webhooks:index")
    return _asked(
        request,
        endpoint,
        _("Remove the webhook “%(what)s”?"),
        [
            Consequence(_("What waits to be told is thrown away, with the list of deliveries.")),
            Consequence(_("To stop it for a while, pause it instead: then nothing is lost.")),
        ],
        _("Remove the webhook"),
    )


def _asked(
    request: Request, endpoint: Endpoint, title: str, lines: list[Consequence], danger: str
) -> HttpResponse:
    context = {
        "section": "tokens",
        "title": title % {"what": endpoint},
        "consequences": lines,
        "form": BaseForm(),
        "danger": danger,
        "cancel_url": reverse("webhooks:detail", args=[endpoint.pk]),
    }
    return render(request, "core/confirm.html", context)


def _acted(request: Request, endpoint: Endpoint, act: Callable[[], str]) -> HttpResponse:
    """Does it and says so, or shows the page with the reasons why not."""
    try:
        messages.success(request, act())
    except Refused as refusal:
        return _detail(request, endpoint, reasons=refusal.reasons)
    return redirect("webhooks:detail", pk=endpoint.pk)


@page(MANAGE)
@require_POST
def pause(request: Request, pk: UUID) -> HttpResponse:
    endpoint = get_object_or_404(Endpoint, pk=pk)

    def act() -> str:
        actions.pause(endpoint, by=request.user, at=timezone.now())
        return _("Paused. What happens meanwhile waits.")

    return _acted(request, endpoint, act)


@page(MANAGE)
@require_POST
def resume(request: Request, pk: UUID) -> HttpResponse:
    endpoint = get_object_or_404(Endpoint, pk=pk)

    def act() -> str:
        actions.resume(endpoint, by=request.user, at=timezone.now())
        return _("Resumed. What waited goes out within a minute.")

    return _acted(request, endpoint, act)


@page(MANAGE)
@require_POST
def try_out(request: Request, pk: UUID) -> HttpResponse:
    endpoint = get_object_or_404(Endpoint, pk=pk)

    def act() -> str:
        actions.try_out(endpoint, by=request.user, at=timezone.now())
        return _("A trial goes out within a minute. Look here for what came back.")

    return _acted(request, endpoint, act)


@page(MANAGE)
@require_POST
def send_all_again(request: Request, pk: UUID) -> HttpResponse:
    endpoint = get_object_or_404(Endpoint, pk=pk)

    def act() -> str:
        count = actions.send_all_again(endpoint, by=request.user, at=timezone.now())
        return ngettext(
            "%(n)d delivery is sent again.", "%(n)d deliveries are sent again.", count
        ) % {"n": count}

    return _acted(request, endpoint, act)


@page(MANAGE)
@require_POST
def send_again(request: Request, pk: int) -> HttpResponse:
    delivery = get_object_or_404(Delivery.objects.select_related("endpoint"), pk=pk)

    def act() -> str:
        actions.send_again(delivery, by=request.user, at=timezone.now())
        return _("It is sent again within a minute, under its first id.")

    return _acted(request, delivery.endpoint, act)
