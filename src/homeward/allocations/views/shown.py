"""What the pages of a round have in common."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.allocations import queries
from homeward.allocations.choices import UNDER_WAY, Decided, ProposalStatus, RoundStatus
from homeward.allocations.models import Proposal, ProposedPlace, Round
from homeward.core.patterns import NextStep

SECTION = {"section": "allocations"}


def round_of(pk: UUID) -> Round:
    found = queries.round_of(pk)
    if found is None:
        raise Http404
    return found


def url(name: str, round_: Round) -> str:
    return reverse(f"allocations:{name}", args=[round_.pk])


@dataclass(frozen=True)
class Tab:
    key: str
    label: str
    url: str


def head(round_: Round, user: User, tab: str) -> dict[str, Any]:
    is_open = round_.status == RoundStatus.OPEN
    return {
        **SECTION,
        "round": round_,
        "tab": tab,
        "tabs": [
            Tab("round", _("Round"), url("round", round_)),
            Tab("people", _("Who is considered"), url("people", round_)),
            Tab("proposals", _("Proposals"), url("proposals", round_)),
        ],
        "may_keep": is_open and can(user, "allocations.keep"),
        "may_decide": is_open and can(user, "allocations.decide"),
    }


def next_step(round_: Round, user: User, last: Proposal | None, open_lines: int) -> NextStep:
    """The one thing to do with the round now, who holds it and until when."""
    mine = can(user, "allocations.keep")
    kept: dict[str, Any] = {
        "holder": str(_("You") if mine else round_.keeper), "mine": mine, "due": round_.decide_by
    }  # fmt: skip
    if round_.status == RoundStatus.CLOSED:
        return NextStep(_("This round is closed"), nothing=True)
    if not round_.offers.exists():
        return NextStep(
            _("Name the offers and their places"), url=url("add_offer", round_),
            label=_("Add an offer"), **kept,
        )  # fmt: skip
    if not queries.considered(round_).exists():
        return NextStep(
            _("Say who is considered"), url=url("people", round_), label=_("Choose people"), **kept
        )
    if last is not None and last.status in UNDER_WAY:
        return NextStep(
            _("The proposal is being worked out"), url=reverse_proposal(last),
            label=_("See how far it is"), **kept,
        )  # fmt: skip
    if last is not None and last.status == ProposalStatus.READY and open_lines:
        title = ngettext(
            "Decide on %(n)s proposed place", "Decide on %(n)s proposed places", open_lines
        ) % {"n": open_lines}
        why = _("The proposal gives nothing to anybody by itself.")
        return NextStep(
            title, why, url=reverse_proposal(last), label=_("Open the proposal"), **kept
        )
    return NextStep(
        _("Ask for a proposal"),
        _("The highest sum of scores that the floors allow; people decide on each line."),
        url=url("ask", round_), label=_("Work out a proposal"), post=True, **kept,
    )  # fmt: skip


def reverse_proposal(proposal: Proposal) -> str:
    return reverse("allocations:proposal", args=[proposal.pk])


def step_of_line(line: ProposedPlace, user: User) -> NextStep | None:
    """What a line waits for: a decision, or the referral that makes a given place a real one."""
    mine = can(user, "allocations.decide")
    if line.given is not None:
        return NextStep(
            _("Refer the person to this place"),
            _("The receiver knows of it by the referral alone; you choose what it tells."),
            holder=str(line.case.worker or line.owner_org),
            url=reverse("referrals:new_for_offer", args=[line.case_id, line.given_id]),
            label=_("Write the referral"), mine=can(user, "referrals.draft"),
        )  # fmt: skip
    if line.decided == Decided.OPEN and line.offer is not None:
        return NextStep(
            _("Accept this place, give another or set it aside"),
            holder=str(_("You") if mine else line.round.keeper), due=line.round.decide_by,
            url=reverse_proposal(line.proposal), label=_("Open the proposal"), mine=mine,
        )  # fmt: skip
    return None
