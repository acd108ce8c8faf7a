"""A commission's quorum, its votes, and what must hold before it decides."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.plans.choices import (
    REASONS_OF,
    DecidesBy,
    DecisionReason,
    Outcome,
    Reason,
    Voice,
)
from homeward.plans.rules.checks import missing

# What the commission weighs; whether somebody came or a paper is missing is no matter of votes.
VOTED = {Outcome.APPROVED, Outcome.REJECTED}
HUNDRED = 100


@dataclass(frozen=True, kw_only=True)
class Bench:
    """Seats that may decide on one plan, by their ids. `present` has not stepped out."""

    seats: frozenset[int]
    present: frozenset[int]
    recused: frozenset[int] = frozenset()
    mandatory: frozenset[int] = frozenset()
    quorum_seats: int | None = None
    quorum_share: int | None = None

    @property
    def needed(self) -> int:
        """A number of seats, a share of all of them rounded up, or the higher of both."""
        share = -(-len(self.seats) * (self.quorum_share or 0) // HUNDRED)
        return max(self.quorum_seats or 0, share)

    @property
    def is_quorate(self) -> bool:
        return len(self.present) >= self.needed

    @property
    def mandatory_missing(self) -> frozenset[int]:
        # A seat that stepped out came; it is not held against the plan.
        return self.mandatory - self.present - self.recused


@dataclass(frozen=True, kw_only=True)
class DecidingFacts:
    """`bench` is None where the commission's composition is not on record."""

    is_submitted: bool
    is_party: bool
    session_open: bool
    outcome: Outcome
    reason: str
    conditions: int
    conditions_clear: bool
    bench: Bench | None = None
    decides_by: str = ""
    voices: Mapping[int, str] | None = None
    has_consensus: bool = False
    # On an appeal: other seats, or more of them, than those that rejected.
    is_other_bench: bool = True
    names_implementer: bool = False
    implementer_agreed: bool = True
    implementer_consented: bool = True


def reasons_not_to_decide(facts: DecidingFacts) -> list[Reason]:
    given = facts.reason in DecisionReason.values
    is_approval = facts.outcome == Outcome.APPROVED
    return [
        *missing(
            (facts.is_submitted, Reason.WRONG_STATUS),
            (facts.is_party, Reason.NOT_PARTY),
            (facts.session_open, Reason.SESSION_OVER),
            (given, Reason.NO_REASON),
            (not given or facts.reason in REASONS_OF[facts.outcome], Reason.REASON_UNFIT),
            (facts.conditions == 0 or is_approval, Reason.ONLY_APPROVAL_HAS_CONDITIONS),
            (facts.conditions_clear, Reason.CONDITION_UNCLEAR),
            (not facts.names_implementer or is_approval, Reason.ONLY_APPROVAL_NAMES),
            (facts.implementer_agreed, Reason.IMPLEMENTER_NO_AGREEMENT),
            (facts.implementer_consented, Reason.IMPLEMENTER_NO_CONSENT),
        ),
        *_reasons_of_the_bench(facts),
    ]


def _reasons_of_the_bench(facts: DecidingFacts) -> list[Reason]:
    if facts.bench is None:
        return []
    reasons = reasons_not_to_sit(facts.bench)
    if facts.outcome not in VOTED:
        return reasons
    reasons += missing((facts.is_other_bench, Reason.SAME_PEOPLE))
    if facts.decides_by == DecidesBy.CONSENSUS:
        return reasons + missing((facts.has_consensus, Reason.NO_CONSENSUS))
    return reasons + reasons_of_votes(facts.bench, facts.voices or {}, facts.outcome)


def reasons_not_to_sit(bench: Bench) -> list[Reason]:
    """Below its quorum, or without a seat that must be there, a commission decides nothing."""
    return missing(
        (bench.is_quorate, Reason.NO_QUORUM),
        (not bench.mandatory_missing, Reason.SEAT_MISSING),
    )


def reasons_of_votes(bench: Bench, voices: Mapping[int, str], outcome: Outcome) -> list[Reason]:
    """An approval needs more votes for than against; with as many on both sides it is rejected."""
    votes_for, against, _abstain = counted(bench, voices)
    carried = votes_for > against if outcome == Outcome.APPROVED else against >= votes_for
    return missing(
        (bench.present <= voices.keys(), Reason.VOTES_MISSING),
        (carried, Reason.NO_MAJORITY),
    )


def counted(bench: Bench, voices: Mapping[int, str]) -> tuple[int, int, int]:
    """Votes for, against, and abstentions, of the seats that may decide."""
    said = [voice for seat, voice in voices.items() if seat in bench.present]
    return said.count(Voice.FOR), said.count(Voice.AGAINST), said.count(Voice.ABSTAIN)


def is_other_bench(now: Collection[int], then: Collection[int]) -> bool:
    """Members who hear an appeal, against those who rejected: one is new, or there are more."""
    return bool(set(now) - set(then))


def reasons_not_to_vote(
    *, decided: bool, is_present: bool, is_recused: bool, has_vote: bool, is_own: bool
) -> list[Reason]:
    return missing(
        (not decided, Reason.DECIDED),
        (is_present, Reason.NOT_PRESENT),
        (not is_recused, Reason.RECUSED),
        (has_vote, Reason.NO_VOTE),
        (is_own, Reason.NOT_OWN_VOTE),
    )


def reasons_not_to_appeal(
    *, is_rejected: bool, is_latest: bool, appealed: bool, in_time: bool, has_grounds: bool
) -> list[Reason]:
    return missing(
        (is_rejected, Reason.NOT_REJECTED),
        (is_latest, Reason.OLD_VERSION),
        (not appealed, Reason.APPEALED),
        (in_time, Reason.TOO_LATE),
        (has_grounds, Reason.NOTHING_SAID),
    )


def appeal_until(decided_on: date, days: int | None) -> date | None:
    """The last day of an appeal, or None where the commission's rules state none."""
    return None if days is None else decided_on + timedelta(days=days)


def reasons_not_to_meet(*, met_already: bool, is_holder: bool) -> list[Reason]:
    return missing((not met_already, Reason.MET_ALREADY), (is_holder, Reason.NOT_HOLDER))
