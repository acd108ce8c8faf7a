"""Loans: what was asked for, and what became of it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.business import actions, forms, queries, rules
from homeward.business.choices import CreditState
from homeward.business.models import Credit
from homeward.business.views import shown
from homeward.core.asking import ask, data_of
from homeward.core.commas import enumerated


@page("business.lend")
def new(request: Request, business_pk: UUID) -> HttpResponse:
    found = shown.business_of(business_pk)
    plan = queries.latest(found)
    form = forms.CreditForm(
        data_of(request), lenders=queries.lenders(),
        referrals=queries.referrals_of(found.case_id),
        initial={
            "currency": plan.currency if plan else "", "asked": plan.loan if plan else None,
            "asked_on": timezone.localdate(),
        },
    )  # fmt: skip

    def write(said: Any) -> Any:
        return actions.ask_credit(found, **said, by=request.user, at=timezone.now())

    return ask(
        request, form, write, back=shown.page_url(found), done=_("The application is kept."),
        template="business/credit_form.html",
        context={
            **shown.head(found.case), "heading": _("Ask for a loan"), "business": found,
            "refer_url": reverse("referrals:choose", args=[found.case_id]),
        },
    )  # fmt: skip


@page("business.lend")
def credit(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Credit.objects.select_related("business", "lender"), pk=pk)
    states = [s for s in CreditState if s in rules.NEXT_CREDIT[CreditState(found.state)]]
    form = forms.CreditStateForm(
        data_of(request), states=states,
        initial={"on": timezone.localdate(), "granted": found.asked},
    )  # fmt: skip

    def move(said: Any) -> Any:
        to = CreditState(said["to"])
        return actions.move_credit(
            found, to, on=said["on"], granted=said["granted"], refusal=said["refusal"],
            note=said["note"], by=request.user, at=timezone.now(),
        )  # fmt: skip

    return ask(
        request, form, move, back=shown.page_url(found.business), done=_("Kept."),
        context={**shown.SECTION, "title": _("What became of the loan"), "crumb": _("Business"),
                 "lead": enumerated([found.lender, found.get_state_display()])},
    )  # fmt: skip
