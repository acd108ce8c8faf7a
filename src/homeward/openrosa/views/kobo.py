"""KoboToolbox: forms that are fetched, exports that are brought; looked through before writing."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.access.pages import Request, page
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.files.choices import Reason as FileReason
from homeward.files.rules import MOST_BYTES
from homeward.openrosa import actions, queries
from homeward.openrosa.forms import KoboForm, SheetForm
from homeward.openrosa.models import KoboForm as Fetched
from homeward.openrosa.models import SheetDraft

SECTION = {"section": "filled_forms"}
SHOWN_FAULTS, SHOWN_SHEETS = 100, 20


@page("openrosa.fetch")
def index(request: Request) -> HttpResponse:
    context = {
        "fetched": list(queries.kobo_forms()),
        "sheets": list(queries.sheets()[:SHOWN_SHEETS]),
    }
    return render(request, "openrosa/kobo.html", SECTION | context)


def _brought(
    request: Request, form: BaseForm, act: Callable[[dict[str, Any]], Any], to: str, **shown: Any
) -> HttpResponse:
    """Shows the form; posted, it acts and goes to what came, or says what stands in the way."""
    context = SECTION | shown | {"form": form}
    if request.method != "POST":
        return render(request, "openrosa/bring.html", context)
    if not form.is_valid():
        return render(request, "openrosa/bring.html", context, status=400)
    try:
        made = act(form.cleaned_data)
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return render(request, "openrosa/bring.html", context, status=409)
    return redirect(to, pk=made.pk)


def _filling(data: dict[str, Any], request: Request) -> dict[str, Any]:
    """What both ways are told of the form that was filled in."""
    return {
        "programme": data["programme"],
        "form_version": data["version"].form_version,
        "of_nobody": data["of_nobody"],
        "by": request.user,
        "at": timezone.now(),
    }


@page("openrosa.fetch")
def new(request: Request) -> HttpResponse:
    def add(data: dict[str, Any]) -> Fetched:
        return actions.add_kobo_form(
            server=data["server"], asset=data["asset"], token=data["token"],
            **_filling(data, request),
        )  # fmt: skip

    form = KoboForm(request.POST or None, by=request.user)
    title = _("Fetch a form from KoboToolbox")
    return _brought(request, form, add, "openrosa:kobo_form", title=title)


@page("openrosa.fetch")
def detail(request: Request, pk: UUID) -> HttpResponse:
    """Looks what is new there, and takes it in when told to."""
    fetched = get_object_or_404(queries.kobo_forms(), pk=pk)
    if request.method != "POST":
        return _detail(request, fetched)
    again = "again" in request.POST
    try:
        if "fetch" in request.POST or again:
            report = actions.fetch(
                fetched, from_the_start=again, by=request.user, at=timezone.now()
            )
            messages.success(request, _told(report))
            return redirect("openrosa:kobo_form", pk=pk)
        looked, more = actions.look(fetched, from_the_start=False)
    except Refused as refusal:
        return _detail(request, fetched, reasons=refusal.reasons, status=409)
    return _detail(request, fetched, report=looked.as_json() | {"more": more}, is_preview=True)


def _told(report: dict[str, Any]) -> str:
    waiting, taken = report["waiting"], report["taken"]
    said = ngettext("%(n)d filled form taken in.", "%(n)d filled forms taken in.", taken)
    if not waiting:
        return said % {"n": taken}
    rest = ngettext("%(n)d waits to be assigned.", "%(n)d wait to be assigned.", waiting)
    return f"{said % {'n': taken}} {rest % {'n': waiting}}"


def _detail(
    request: Request,
    fetched: Fetched,
    *,
    report: dict[str, Any] | None = None,
    is_preview: bool = False,
    reasons: Any = (),
    status: int = 200,
) -> HttpResponse:
    shown = report or fetched.report
    context = {
        "fetched": fetched,
        "report": shown,
        "faults": shown.get("faults", [])[:SHOWN_FAULTS],
        "is_preview": is_preview,
        "reasons": reasons,
    }
    return render(request, "openrosa/kobo_form.html", SECTION | context, status=status)


@page("openrosa.fetch")
def end(request: Request, pk: UUID) -> HttpResponse:
    fetched = get_object_or_404(queries.kobo_forms(), pk=pk)
    if request.method == "POST":
        actions.end_kobo_form(fetched, by=request.user, at=timezone.now())
        messages.success(request, _("Ended. The token is deleted."))
        return redirect("openrosa:kobo")
    context = SECTION | {
        "title": _("Fetch no more of %(form)s?") % {"form": fetched.form_version.form},
        "consequences": [
            Consequence(_("The token is deleted here. What came stays.")),
            Consequence(_("KoboToolbox is not told: revoke the token there as well.")),
        ],
        "form": BaseForm(),
        "danger": _("Fetch no more"),
        "cancel_url": reverse("openrosa:kobo_form", args=[fetched.pk]),
    }
    return render(request, "core/confirm.html", context)


@page("openrosa.fetch")
def bring(request: Request) -> HttpResponse:
    def read(data: dict[str, Any]) -> SheetDraft:
        file = data["file"]
        if file.size > MOST_BYTES:
            raise Refused(FileReason.TOO_LARGE)
        return actions.bring_sheet(file.read(), file.name, **_filling(data, request))

    form = SheetForm(request.POST or None, request.FILES or None, by=request.user)
    title = _("Bring an export of KoboToolbox")
    return _brought(request, form, read, "openrosa:sheet", title=title, files=True)


@page("openrosa.fetch")
def sheet(request: Request, pk: UUID) -> HttpResponse:
    """What the export would do, and then what it did."""
    draft = get_object_or_404(queries.sheets(), pk=pk)
    if request.method != "POST":
        return _sheet(request, draft)
    try:
        report = actions.take_sheet(draft, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _sheet(request, draft, reasons=refusal.reasons, status=409)
    messages.success(request, _told(report))
    return redirect("openrosa:sheet", pk=pk)


def _sheet(
    request: Request, draft: SheetDraft, *, reasons: Any = (), status: int = 200
) -> HttpResponse:
    is_open = draft.taken_at is None
    version = draft.form_version
    report = actions.look_at(draft.content, version).as_json() if is_open else draft.report
    context = {
        "draft": draft,
        "report": report,
        "faults": report.get("faults", [])[:SHOWN_FAULTS],
        "is_preview": is_open,
        "reasons": reasons,
    }
    return render(request, "openrosa/sheet.html", SECTION | context, status=status)
