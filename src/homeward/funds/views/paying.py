"""The fund office's side of an instalment: its proof, its checks, its payment and its return."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.core.patterns import Consequence, NextStep
from homeward.core.refusals import Refused
from homeward.files.answers import attachment
from homeward.funds import actions, queries, rules
from homeward.funds.choices import InstalmentStatus
from homeward.funds.forms import PaymentForm, RefusalForm, ReturnForm
from homeward.funds.models import Instalment, Payment, Proof
from homeward.funds.views import shown
from homeward.funds.views.acting import form_page, typed


@page("funds.pay", purpose=Purpose.FINANCE)
def payment(request: Request, pk: UUID) -> HttpResponse:
    found = _instalment(pk)
    form = PaymentForm(
        request.POST if request.method == "POST" else None,
        initial={"paid_on": timezone.localdate()},
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.pay(found, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            text = _("Instalment paid. %(who)s sees it at once.")
            messages.success(request, text % {"who": found.planned_by})
            return redirect("funds:payment", pk)
    found = _instalment(pk)
    waits = found.status == InstalmentStatus.PROVEN
    context = {
        "section": "funds",
        **shown.of_instalment(found),
        "form": form,
        "reasons": reasons,
        "may_pay": waits,
        "to_refuse": queries.last_proof(found) if waits else None,
        "may_check": waits,
        "shares": queries.shares_of(found).items(),
        "may_share": found.fund_org_id == request.user.organisation_id,
        "may_return": found.status == InstalmentStatus.PAID,
        "step": _step(found),
        "file_url": "funds:file",
    }
    status = 409 if reasons or form.errors else 200
    return render(request, "funds/instalment.html", context, status=status)


@page("funds.check_proof", purpose=Purpose.FINANCE)
def refuse(request: Request, pk: UUID) -> HttpResponse:
    proof = get_object_or_404(Proof.objects.select_related("instalment__planned_by"), pk=pk)
    form = RefusalForm(request.POST if request.method == "POST" else None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.refuse_proof(
                proof, form.cleaned_data["reason"], by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            text = _("Proof refused. %(who)s is asked for another one.")
            messages.success(request, text % {"who": proof.instalment.planned_by})
            return redirect("funds:payment", proof.instalment_id)
    told = _("%(who)s is told the reason and asked for another proof.")
    context = {
        "section": "funds",
        "title": _("Refuse this proof?"),
        "consequences": [
            Consequence(told % {"who": proof.instalment.planned_by}),
            Consequence(_("The instalment stays unpaid until then; this paper is kept.")),
        ],
        "form": form,
        "reasons": reasons,
        "danger": _("Refuse the proof"),
        "cancel": _("Back to the instalment"),
        "cancel_url": reverse("funds:payment", args=[proof.instalment_id]),
    }
    status = 409 if reasons or form.errors else 200
    return render(request, "core/confirm.html", context, status=status)


@page("funds.return_payment", purpose=Purpose.FINANCE)
def give_back(request: Request, pk: UUID) -> HttpResponse:
    """Said of a payment that came back; it is not undone, its opposite is posted."""
    found = get_object_or_404(Payment.objects.select_related("instalment__line"), pk=pk)
    form = ReturnForm(typed(request), initial={"on": timezone.localdate()})
    amount = shown.money(found.amount, found.currency)
    return form_page(
        request,
        form,
        lambda: actions.give_back(
            found, form.cleaned_data["reason"], on=form.cleaned_data["on"],
            by=request.user, at=timezone.now(),
        ),
        done=_("Recorded. The amount is free on the line again."),
        to=lambda _made: reverse("funds:payment", args=[found.instalment_id]),
        template="core/confirm.html",
        title=_("The money came back?"),
        consequences=[
            Consequence(_("%(amount)s stand in the books as come back.") % {"amount": amount}),
            Consequence(_("The payment stays in the books; the instalment is not paid again.")),
            Consequence(_("A new instalment can be planned on the line.")),
        ],
        danger=_("Record that it came back"),
        cancel_url=reverse("funds:payment", args=[found.instalment_id]),
    )  # fmt: skip


@page("funds.check_proof", purpose=Purpose.FINANCE)
def file(request: Request, pk: UUID) -> HttpResponse:
    proof = get_object_or_404(Proof.objects.select_related("file"), pk=pk)
    return attachment(proof.file)


def _instalment(pk: UUID) -> Instalment:
    return get_object_or_404(
        Instalment.objects.select_related(
            "case", "line", "budget", "fund_org", "planned_by", "supplier"
        ),
        pk=pk,
    )


def _step(found: Instalment) -> NextStep:
    status = InstalmentStatus(found.status)
    if status == InstalmentStatus.PROVEN:
        return NextStep(
            _("Check the proof, then pay or refuse"),
            why=_("Whoever brought it can't check it."),
            holder=str(_("You")),
            due=shown.due_on(found),
            url="#pay",
            label=_("To the payment"),
            mine=True,
        )
    if status in rules.SETTLED:
        return NextStep(found.get_status_display(), nothing=True)
    return NextStep(
        _("Waiting for the proof"),
        holder=str(found.planned_by),
        due=found.due_on,
        waiting_for=str(found.planned_by),
    )
