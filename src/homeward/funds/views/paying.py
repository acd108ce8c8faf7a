"""The fund office's side: budgets, the proofs to check, and the payments."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.patterns import Consequence, NextStep
from homeward.core.refusals import Refused
from homeward.files.answers import attachment
from homeward.funds import actions, queries
from homeward.funds.choices import InstalmentStatus
from homeward.funds.forms import BudgetForm, PaymentForm, RefusalForm
from homeward.funds.models import Instalment, Proof
from homeward.funds.views import shown

PAGE = 25


@page("funds.read", purpose=Purpose.FINANCE)
def index(request: Request) -> HttpResponse:
    """Budgets first, then what waits for the office, then what it waits for."""
    budgets = [(budget, queries.left(budget)) for budget in queries.budgets()]
    to_pay = Paginator(queries.waiting(InstalmentStatus.PROVEN), PAGE)
    unproven = Paginator(queries.waiting(InstalmentStatus.PLANNED, InstalmentStatus.REFUSED), PAGE)
    pay_page = to_pay.get_page(request.GET.get("pay"))
    proof_page = unproven.get_page(request.GET.get("proof"))
    context = {
        "section": "funds",
        "budgets": budgets,
        "pay_page": pay_page,
        "to_pay": shown.rows(pay_page),
        "proof_page": proof_page,
        "unproven": shown.rows(proof_page),
        "may_open": can(request.user, "funds.open_budget"),
    }
    return render(request, "funds/index.html", context)


@page("funds.open_budget", purpose=Purpose.FINANCE)
def new_budget(request: Request) -> HttpResponse:
    form = BudgetForm(request.POST if request.method == "POST" else None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            budget = actions.open_budget(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            text = _("Budget “%(name)s” is open. Approved plans reserve from it.")
            messages.success(request, text % {"name": budget.name})
            return redirect("funds:index")
    context = {"section": "funds", "form": form, "reasons": reasons}
    status = 409 if reasons or form.errors else 200
    return render(request, "funds/new_budget.html", context, status=status)


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
            actions.pay(found, form.cleaned_data["paid_on"], by=request.user, at=timezone.now())
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


@page("funds.check_proof", purpose=Purpose.FINANCE)
def file(request: Request, pk: UUID) -> HttpResponse:
    proof = get_object_or_404(Proof.objects.select_related("file"), pk=pk)
    return attachment(proof.file)


def _instalment(pk: UUID) -> Instalment:
    return get_object_or_404(
        Instalment.objects.select_related("case", "line", "budget", "fund_org", "planned_by"), pk=pk
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
    if status in {InstalmentStatus.PAID, InstalmentStatus.CANCELLED}:
        return NextStep(found.get_status_display(), nothing=True)
    return NextStep(
        _("Waiting for the proof"),
        holder=str(found.planned_by),
        due=found.due_on,
        waiting_for=str(found.planned_by),
    )
