"""The wizard: upload, columns, matching, preview, import. Every step can be left and taken up."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence, ReasonLine
from homeward.core.refusals import Refused
from homeward.core.spreadsheets import CSV_TYPE, csv_table
from homeward.exchange.sheets import (
    actions,
    answers,
    columns,
    forms,
    importing,
    pages,
    queries,
    reading,
    rules,
)
from homeward.exchange.sheets.choices import Kind, Stage
from homeward.exchange.sheets.importing import Plan
from homeward.exchange.sheets.models import Layout, Sheet
from homeward.files.answers import to_keep as answers_to_keep

SECTION = {"section": "sheets"}
A_PAGE = 40


def _reasons(refused: Refused) -> list[Any]:
    """Where columns tell of persons they are named."""
    if isinstance(refused, actions.PersonsFound):
        return [ReasonLine(refused.reasons[0].label, note=_(", ").join(refused.columns))]
    return list(refused.reasons)


@page("exchange.import_sheets")
def index(request: Request) -> HttpResponse:
    """Sheets on their way and imported, the layouts that are known, and the upload."""
    form = forms.UploadForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return _index(request, form)
    if not form.is_valid():
        return _index(request, form, status=400)
    file = form.cleaned_data["file"]
    try:
        sheet = actions.upload(
            file.read(),
            file.name,
            year=form.cleaned_data["year"],
            month=form.cleaned_data["month"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refused:
        return _index(request, form, reasons=_reasons(refused), status=409)
    if sheet.layout:
        known = {"layout": sheet.layout}
        messages.success(
            request, _("The layout “%(layout)s” is known. Here is what it says.") % known
        )
        return redirect("exchange:sheet", pk=sheet.pk)
    messages.success(request, _("Taken in. Nothing is imported before you have seen it."))
    return redirect("exchange:sheet_columns", pk=sheet.pk)


def _index(
    request: Request, form: forms.UploadForm, *, reasons: Any = (), status: int = 200
) -> HttpResponse:
    listed = Paginator(queries.sheets(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "reasons": reasons,
        "rows": [(sheet, pages.KINDS[Stage(sheet.stage)]) for sheet in listed],
        "page": listed,
        "layouts": queries.layouts(),
    }
    return render(request, "exchange/sheets/index.html", SECTION | context, status=status)


@page("exchange.import_sheets")
def detail(request: Request, pk: UUID) -> HttpResponse:
    return _detail(request, get_object_or_404(queries.whole_sheets(), pk=pk))


def _detail(
    request: Request, sheet: Sheet, *, reasons: Any = (), status: int = 200
) -> HttpResponse:
    plan = _plan(sheet)
    report = sheet.report
    if plan is not None:
        # Compared by writing it and going back, so that the preview is what the import does.
        told = importing.run(plan) if sheet.total <= rules.AT_ONCE else plan.report
        report = told.as_json()
    told_rows = report.get("rows", 0) - report.get("refused", 0) - report.get("left_out", 0)
    context = {
        "sheet": sheet,
        "kind": pages.KINDS[Stage(sheet.stage)],
        "stages": pages.stages(sheet),
        "step": pages.step(sheet, plan),
        "report": report,
        "figures": [
            (label, counts)
            for label, counts in (pages.figures(plan.report) if plan else _kept(report))
        ],
        "ways": pages.ways(report.get("ways", {})),
        "told_rows": told_rows,
        "share": pages.percent(report.get("on_an_area", 0), told_rows),
        "notes": pages.grouped(report.get("notes", []))[: pages.SHOWN_ROWS],
        "refused_rows": report.get("refused_rows", [])[: pages.SHOWN_ROWS],
        "waiting": plan.prepared if plan else None,
        "reasons": reasons,
    }
    return render(request, "exchange/sheets/sheet.html", SECTION | context, status=status)


def _plan(sheet: Sheet) -> Plan | None:
    is_named = sheet.layout is not None and sheet.is_open
    return actions.plan_of(sheet, is_dry_run=True) if is_named else None


def _kept(report: dict[str, Any]) -> list[tuple[str, list[int]]]:
    labels = {"presence": _("Rows"), "programme": _("Programmes")}
    return [
        (labels.get(kind, kind), [counts.get(n, 0) for n in ("new", "changed", "unchanged")])
        for kind, counts in report.get("counts", {}).items()
    ]


@page("exchange.import_sheets")
def problems(request: Request, pk: UUID) -> HttpResponse:
    """Every row that is refused or has no area, as a table for whoever keeps the sheet."""
    sheet = get_object_or_404(queries.whole_sheets(), pk=pk)
    plan = _plan(sheet)
    report = plan.report.as_json() if plan else sheet.report
    rows = [
        [str(said["row"] or ""), said["field"], said.get("reason") or said.get("text") or ""]
        for name in ("refused_rows", "notes")
        for said in report.get(name, [])
    ]
    content = csv_table([_("Row"), _("What the sheet says"), _("Reason")], rows)
    return answers_to_keep(content, name=f"{sheet.name}-problems.csv", content_type=CSV_TYPE)


@page("exchange.import_sheets")
def name_columns(request: Request, pk: UUID) -> HttpResponse:
    sheet = get_object_or_404(queries.whole_sheets(), pk=pk)
    if not sheet.is_open:
        return redirect("exchange:sheet", pk=pk)
    table = reading.read(bytes(sheet.content), sheet=sheet.sheet)
    guesses = columns.guess(table.header, (row for _n, row in table.rows), table.tags)
    began = _began(sheet, guesses)
    form = forms.ColumnsForm(request.POST or None, header=table.header, initial=began)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        naming = actions.Naming(
            name=data["name"],
            columns=form.columns(),
            country=data["country"],
            year=data["year"],
            month=data["month"],
        )
        try:
            actions.name_columns(sheet, naming, by=request.user, at=timezone.now())
        except Refused as refused:
            reasons = _reasons(refused)
        else:
            messages.success(request, _("The layout is kept. Here is what the sheet says by it."))
            return redirect("exchange:sheet", pk=pk)
    context = {
        "sheet": sheet,
        "form": form,
        "reasons": reasons,
        "columns": pages.shown_columns(table, form, guesses),
        "sheets": table.sheets,
        "sheet_form": forms.SheetForm(
            sheets=table.sheets, initial={"sheet": sheet.sheet or next(iter(table.sheets), "")}
        ),
        "empty_rows": table.empty_rows,
    }
    status = 409 if reasons else 400 if form.errors else 200
    return render(request, "exchange/sheets/columns.html", SECTION | context, status=status)


def _began(sheet: Sheet, guesses: dict[int, columns.Guess]) -> dict[str, Any]:
    period = {"year": sheet.year, "month": sheet.month}
    if sheet.layout:
        return {**period, **forms.named_before(sheet.layout)}
    guessed = {f"column_{number}": guess.field.value for number, guess in guesses.items()}
    return {**period, **guessed, "name": sheet.name.partition(".")[0][:100]}


@page("exchange.import_sheets")
@require_POST
def choose_sheet(request: Request, pk: UUID) -> HttpResponse:
    sheet = get_object_or_404(queries.whole_sheets(), pk=pk)
    try:
        actions.choose_sheet(sheet, request.POST.get("sheet", ""), by=request.user)
    except Refused as refused:
        return _detail(request, sheet, reasons=_reasons(refused), status=409)
    return redirect("exchange:sheet_columns", pk=pk)


@page("exchange.import_sheets")
def match(request: Request, pk: UUID, kind: Kind) -> HttpResponse:
    """What words mean; forty at a time. What is left open is asked again later."""
    sheet = get_object_or_404(queries.whole_sheets(), pk=pk)
    plan = _plan(sheet)
    if plan is None or sheet.layout is None:
        return redirect("exchange:sheet", pk=pk)
    waiting = pages.asked(plan, kind)
    listed = Paginator(waiting, A_PAGE).get_page(request.GET.get("page"))
    rows = list(listed)
    status = 200
    if request.method == "POST":
        given = answers.read(request.POST, kind, {item.key: item for item in waiting})
        if not given.errors:
            actions.decide(sheet, given.decisions, by=request.user, at=timezone.now())
            messages.success(request, _("Kept, for this sheet and every later one of its layout."))
            return redirect(request.get_full_path())
        rows, status = answers.with_errors(rows, given), 400
    context = {
        "sheet": sheet,
        "kind": kind,
        "rows": rows,
        "page": listed,
        "errors": [item for item in rows if item.error],
        "areas": queries.area_names({item.country for item in rows if item.country}),
        "decided": queries.decided(sheet.layout, kind),
    }
    return render(request, "exchange/sheets/match.html", SECTION | context, status=status)


@page("exchange.import_sheets")
@require_POST
def ask_again(request: Request, pk: UUID, value_pk: int) -> HttpResponse:
    sheet = get_object_or_404(queries.whole_sheets(), pk=pk)
    value = get_object_or_404(queries.values_of(sheet), pk=value_pk)
    actions.undecide(sheet, Kind(value.kind), value.key, by=request.user)
    messages.success(request, _("It is asked again."))
    return redirect(f"exchange:match_{value.kind}", pk=pk)


@page("exchange.import_sheets")
@require_POST
def import_now(request: Request, pk: UUID) -> HttpResponse:
    sheet = get_object_or_404(queries.whole_sheets(), pk=pk)
    try:
        sheet = actions.import_sheet(sheet, by=request.user, at=timezone.now())
    except Refused as refused:
        return _detail(request, sheet, reasons=_reasons(refused), status=409)
    if sheet.is_running:
        messages.success(request, _("The sheet is long: the worker imports it. Come back later."))
    elif sheet.stage == Stage.IMPORTED:
        messages.success(request, _("Imported. The next sheet of this layout needs no naming."))
    return redirect("exchange:sheet", pk=pk)


@page("exchange.import_sheets")
def discard(request: Request, pk: UUID) -> HttpResponse:
    sheet = get_object_or_404(queries.sheets(), pk=pk)
    if request.method == "POST":
        try:
            actions.discard(sheet, by=request.user)
        except Refused as refused:
            return _detail(request, sheet, reasons=_reasons(refused), status=409)
        messages.success(request, _("Thrown away. What was decided stays with its layout."))
        return redirect("exchange:sheets")
    context = {
        "title": _("Throw away %(name)s?") % {"name": sheet.name},
        "consequences": [
            Consequence(_("The file goes. Nothing of it was imported.")),
            Consequence(_("What was decided of its words stays for the next sheet.")),
        ],
        "form": BaseForm(),
        "danger": _("Throw it away"),
        "cancel_url": reverse("exchange:sheet", args=[pk]),
    }
    return render(request, "core/confirm.html", SECTION | context)


@page("exchange.import_sheets")
def forget(request: Request, layout_pk: int) -> HttpResponse:
    layout = get_object_or_404(Layout, pk=layout_pk)
    context = {
        "title": _("Forget the layout %(name)s?") % {"name": layout.name},
        "consequences": [
            Consequence(_("The next sheet with its headings is asked about column by column.")),
            Consequence(_("What was decided of its organisations, sectors and places goes.")),
        ],
        "form": BaseForm(),
        "danger": _("Forget the layout"),
        "cancel_url": reverse("exchange:sheets"),
    }
    if request.method == "POST":
        try:
            actions.forget(layout, by=request.user)
        except Refused as refused:
            context["reasons"] = refused.reasons
            return render(request, "core/confirm.html", SECTION | context, status=409)
        messages.success(request, _("Forgotten."))
        return redirect("exchange:sheets")
    return render(request, "core/confirm.html", SECTION | context)
