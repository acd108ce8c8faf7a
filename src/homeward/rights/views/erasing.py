"""Erasure: the proposal, the second person's decision, the deed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.patterns import Consequence, NextStep
from homeward.core.refusals import Refused
from homeward.persons.models import Person
from homeward.rights import actions, queries, rules
from homeward.rights.choices import ErasureGround, ErasureStatus
from homeward.rights.forms import ProposeForm
from homeward.rights.models import ErasureDecision, RightsRequest


def _consequences() -> list[Consequence]:
    return [
        Consequence(
            _("Names, contacts, documents, facts, notes and files are removed everywhere."),
            "trash",
        ),
        Consequence(
            _("Other organisations lose what they wrote about the person as well."), "building"
        ),
        Consequence(_("Figures and amounts stay, without anybody's name."), "chart-histogram"),
        Consequence(_("It can't be taken back: the key that opens the file is destroyed."), "key"),
    ]


@page("rights.propose_erasure")
def propose(request: Request, pk: UUID) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    asked_id = request.GET.get("request", "")
    asked = get_object_or_404(RightsRequest, pk=asked_id, person=person) if asked_id else None
    ground = ErasureGround.REQUEST if asked else request.GET.get("ground", "")
    form = ProposeForm(
        request.POST if request.method == "POST" else None, initial={"ground": ground}
    )
    reasons: list[Any] = rules.reasons_not_to_erase(queries.erasure_facts(person, by=request.user))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.propose(
                person,
                ErasureGround(data["ground"]),
                data["reason"],
                request=asked,
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Proposed. A second person decides."))
            return redirect("rights:index")
    context = {
        "section": "rights",
        "title": _("Propose to erase the file of %(name)s?") % {"name": person},
        "consequences": _consequences(),
        "form": form,
        "reasons": reasons,
        # Said before anybody tries: nothing was refused yet.
        "refused": "" if request.method == "POST" else _("It can't be proposed yet. First:"),
        "danger": _("Propose the erasure"),
        "cancel_url": reverse("rights:person", args=[person.pk]),
    }
    status = 409 if request.method == "POST" and reasons else 422 if form.errors else 200
    return render(request, "core/confirm.html", context, status=status)


@page("rights.approve_erasure")
def erasure(request: Request, pk: UUID) -> HttpResponse:
    decision = get_object_or_404(queries.decisions(), pk=pk)
    reasons: list[Any] = []
    if request.method == "POST":
        try:
            _do(request, decision)
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            return redirect("rights:erasure", decision.pk)
    may_decide = (
        decision.status == ErasureStatus.PROPOSED and decision.proposed_by_id != request.user.pk
    )
    context = {
        "section": "rights",
        "decision": decision,
        "reference": queries.references([decision.person_id]).get(decision.person_id, ""),
        "consequences": _consequences(),
        "reasons": reasons,
        "may_decide": may_decide,
        "may_carry_out": decision.status == ErasureStatus.APPROVED,
        "step": _step(decision, may_decide=may_decide),
        "may_read": can(request.user, "rights.read"),
    }
    return render(request, "rights/erasure.html", context, status=409 if reasons else 200)


def _do(request: Request, decision: ErasureDecision) -> None:
    at, by = timezone.now(), request.user
    if request.POST.get("do") == "refuse":
        actions.refuse_erasure(decision, by=by, at=at)
        messages.success(request, _("Refused. The file stays."))
        return
    if decision.status == ErasureStatus.PROPOSED:
        decision = actions.approve(decision, by=by, at=at)
    actions.carry_out(decision, by=by, at=at)
    messages.success(request, _("Erased. Nothing of the person can be read any more."))


def _step(decision: ErasureDecision, *, may_decide: bool) -> NextStep:
    if decision.status == ErasureStatus.PROPOSED:
        return NextStep(
            title=_("Decide on the erasure"),
            why=_("Read the reason and what would go. It can't be taken back."),
            holder=_("You") if may_decide else _("A second person"),
            mine=may_decide,
            url="#decide" if may_decide else "",
            label=_("Decide below"),
            waiting_for="" if may_decide else _("a second person"),
        )
    if decision.status == ErasureStatus.APPROVED:
        return NextStep(
            title=_("Carry the erasure out"),
            why=_("It was approved, and the deed was interrupted. Start it again."),
            holder=_("You"),
            mine=True,
            url="#decide",
            label=_("Erase now"),
        )
    return NextStep(title=decision.get_status_display(), nothing=True)
