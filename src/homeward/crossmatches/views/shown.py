"""What the pages of comparisons have in common: tabs, marks, and the part of the case page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.cases.models import Case
from homeward.core.timeline import Entry
from homeward.crossmatches import queries
from homeward.crossmatches.choices import Decision, Outcome, Status, StepKind
from homeward.crossmatches.models import Crossmatch, CrossmatchStep

SECTION = "crossmatches"
RUN_MARKS = {
    Status.ASKED: "wait",
    Status.READY: "now",
    Status.DONE: "ok",
    Status.DECLINED: "no",
    Status.CANCELLED: "shut",
    Status.FAILED: "late",
}
ICONS = {
    StepKind.FOUND: "git-compare",
    StepKind.ASK_FIRST: "user-question",
    StepKind.CONTACT: "circle-check",
    StepKind.NO_CONTACT: "hand-stop",
    StepKind.NOT_SAME: "circle-x",
    StepKind.TAKEN_BACK: "arrow-back-up",
    StepKind.REACHED: "phone-call",
}


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    key: str


def tabs(user: User) -> list[Tab]:
    found = [Tab(_("Comparisons"), reverse("crossmatches:index"), "runs")]
    if can(user, "crossmatches.read_known"):
        found.append(Tab(_("Persons known to both"), reverse("crossmatches:known"), "known"))
    return found


def state(one: Crossmatch) -> tuple[str, str]:
    """Mark and words of where it stands, from our side: what the other decided is never said."""
    settled = {
        Outcome.AGREED: ("now", _("Both want contact")),
        Outcome.NOT_SAME: ("no", _("Closed: not the same person")),
        Outcome.NO_CONTACT: ("shut", _("Closed: no contact")),
    }
    if one.reached_at:
        return "ok", _("In contact")
    if one.outcome in settled:
        return settled[Outcome(one.outcome)]
    if one.decision == Decision.CONTACT:
        return "wait", _("Waits for the other organisation")
    if one.decision == Decision.ASK_FIRST:
        return "soon", _("The person is asked first")
    return "unk", _("Not decided yet")


@dataclass(frozen=True)
class Shown:
    """One person whom both know, with their case and where it stands."""

    one: Crossmatch
    case: Case | None
    mark: str
    words: str


def shown(found: list[Crossmatch]) -> list[Shown]:
    cases = queries.cases_of(found)
    return [Shown(one, cases.get(one.person_id), *state(one)) for one in found]


def entries(steps: list[CrossmatchStep]) -> list[Entry]:
    return [
        Entry(
            at=step.at,
            text=str(StepKind(step.kind).label),
            detail=" · ".join(
                part for part in (str(step.by) if step.by else "", str(step.reason)) if part
            ),
            icon=ICONS[StepKind(step.kind)],
            tone="ok" if step.kind in {StepKind.CONTACT, StepKind.REACHED} else "",
        )
        for step in reversed(steps)
    ]


def beside_case(case: Case, user: User, on: date) -> Any:
    """The part of the case page; not there at all where nobody else knows the household."""
    found = queries.of_case(case)
    return [Shown(one, case, *state(one)) for one in found] or None
