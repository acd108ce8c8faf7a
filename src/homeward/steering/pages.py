"""What the pages of steering show: states in words and colours, evidence with its day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.core.patterns import Stage
from homeward.indicators.models import Indicator
from homeward.mechanisms.models import Mechanism
from homeward.procedures.models import SopVersion
from homeward.programmes.models import Programme
from homeward.steering.choices import (
    AdoptionStatus,
    AreaStatus,
    DifferenceState,
    RequestStatus,
    StepState,
    TakenUp,
)
from homeward.steering.queries import adoptions, stated
from homeward.steering.queries.workplan import Line, Scope, Workplan, workplan
from homeward.steering.rules.workplan import Counted, Judged

KINDS = {
    StepState.DONE: "ok",
    StepState.BEGUN: "wait",
    StepState.NOT_BEGUN: "no",
    StepState.UNKNOWN: "draft",
}
AREA_KINDS = {
    AreaStatus.PROPOSED: "wait",
    AreaStatus.ON_AGENDA: "wait",
    AreaStatus.VALIDATED: "ok",
    AreaStatus.NOT_VALIDATED: "no",
    AreaStatus.WITHDRAWN: "draft",
}
REQUEST_KINDS = {
    RequestStatus.ASKED: "wait",
    RequestStatus.ANSWERED: "ok",
    RequestStatus.WITHDRAWN: "draft",
}
ADOPTION_KINDS = {
    AdoptionStatus.STUDIED: "wait",
    AdoptionStatus.ADOPTED: "ok",
    AdoptionStatus.WITH_DIFFERENCES: "wait",
    AdoptionStatus.DECLINED: "no",
}
DIFFERENCE_KINDS = {
    DifferenceState.OPEN: "wait",
    DifferenceState.KEPT: "ok",
    DifferenceState.CLOSED: "ok",
}
WEIGHED_KINDS = {
    TakenUp.OPEN: "wait",
    TakenUp.YES: "ok",
    TakenUp.PARTLY: "wait",
    TakenUp.NO: "no",
}


@dataclass(frozen=True)
class Need:
    """One condition as a line: met, not met or unknown; what is there, what lacks, whose it is."""

    label: Any
    state: str
    found: str
    latest: date | None
    missing: Any
    whose: Any
    url: str
    needed: bool


@dataclass(frozen=True)
class Shown:
    line: Line
    kind: str
    needs: Sequence[Need]
    is_late: bool
    may_close: bool


def told(counted: Counted | None) -> str:
    """A count in words; what is not known is said to be unknown."""
    if counted is None:
        return _("Unknown")
    if counted.is_few:
        return _("some, too few to be told")
    if counted.total is not None and counted.total != counted.n:
        return _("%(n)d of %(total)d") % {"n": counted.n, "total": counted.total}
    if not counted.n:
        return _("none yet")
    return ngettext("%(n)d is here", "%(n)d are here", counted.n) % {"n": counted.n}


def _need(judged: Judged, user: User) -> Need:
    condition, counted = judged.condition, judged.counted
    return Need(
        label=condition.label,
        state=judged.verdict,
        found=told(counted),
        latest=counted.latest if counted else None,
        missing=condition.missing,
        whose=condition.whose.label,
        url=reverse(condition.url) if can(user, condition.action) else "",
        needed=condition.needed,
    )


def lines(plan: Workplan, user: User, today: date) -> list[tuple[Any, list[Shown]]]:
    return [(title, [_shown(line, user, today) for line in held]) for title, held in plan.stages]


def _shown(line: Line, user: User, today: date) -> Shown:
    item = line.item
    done = line.stands.state == StepState.DONE
    return Shown(
        line,
        KINDS[line.stands.state],
        [_need(each, user) for each in line.stands.conditions],
        line.is_late(today),
        bool(item and done and item.closed_at is None and can(user, "steering.plan")),
    )


def bar(plan: Workplan) -> list[Stage]:
    """The four stages: done with all their steps, current with the first that is open."""
    found: list[Stage] = []
    reached = False
    for title, held in plan.stages:
        done = sum(line.stands.state == StepState.DONE for line in held)
        state = "done" if done == len(held) else "to_come" if reached else "current"
        reached = reached or state == "current"
        said = _("%(n)d of %(total)d steps done") % {"n": done, "total": len(held)}
        begun = sum(line.stands.state == StepState.BEGUN for line in held)
        more = (_("%(n)d begun") % {"n": begun},) if begun else ()
        found.append(Stage(title, state, (said, *more)))
    return found


# What stands on pages of rooms below.


def where_we_stand(programme: Programme, user: User) -> Any:
    """The strip beside a programme: its stages, and the way to the workplan."""
    if programme.lead_org_id is None:
        return None
    plan = workplan(Scope(programme=programme), on=timezone.localdate())
    return {"plan": plan, "bar": bar(plan), "query": plan.scope.query}


def delegated(mechanism: Mechanism, user: User) -> Any:
    return {"rows": stated.delegated_in(mechanism, timezone.localdate())}


def cited(indicator: Indicator, user: User) -> Any:
    return stated.citing(indicator, timezone.localdate()) or None


def adopted(version: SopVersion, user: User) -> Any:
    rows = adoptions.summary(version, timezone.localdate())
    return {
        "version": version,
        "rows": [
            (place, each, ADOPTION_KINDS[AdoptionStatus(each.status)]) for place, each in rows
        ],
    }
