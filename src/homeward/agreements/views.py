from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.agreements import actions, forms, pages, queries
from homeward.agreements.choices import Kind, Status
from homeward.agreements.models import Agreement, Clause, Party
from homeward.core.refusals import Refused

SECTION = {"section": "agreements"}


@page("agreements.read")
def index(request: Request) -> HttpResponse:
    status = request.GET.get("status", "")
    status = status if status in Status.values else ""
    today = timezone.localdate()
    found = queries.listed(status=status)
    context = {
        "rows": [(agreement, *pages.mark(agreement, today)) for agreement in found],
        "to_sign": _to_sign(request.user),
        "status": status,
        "statuses": Status.choices,
        "may_draft": can(request.user, "agreements.draft"),
    }
    return render(request, "agreements/index.html", SECTION | context)


def _to_sign(user: User) -> list[Agreement]:
    if not can(user, "agreements.sign"):
        return []
    return list(queries.waiting_for_signature_of(user.organisation_id))


@page("agreements.draft")
def new(request: Request) -> HttpResponse:
    form = forms.AgreementForm(request.POST or None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"kind": Kind(form.cleaned_data["kind"])}
        try:
            agreement = actions.draft(**given, by=request.user)
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Drafted. Add the parties and what each may see."))
            return redirect("agreements:detail", pk=agreement.pk)
    context = {"form": form, "reasons": reasons}
    return render(request, "agreements/new.html", SECTION | context, status=409 if reasons else 200)


@page("agreements.read")
def detail(request: Request, pk: int) -> HttpResponse:
    return _detail(request, get_object_or_404(queries.listed(), pk=pk))


def _detail(
    request: Request,
    agreement: Agreement,
    *,
    party_form: forms.PartyForm | None = None,
    clause_form: forms.ClauseForm | None = None,
    reasons: list[Any] | None = None,
) -> HttpResponse:
    today, user = timezone.localdate(), request.user
    parties = queries.parties(agreement)
    is_lead = agreement.lead_org_id == user.organisation_id and can(user, "agreements.draft")
    may_change = is_lead and agreement.status == Status.DRAFT
    context = {
        "agreement": agreement,
        "mark": pages.mark(agreement, today),
        "parties": [(party, _needs_paper(agreement, party, is_lead=is_lead)) for party in parties],
        "clauses": queries.clauses(agreement),
        "step": pages.step(agreement, parties, user=user, on=today),
        "is_lead": is_lead,
        "may_change": may_change,
        "reasons": reasons,
        "refused_form": party_form or clause_form,
    }
    if may_change:
        context["party_form"] = party_form or forms.PartyForm(agreement=agreement, prefix="party")
        context["clause_form"] = clause_form or forms.ClauseForm(
            agreement=agreement, prefix="clause"
        )
    return render(
        request, "agreements/detail.html", SECTION | context, status=409 if reasons else 200
    )


def _needs_paper(agreement: Agreement, party: Party, *, is_lead: bool) -> bool:
    return (
        is_lead
        and agreement.status == Status.SIGNING
        and party.signed_on is None
        and not queries.signs_by_itself(party.organisation_id)
    )


@page("agreements.draft")
@require_POST
def add_party(request: Request, pk: int) -> HttpResponse:
    agreement = get_object_or_404(queries.listed(), pk=pk)
    form = forms.PartyForm(request.POST, agreement=agreement, prefix="party")
    if not form.is_valid():
        return _detail(request, agreement, party_form=form)
    try:
        actions.add_party(agreement, **form.cleaned_data, by=request.user)
    except Refused as refusal:
        return _detail(request, agreement, party_form=form, reasons=list(refusal.reasons))
    messages.success(request, _("Party added. Add the clauses that run from and to it."))
    return redirect("agreements:detail", pk=pk)


@page("agreements.draft")
@require_POST
def add_clause(request: Request, pk: int) -> HttpResponse:
    agreement = get_object_or_404(queries.listed(), pk=pk)
    form = forms.ClauseForm(request.POST, agreement=agreement, prefix="clause")
    if not form.is_valid():
        return _detail(request, agreement, clause_form=form)
    try:
        actions.add_clause(agreement, **form.cleaned_data, by=request.user)
    except Refused as refusal:
        return _detail(request, agreement, clause_form=form, reasons=list(refusal.reasons))
    messages.success(request, _("Clause added. When all clauses stand, offer it for signature."))
    return redirect("agreements:detail", pk=pk)


@page("agreements.draft")
@require_POST
def remove_party(request: Request, pk: int, party_pk: int) -> HttpResponse:
    party = get_object_or_404(Party, pk=party_pk, agreement=pk)
    actions.remove_party(party, by=request.user)
    messages.success(request, _("Party removed, with the clauses from and to it."))
    return redirect("agreements:detail", pk=pk)


@page("agreements.draft")
@require_POST
def remove_clause(request: Request, pk: int, clause_pk: int) -> HttpResponse:
    clause = get_object_or_404(Clause, pk=clause_pk, agreement=pk)
    actions.remove_clause(clause, by=request.user)
    messages.success(request, _("Clause removed."))
    return redirect("agreements:detail", pk=pk)


def _act(request: Request, pk: int, act: Callable[[Agreement], Any], done: str) -> HttpResponse:
    """A button on the page: a refusal is shown on that page, with every reason."""
    agreement = get_object_or_404(queries.listed(), pk=pk)
    try:
        act(agreement)
    except Refused as refusal:
        return _detail(request, agreement, reasons=list(refusal.reasons))
    messages.success(request, done)
    return redirect("agreements:detail", pk=pk)


@page("agreements.draft")
@require_POST
def offer(request: Request, pk: int) -> HttpResponse:
    done = _("Offered for signature. Each party finds it under Agreements and signs for itself.")
    return _act(request, pk, lambda a: actions.offer_for_signature(a, by=request.user), done)


@page("agreements.draft")
@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    done = _("Taken back. It is a draft again, and the signatures given so far have fallen.")
    return _act(request, pk, lambda a: actions.take_back(a, by=request.user), done)


@page("agreements.sign")
@require_POST
def sign(request: Request, pk: int) -> HttpResponse:
    done = _("Signed for your organisation. With the last signature the agreement is in force.")
    now = timezone.now()
    return _act(request, pk, lambda a: actions.sign(a, by=request.user, at=now), done)


@page("agreements.draft")
@require_POST
def resume(request: Request, pk: int) -> HttpResponse:
    done = _("Resumed. Its clauses open again what they opened before.")
    return _act(request, pk, lambda a: actions.resume(a, by=request.user), done)


@page("agreements.draft")
def paper(request: Request, pk: int, party_pk: int) -> HttpResponse:
    """Records what a party without users of its own signed on paper."""
    party = get_object_or_404(Party, pk=party_pk, agreement=pk)
    form = forms.PaperForm(request.POST or None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            actions.record_paper_signature(party, **form.cleaned_data, by=request.user, at=now)
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("Signature recorded. Keep the paper with your files."))
            return redirect("agreements:detail", pk=pk)
    context = {"form": form, "reasons": reasons, "party": party}
    return render(
        request, "agreements/paper.html", SECTION | context, status=409 if reasons else 200
    )


@page("agreements.draft")
def suspend(request: Request, pk: int) -> HttpResponse:
    agreement = get_object_or_404(queries.listed(), pk=pk)
    if request.method == "POST":
        done = _("Suspended. It opens nothing from now on; you can resume it.")
        return _act(request, pk, lambda a: actions.suspend(a, by=request.user), done)
    return _confirm(
        request,
        agreement,
        title=_("Suspend the agreement?"),
        consequences=pages.consequences_of_suspending(agreement),
        danger=_("Suspend it"),
    )


@page("agreements.draft")
def end(request: Request, pk: int) -> HttpResponse:
    agreement = get_object_or_404(queries.listed(), pk=pk)
    if request.method == "POST":
        done = _("Ended. It opens nothing any more.")
        return _act(request, pk, lambda a: actions.end(a, by=request.user), done)
    return _confirm(
        request,
        agreement,
        title=_("End the agreement for good?"),
        consequences=pages.consequences_of_ending(agreement),
        danger=_("End it"),
    )


def _confirm(request: Request, agreement: Agreement, **shown: Any) -> HttpResponse:
    context = {
        "form": forms.ConfirmForm(),
        "cancel_url": reverse("agreements:detail", args=[agreement.pk]),
    }
    return render(request, "core/confirm.html", SECTION | context | shown)


@page("agreements.read")
def who_sees_what(request: Request, pk: int) -> HttpResponse:
    """Each party by each class of data; the chosen clause is explained below."""
    agreement = get_object_or_404(queries.listed(), pk=pk)
    clauses = queries.clauses(agreement)
    chosen = next((c for c in clauses if str(c.pk) == request.GET.get("clause")), None)
    chosen = chosen or (clauses[0] if clauses else None)
    after = clauses.index(chosen) + 1 if chosen else 0
    context = {
        "agreement": agreement,
        "mark": pages.mark(agreement, timezone.localdate()),
        "classes": DataClass.choices,
        "rows": queries.matrix(agreement, clauses),
        "chosen": chosen,
        "following": clauses[after] if after < len(clauses) else None,
        "step": pages.step(
            agreement, queries.parties(agreement), user=request.user, on=timezone.localdate()
        ),
    }
    return render(request, "agreements/who_sees_what.html", SECTION | context)
