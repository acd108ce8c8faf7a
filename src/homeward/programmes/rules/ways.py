"""Which stage of a way follows which, and what makes a way whole. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from homeward.programmes.choices import CriteriaStatus, Reason, Stage, StageCondition, WayKind

# A plan that did not hold is made anew, support goes on after a follow-up, and an application
# that lacks something goes back to whoever wrote it.
BACK = {
    Stage.DECISION: Stage.APPLICATION,
    Stage.SUPPORT: Stage.PLAN,
    Stage.FOLLOW_UP: Stage.SUPPORT,
}
# A desk sees who arrives whether or not anybody had confirmed that they left.
ARRIVES_FROM = frozenset({Stage.TRAVEL, Stage.ARRIVAL})
# An arrival that is taken back puts the case before its announcement again.
NEVER_OFF = frozenset({Stage.COUNSELLING, Stage.PLAN, Stage.SUPPORT, Stage.CLOSURE})


def next_stages(order: Sequence[Stage], here: Stage) -> set[Stage]:
    """Where a case may go from here: the next stage of its way, back where that is foreseen, and
    always to closure.
    """
    if here == Stage.CLOSURE:
        return set()
    found = {Stage.CLOSURE}
    if following := after(order, here):
        found.add(following)
    if (before := BACK.get(here)) in order and before is not None:
        found.add(before)
    return found


def after(order: Sequence[Stage], here: Stage) -> Stage | None:
    """The stage that follows; for one that the way does not have, the first of those behind it."""
    if here in order:
        return next(iter(order[order.index(here) + 1 :]), None)
    rank = list(Stage).index
    return next((stage for stage in order if rank(stage) > rank(here)), None)


def in_order(stages: Sequence[Stage]) -> list[Stage]:
    """Stages stand on every way in the vocabulary's order: what follows them relies on it."""
    rank = list(Stage).index
    return sorted(stages, key=rank)


def reasons_not_to_follow(stages: Sequence[Stage], kind: WayKind) -> list[Reason]:
    """What a way still lacks before a case can go along it."""
    has = set(stages)
    # Of a return that is reported afterwards, the host's confirmation is the decision.
    applies = Stage.APPLICATION in has or kind == WayKind.RETROACTIVE
    decides = Stage.DECISION in has
    checks = [
        (len(has) == len(stages), Reason.STAGE_TWICE),
        ({Stage.COUNSELLING, Stage.CLOSURE} <= has, Reason.ENDS_MISSING),
        ({Stage.PLAN, Stage.SUPPORT} <= has, Reason.NO_PLAN_STAGE),
        (
            (Stage.ARRIVAL in has) == (Stage.DEPARTURE in has)
            and (Stage.TRAVEL not in has or Stage.ARRIVAL in has),
            Reason.TRAVEL_WITHOUT_ARRIVAL,
        ),
        (applies == decides, Reason.DECISION_WITHOUT_APPLICATION),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class PublishingWay:
    status: CriteriaStatus
    kind: WayKind
    stages: Sequence[Stage]
    valid_from: date | None
    # Of the version published last; None where this is the programme's first of its kind.
    last_valid_from: date | None
    note: str


def reasons_not_to_publish_way(facts: PublishingWay) -> list[Reason]:
    first, last = facts.valid_from, facts.last_valid_from
    checks = [
        (facts.status == CriteriaStatus.DRAFT, Reason.NOT_A_DRAFT),
        (first is not None, Reason.NO_FIRST_DAY),
        (first is None or last is None or first > last, Reason.WAY_STARTS_TOO_EARLY),
        (last is None or facts.note.strip() != "", Reason.NO_WAY_NOTE),
    ]
    found = [reason for holds, reason in checks if not holds]
    return [*found, *reasons_not_to_follow(facts.stages, facts.kind)]


@dataclass(frozen=True)
class Line:
    """A stage of a way as two ways are compared by it."""

    stage: Stage
    names: tuple[tuple[str, str], ...] = ()
    to_enter: frozenset[StageCondition] = frozenset()
    to_leave: frozenset[StageCondition] = frozenset()
    wait: str = ""
    days_before_travel: int | None = None


@dataclass(frozen=True)
class Change:
    """How one stage differs: `what` is added, removed, or the name of the field."""

    stage: Stage
    what: str
    before: Any = None
    after: Any = None


FIELDS = ("names", "to_enter", "to_leave", "wait", "days_before_travel")


def differences(old: Sequence[Line], new: Sequence[Line]) -> list[Change]:
    """From one way to another, stage by stage in their order."""
    before, now = ({line.stage: line for line in lines} for lines in (old, new))
    found: list[Change] = []
    for stage in in_order([*before.keys() | now.keys()]):
        if stage not in before:
            found.append(Change(stage, "added"))
        elif stage not in now:
            found.append(Change(stage, "removed"))
        else:
            found += [
                Change(stage, name, getattr(before[stage], name), getattr(now[stage], name))
                for name in FIELDS
                if getattr(before[stage], name) != getattr(now[stage], name)
            ]
    return found
