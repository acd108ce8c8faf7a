"""Devices: who has one, for what, until when; their code; and their end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.openrosa import actions, codes, queries
from homeward.openrosa.choices import State
from homeward.openrosa.forms import DeviceForm
from homeward.openrosa.models import Device
from homeward.surveys.models import Instrument

SECTION = {"section": "devices"}


@page("openrosa.set_up")
def index(request: Request) -> HttpResponse:
    came, names = queries.came(), dict(queries.instruments(request.user).values_list("pk", "title"))
    rows = [
        {
            "device": device,
            "state": _state(device),
            "instruments": [names[pk] for pk in device.instruments if pk in names],
            "came": sum(came.get(device.pk, {}).values()),
            "waiting": came.get(device.pk, {}).get(State.WAITING, 0),
        }
        for device in queries.devices(request.user)
    ]
    return render(request, "openrosa/devices.html", SECTION | {"rows": rows})


def _state(device: Device) -> tuple[str, str]:
    if device.revoked_at:
        return "shut", _("Revoked")
    if queries.has_ended(device, at=timezone.now()):
        return "shut", _("Ended")
    return ("ok", _("In use")) if device.seen_at else ("wait", _("Not set up yet"))


@page("openrosa.set_up")
def new(request: Request) -> HttpResponse:
    form = DeviceForm(request.POST or None, by=request.user)
    context: dict[str, Any] = SECTION | {"form": form}
    if request.method != "POST":
        return render(request, "openrosa/new_device.html", context)
    if not form.is_valid():
        return render(request, "openrosa/new_device.html", context, status=400)
    data = form.cleaned_data
    chosen: list[Instrument] = list(data["instruments"])
    try:
        device, token = actions.grant(
            data["user"],
            programme=data["programme"],
            instruments=[instrument.pk for instrument in chosen],
            expires_at=form.expires_at(),
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return render(request, "openrosa/new_device.html", context, status=409)
    return _code(request, device, token)


def _code(request: Request, device: Device, token: str) -> HttpResponse:
    """Shown as the answer itself: no address leads to it a second time."""
    context = SECTION | {
        "device": device,
        "code": codes.drawn(device, token),
        "server": codes.server_of(token),
    }
    return render(request, "openrosa/code.html", context)


@page("openrosa.set_up")
def renew(request: Request, pk: UUID) -> HttpResponse:
    device = get_object_or_404(queries.devices(request.user), pk=pk)
    context = SECTION | {
        "title": _("Make another code for %(who)s?") % {"who": device.user},
        "consequences": [
            Consequence(
                _("The code in use ends at once: what is not sent yet waits on the device.")
            ),
            Consequence(_("The new code is shown this once.")),
        ],
        "form": BaseForm(),
        "danger": _("Make another code"),
        "cancel_url": reverse("openrosa:devices"),
    }
    if request.method != "POST":
        return render(request, "core/confirm.html", context)
    try:
        token = actions.renew(device, by=request.user, at=timezone.now())
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return render(request, "core/confirm.html", context, status=409)
    return _code(request, device, token)


@page("openrosa.set_up")
def revoke(request: Request, pk: UUID) -> HttpResponse:
    device = get_object_or_404(queries.devices(request.user), pk=pk)
    if request.method == "POST":
        actions.revoke(device, by=request.user, at=timezone.now())
        messages.success(request, _("Revoked. The device is turned away from now on."))
        return redirect("openrosa:devices")
    context = SECTION | {
        "title": _("Turn away the device of %(who)s?") % {"who": device.user},
        "consequences": [
            Consequence(_("It gets no forms and sends nothing from its next try on.")),
            Consequence(_("What it holds and has not sent stays on it, and can be sent with a new"
                          " code.")),
            Consequence(_("It can’t be undone. A new code can be given.")),
        ],
        "form": BaseForm(),
        "danger": _("Turn it away"),
        "cancel_url": reverse("openrosa:devices"),
    }  # fmt: skip
    return render(request, "core/confirm.html", context)
