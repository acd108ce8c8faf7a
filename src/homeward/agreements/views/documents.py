"""The list, an agreement's own page, and the drafting of one or of its successor."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.agreements import actions, forms, pages, queries
from homeward.agreements.choices import Kind, Status
from homeward.agreements.models import Agreement, Party
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
        "today": today,
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


@page("agreements.draft")
def succeed(request: Request, pk: int) -> HttpResponse:
    """Drafts what follows an agreement, with its parties and clauses."""
    agreement = get_object_or_404(queries.listed(), pk=pk)
    form = forms.SuccessorForm(
        request.POST or None,
        initial={"title": agreement.title, "starts_on": pages.day_after(agreement)},
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            successor = actions.succeed(agreement, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(
                request, _("Drafted with the same parties and clauses. Mend what has changed.")
            )
            return redirect("agreements:detail", pk=successor.pk)
    context = {"form": form, "reasons": reasons, "agreement": agreement}
    return render(
        request, "agreements/succeed.html", SECTION | context, status=409 if reasons else 200
    )


@page("agreements.read")
def detail(request: Request, pk: int) -> HttpResponse:
    return show(request, get_object_or_404(queries.listed(), pk=pk))


def show(
    request: Request,
    agreement: Agreement,
    *,
    reasons: list[Any] | None = None,
    **refused: Any,
) -> HttpResponse:
    """The agreement's page; `refused` is the form that was not taken, under its own name."""
    today, user = timezone.localdate(), request.user
    parties = queries.parties(agreement)
    is_lead = agreement.lead_org_id == user.organisation_id and can(user, "agreements.draft")
    context = {
        "agreement": agreement,
        "mark": pages.mark(agreement, today),
        "parties": [(party, _needs_paper(agreement, party, is_lead=is_lead)) for party in parties],
        "clauses": queries.clauses(agreement),
        "contacts": queries.contacts(agreement),
        "files": queries.files(agreement),
        "reviews": queries.reviews(agreement),
        "programmes": queries.programmes_named(agreement.programmes),
        "names": queries.programme_names(),
        "controllers": [party for party in parties if party.is_controller],
        "step": pages.step(agreement, parties, user=user, on=today),
        "is_lead": is_lead,
        "may_change": is_lead and agreement.status == Status.DRAFT,
        "may_name": _may_name(agreement, parties, user),
        "reasons": reasons,
        "refused_form": next(iter(refused.values()), None),
    }
    given = forms.of_page(agreement, parties, user=user) | refused
    return render(
        request, "agreements/detail.html", SECTION | context | given, status=409 if reasons else 200
    )


def _may_name(agreement: Agreement, parties: list[Party], user: User) -> bool:
    """Contact points and files come from a party, until the agreement has ended."""
    is_party = any(party.organisation_id == user.organisation_id for party in parties)
    return is_party and can(user, "agreements.contact") and agreement.status != Status.ENDED


def _needs_paper(agreement: Agreement, party: Party, *, is_lead: bool) -> bool:
    return (
        is_lead
        and agreement.status == Status.SIGNING
        and party.signed_on is None
        and not queries.signs_by_itself(party.organisation_id)
    )
