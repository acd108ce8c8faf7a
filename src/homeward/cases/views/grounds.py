"""Other grounds than consent: asked for, decided by a second person, ended before their day."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.choices import DataClass, Purpose
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.agreements import queries as agreements
from homeward.cases import queries
from homeward.cases.models import Case
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.persons import actions, ledger
from homeward.persons import queries as persons
from homeward.persons.actions import Asked
from homeward.persons.choices import BasisStatus, Ground
from homeward.persons.ledger_forms import BasisForm, DecisionForm
from homeward.persons.models import LegalBasis

MARKS = {
    BasisStatus.WAITING: "wait",
    BasisStatus.APPROVED: "ok",
    BasisStatus.REFUSED: "no",
    BasisStatus.ENDED: "shut",
}


@page("persons.read_bases")
def grounds(request: Request, pk: UUID) -> HttpResponse:
    """What rests on another ground than consent, and the request for one."""
    case = get_object_or_404(Case, pk=pk)
    people = persons.members(case.household_id)
    offers = _offers(request, case)
    by_key = {f"{o.recipient.pk}-{o.purpose.value}": o for o in offers}
    form = BasisForm(
        request.POST or None,
        people=[(str(person.pk), str(person)) for person in people],
        grounds=_grounds(request, offers),
        offers={
            key: _("%(recipient)s, for: %(purpose)s")
            % {"recipient": o.recipient, "purpose": o.purpose.label}
            for key, o in by_key.items()
        },
    )
    context = {
        "case": case,
        "title": persons.family_name_of(people),
        "form": form,
        "bases": [(b, MARKS[BasisStatus(b.status)]) for b in ledger.bases(p.pk for p in people)],
        "may_request": can(request.user, "persons.request_basis") and case.is_open,
        "section": "cases",
    }
    if request.method != "POST":
        return render(request, "persons/grounds.html", context)
    if not context["may_request"] or not form.is_valid():
        return render(request, "persons/grounds.html", context, status=422)
    data, offer = form.cleaned_data, by_key[form.cleaned_data["offer"]]
    person = next(one for one in people if str(one.pk) == data["person"])
    asked = Asked(
        ground=Ground(data["ground"]),
        recipient=offer.recipient,
        purpose=offer.purpose,
        classes=frozenset(data["classes"]),
        reason=data["reason"],
        until=data["until"],
    )
    try:
        made = actions.request_basis(
            person,
            asked,
            by=request.user,
            at=timezone.now(),
            case_id=case.pk,
            reference=case.reference,
        )
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return render(request, "persons/grounds.html", context, status=409)
    messages.success(request, _("Asked for. It opens nothing before a second person approves it."))
    return redirect("persons:basis", made.pk)


def _offers(request: Request, case: Case) -> list[persons.Offer]:
    """Whom clauses in force reach directly from the asker's own house."""
    owner = request.user.organisation_of_rows
    return [
        offer
        for offer in persons.offers(
            owner_org_id=owner.pk, programme_id=case.programme_id, on=timezone.localdate()
        )
        if any(
            agreements.covers(
                from_org_id=owner.pk,
                to_org_id=offer.recipient.pk,
                programme_id=case.programme_id,
                classes=[data_class],
                purpose=Purpose(offer.purpose),
            )
            for data_class in offer.classes
        )
    ]


def _grounds(request: Request, offers: list[persons.Offer]) -> list[Ground]:
    recipients = list({offer.recipient.pk: offer.recipient for offer in offers}.values())
    return ledger.grounds_there(owner=request.user.organisation_of_rows, recipients=recipients)


@page("persons.read_bases")
def basis(request: Request, pk: UUID) -> HttpResponse:
    """One request: what it asks for and why, and the second person's decision."""
    one = get_object_or_404(
        LegalBasis.objects.select_related(
            "recipient_org", "requested_by__organisation", "decided_by", "ended_by"
        ),
        pk=pk,
    )
    form = DecisionForm(request.POST or None)
    if request.method != "POST":
        return _basis_page(request, one, form)
    if not form.is_valid():
        return _basis_page(request, one, form, status=422)
    approve = form.cleaned_data["decision"] == "approve"
    try:
        actions.decide_basis(
            one, approve=approve, text=form.cleaned_data["text"], by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return _basis_page(request, one, form, reasons=refusal.reasons, status=409)
    messages.success(request, _("Approved.") if approve else _("Refused. The request is kept."))
    return redirect("persons:basis", one.pk)


def _basis_page(
    request: Request, one: LegalBasis, form: DecisionForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    waiting = one.status == BasisStatus.WAITING
    is_asker = one.requested_by_id == request.user.pk
    context = {
        "one": one,
        # Who decides for a programme is not told names.
        "person": persons.named(one.person_id),
        "case": queries.of_person(one.person_id),
        "purpose": Purpose(one.purpose).label,
        "classes": [DataClass(k).label for k in one.classes],
        "mark": MARKS[BasisStatus(one.status)],
        "form": form,
        "may_decide": waiting and not is_asker and can(request.user, "persons.decide_basis"),
        "waits_for_another": waiting and is_asker,
        "may_end": one.status == BasisStatus.APPROVED and can(request.user, "persons.end_basis"),
        "section": "cases",
        **more,
    }
    return render(request, "persons/basis.html", context, status=status)


@page("persons.end_basis")
def end(request: Request, pk: UUID) -> HttpResponse:
    one = get_object_or_404(LegalBasis.objects.select_related("recipient_org"), pk=pk)
    if request.method != "POST":
        return render(request, "core/confirm.html", _ending(one))
    case = queries.of_person(one.person_id)
    try:
        actions.end_basis(
            one, by=request.user, at=timezone.now(), reference=case.reference if case else ""
        )
    except Refused as refusal:
        return _basis_page(request, one, DecisionForm(), reasons=refusal.reasons, status=409)
    messages.success(request, _("Ended. The recipient is told to stop and delete."))
    return redirect("persons:basis", one.pk)


def _ending(one: LegalBasis) -> dict[str, Any]:
    named = {"recipient": one.recipient_org, "classes": one.classes_in_words}
    return {
        "title": one.get_ground_display(),
        "consequences": [
            Consequence(
                _("%(recipient)s no longer sees: %(classes)s. It holds from the next click.")
                % named,
                "eye-off",
            ),
            Consequence(
                _("%(recipient)s is told to stop and delete, and answers what it did.") % named,
                "mail",
            ),
            *[
                Consequence(text, "send")
                for text in actions.consequences([one.person_id], [one.recipient_org_id])
            ],
        ],
        "form": BaseForm(),
        "danger": _("End it now"),
        "cancel_url": reverse("persons:basis", args=[one.pk]),
        "section": "cases",
    }
