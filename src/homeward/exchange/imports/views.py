"""The history of imports, and a new one in three steps: send, look, confirm."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.core.commas import enumerated
from homeward.exchange import actions, queries
from homeward.exchange.imports.forms import ConfirmForm, ImportForm
from homeward.exchange.models import ImportDraft, ImportRun

PER_PAGE = 25
# So many lines of a kind are shown; all of them are in the kept report.
SHOWN = 100
DONE = ("new", "changed", "unchanged")


@page("exchange.read_imports")
def history(request: Request) -> HttpResponse:
    listed = Paginator(queries.imports(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "imports",
        "page": listed,
        "rows": [(run, _of_services(run.counts)) for run in listed],
        "draft": queries.draft_of(request.user),
    }
    return render(request, "exchange/imports/history.html", context)


def _of_services(counts: dict[str, dict[str, int]]) -> list[int]:
    told = counts.get("service", {})
    return [told.get(name, 0) for name in DONE]


@page("exchange.read_imports")
def detail(request: Request, pk: UUID) -> HttpResponse:
    run = get_object_or_404(ImportRun.objects.select_related("by"), pk=pk)
    files = list(zip(run.file_names, run.file_hashes, strict=True))
    context = {"section": "imports", "run": run, "files": files, **_told(run.report)}
    return render(request, "exchange/imports/detail.html", context)


@page("exchange.import")
def new(request: Request) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None, initial={"language": "en"})
    context = {"section": "imports", "form": form}
    if request.method != "POST":
        return render(request, "exchange/imports/new.html", context)
    if not form.is_valid():
        return render(request, "exchange/imports/new.html", context, status=422)
    data = form.cleaned_data
    actions.draft_import(
        form.uploads(),
        kind=data["kind"],
        source=data["source"],
        country=data["country"],
        language=data["language"],
        publishes=data["publishes"],
        by=request.user,
        at=timezone.now(),
    )
    return redirect("imports:preview")


@page("exchange.import")
def preview(request: Request) -> HttpResponse:
    """What the draft would do; confirming does it."""
    draft = queries.draft_of(request.user)
    if draft is None:
        raise Http404("no draft")
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _carry_out(request, draft, retire_gone=form.cleaned_data["retire_gone"])
    report = actions.preview(draft)
    context = {
        "section": "imports",
        "draft": draft,
        "form": form,
        "report": report,
        **_told(report.as_json()),
    }
    status = 422 if report.is_refused else 200
    return render(request, "exchange/imports/preview.html", context, status=status)


def _carry_out(request: Request, draft: ImportDraft, *, retire_gone: bool) -> HttpResponse:
    run = actions.carry_out(draft, retire_gone=retire_gone, by=request.user, at=timezone.now())
    if run is None:
        return redirect("imports:preview")
    messages.success(request, _("Read in. What it changed is kept here."))
    return redirect("imports:detail", pk=run.pk)


def _told(report: dict[str, Any]) -> dict[str, Any]:
    """A report's tables and lists, as pages show them."""
    kinds = {
        "organisation": _("Organisations"),
        "taxonomy": _("Lists of terms"),
        "term": _("Terms"),
        "location": _("Locations"),
        "service": _("Services"),
    }
    counts = report.get("counts", {})
    return {
        "table": [
            (label, [counts[kind].get(name, 0) for name in DONE])
            for kind, label in kinds.items()
            if kind in counts
        ],
        "changed": [
            (kinds.get(c["kind"], c["kind"]), c["name"] or c["source_id"], enumerated(c["fields"]))
            for c in report.get("changed", [])[:SHOWN]
        ],
        "more_changed": max(0, len(report.get("changed", [])) - SHOWN),
        "faults": report.get("faults", [])[:SHOWN],
        "more_faults": max(0, len(report.get("faults", [])) - SHOWN),
        "notes": report.get("notes", [])[:SHOWN],
        "more_notes": max(0, len(report.get("notes", [])) - SHOWN),
        "gone": sorted(report.get("gone_services", {}).items())[:SHOWN],
        "is_retired": report.get("retired", False),
        "reissued": [
            (kinds.get(r["kind"], r["kind"]), r["name"], r["old"], r["new"])
            for r in report.get("reissued", [])[:SHOWN]
        ],
        "back": report.get("back", [])[:SHOWN],
    }
