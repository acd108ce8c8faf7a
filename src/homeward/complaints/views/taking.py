"""A complaint is taken at the telephone, from a letter or in a visit; its code is shown once."""

from typing import Any
from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.complaints import actions, queries
from homeward.complaints.actions import Tie
from homeward.complaints.choices import Way
from homeward.complaints.forms import TakeForm
from homeward.complaints.views.shown import (
    SECTION,
    found_or_404,
    of_complaint,
    page_of,
    posted,
)
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.funds.models import Instalment
from homeward.referrals.models import Referral

# What is shown once, kept in the session until its page has shown it.
SHOWN_ONCE = "complaint_code"


@page("complaints.take")
def new(request: Request) -> HttpResponse:
    return _take(request, Tie(), reverse("complaints:index"))


@page("complaints.take")
def for_case(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=case_pk)
    return _take(
        request, Tie(case=case), reverse("complaints:of_case", args=[case.pk]),
        about=_("Case %(number)s") % {"number": case.reference},
    )  # fmt: skip


@page("complaints.take")
def for_referral(request: Request, referral_pk: UUID) -> HttpResponse:
    referral = get_object_or_404(Referral.objects.select_related("case"), pk=referral_pk)
    return _take(
        request, Tie(referral=referral), reverse("referrals:detail", args=[referral.pk]),
        about=_("Referral %(number)s") % {"number": referral.number},
    )  # fmt: skip


@page("complaints.take")
def for_payment(request: Request, instalment_pk: UUID) -> HttpResponse:
    payment = get_object_or_404(Instalment.objects.select_related("case"), pk=instalment_pk)
    return _take(
        request, Tie(payment=payment), reverse("funds:instalment", args=[payment.pk]),
        about=_("Payment %(number)d of case %(case)s")
        % {"number": payment.number, "case": payment.case.reference},
    )  # fmt: skip


def _take(request: Request, tie: Tie, back: str, about: str = "") -> HttpResponse:
    org = request.user.organisation_of_rows
    today = timezone.localdate()
    form = TakeForm(
        posted(request), categories=queries.categories(org.pk, on=today),
        initial={"way": Way.PHONE, "received_on": today, "language": _spoken(tie)},
    )  # fmt: skip
    context: dict[str, Any] = {
        "form": form,
        "back": back,
        "about": about,
        "section": SECTION,
        "is_open": queries.is_open(org.pk),
        "may_settle": can(request.user, "complaints.settle"),
    }
    if request.method != "POST":
        return render(request, "complaints/new.html", context)
    if not form.is_valid():
        return render(request, "complaints/new.html", context, status=422)
    try:
        taken = actions.take(
            actions.Said(**form.said()), form.chosen(),
            way=Way(form.cleaned_data["way"]), received_on=form.cleaned_data["received_on"],
            tie=tie, by=request.user, at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return render(request, "complaints/new.html", context, status=409)
    request.session[SHOWN_ONCE] = {
        "reference": taken.complaint.reference,
        "code": taken.code,
        "language": taken.complaint.language,
        "is_sensitive": taken.complaint.is_sensitive,
        "back": back,
    }
    return redirect("complaints:taken")


def _spoken(tie: Tie) -> str:
    tied = tie.referral or tie.payment
    case = tie.case or (tied.case if tied is not None else None)
    known = queries.language_of(case) if case is not None else ""
    return known or translation.get_language() or "en"


@page("complaints.take")
def taken(request: Request) -> HttpResponse:
    """Told or handed to whoever complained; afterwards only a new one can be made."""
    shown = request.session.pop(SHOWN_ONCE, None)
    if shown is None:
        return redirect("complaints:index")
    url = actions.code_url(shown["code"])
    with translation.override(shown["language"]):
        message = _("Your complaint %(number)s has arrived. Read the answer here: %(link)s") % {
            "number": shown["reference"],
            "link": url,
        }
    context = {
        **shown,
        "url": url,
        "message": message,
        "qr": segno.make(url, error="m").svg_data_uri(scale=4, border=2),
        "section": SECTION,
    }
    response = render(request, "complaints/taken.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@page("complaints.read")
def of_case(request: Request, case_pk: UUID) -> HttpResponse:
    """Those of this case which the reader may see: mostly none, and that says nothing."""
    case = get_object_or_404(Case.objects.select_related("programme", "worker"), pk=case_pk)
    context = {
        "case": case,
        "title": cases.titles([case])[case.pk],
        "section": "cases",
        "rows": queries.of_case(case),
    }
    return render(request, "complaints/of_case.html", context)


@page("complaints.handle")
def code(request: Request, complaint_pk: UUID) -> HttpResponse:
    complaint = found_or_404(complaint_pk)
    if request.method == "POST":
        try:
            made = actions.renew_code(complaint, by=request.user, at=timezone.now())
        except Refused as refusal:
            return _code_page(request, of_complaint(complaint, reasons=refusal.reasons), 409)
        request.session[SHOWN_ONCE] = {
            "reference": complaint.reference,
            "code": made,
            "language": complaint.language,
            "is_sensitive": complaint.is_sensitive,
            "back": page_of(complaint),
        }
        return redirect("complaints:taken")
    return _code_page(request, of_complaint(complaint))


def _code_page(request: Request, context: dict[str, Any], status: int = 200) -> HttpResponse:
    context |= {
        "title": _("Give a new code?"),
        "form": BaseForm(),
        "danger": _("Give a new code"),
        "cancel_url": context["back"],
        "section": SECTION,
        "consequences": [
            Consequence(_("The code before opens nothing any more."), "lock"),
            Consequence(_("The new one is shown once, to you: hand it on yourself."), "eye-off"),
        ],
    }
    return render(request, "core/confirm.html", context, status=status)


@page("complaints.handle")
def revoke(request: Request, complaint_pk: UUID) -> HttpResponse:
    complaint = found_or_404(complaint_pk)
    reasons: Any = ()
    if request.method == "POST":
        try:
            actions.revoke_code(complaint, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("The code opens nothing any more."))
            return redirect(page_of(complaint))
    context = {
        "title": _("Revoke the code?"),
        "form": BaseForm(),
        "reasons": reasons,
        "danger": _("Revoke the code"),
        "cancel_url": page_of(complaint),
        "section": SECTION,
        "consequences": [
            Consequence(_("Whoever has it can neither read the answer nor appeal."), "eye-off"),
            Consequence(_("You can give a new one at once."), "link"),
        ],
    }
    return render(request, "core/confirm.html", context, status=409 if reasons else 200)
