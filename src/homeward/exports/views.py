"""One's own exports: how far they are, their parts, and ending one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.exports import actions, queries
from homeward.exports.choices import Status
from homeward.exports.models import ExportJob, ExportPart
from homeward.exports.sheets import SHEETS

KINDS = {
    Status.QUEUED: "wait",
    Status.RUNNING: "now",
    Status.READY: "ok",
    Status.CANCELLED: "no",
    Status.EXPIRED: "shut",
}


def attachment(file: queries.File) -> HttpResponse:
    """Bytes to keep: never opened by the browser as a page."""
    response = HttpResponse(file.content, content_type=file.content_type)
    named = content_disposition_header(as_attachment=True, filename=file.name)
    response.headers["Content-Disposition"] = named or "attachment"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def asked(request: Request, kind: str, filters: dict[str, str], *, back: str) -> HttpResponse:
    """The answer to a list's own export button."""
    try:
        made = actions.ask(
            kind, filters, request.POST.get("format", ""), by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        context = {"reasons": refusal.reasons, "back": back}
        return render(request, "409.html", context, status=409)
    if isinstance(made, queries.File):
        return attachment(made)
    messages.success(
        request, _("The export is being prepared, since it is long. It is kept for seven days.")
    )
    return redirect("exports:index")


@page("exports.take")
def index(request: Request) -> HttpResponse:
    return render(request, "exports/index.html", _listed(request.user))


def _listed(user: User) -> dict[str, object]:
    rows = [
        {
            "job": job,
            "title": SHEETS[job.sheet].title if job.sheet in SHEETS else job.sheet,
            "kind": KINDS[Status(job.status)],
            "parts": list(job.parts.all()) if job.status == Status.READY else [],
        }
        for job in queries.mine()
    ]
    return {"section": "exports", "rows": rows}


@page("exports.take")
def part(request: Request, part: UUID) -> HttpResponse:
    found = get_object_or_404(ExportPart, pk=part)
    try:
        file = actions.take_part(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        context = {**_listed(request.user), "reasons": refusal.reasons}
        return render(request, "exports/index.html", context, status=409)
    return attachment(file)


@page("exports.take")
def cancel(request: Request, pk: UUID) -> HttpResponse:
    job = get_object_or_404(ExportJob, pk=pk)
    if request.method == "POST":
        actions.cancel(job, by=request.user)
        messages.success(request, _("Cancelled. Its files are gone."))
        return redirect("exports:index")
    context = {
        "section": "exports",
        "title": _("Cancel this export?"),
        "consequences": [
            Consequence(_("Its files are removed. What you took already stays with you.")),
            Consequence(_("You can export the list again at any time.")),
        ],
        "form": BaseForm(),
        "danger": _("Cancel the export"),
        "cancel_url": reverse("exports:index"),
    }
    return render(request, "core/confirm.html", context)
