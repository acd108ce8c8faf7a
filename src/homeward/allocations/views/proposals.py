"""A proposal: asked for, followed while it is worked out, read, and decided on line by line."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.allocations import actions, forms, queries
from homeward.allocations.choices import UNDER_WAY, ProposalStatus
from homeward.allocations.models import Proposal, ProposedPlace
from homeward.allocations.queries.shown import floor_rows
from homeward.allocations.views import shown
from homeward.core.asking import ask as ask_form
from homeward.core.asking import data_of
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused


@page("allocations.keep")
@require_POST
def ask(request: Request, round_pk: UUID) -> HttpResponse:
    found = shown.round_of(round_pk)
    try:
        made = actions.ask(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(str(reason.label) for reason in refusal.reasons))
        return redirect("allocations:round", found.pk)
    return redirect("allocations:proposal", made.pk)


@page("allocations.read")
def proposals(request: Request, round_pk: UUID) -> HttpResponse:
    found = shown.round_of(round_pk)
    context = {
        **shown.head(found, request.user, "proposals"),
        "proposals": list(queries.proposals(found)),
    }
    return render(request, "allocations/proposals.html", context)


def _proposal(pk: UUID) -> Proposal:
    return get_object_or_404(
        Proposal.objects.select_related("round__programme", "round__keeper", "asked_by"), pk=pk
    )


@page("allocations.read")
def proposal(request: Request, proposal_pk: UUID) -> HttpResponse:
    found = _proposal(proposal_pk)
    round_ = found.round
    last = queries.latest(round_)
    is_latest = last is not None and last.pk == found.pk
    offers, waits = queries.offer_rows(found), queries.waiting(found)
    lines = [line for row in offers for line in row.lines] + [one.line for one in waits]
    context = {
        **shown.head(round_, request.user, "proposals"),
        "proposal": found,
        "is_latest": is_latest,
        "is_under_way": found.status in UNDER_WAY,
        "is_ready": found.status == ProposalStatus.READY,
        "is_impossible": found.status == ProposalStatus.IMPOSSIBLE,
        "offers": offers,
        "waits": waits,
        "floors": floor_rows(found, lines),
        "placed": sum(len(row.lines) for row in offers),
        "sum": sum(line.points or 0 for row in offers for line in row.lines),
        "undecided": sum(line.decided == "open" for row in offers for line in row.lines),
    }
    context["may_decide"] = context["may_decide"] and is_latest and context["is_ready"]
    return render(request, "allocations/proposal.html", context)


@page("allocations.keep")
@require_POST
def stop(request: Request, proposal_pk: UUID) -> HttpResponse:
    found = _proposal(proposal_pk)
    actions.stop(found, by=request.user, at=timezone.now())
    messages.success(request, _("Stopped."))
    return redirect("allocations:proposal", found.pk)


def _line(pk: UUID) -> ProposedPlace:
    return get_object_or_404(
        ProposedPlace.objects.select_related(
            "round__keeper",
            "proposal",
            "person",
            "case__worker",
            "offer",
            "wanted",
            "given",
            "floor",
            "owner_org",
        ),
        pk=pk,
    )


@page("allocations.read")
def line(request: Request, proposedplace_pk: UUID) -> HttpResponse:
    """One line: what is proposed, what the score is made of, and what was decided when and why."""
    found = _line(proposedplace_pk)
    context = {
        **shown.head(found.round, request.user, "proposals"),
        "line": found,
        "score": found.points,
        "step": shown.step_of_line(found, request.user),
        "parts": queries.parts_of(found),
        "reasons": queries.reasons_today(found, on=timezone.localdate()),
        "decisions": queries.decisions(found),
        "moves": list(found.moves.select_related("person", "from_offer", "to_offer")),
    }
    return render(request, "allocations/line.html", context)


@page("allocations.decide")
@require_POST
def accept(request: Request, proposedplace_pk: UUID) -> HttpResponse:
    found = _line(proposedplace_pk)
    try:
        actions.accept(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(str(reason.label) for reason in refusal.reasons))
    else:
        words = _("%(person)s: %(offer)s. Refer the person next.")
        messages.success(request, words % {"person": found.person, "offer": found.offer})
    return redirect("allocations:proposal", found.proposal_id)


@page("allocations.decide")
def change(request: Request, proposedplace_pk: UUID) -> HttpResponse:
    found = _line(proposedplace_pk)
    offers = queries.offers_in(found.round)
    form = forms.ChangeForm(data_of(request), offers=offers.exclude(pk__in=[found.offer_id]))

    def write(said: Any) -> Any:
        return actions.change(
            found, said["offer"], said["reason"], by=request.user, at=timezone.now()
        )

    return ask_form(
        request, form, write, back=shown.reverse_proposal(found.proposal), done=_("Kept."),
        context={
            **shown.SECTION, "title": _("Give another place"), "crumb": found.round.name,
            "lead": str(found.person), "save": _("Give this place"),
        },
    )  # fmt: skip


@page("allocations.decide")
def set_aside(request: Request, proposedplace_pk: UUID) -> HttpResponse:
    found = _line(proposedplace_pk)

    def write(said: Any) -> Any:
        return actions.set_aside(found, said["reason"], by=request.user, at=timezone.now())

    title = _("Set this line aside: %(person)s, %(offer)s") % {
        "person": found.person, "offer": found.offer,
    }  # fmt: skip
    return _with_reason(
        request, found, write, title,
        [Consequence(_("The person is not given this place.")),
         Consequence(_("The next proposal leaves this pair out."))],
    )  # fmt: skip


@page("allocations.decide")
def take_back(request: Request, proposedplace_pk: UUID) -> HttpResponse:
    found = _line(proposedplace_pk)

    def write(said: Any) -> Any:
        return actions.take_back(found, said["reason"], by=request.user, at=timezone.now())

    title = _("Take the decision back: %(person)s") % {"person": found.person}
    return _with_reason(
        request, found, write, title,
        [Consequence(_("The line is open again, and its place free.")),
         Consequence(_("A referral that was written already stays: withdraw it there."))],
    )  # fmt: skip


def _with_reason(
    request: Request, found: ProposedPlace, write: Any, title: str, consequences: Any
) -> HttpResponse:
    back = shown.reverse_proposal(found.proposal)
    return ask_form(
        request, forms.ReasonForm(data_of(request)), write, back=back, done=_("Kept."),
        template="core/confirm.html",
        context={**shown.SECTION, "title": title, "consequences": consequences, "danger": title,
                 "cancel_url": back},
    )  # fmt: skip
