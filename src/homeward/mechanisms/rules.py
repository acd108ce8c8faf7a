"""How a referral system stands against the four requirements, and which hub takes a referral."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.mechanisms.choices import Finding, Reason, Requirement, Verdict
from homeward.programmes.choices import Stage
from homeward.services.choices import Dimension

BEFORE = {Stage.COUNSELLING, Stage.APPLICATION, Stage.DECISION, Stage.DEPARTURE}
AFTER = {Stage.ARRIVAL, Stage.PLAN, Stage.SUPPORT, Stage.FOLLOW_UP, Stage.CLOSURE}
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a system holds today."""

    today: date
    agreements: int
    procedures: int
    stages: frozenset[str]
    owner_is_local: bool
    local_members: int
    foreign_members: int
    dimensions: frozenset[str]
    judged_on: date | None


@dataclass(frozen=True)
class Assessed:
    """One requirement: what holds and what lacks, and what follows from that alone."""

    requirement: Requirement
    lines: Sequence[tuple[Finding, bool]]

    @property
    def verdict(self) -> Verdict:
        held = [holds for _finding, holds in self.lines]
        if all(held):
            return Verdict.MET
        return Verdict.PARTLY if any(held) else Verdict.NOT_MET

    @property
    def lacking(self) -> list[Finding]:
        return [finding for finding, holds in self.lines if not holds]


def assess(facts: Facts) -> list[Assessed]:
    """The four requirements, each from what is there; nothing of it is anybody's opinion."""
    monitored = facts.judged_on is not None and facts.today - facts.judged_on <= A_YEAR
    return [
        Assessed(
            Requirement.AGREEMENTS,
            [
                (Finding.AGREEMENT_IN_FORCE, facts.agreements > 0),
                (Finding.PROCEDURE_IN_FORCE, facts.procedures > 0),
            ],
        ),
        Assessed(
            Requirement.OWNERSHIP,
            [
                (Finding.OWNER_IS_LOCAL, facts.owner_is_local),
                (Finding.HAS_MEMBERS, facts.local_members > 0),
            ],
        ),
        Assessed(
            Requirement.LINKS,
            [
                (Finding.BEFORE_DEPARTURE, bool(BEFORE & facts.stages)),
                (Finding.AFTER_ARRIVAL, bool(AFTER & facts.stages)),
                (Finding.ABROAD, facts.foreign_members > 0),
            ],
        ),
        Assessed(
            Requirement.DIMENSIONS,
            [
                (Finding.ECONOMIC, Dimension.ECONOMIC in facts.dimensions),
                (Finding.SOCIAL, Dimension.SOCIAL in facts.dimensions),
                (Finding.PSYCHOSOCIAL, Dimension.PSYCHOSOCIAL in facts.dimensions),
                (Finding.MONITORED, monitored),
            ],
        ),
    ]


@dataclass(frozen=True, kw_only=True)
class Route:
    """A rule as data: the area with how deep it lies (None: anywhere), needs (none: any), hub."""

    hub: str
    area: int | None
    depth: int
    needs: frozenset[str]


def hub_for(routes: Sequence[Route], *, areas: frozenset[int], need: str) -> str | None:
    """The hub of the narrowest rule that fits: the deepest area first, then a named need."""
    fitting = [
        route
        for route in routes
        if (route.area is None or route.area in areas) and (not route.needs or need in route.needs)
    ]
    best = max(fitting, key=lambda route: (route.depth, bool(route.needs)), default=None)
    return best.hub if best else None


def reasons_not_to_judge(evidence: str) -> list[Reason]:
    return [] if evidence.strip() else [Reason.NO_EVIDENCE]


def reasons_not_to_hand_over(
    *, is_same: bool, is_offered: bool, agreement_in_force: bool
) -> list[Reason]:
    checks = [
        (not is_same, Reason.SAME_OWNER),
        (not is_offered, Reason.IS_OFFERED),
        (agreement_in_force, Reason.NO_AGREEMENT),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_route(*, is_own: bool, is_under: bool, source: str) -> list[Reason]:
    checks = [
        (not is_own, Reason.OWN_HUB),
        (is_under, Reason.NO_HUB),
        (bool(source.strip()), Reason.NO_SOURCE),
    ]
    return [reason for holds, reason in checks if not holds]
