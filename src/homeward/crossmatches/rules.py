"""Pure: facts in, reasons out."""

from dataclasses import dataclass
from datetime import date, timedelta

from homeward.crossmatches.choices import (
    OPEN,
    Band,
    Decision,
    Outcome,
    Reason,
    Status,
    Way,
)

# A comparison a day would show, by the differences, who came and who left.
BETWEEN = timedelta(days=7)
# The worker begins a comparison so many times before it says that it failed.
MOST_TRIES = 5
# Dice's coefficient of two encodings, and what both sides are told of it in words. Higher than
# the engine's own least: a wrong pair tells two organisations of somebody. Chosen on the made-up
# register of seed 1951, where of 100 pairs of each word 100, 97 and 86 were right; decision 56
# judges them on another.
CERTAIN_FROM, LIKELY_FROM, TOLD_FROM = 0.95, 0.85, 0.75


def band(similarity: float) -> Band:
    """The words for a Dice coefficient from TOLD_FROM to 1."""
    if similarity >= CERTAIN_FROM:
        return Band.CERTAIN
    return Band.LIKELY if similarity >= LIKELY_FROM else Band.POSSIBLE


def _failing(checks: list[tuple[bool, Reason]]) -> list[Reason]:
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class AskingFacts:
    agreed_both_ways: bool
    none_under_way: bool
    last_done_on: date | None
    today: date
    other_works_here: bool
    way: Way


def reasons_not_to_ask(facts: AskingFacts) -> list[Reason]:
    rested = facts.last_done_on is None or facts.today - facts.last_done_on >= BETWEEN
    return _failing(
        [
            (facts.agreed_both_ways, Reason.NOT_AGREED),
            (facts.none_under_way, Reason.ASKED_ALREADY),
            (rested, Reason.TOO_SOON),
            (facts.way != Way.HERE or facts.other_works_here, Reason.NOT_HERE),
            (facts.way != Way.FILE or not facts.other_works_here, Reason.WORKS_HERE),
        ]
    )


def reasons_not_to_answer(
    *, status: str, is_for_us: bool, agreed_both_ways: bool, joining: bool
) -> list[Reason]:
    """Of a comparison that somebody asked us for."""
    return _failing(
        [
            (status == Status.ASKED, Reason.WRONG_STATUS),
            (is_for_us, Reason.NOT_YOURS),
            (agreed_both_ways or not joining, Reason.NOT_AGREED),
        ]
    )


def reasons_not_to_cancel(*, status: str, is_ours: bool) -> list[Reason]:
    return _failing([(status in OPEN, Reason.WRONG_STATUS), (is_ours, Reason.NOT_YOURS)])


@dataclass(frozen=True, kw_only=True)
class DecidingFacts:
    outcome: str
    decision: Decision
    reason: str
    contact: str
    ask_by: date | None
    today: date


def reasons_not_to_decide(facts: DecidingFacts) -> list[Reason]:
    """A reason is asked for what ends the matter for the other side too."""
    needs_reason = facts.decision in {Decision.NO_CONTACT, Decision.NOT_SAME}
    ahead = facts.ask_by is not None and facts.ask_by > facts.today
    return _failing(
        [
            (facts.outcome != Outcome.AGREED, Reason.AGREED_ALREADY),
            (not needs_reason or bool(facts.reason.strip()), Reason.NO_REASON),
            (
                facts.decision != Decision.CONTACT or bool(facts.contact.strip()),
                Reason.NO_CONTACT_POINT,
            ),
            (facts.decision != Decision.ASK_FIRST or ahead, Reason.NO_DAY),
        ]
    )


def reasons_not_to_take_back(*, outcome: str, decision: str) -> list[Reason]:
    return _failing(
        [
            (outcome != Outcome.AGREED, Reason.AGREED_ALREADY),
            (decision != Decision.WAITING, Reason.NOTHING_TO_TAKE_BACK),
        ]
    )


def reasons_not_to_note_reached(*, outcome: str, reached: bool) -> list[Reason]:
    return _failing(
        [(outcome == Outcome.AGREED, Reason.NOT_AGREED_YET), (not reached, Reason.REACHED_ALREADY)]
    )


def settled(one: Decision, other: Decision) -> Outcome:
    """What both decisions give. The database computes the same (crossmatches_settle)."""
    both = {one, other}
    if Decision.NOT_SAME in both:
        return Outcome.NOT_SAME
    if Decision.NO_CONTACT in both:
        return Outcome.NO_CONTACT
    return Outcome.AGREED if both == {Decision.CONTACT} else Outcome.OPEN
