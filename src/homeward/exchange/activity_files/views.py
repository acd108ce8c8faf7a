"""Pages of files that are brought, and the download of programmes."""

import io
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence, NextStep
from homeward.core.refusals import Refused
from homeward.exchange import jobs, publishing, rules
from homeward.exchange.activity_files import actions, queries
from homeward.exchange.activity_files.forms import BringForm
from homeward.exchange.choices import FileState
from homeward.exchange.models import ActivityFile
from homeward.exchange.writers import iati as writer

SECTION = "iati"
PAGE = 25
PROBLEMS = 50
MARKS = {
    FileState.WAITING: "wait",
    FileState.CHECKED: "wait",
    FileState.REFUSED: "no",
    FileState.TAKEN: "ok",
    FileState.DISCARDED: "shut",
}
KINDS = {
    "programme": gettext_lazy("Programmes"),
    "actor": gettext_lazy("Actors"),
    "sector": gettext_lazy("Sectors"),
}


@page("exchange.export_programmes")
def index(request: Request) -> HttpResponse:
    return _index(request, BringForm())


def _index(request: Request, form: BringForm, *, status: int = 200, **more: Any) -> HttpResponse:
    shown = Paginator(queries.files(request.user), PAGE).get_page(request.GET.get("page"))
    context = {
        "section": SECTION,
        "form": form,
        "page": shown,
        "rows": [(file, MARKS[FileState(file.state)]) for file in shown],
        "may_bring": can(request.user, "exchange.import_programmes"),
        "counts": queries.counts(),
        **more,
    }
    return render(request, "exchange/activity_files.html", context, status=status)


@page("exchange.import_programmes")
def bring(request: Request) -> HttpResponse:
    if request.method != "POST":
        return redirect("exchange:activity_files")
    form = BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return _index(request, form, status=422)
    brought = form.cleaned_data["file"]
    try:
        file = actions.bring(
            brought.read(rules.LARGEST_FILE + 1), brought.name, by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return _index(request, form, status=409, reasons=refusal.reasons)
    _look(request, file, lenient=form.cleaned_data["is_lenient"])
    return redirect("exchange:activity_file", pk=file.pk)


def _look(request: Request, file: ActivityFile, *, lenient: bool) -> None:
    """At once, or by the worker where it takes longer than somebody would wait."""
    if file.size <= rules.SMALL_FILE:
        actions.look_through(file, lenient=lenient, by=request.user, at=timezone.now())
        return
    actions.wait(file, lenient=lenient, by=request.user)
    jobs.look_through.defer(file_id=str(file.pk), user_id=request.user.pk, lenient=lenient)


@page("exchange.import_programmes")
def one(request: Request, pk: UUID) -> HttpResponse:
    file = get_object_or_404(queries.files(request.user), pk=pk)
    return _one(request, file)


def _one(request: Request, file: ActivityFile, *, status: int = 200, **more: Any) -> HttpResponse:
    report = file.report
    problems = report.get("faults") or report.get("notes") or []
    shown = Paginator(problems, PROBLEMS).get_page(request.GET.get("page"))
    kinds = report.get("counts", {})
    context = {
        "section": SECTION,
        "file": file,
        "mark": MARKS[FileState(file.state)],
        "page": shown,
        "total": report.get("faults_total") or report.get("notes_total") or 0,
        "rows": [(label, kinds[kind]) for kind, label in KINDS.items() if kind in kinds],
        "step": _step(file),
        "changed": report.get("changed", [])[:PROBLEMS],
        **more,
    }
    return render(request, "exchange/activity_file.html", context, status=status)


def _step(file: ActivityFile) -> NextStep | None:
    """What the file waits for; None where nothing follows."""
    ends = file.brought_at + actions.KEPT
    if file.state == FileState.WAITING:
        why = _("The worker looks it through; this page asks again by itself.")
        return NextStep(
            _("Look it through"), why, _("The worker"), None, waiting_for=_("the worker")
        )
    if file.state == FileState.CHECKED:
        counter = file.report["counts"]["programme"]
        written = counter.get("new", 0) + counter.get("changed", 0)
        title = ngettext("Write %(n)d programme", "Write %(n)d programmes", written)
        url = reverse("exchange:take_in", args=[file.pk])
        why = _("Nothing was written yet. Below stands what would be.")
        return _mine(file, title % {"n": written}, why, url, _("Take it in"), ends)
    if file.state == FileState.REFUSED and not file.is_lenient:
        url = reverse("exchange:read_leniently", args=[file.pk])
        why = _("Nothing is taken of a file with faults. Mend it, or take what can be read of it.")
        return _mine(file, _("Read it leniently"), why, url, _("Read it leniently"), ends)
    return None


def _mine(
    file: ActivityFile, title: str, why: str, url: str, label: str, due: datetime
) -> NextStep:
    return NextStep(
        title, why, str(file.brought_by), due, url=url, label=label, mine=True, post=True
    )


@page("exchange.import_programmes")
@require_POST
def leniently(request: Request, pk: UUID) -> HttpResponse:
    """Looks at it again, this time taking what can be read."""
    file = get_object_or_404(queries.files(request.user), pk=pk)
    try:
        _look(request, file, lenient=True)
    except Refused as refusal:
        return _one(request, file, status=409, reasons=refusal.reasons)
    return redirect("exchange:activity_file", pk=pk)


@page("exchange.import_programmes")
@require_POST
def take_in(request: Request, pk: UUID) -> HttpResponse:
    file = get_object_or_404(queries.files(request.user), pk=pk)
    try:
        file = actions.take_in(file, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _one(request, file, status=409, reasons=refusal.reasons)
    if file.state == FileState.TAKEN:
        counter = file.report["counts"]["programme"]
        written = counter.get("new", 0) + counter.get("changed", 0)
        text = ngettext("%(n)d programme was written.", "%(n)d programmes were written.", written)
        messages.success(request, text % {"n": written})
    return redirect("exchange:activity_file", pk=pk)


@page("exchange.import_programmes")
def throw_away(request: Request, pk: UUID) -> HttpResponse:
    file = get_object_or_404(queries.files(request.user), pk=pk)
    if request.method == "POST":
        actions.throw_away(file, by=request.user)
        messages.success(request, _("Thrown away."))
        return redirect("exchange:activity_files")
    context = {
        "section": SECTION,
        "title": _("Throw the file %(name)s away?") % {"name": file},
        "consequences": [
            Consequence(_("Nothing of it is taken in. That it was brought stays noted.")),
        ],
        "form": BaseForm(),
        "danger": _("Throw it away"),
        "cancel_url": reverse("exchange:activity_file", args=[pk]),
    }
    return render(request, "core/confirm.html", context)


@page("exchange.export_programmes")
@require_GET
def download(request: Request) -> HttpResponse:
    """`?programme=CODE`, as often as there are programmes; `?of=all` for the imported ones too."""
    codes = request.GET.getlist("programme")
    here_alone = not codes and request.GET.get("of") != "all"
    file = io.BytesIO()
    writer.write(file, publishing.programmes(codes, run_here=here_alone), at=timezone.now())
    name = f"homeward-iati-{timezone.localdate():%Y-%m-%d}.xml"
    return HttpResponse(
        file.getvalue(),
        content_type="application/xml",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
