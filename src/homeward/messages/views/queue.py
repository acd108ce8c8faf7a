"""What waits and what was given up; and, in the demo, what its telephones received."""

import secrets
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.core.refusals import Refused
from homeward.messages import actions, queries
from homeward.messages.choices import GatewayKind, State
from homeward.messages.forms import AnswerForm
from homeward.messages.models import Gateway, Message

READ, AGAIN = "messages.read_queue", "messages.send_again"
SECTION = "messages"
PER_PAGE = 50
MARKS = {
    State.WAITING: "wait",
    State.SENT: "now",
    State.DELIVERED: "ok",
    State.FAILED: "no",
    State.DEAD: "late",
    State.DISCARDED: "shut",
}


@page(READ)
def index(request: Request) -> HttpResponse:
    return _index(request)


def _index(request: Request, *, reasons: list[object] | None = None) -> HttpResponse:
    state = request.GET.get("state", "")
    state = state if state in State.values else ""
    counts = queries.counts()
    sheet = Paginator(queries.queue(state=state), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": SECTION,
        "tab": "queue",
        "state": state,
        "states": [(one.value, one.label, counts.get(one, 0)) for one in State],
        "total": sum(counts.values()),
        "sheet": sheet,
        "rows": [(one, MARKS[State(one.state)]) for one in sheet],
        "reasons": reasons,
    }
    return render(request, "messages/queue.html", context, status=409 if reasons else 200)


@page(AGAIN)
@require_POST
def send_again(request: Request, pk: UUID) -> HttpResponse:
    message = get_object_or_404(Message, pk=pk)
    try:
        actions.send_again(message, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _index(request, reasons=list(refusal.reasons))
    messages.success(request, _("It goes out within a minute."))
    return redirect("messages:queue")


@page(AGAIN)
@require_POST
def discard(request: Request, pk: UUID) -> HttpResponse:
    message = get_object_or_404(Message, pk=pk)
    try:
        actions.discard(message, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _index(request, reasons=list(refusal.reasons))
    messages.success(request, _("Thrown away."))
    return redirect("messages:queue")


@page(READ)
def telephones(request: Request) -> HttpResponse:
    """The demo's telephones, as if they lay on the table; each can answer."""
    if not settings.DEMO:
        raise Http404
    context = {
        "section": SECTION,
        "tab": "telephones",
        "telephones": queries.telephones(queries.gateways().filter(kind=GatewayKind.FILE)),
    }
    return render(request, "messages/telephones.html", context)


@page(READ)
def answer(request: Request) -> HttpResponse:
    """A telephone of the demo answers: its message comes in by the gateway's own door."""
    if not settings.DEMO or request.method != "POST":
        raise Http404
    form = AnswerForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        gateway = get_object_or_404(Gateway, kind=GatewayKind.FILE, pk=given["gateway"])
        actions.receive(
            gateway, sender=given["sender"], text=given["text"],
            provider_id=secrets.token_hex(8), by=request.user, at=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Sent. It is sorted within a minute."))
    return redirect("messages:telephones")
