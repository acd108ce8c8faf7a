"""The person's own blocks, as a worker is told them. From whom they shut out they are hidden."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.models import Organisation
from homeward.access.pages import Request, page
from homeward.cases.models import Case
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.persons import actions, ledger
from homeward.persons import queries as persons
from homeward.persons.ledger_forms import BlockForm
from homeward.persons.models import Block, Person
from homeward.places.models import Country


@page("persons.block")
def blocks(request: Request, pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=pk)
    people = persons.members(case.household_id)
    form = _form(request, case, people)
    context: dict[str, Any] = {
        "case": case,
        "title": persons.family_name_of(people),
        "form": form,
        "blocks": ledger.blocks([person.pk for person in people]),
        "section": "cases",
    }
    if request.method != "POST":
        return render(request, "persons/blocks.html", context)
    if not form.is_valid():
        return render(request, "persons/blocks.html", context, status=422)
    person = next(one for one in people if str(one.pk) == form.cleaned_data["person"])
    try:
        actions.block(
            person,
            **whom(form.cleaned_data["whom"]),
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
            reference=case.reference,
        )
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return render(request, "persons/blocks.html", context, status=409)
    messages.success(
        request, _("Blocked. It holds from now on, and is not told to whom it blocks.")
    )
    return redirect("persons:blocks", case.pk)


def _form(request: Request, case: Case, people: list[Person]) -> BlockForm:
    """Not one's own house or country: its workers could not see what they set."""
    own = request.user.organisation_of_rows
    offers = persons.offers(
        owner_org_id=case.owner_org_id, programme_id=case.programme_id, on=timezone.localdate()
    )
    found = {o.recipient.pk: o.recipient for o in offers if o.recipient.pk != own.pk}
    return BlockForm(
        request.POST or None,
        people=[(str(person.pk), str(person)) for person in people],
        organisations=sorted(found.values(), key=str),
        countries=ledger.countries(but=own.country_id),
    )


def whom(chosen: str) -> dict[str, Any]:
    """A choice of BlockForm as the action takes it."""
    kind, _colon, key = chosen.partition(":")
    if kind == "c":
        return {"country": get_object_or_404(Country, pk=key)}
    return {"organisation": get_object_or_404(Organisation, pk=key)}


@page("persons.block")
def lift(request: Request, pk: UUID) -> HttpResponse:
    one = get_object_or_404(
        Block.objects.select_related("person", "organisation", "country"), pk=pk
    )
    case = get_object_or_404(Case, household_id=one.person.household_id)
    back = reverse("persons:blocks", args=[case.pk])
    reasons: list[Any] = []
    if request.method == "POST":
        try:
            actions.lift_block(one, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("The block is lifted."))
            return redirect(back)
    context = lifting(one, back) | {"reasons": reasons, "section": "cases"}
    return render(request, "core/confirm.html", context, status=409 if reasons else 200)


def lifting(one: Block, back: str) -> dict[str, Any]:
    return {
        "title": _("Lift the block against %(whom)s?") % {"whom": one.against},
        "consequences": [
            Consequence(_("What consents and agreements allow is open to them again."), "eye"),
            Consequence(_("Referrals that closed stay closed."), "send"),
        ],
        "form": BaseForm(),
        "danger": _("Lift the block"),
        "cancel_url": back,
    }
