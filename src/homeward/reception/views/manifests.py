"""How a manifest is filled: by a sheet that is looked at first, or row by row on a page."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.core.digits import are_digits
from homeward.core.fields import ErrorLine
from homeward.core.refusals import Refused
from homeward.core.spreadsheets import XLSX_TYPE
from homeward.files.answers import to_keep
from homeward.files.sheets import read as read_file
from homeward.reception import actions, matching, queries
from homeward.reception.choices import RowFault
from homeward.reception.forms import SheetForm
from homeward.reception.manifests import carrying, reading, words, writing
from homeward.reception.manifests.reading import Cells, Read
from homeward.reception.matching import Plan
from homeward.reception.models import Charter
from homeward.reception.views.charters import SECTION

# Fields of one page: a browser may send a thousand.
FIRST_ROWS, MORE_ROWS, MOST_ROWS = 8, 8, 48
COLUMNS_OF_PAGE = [
    "family", "place", "given_name", "family_name", "sex", "birth", "age", "document_kind",
    "document", "language", "needs", "consent_on",
]  # fmt: skip


def _charter(request: Request, pk: int) -> Charter:
    """Only the host fills the manifest; for others it isn't there."""
    return get_object_or_404(queries.charters(), pk=pk, host_org=request.user.organisation_id)


@page("reception.fill_manifest")
def sheet(request: Request, pk: int) -> HttpResponse:
    """The upload, what a sheet would do, and the doing."""
    charter = _charter(request, pk)
    if request.method != "POST":
        return _sheet_page(request, charter, SheetForm())
    try:
        if "cells" in request.POST:
            return _act(request, charter, carrying.unpack(request.POST["cells"]))
        form = SheetForm(request.POST, request.FILES)
        if not form.is_valid():
            return _sheet_page(request, charter, form, status=422)
        table = read_file(form.cleaned_data["file"].read(), reading.WORDS)
        read = reading.read_table(table, **_when(charter))
        return _dry_run(request, charter, read, blank=table.empty_rows)
    except Refused as refusal:
        return _sheet_page(request, charter, SheetForm(), reasons=refusal.reasons, status=409)


def _when(charter: Charter) -> dict[str, Any]:
    return {
        "today": timezone.localdate(),
        "lands_on": timezone.localtime(charter.lands_at).date(),
        "is_there": matching.families_there(charter),
    }


def _sheet_page(
    request: Request, charter: Charter, form: SheetForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    language = get_language() or "en"
    columns = [
        (
            words.heading(column, language),
            writing.explained(column),
            ", ".join(writing.offered(column, language)),
        )
        for column in words.columns()
    ]
    context = {"charter": charter, "form": form, "columns": columns, **more, **SECTION}
    return render(request, "reception/sheet.html", context, status=status)


def _dry_run(
    request: Request,
    charter: Charter,
    read: Read,
    *,
    blank: int = 0,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    plan = matching.plan(charter, read)
    context = {
        "charter": charter,
        "plan": plan,
        "faults": _told(plan),
        "families": len({row.group for row in plan.new}),
        "sample": [*plan.new, *(row for row, _entry in plan.changed)][:5],
        "unknown_headings": read.unknown_headings,
        "blank": blank,
        "cells": carrying.pack(read.cells),
        **more,
        **SECTION,
    }
    return render(request, "reception/dry_run.html", context, status=status)


def _told(plan: Plan) -> list[dict[str, Any]]:
    """Each fault by its row, its column and its reason."""
    language = get_language() or "en"
    return [
        {
            "line": fault.line,
            "column": words.heading(fault.column, language),
            "cell": fault.cell,
            "reason": RowFault(fault.reason).label,
        }
        for fault in sorted(plan.faults, key=lambda fault: fault.line)
    ]


def _act(request: Request, charter: Charter, cells: dict[int, Cells]) -> HttpResponse:
    read = reading.read_rows(cells, **_when(charter))
    if request.POST.get("do") == "mend":
        plan = matching.plan(charter, read)
        content = writing.to_mend(read, plan.faults, get_language() or "en")
        return to_keep(content, name=_("to-mend.xlsx"), content_type=XLSX_TYPE)
    try:
        taken = actions.take_in(charter, read, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _dry_run(request, charter, read, reasons=refusal.reasons, status=409)
    _say(request, taken)
    return redirect(charter)


def _say(request: Request, taken: actions.Taken) -> None:
    said = [
        ngettext("%(n)d person came onto the manifest.", "%(n)d people came onto the manifest.",
                 len(taken.new)) % {"n": len(taken.new)},
    ]  # fmt: skip
    if taken.changed:
        said.append(
            ngettext("%(n)d was changed.", "%(n)d were changed.", len(taken.changed))
            % {"n": len(taken.changed)}
        )
    if taken.same:
        said.append(
            ngettext("%(n)d was there already.", "%(n)d were there already.", len(taken.same))
            % {"n": len(taken.same)}
        )
    if rows := len({fault.line for fault in taken.faults}):
        said.append(ngettext("%(n)d row was left out.", "%(n)d rows were left out.", rows)
                    % {"n": rows})  # fmt: skip
    messages.success(request, " ".join(said))


@page("reception.fill_manifest")
def template(request: Request, pk: int) -> HttpResponse:
    """The headings as a workbook, in the page's language."""
    _charter(request, pk)
    content = writing.template(get_language() or "en")
    return to_keep(content, name=_("manifest.xlsx"), content_type=XLSX_TYPE)


@page("reception.fill_manifest")
def rows(request: Request, pk: int) -> HttpResponse:
    """Row by row; more rows without a script, and what was typed stays."""
    charter = _charter(request, pk)
    if request.method != "POST":
        return _rows_page(request, charter, {}, FIRST_ROWS)
    count = _count(request.POST.get("count", ""))
    typed = _typed(request.POST, count)
    if request.POST.get("do") == "more":
        return _rows_page(request, charter, typed, min(count + MORE_ROWS, MOST_ROWS))
    read = reading.read_rows(typed, **_when(charter))
    plan = matching.plan(charter, read)
    if plan.faults:
        return _rows_page(request, charter, typed, count, plan=plan, status=422)
    try:
        taken = actions.take_in(charter, read, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _rows_page(request, charter, typed, count, reasons=refusal.reasons, status=409)
    _say(request, taken)
    return redirect(charter)


def _count(text: str) -> int:
    return min(int(text), MOST_ROWS) if are_digits(text) else FIRST_ROWS


def _typed(posted: Mapping[str, str], count: int) -> dict[int, Cells]:
    found: dict[int, Cells] = {}
    for line in range(1, count + 1):
        cells = {
            column: text
            for column in COLUMNS_OF_PAGE
            if (text := posted.get(f"{line}-{column}", "").strip()[:500])
        }
        if cells:
            found[line] = cells
    return found


def _rows_page(
    request: Request,
    charter: Charter,
    typed: Mapping[int, Cells],
    count: int,
    *,
    plan: Plan | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    language = get_language() or "en"
    bad = {(fault.line, fault.column): fault for fault in plan.faults} if plan else {}
    table = [
        [
            {
                "name": f"{line}-{column}",
                "heading": words.heading(column, language),
                "text": typed.get(line, {}).get(column, ""),
                "error": bad[line, column].reason.label if (line, column) in bad else "",
                "offered": writing.offered(column, language),
                "list": f"words-{column}",
            }
            for column in COLUMNS_OF_PAGE
        ]
        for line in range(1, count + 1)
    ]
    context = {
        "charter": charter,
        "table": list(enumerate(table, start=1)),
        "headings": [words.heading(column, language) for column in COLUMNS_OF_PAGE],
        "lists": [(c, writing.offered(c, language)) for c in COLUMNS_OF_PAGE],
        "count": count,
        "may_more": count < MOST_ROWS,
        "errors": [
            ErrorLine(
                text=_("Row %(line)d, %(column)s: %(reason)s") % {
                    "line": fault.line,
                    "column": words.heading(fault.column, language),
                    "reason": fault.reason.label,
                },
                anchor=f"c-{fault.line}-{fault.column}",
            )
            for fault in bad.values()
        ],
        **more,
        **SECTION,
    }  # fmt: skip
    return render(request, "reception/rows.html", context, status=status)
