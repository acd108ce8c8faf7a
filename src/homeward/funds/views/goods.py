"""Vouchers, goods and visits, each a step on its instalment's page."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.core.commas import enumerated
from homeward.files.answers import attachment
from homeward.funds import actions, queries
from homeward.funds.choices import Check
from homeward.funds.forms import CheckForm, DayForm, GoodsForm, VoucherForm
from homeward.funds.models import CheckMade, Instalment
from homeward.funds.views.acting import form_page, typed


@page("funds.issue_voucher")
def voucher(request: Request, pk: UUID) -> HttpResponse:
    found = _instalment(pk)
    suppliers = queries.suppliers(org_id=request.user.organisation_id)
    form = VoucherForm(typed(request), suppliers=suppliers, initial={"supplier": found.supplier_id})
    return form_page(
        request,
        form,
        lambda: actions.issue_voucher(
            found, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        done=_("The voucher is issued. Give the person its number."),
        to=lambda _made: reverse("funds:instalment", args=[pk]),
        title=_("Issue the voucher"),
        save=_("Issue the voucher"),
        **_back(found),
    )


@page("funds.hand_out")
def there(request: Request, pk: UUID) -> HttpResponse:
    found = _instalment(pk)
    form = GoodsForm(typed(request), items=queries.stock(), initial={"on": timezone.localdate()})
    return form_page(
        request,
        form,
        lambda: actions.goods_are_there(
            found, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        done=_("The goods are there. Tell the person next."),
        to=lambda _made: reverse("funds:instalment", args=[pk]),
        title=_("The goods are there"),
        save=_("Record the goods"),
        **_back(found),
    )


@page("funds.hand_out")
def told(request: Request, pk: UUID) -> HttpResponse:
    return _day(request, pk, actions.tell_goods, _("The person was told"), _("Noted."))


@page("funds.hand_out")
def handed(request: Request, pk: UUID) -> HttpResponse:
    done = _("Handed out. Bring what the person signed as the proof.")
    return _day(request, pk, actions.hand_out, _("The goods were handed out"), done)


def _day(request: Request, pk: UUID, action: Any, title: str, done: str) -> HttpResponse:
    found = _instalment(pk)
    form = DayForm(typed(request), initial={"on": timezone.localdate()})
    return form_page(
        request,
        form,
        lambda: action(found, on=form.cleaned_data["on"], by=request.user, at=timezone.now()),
        done=done,
        to=lambda _made: reverse("funds:instalment", args=[pk]),
        title=title,
        save=_("Save the day"),
        **_back(found),
    )


@page("funds.record_visit")
def visit(request: Request, pk: UUID) -> HttpResponse:
    return _check(request, pk, "funds:instalment", Check.VISIT_DONE, section="instalments")


@page("funds.check_proof", purpose=Purpose.FINANCE)
def check(request: Request, pk: UUID) -> HttpResponse:
    """One of the checks that the rules ask for, said by the fund office; which, is in the form."""
    asked = request.GET.get("check", "") or request.POST.get("check_code", "")
    said = Check(asked) if asked in Check.values else Check.INVOICE_MATCHES
    return _check(request, pk, "funds:payment", said, section="funds")


def _check(request: Request, pk: UUID, back: str, said: Check, *, section: str) -> HttpResponse:
    found = _instalment(pk)
    form = CheckForm(
        typed(request),
        request.FILES or None,
        initial={"check_code": said, "on": timezone.localdate()},
    )

    def act() -> Any:
        file = form.cleaned_data["file"]
        return actions.make_check(
            found, said, on=form.cleaned_data["on"],
            content=file.read() if file else b"", name=file.name if file else "",
            by=request.user, at=timezone.now(),
        )  # fmt: skip

    return form_page(
        request,
        form,
        act,
        done=_("Recorded: %(check)s") % {"check": said.label},
        to=lambda _made: reverse(back, args=[pk]),
        title=str(said.label),
        save=_("Record the check"),
        is_file=True,
        **_back(found, back) | {"section": section},
    )


@page("funds.check_proof", purpose=Purpose.FINANCE)
def check_file(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(
        CheckMade.objects.select_related("file").filter(file__isnull=False), pk=pk
    )
    return attachment(found.file)  # type: ignore[arg-type] # those without are left out


def _instalment(pk: UUID) -> Instalment:
    return get_object_or_404(
        Instalment.objects.select_related("case", "line", "budget", "fund_org", "planned_by"), pk=pk
    )


def _back(found: Instalment, url: str = "funds:instalment") -> dict[str, Any]:
    label = _("Instalment %(number)s") % {"number": found.number}
    return {
        "section": "instalments",
        "lede": enumerated([found.line.title, label]),
        "back": reverse(url, args=[found.pk]),
        "back_label": label,
    }
