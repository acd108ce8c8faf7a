"""The case manager's side: in how many parts a line is paid, and the proof of each."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence, NextStep
from homeward.core.refusals import Refused
from homeward.files.answers import attachment
from homeward.funds import actions, queries, rules
from homeward.funds.choices import InstalmentStatus, Way
from homeward.funds.forms import InstalmentsForm, ProofForm, VoucherProofForm
from homeward.funds.models import Instalment, Proof
from homeward.funds.views import shown
from homeward.plans import queries as plans
from homeward.plans.choices import LineKind
from homeward.plans.models import PlanLine

PAGE = 25


@page("funds.plan_instalments")
def mine(request: Request) -> HttpResponse:
    """The organisation's instalments that wait for their proof or for the fund office."""
    waiting = queries.waiting(
        InstalmentStatus.REFUSED, InstalmentStatus.PLANNED, InstalmentStatus.PROVEN
    )
    listed = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    context = {"section": "instalments", "page": listed, "rows": shown.rows(listed)}
    return render(request, "funds/mine.html", context)


@page("funds.plan_instalments")
def of_case(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case.objects.select_related("programme"), pk=case_pk)
    lines, plan = queries.funded_lines(case), plans.of_case(case)
    asked = [(each, shown.request_kind(each)) for each in queries.requests_of(case)]
    context = {
        "section": "cases",
        "case": case,
        "title": cases.titles([case])[case.pk],
        "lines": [(line, shown.rows(line.instalments)) for line in lines],
        "in_force": queries.entitlements(case, plan, on=timezone.localdate()),
        "reservations": queries.reservations_of([plan.pk] if plan else []),
        "requests": asked,
        "may_ask": bool(plan) and can(request.user, "funds.ask_reserve"),
    }
    return render(request, "funds/of_case.html", context)


@page("funds.plan_instalments")
def plan(request: Request, line_pk: UUID) -> HttpResponse:
    line = get_object_or_404(PlanLine.objects.select_related("plan__case"), pk=line_pk)
    form = InstalmentsForm(
        request.POST if request.method == "POST" else None,
        suppliers=queries.suppliers(org_id=request.user.organisation_id),
        initial={"way": Way.CASH if line.kind == LineKind.CASH else Way.SERVICE},
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            planned = actions.plan_instalments(
                line,
                form.parts(),
                way=Way(form.cleaned_data["way"]) if form.cleaned_data["way"] else None,
                supplier=form.cleaned_data["supplier"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            text = ngettext(
                "%(count)d instalment planned. Bring its proof next.",
                "%(count)d instalments planned. Bring the proof of the first one next.",
                len(planned),
            )
            messages.success(request, text % {"count": len(planned)})
            return redirect("funds:of_case", line.plan.case_id)
    funded = next((f for f in queries.funded_lines(line.plan.case) if f.line.pk == line.pk), None)
    context = {
        "section": "cases",
        "case": line.plan.case,
        "title": cases.titles([line.plan.case])[line.plan.case_id],
        "line": line,
        "funded": funded,
        "form": form,
        "reasons": reasons,
    }
    status = 409 if reasons or form.errors else 200
    return render(request, "funds/plan.html", context, status=status)


@page("funds.read_instalments")
def instalment(request: Request, pk: UUID) -> HttpResponse:
    """One address for both sides; the fund office reads it for another purpose."""
    if can(request.user, "funds.pay"):
        return redirect("funds:payment", pk)
    found = _instalment(pk)
    asked = VoucherProofForm if found.way == Way.VOUCHER else ProofForm
    form = asked(request.POST if request.method == "POST" else None, request.FILES or None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            actions.bring_proof(
                found,
                file.read(),
                file.name,
                redeemed_on=form.cleaned_data.get("redeemed_on"),
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            text = _("Proof brought. %(fund)s checks it and pays.")
            messages.success(request, text % {"fund": found.fund_org})
            return redirect("funds:instalment", pk)
    context = {
        "section": "instalments",
        **shown.of_instalment(_instalment(pk)),
        "form": form,
        "reasons": reasons,
        "may_bring": _may_bring(request, found),
        "may_cancel": _may_cancel(request, found),
        "may_supply": _waits(found) and can(request.user, "funds.hand_out"),
        "may_visit": found.status not in rules.SETTLED and can(request.user, "funds.record_visit"),
        "step": _step(request, found),
        "file_url": "funds:own_file",
    }
    status = 409 if reasons or form.errors else 200
    return render(request, "funds/instalment.html", context, status=status)


@page("funds.cancel_instalment")
def cancel(request: Request, pk: UUID) -> HttpResponse:
    found = _instalment(pk)
    reasons: list[Any] = []
    if request.method == "POST":
        try:
            actions.cancel_instalment(found, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Instalment cancelled. Its amount is free on the line."))
            return redirect("funds:of_case", found.case_id)
    context = {
        "section": "instalments",
        "title": _("Cancel instalment %(number)s?") % {"number": found.number},
        "consequences": [
            Consequence(_("It is not paid any more. A new one can be planned on the line.")),
            Consequence(_("%(fund)s sees that it is cancelled.") % {"fund": found.fund_org}),
        ],
        "form": BaseForm(),
        "reasons": reasons,
        "danger": _("Cancel the instalment"),
        "cancel_url": reverse("funds:instalment", args=[pk]),
    }
    return render(request, "core/confirm.html", context, status=409 if reasons else 200)


@page("funds.bring_proof")
def own_file(request: Request, pk: UUID) -> HttpResponse:
    proof = get_object_or_404(Proof.objects.select_related("file"), pk=pk)
    return attachment(proof.file)


def _instalment(pk: UUID) -> Instalment:
    return get_object_or_404(
        Instalment.objects.select_related(
            "case", "line", "budget", "fund_org", "planned_by", "supplier"
        ),
        pk=pk,
    )


def _waits(found: Instalment) -> bool:
    return InstalmentStatus.PROVEN in rules.NEXT[InstalmentStatus(found.status)]


def _missing(found: Instalment) -> str:
    """What comes before the proof: the voucher, or the goods."""
    if found.way == Way.VOUCHER and queries.voucher_of(found) is None:
        return "voucher"
    if found.way == Way.GOODS and not queries.is_handed_out(found):
        delivery = queries.delivery_of(found)
        return "there" if delivery is None else "handed" if delivery.told_on else "told"
    return ""


STEPS = {
    "voucher": (_lazy("Issue the voucher"), _lazy("The supplier takes it until its last day.")),
    "there": (_lazy("Say when the goods are there"), _lazy("The person then has to hear of it.")),
    "told": (_lazy("Tell the person that the goods are there"), ""),
    "handed": (_lazy("Hand out the goods"), _lazy("The person signs for them.")),
}


def _may_bring(request: Request, found: Instalment) -> bool:
    return _waits(found) and not _missing(found) and can(request.user, "funds.bring_proof")


def _may_cancel(request: Request, found: Instalment) -> bool:
    cancellable = InstalmentStatus.CANCELLED in rules.NEXT[InstalmentStatus(found.status)]
    return cancellable and can(request.user, "funds.cancel_instalment")


def _step(request: Request, found: Instalment) -> NextStep:
    status = InstalmentStatus(found.status)
    if status == InstalmentStatus.PAID:
        return NextStep(_("This instalment is paid"), nothing=True)
    if status == InstalmentStatus.CANCELLED:
        return NextStep(_("This instalment was cancelled"), nothing=True)
    if status == InstalmentStatus.RETURNED:
        return NextStep(_("The money came back. A new instalment can be planned"), nothing=True)
    if status == InstalmentStatus.PROVEN:
        return NextStep(
            _("The fund office checks the proof and pays"),
            holder=str(found.fund_org),
            due=shown.due_on(found),
            waiting_for=str(found.fund_org),
        )
    if before := _missing(found):
        title, why = STEPS[before]
        return NextStep(
            title,
            why=why,
            holder=str(found.planned_by if found.planned_by_id != request.user.pk else _("You")),
            due=shown.due_on(found) if before == "told" else found.due_on,
            url=reverse(f"funds:{before}", args=[found.pk]),
            label=_("Open"),
            mine=can(request.user, "funds.hand_out"),
        )
    refused = status == InstalmentStatus.REFUSED
    return NextStep(
        _("Bring another proof") if refused else _("Bring the proof"),
        why=_("The last one was refused; its reason stands below.") if refused else "",
        holder=str(found.planned_by if found.planned_by_id != request.user.pk else _("You")),
        due=found.due_on,
        url="#proof",
        label=_("Choose the file"),
        mine=_may_bring(request, found),
    )
