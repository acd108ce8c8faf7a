"""Rules of criteria, acts and their carrying out. Pure: facts in, reasons out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from homeward.handovers.choices import Part, Reading, Reason, StageStatus, Status, Verdict


@dataclass(frozen=True, kw_only=True)
class StatingFacts:
    is_lead: bool
    reading: Reading
    threshold: int | None
    source: str
    valid_from: date
    today: date
    stated_already: bool


def reasons_not_to_state(facts: StatingFacts) -> list[Reason]:
    """A criterion is never changed: a new version begins today or later."""
    needs_number = facts.reading != Reading.JUDGEMENT
    checks = [
        (facts.is_lead, Reason.NOT_LEAD),
        (bool(facts.source.strip()), Reason.NO_SOURCE),
        (not needs_number or facts.threshold is not None, Reason.NO_THRESHOLD),
        (facts.valid_from >= facts.today, Reason.NOT_LATER),
        (not facts.stated_already, Reason.STATED_ALREADY),
    ]
    return _not_met(checks)


def reasons_not_to_judge(*, is_judged: bool, evidence: str) -> list[Reason]:
    return _not_met([(is_judged, Reason.NOT_JUDGED), (bool(evidence.strip()), Reason.NO_EVIDENCE)])


def verdict(reading: Reading, *, found: int | None, threshold: int | None, said: str) -> Verdict:
    """Of a fact: met from its number on. Of a judgement: the latest, if there is one."""
    if reading == Reading.JUDGEMENT:
        return Verdict(said) if said else Verdict.UNKNOWN
    if found is None or threshold is None:
        return Verdict.UNKNOWN
    return Verdict.MET if found >= threshold else Verdict.NOT_MET


@dataclass(frozen=True, kw_only=True)
class StageFacts:
    is_lead: bool
    status: Status
    is_same: bool
    agreement_covers: bool
    receiver_is_authority: bool
    asylum_said: bool
    keeper_is_barred: bool


def reasons_not_to_plan(facts: StageFacts) -> list[Reason]:
    """What becomes of asylum history is said for every authority, whether there is any or not."""
    checks = [
        (facts.is_lead, Reason.NOT_LEAD),
        (facts.status == Status.DRAFT, Reason.WRONG_STATUS),
        (not facts.is_same, Reason.SAME_ORGANISATION),
        (facts.agreement_covers, Reason.NO_AGREEMENT),
        (facts.asylum_said or not facts.receiver_is_authority, Reason.ASYLUM_UNSAID),
        (not facts.keeper_is_barred, Reason.KEEPER_BARRED),
    ]
    return _not_met(checks)


def reasons_not_to_offer(
    *, is_lead: bool, status: Status, stages: int, lines_open: int, agreements_hold: bool
) -> list[Reason]:
    checks = [
        (is_lead, Reason.NOT_LEAD),
        (status == Status.DRAFT, Reason.WRONG_STATUS),
        (stages > 0, Reason.NO_STAGES),
        (lines_open == 0, Reason.LINES_OPEN),
        (agreements_hold, Reason.NO_AGREEMENT),
    ]
    return _not_met(checks)


@dataclass(frozen=True, kw_only=True)
class SigningFacts:
    is_party: bool
    status: Status
    signed_by_user: bool
    parts_of_side: frozenset[str]
    agreements_hold: bool


def reasons_not_to_sign(facts: SigningFacts) -> list[Reason]:
    """Two people of each side, never one twice."""
    checks = [
        (facts.is_party, Reason.NOT_PARTY),
        (facts.status == Status.OFFERED, Reason.WRONG_STATUS),
        (not facts.signed_by_user, Reason.SIGNED_ALREADY),
        (facts.signed_by_user or len(facts.parts_of_side) < len(Part), Reason.SIDE_COMPLETE),
        (facts.agreements_hold, Reason.NO_AGREEMENT),
    ]
    return _not_met(checks)


def next_part(parts: frozenset[str]) -> Part:
    return Part.SECOND if Part.FIRST in parts else Part.FIRST


def is_complete(sides: Sequence[frozenset[str]]) -> bool:
    return all(len(parts) == len(Part) for parts in sides)


@dataclass(frozen=True, kw_only=True)
class RunningFacts:
    is_lead: bool
    status: Status
    stage: StageStatus
    from_on: date
    today: date
    rehearsed: str | None
    now: str
    moves: int
    agreement_covers: bool


def reasons_not_to_run(facts: RunningFacts) -> list[Reason]:
    """Only what two people of each side signed, as it was rehearsed."""
    checks = [
        (facts.is_lead, Reason.NOT_LEAD),
        (facts.status == Status.SIGNED, Reason.NOT_SIGNED),
        (facts.stage == StageStatus.PLANNED, Reason.RUNNING),
        (facts.today >= facts.from_on, Reason.TOO_EARLY),
        (facts.agreement_covers, Reason.NO_AGREEMENT),
        (facts.rehearsed is not None, Reason.NOT_REHEARSED),
        (facts.rehearsed in (None, facts.now), Reason.STALE),
        (facts.rehearsed is None or facts.moves > 0, Reason.NOTHING_MOVES),
    ]
    return _not_met(checks)


def reasons_not_to_ask(*, status: Status, moved: bool, asked_on: date, today: date) -> list[Reason]:
    checks = [
        (status in (Status.DRAFT, Status.OFFERED, Status.SIGNED), Reason.WRONG_STATUS),
        (not moved, Reason.MOVED_ALREADY),
        (asked_on <= today, Reason.ASKED_LATER),
    ]
    return _not_met(checks)


def _not_met(checks: Sequence[tuple[bool, Reason]]) -> list[Reason]:
    return [reason for holds, reason in checks if not holds]
