"""Pure: facts in, reasons out. No rule here reads how a person returns or a former status."""

from dataclasses import dataclass

from homeward.cases.choices import Reason, Stage

NEXT: dict[Stage, set[Stage]] = {
    Stage.COUNSELLING: {Stage.DEPARTURE, Stage.CLOSURE},
    Stage.DEPARTURE: {Stage.ARRIVAL, Stage.CLOSURE},
    Stage.ARRIVAL: {Stage.PLAN, Stage.CLOSURE},
    Stage.PLAN: {Stage.SUPPORT, Stage.CLOSURE},
    Stage.SUPPORT: {Stage.PLAN, Stage.FOLLOW_UP, Stage.CLOSURE},
    Stage.FOLLOW_UP: {Stage.SUPPORT, Stage.CLOSURE},
    Stage.CLOSURE: set(),
}


@dataclass(frozen=True, kw_only=True)
class AnnouncingFacts:
    """What must hold before a reception desk is told of an arrival."""

    is_open: bool
    stage: Stage
    receivers_named: bool
    travel_dated: bool
    intake_taken: bool
    desk_agreement: bool
    desk_consent: bool
    case_org_agreement: bool
    case_org_consent: bool


def reasons_not_to_announce(facts: AnnouncingFacts) -> list[Reason]:
    """Every reason at once; the agreement's and the consent's once each, whoever lacks them."""
    checks = [
        (facts.is_open, Reason.CLOSED),
        (facts.stage in {Stage.COUNSELLING, Stage.DEPARTURE}, Reason.WRONG_STAGE),
        (facts.receivers_named, Reason.NO_RECEIVER),
        (facts.travel_dated, Reason.NO_FLIGHT),
        (facts.intake_taken, Reason.NO_INTAKE),
        (facts.desk_agreement and facts.case_org_agreement, Reason.NO_AGREEMENT),
        (facts.desk_consent and facts.case_org_consent, Reason.NO_CONSENT),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_close(*, is_open: bool, reason_given: bool) -> list[Reason]:
    """The case's own part; the floors above add theirs through cases.signals.closing."""
    checks = [(is_open, Reason.CLOSED), (reason_given, Reason.NO_REASON)]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_confirm_arrival(*, confirmed_already: bool) -> list[Reason]:
    return [Reason.ARRIVED_ALREADY] if confirmed_already else []


def reasons_not_to_write(*, is_open: bool) -> list[Reason]:
    return [] if is_open else [Reason.CLOSED]


def reasons_not_to_finish_intake(*, is_open: bool, has_facts: bool) -> list[Reason]:
    checks = [(is_open, Reason.CLOSED), (has_facts, Reason.NO_INTAKE)]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_do_step(*, is_open: bool, needs_evidence: bool, evidence: str) -> list[Reason]:
    checks = [
        (is_open, Reason.STEP_NOT_OPEN),
        (bool(evidence.strip()) or not needs_evidence, Reason.NO_EVIDENCE),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_skip_step(*, is_open: bool, reason: str) -> list[Reason]:
    checks = [(is_open, Reason.STEP_NOT_OPEN), (bool(reason.strip()), Reason.WHY_NOT_APPLICABLE)]
    return [found for holds, found in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class AssigningFacts:
    is_open: bool
    is_accountable: bool
    is_colleague: bool
    works_on_cases: bool


def reasons_not_to_assign(facts: AssigningFacts) -> list[Reason]:
    checks = [
        (facts.is_open, Reason.CLOSED),
        (facts.is_accountable, Reason.NOT_ACCOUNTABLE),
        (facts.is_colleague, Reason.NOT_A_COLLEAGUE),
        (facts.works_on_cases, Reason.CANT_WORK_ON_CASES),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class HandingFacts:
    """Of several cases given at once: whether it holds for all of them."""

    has_takers: bool
    are_colleagues: bool
    work_on_cases: bool
    are_still_theirs: bool
    none_is_sealed: bool


def reasons_not_to_hand_out(facts: HandingFacts) -> list[Reason]:
    checks = [
        (facts.has_takers, Reason.NOBODY_TAKES),
        (facts.are_colleagues, Reason.NOT_A_COLLEAGUE),
        (facts.work_on_cases, Reason.CANT_WORK_ON_CASES),
        (facts.are_still_theirs, Reason.CHANGED_HANDS),
        (facts.none_is_sealed, Reason.SEALED),
    ]
    return [reason for holds, reason in checks if not holds]
