"""The two ledgers: trial balance, accounts line by line, and what each donor gave."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.actors.models import Actor
from homeward.core import spreadsheets
from homeward.core.patterns import ReasonLine
from homeward.files.answers import to_keep
from homeward.funds import queries, rules
from homeward.funds.forms import StatementForm
from homeward.funds.models import Budget
from homeward.funds.views import shown
from homeward.funds.views.acting import typed
from homeward.ledger import queries as ledger
from homeward.ledger.models import Account, Book

PAGE = 50
# A statement leaves whole or not at all.
MOST = 20_000
# A bank's statement is read in one go.
MOST_BYTES = 1_000_000


@page("funds.read_books", purpose=Purpose.FINANCE)
def index(request: Request) -> HttpResponse:
    found = queries.budgets(fund_org_id=request.user.organisation_id)
    listed = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"section": "funds", "page": listed, "donors": queries.donors()}
    return render(request, "funds/books.html", context)


@page("funds.read_books", purpose=Purpose.FINANCE)
def book(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Book.objects.select_related("owner_org"), pk=pk)
    balances = ledger.trial_balance(found)
    if kind := request.GET.get("format"):
        rows = (
            [
                shown.account_name(b.account), b.account.get_kind_display(), b.account.currency,
                str(b.debit), str(b.credit), str(b.amount),
            ]
            for b in balances
        )  # fmt: skip
        header = [_("Account"), _("Kind"), _("Currency"), _("Debit"), _("Credit"), _("Balance")]
        return _sheet(kind, shown.book_name(found), header, rows)
    context = {
        "section": "funds",
        "book": found,
        "title": shown.book_name(found),
        "budget": queries.of_book(found),
        "balances": [(b, shown.account_name(b.account)) for b in balances],
        "totals": ledger.totals(balances).items(),
        "on": timezone.localdate(),
    }
    return render(request, "funds/book.html", context)


@page("funds.read_books", purpose=Purpose.FINANCE)
def account(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Account.objects.select_related("book"), pk=pk)
    lines = ledger.statement(found)
    if kind := request.GET.get("format"):
        rows = (
            [
                str(line.transaction.on), shown.memo(line.transaction), str(line.amount),
                str(line.after), line.transaction.key,
            ]
            for line in lines[:MOST]
        )  # fmt: skip
        header = [_("Day"), _("What"), _("Amount"), _("Balance"), _("Key")]
        return _sheet(kind, shown.account_name(found), header, rows)
    listed = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    # Who sees the instalment no more sees that money moved, and no name.
    subjects = {line.transaction.subject for line in listed if line.transaction.subject}
    links = {row["instalment"].pk: row for row in shown.rows(queries.among(subjects))}
    context = {
        "section": "funds",
        "account": found,
        "title": shown.account_name(found),
        "book_title": shown.book_name(found.book),
        "page": listed,
        "lines": [
            (line, shown.memo(line.transaction), links.get(line.transaction.subject))
            for line in listed
        ],
        "balance": ledger.balance(found),
    }
    return render(request, "funds/account.html", context)


@page("funds.read_books", purpose=Purpose.FINANCE)
def donor(request: Request, pk: int) -> HttpResponse:
    """What was spent of a donor's money and what came in, from the books alone."""
    found = get_object_or_404(Actor, pk=pk)
    given = queries.given_by(found, fund_org_id=request.user.organisation_of_rows.pk)
    if kind := request.GET.get("format"):
        rows = (
            [
                each.budget.name, str(each.budget.programme), each.budget.currency,
                str(each.spent), str(each.received), str(each.due),
            ]
            for each in given
        )  # fmt: skip
        header = [
            _("Budget"), _("Programme"), _("Currency"), _("Spent"), _("Received"), _("Still due"),
        ]  # fmt: skip
        return _sheet(kind, str(found), header, rows)
    context = {"section": "funds", "donor": found, "given": given, "on": timezone.localdate()}
    return render(request, "funds/donor.html", context)


@page("funds.read_books", purpose=Purpose.FINANCE)
def bank(request: Request, pk: int) -> HttpResponse:
    """A bank's statement beside a budget's payments. Nothing of it is kept."""
    found = get_object_or_404(Budget, pk=pk, fund_org=request.user.organisation_id)
    form = StatementForm(
        typed(request), request.FILES or None, initial={"currency": found.currency}
    )
    faults: list[Any] = []
    context: dict[str, Any] = {"section": "funds", "budget": found, "form": form}
    if request.method == "POST" and form.is_valid():
        lines, faults = _lines(form.cleaned_data["file"].read(MOST_BYTES))
        if lines and not faults:
            days = [line.on for line in lines]
            paid = queries.outgoing(
                found, first=min(days), last=max(days), currency=form.cleaned_data["currency"]
            )
            context["found"] = rules.reconciled(lines, paid)
    context["reasons"] = faults
    status = 409 if faults or form.errors else 200
    return render(request, "funds/bank.html", context, status=status)


def _lines(content: bytes) -> tuple[list[rules.BankLine], list[Any]]:
    lines, faults = [], []
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig", "replace")))
    for number, row in enumerate(rows, start=2):
        try:
            on, amount = date.fromisoformat(row["on"].strip()), Decimal(row["amount"].strip())
            reference = (row["reference"] or "").strip()
            lines.append(rules.BankLine(on=on, amount=amount, reference=reference))
        except (KeyError, AttributeError, ValueError, InvalidOperation):
            text = _("Line %(line)s is none of a statement: on, amount and reference are needed.")
            faults.append(ReasonLine(text % {"line": number}))
    if not lines and not faults:
        faults.append(ReasonLine(_("There is no line in the file.")))
    return lines, faults


def _sheet(kind: str, title: str, header: list[Any], rows: Iterable[list[str]]) -> HttpResponse:
    name = "".join(c if c.isalnum() else "-" for c in title.lower())
    if kind == "xlsx":
        made = spreadsheets.xlsx(title, header, rows, right_to_left=get_language_bidi())
        return to_keep(made, name=f"{name}.xlsx", content_type=spreadsheets.XLSX_TYPE)
    made = spreadsheets.csv_table(header, rows)
    return to_keep(made, name=f"{name}.csv", content_type=spreadsheets.CSV_TYPE)
