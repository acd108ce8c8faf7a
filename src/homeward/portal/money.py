"""The person's payments, and their word on whether one has come."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request
from homeward.core.refusals import Refused
from homeward.funds import actions
from homeward.funds import queries as funds
from homeward.funds.models import Payment
from homeward.portal import queries
from homeward.portal.pages import own_page
from homeward.signins.choices import Part

LONGEST = 500


@own_page("portal.read", part=Part.PAYMENTS)
def payments(request: Request) -> HttpResponse:
    return _show(request)


@own_page("funds.say_own", back="portal:payments")
@require_POST
def receipt(request: Request, pk: UUID) -> HttpResponse:
    payment = get_object_or_404(Payment, pk=pk, person_id=request.user.person_id)
    has_come = request.POST.get("came") == "yes"
    text = request.POST.get("text", "")[:LONGEST]
    try:
        actions.say_receipt(
            payment, has_come=has_come, text=text, by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return _show(request, reasons=refusal.reasons, status=409)
    messages.success(
        request,
        _("Thank you. Your case manager reads that you have it.")
        if has_come
        else _("Your case manager reads that it has not come, and asks where it is."),
    )
    return redirect("portal:payments")


def _show(request: Request, *, reasons: Any = None, status: int = 200) -> HttpResponse:
    case = queries.case_of(request.user)
    context = {"payments": funds.own_payments(case) if case else [], "reasons": reasons}
    return render(request, "portal/payments.html", context, status=status)
