"""The dated data by which an office pays: checks asked for, and rates of exchange."""

import csv
import io
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.core.patterns import Consequence, ReasonLine
from homeward.core.refusals import Refused
from homeward.funds import actions, queries
from homeward.funds.choices import Check
from homeward.funds.forms import CheckRuleForm, RateForm, RatesFileForm
from homeward.funds.models import CheckRule
from homeward.funds.views import shown
from homeward.funds.views.acting import form_page, typed

PAGE = 50
# A file of rates is read in one go.
MOST_BYTES = 1_000_000


@page("funds.set_rules", purpose=Purpose.FINANCE)
def checks(request: Request) -> HttpResponse:
    found = queries.all_check_rules(fund_org_id=request.user.organisation_id)
    listed = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"section": "funds", "page": listed, "today": timezone.localdate()}
    return render(request, "funds/checks.html", context)


@page("funds.set_rules", purpose=Purpose.FINANCE)
def new_check(request: Request) -> HttpResponse:
    form = CheckRuleForm(typed(request), initial={"valid_from": timezone.localdate()})

    def act() -> Any:
        said = dict(form.cleaned_data)
        programme, check = said.pop("programme"), Check(said.pop("check_code"))
        return actions.set_check_rule(programme, check, **said, by=request.user, at=timezone.now())

    return form_page(
        request,
        form,
        act,
        done=_("Saved. From its day on no instalment is paid without this check."),
        to=lambda _made: reverse("funds:checks"),
        title=_("Ask for a check"),
        save=_("Save the rule"),
        back=reverse("funds:checks"),
        back_label=_("Checks before a payment"),
    )


@page("funds.set_rules", purpose=Purpose.FINANCE)
def end_check(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(CheckRule, pk=pk, fund_org=request.user.organisation_id)
    form = shown.Nothing(typed(request))
    today = timezone.localdate()
    return form_page(
        request,
        form,
        lambda: actions.end_check_rule(found, on=today, by=request.user, at=timezone.now()),
        done=_("The rule ends today."),
        to=lambda _made: reverse("funds:checks"),
        template="core/confirm.html",
        title=_("End this rule?"),
        consequences=[
            Consequence(_("From tomorrow on instalments are paid without this check.")),
            Consequence(_("What was paid before stays as it was checked.")),
        ],
        danger=_("End the rule"),
        cancel_url=reverse("funds:checks"),
    )


@page("funds.enter_rates", purpose=Purpose.FINANCE)
def rates(request: Request) -> HttpResponse:
    found = queries.rates(org_id=request.user.organisation_id)
    listed = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "funds/rates.html", {"section": "funds", "page": listed})


@page("funds.enter_rates", purpose=Purpose.FINANCE)
def new_rate(request: Request) -> HttpResponse:
    form = RateForm(typed(request), initial={"on": timezone.localdate()})
    return form_page(
        request,
        form,
        lambda: actions.enter_rate(**form.cleaned_data, by=request.user, at=timezone.now()),
        done=_("The rate is known. Payments from its day on use it."),
        to=lambda _made: reverse("funds:rates"),
        title=_("Enter a rate"),
        save=_("Save the rate"),
        back=reverse("funds:rates"),
        back_label=_("Rates of exchange"),
    )


@page("funds.enter_rates", purpose=Purpose.FINANCE)
def import_rates(request: Request) -> HttpResponse:
    """All rows or none: a file with faults is refused with each of its lines."""
    form = RatesFileForm(typed(request), request.FILES or None)
    faults: list[Any] = []
    if request.method == "POST" and form.is_valid():
        number, faults = _read(form.cleaned_data["file"].read(MOST_BYTES), request)
        if not faults:
            text = ngettext("%(count)d rate read.", "%(count)d rates read.", number)
            messages.success(request, text % {"count": number})
            return redirect("funds:rates")
    context = {
        "section": "funds",
        "form": form,
        "reasons": faults,
        "title": _("Read a file of rates"),
        "save": _("Read the file"),
        "back": reverse("funds:rates"),
        "back_label": _("Rates of exchange"),
        "is_file": True,
    }
    status = 409 if faults or form.errors else 200
    return render(request, "funds/form.html", context, status=status)


def _read(content: bytes, request: Request) -> tuple[int, list[Any]]:
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig", "replace"))))
    faults: list[Any] = []
    with transaction.atomic():
        for number, row in enumerate(rows, start=2):
            try:
                _enter(row, request)
            except (KeyError, AttributeError, ValueError, InvalidOperation):
                text = _("Line %(line)s is no rate: base, quote, rate, on and source are needed.")
                faults.append(ReasonLine(text % {"line": number}))
            except Refused as refusal:
                said = {"line": number, "reason": refusal.reasons[0].label}
                faults.append(ReasonLine(_("Line %(line)s: %(reason)s") % said))
        if faults:
            transaction.set_rollback(True)
    if not rows:
        faults.append(ReasonLine(_("There is no line in the file.")))
    return len(rows), faults


def _enter(row: dict[str, str], request: Request) -> None:
    base, quote = row["base"].strip().upper(), row["quote"].strip().upper()
    if not (len(base) == len(quote) == 3 and (base + quote).isalpha() and row["source"].strip()):  # noqa: PLR2004 - ISO 4217
        raise ValueError("currencies of three letters and a source are needed")
    actions.enter_rate(
        base, quote, Decimal(row["rate"].strip()), on=date.fromisoformat(row["on"].strip()),
        source=row["source"].strip()[:200], by=request.user, at=timezone.now(),
    )  # fmt: skip
