"""Gateways: the list, one kept or changed, its trial, and its way in."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.core.refusals import Refused
from homeward.messages import actions, queries, rules
from homeward.messages.forms import GatewayForm, TryForm
from homeward.messages.models import Gateway

KEEP = "messages.keep_gateways"
SECTION = "messages"


@page(KEEP)
def index(request: Request) -> HttpResponse:
    since = timezone.now() - queries.MONTH
    rows = [
        {
            "gateway": gateway,
            "sent": sent,
            "parts": parts,
            "money": None if gateway.cost is None else gateway.cost * parts,
        }
        for gateway, sent, parts in queries.sent_by_month(since)
    ]
    context = {"section": SECTION, "tab": "gateways", "rows": rows, "is_demo": settings.DEMO}
    return render(request, "messages/gateways.html", context)


@page(KEEP)
def new(request: Request) -> HttpResponse:
    return _keep(request, None)


@page(KEEP)
def change(request: Request, pk: UUID) -> HttpResponse:
    return _keep(request, get_object_or_404(Gateway, pk=pk))


def _keep(request: Request, gateway: Gateway | None) -> HttpResponse:
    sent = request.method == "POST"
    form = GatewayForm(
        request.POST if sent else None, initial=GatewayForm.known(gateway) if gateway else None
    )
    reasons: list[object] = []
    if sent and form.is_valid():
        try:
            kept = actions.keep(form.given(), gateway=gateway, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("Kept. Try it with a message to yourself."))
            return redirect("messages:gateway", kept.pk)
    context = {
        "section": SECTION,
        "title": gateway.name if gateway else _("Add a gateway"),
        "lead": _("A mail server, or a provider of SMS or WhatsApp."),
        "crumb": _("Gateways"),
        "back": reverse("messages:gateway", args=[gateway.pk])
        if gateway
        else reverse("messages:gateways"),
        "form": form,
        "reasons": reasons,
        "save": _("Keep the gateway"),
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "core/form.html", context, status=status)


@page(KEEP)
def gateway(request: Request, pk: UUID) -> HttpResponse:
    return _gateway(request, get_object_or_404(Gateway.objects.select_related("made_by"), pk=pk))


def _gateway(
    request: Request, one: Gateway, *, form: TryForm | None = None,
    reasons: list[object] | None = None, token: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "section": SECTION,
        "gateway": one,
        "form": form or TryForm(),
        "reasons": reasons,
        "latest": queries.queue().filter(gateway=one)[:10],
        "door": request.build_absolute_uri(reverse("messages:door", args=[token])) if token else "",
    }
    return render(request, "messages/gateway.html", context, status=status)


@page(KEEP)
@require_POST
def pause(request: Request, pk: UUID) -> HttpResponse:
    one = get_object_or_404(Gateway, pk=pk)
    actions.pause(one, is_active=not one.is_active, by=request.user, at=timezone.now())
    return redirect("messages:gateway", pk)


@page(KEEP)
@require_POST
def open_door(request: Request, pk: UUID) -> HttpResponse:
    """A new secret address, shown on the page that answers and never again."""
    one = get_object_or_404(Gateway.objects.select_related("made_by"), pk=pk)
    token = actions.open_door(one, by=request.user, at=timezone.now())
    one.refresh_from_db()
    return _gateway(request, one, token=token)


@page(KEEP)
@require_POST
def try_out(request: Request, pk: UUID) -> HttpResponse:
    one = get_object_or_404(Gateway.objects.select_related("made_by"), pk=pk)
    form = TryForm(request.POST)
    if not form.is_valid():
        return _gateway(request, one, form=form, status=422)
    text = _("A trial of Homeward. Nothing has to be done.")
    try:
        actions.try_out(one, form.cleaned_data["to"], text, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _gateway(request, one, form=form, reasons=list(refusal.reasons), status=409)
    parts = rules.parts_of(text)
    messages.success(
        request,
        _("The trial goes out within a minute (%(encoding)s). Look below for what came of it.")
        % {"encoding": parts.encoding},
    )
    return redirect("messages:gateway", pk)
