"""Pure: facts in, reasons out. No rule here reads how a person returns or a former status."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from homeward.protection.choices import (
    CATEGORY_OF,
    BestInterestKind,
    FlagKind,
    FlagState,
    Reason,
)

NEXT: dict[FlagState, set[FlagState]] = {
    FlagState.SUSPECTED: {FlagState.CONFIRMED, FlagState.EXCLUDED, FlagState.CLOSED},
    FlagState.CONFIRMED: {FlagState.EXCLUDED, FlagState.CLOSED},
    FlagState.EXCLUDED: set(),
    FlagState.CLOSED: set(),
}
# A panel is more than one.
PANEL = 2


def reasons_not_to_raise(*, is_open: bool, said: str, from_form: bool) -> list[Reason]:
    checks = [(is_open, Reason.CASE_CLOSED), (from_form or bool(said.strip()), Reason.NO_WORDS)]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_decide(state: FlagState, to: FlagState, *, why: str) -> list[Reason]:
    checks = [(to in NEXT[state], Reason.WRONG_STATE), (bool(why.strip()), Reason.NO_WORDS)]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_do_step(*, is_open: bool, needs_evidence: bool, evidence: str) -> list[Reason]:
    checks = [
        (is_open, Reason.WRONG_STATE),
        (not needs_evidence or bool(evidence.strip()), Reason.NO_EVIDENCE),
    ]
    return [reason for holds, reason in checks if not holds]


def panel_of(members: str) -> list[str]:
    """One member a line; who is named twice sits once."""
    return list(dict.fromkeys(line.strip() for line in members.splitlines() if line.strip()))


@dataclass(frozen=True, kw_only=True)
class BestInterestFacts:
    kind: BestInterestKind
    is_open: bool
    has_guardian: bool
    assessed: bool
    panel: int
    held_on: date
    today: date
    review_given: bool


def reasons_not_to_record_best_interest(facts: BestInterestFacts) -> list[Reason]:
    decides = facts.kind == BestInterestKind.DETERMINATION
    checks = [
        (facts.is_open, Reason.WRONG_STATE),
        (facts.held_on <= facts.today, Reason.IN_THE_FUTURE),
        (facts.has_guardian or not decides, Reason.NO_GUARDIAN),
        (facts.assessed or not decides, Reason.NO_ASSESSMENT),
        (facts.panel >= PANEL or not decides, Reason.NO_PANEL),
        (facts.review_given or not decides, Reason.NO_REVIEW),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_end_pathway(
    *, is_open: bool, steps_open: bool, determination_open: bool, outcome: str
) -> list[Reason]:
    checks = [
        (is_open, Reason.WRONG_STATE),
        (not steps_open, Reason.STEPS_OPEN),
        (not determination_open, Reason.NO_DETERMINATION),
        (bool(outcome.strip()), Reason.NO_WORDS),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class SendingFacts:
    """What must hold before a clinic is handed a treatment."""

    is_draft: bool
    has_receiver: bool
    described: bool
    agreement: bool
    consent: bool


def reasons_not_to_send(facts: SendingFacts) -> list[Reason]:
    checks = [
        (facts.is_draft, Reason.SENT_ALREADY),
        (facts.has_receiver, Reason.NO_RECEIVER),
        (facts.described, Reason.NO_CONDITION),
        (facts.agreement or not facts.has_receiver, Reason.NO_AGREEMENT),
        (facts.consent or not facts.has_receiver, Reason.NO_CONSENT),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_confirm(*, was_sent: bool, confirmed: bool) -> list[Reason]:
    checks = [(was_sent, Reason.NOT_SENT), (not confirmed, Reason.CONFIRMED_ALREADY)]
    return [reason for holds, reason in checks if not holds]


def gap_in_supply(supply_until: date | None, first_appointment: date | None) -> int | None:
    """Days without medicine before the first appointment; None where either day is unknown."""
    if supply_until is None or first_appointment is None:
        return None
    return max((first_appointment - supply_until).days, 0)


def reasons_not_to_name_reader(*, is_author: bool, reads: bool, cleared: bool) -> list[Reason]:
    checks = [
        (is_author, Reason.NOT_AUTHOR),
        (not reads, Reason.READS_ALREADY),
        (cleared, Reason.NOT_CLEARED),
    ]
    return [reason for holds, reason in checks if not holds]


def categories(states: Iterable[tuple[str, str]]) -> dict[str, bool]:
    """Categories of programmes' criteria that hold, from (kind, state) of flags that are seen.

    Only what is confirmed holds. Nothing is ever said not to hold: no flag in sight may mean that
    there is none, or that the reader may not see it, and both have to look alike.
    """
    return {
        CATEGORY_OF[FlagKind(kind)].value: True
        for kind, state in states
        if state == FlagState.CONFIRMED and kind in CATEGORY_OF
    }
