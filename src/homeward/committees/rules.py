"""When a committee is complete, may decide and carries a motion. Pure: rules arrive as data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from homeward.committees.choices import (
    CARRIED,
    Choice,
    CommitteeKind,
    DecisionKind,
    MeetingStatus,
    QuorumKind,
    Reason,
    SeatKind,
    Voting,
)

NEXT = {
    MeetingStatus.PLANNED: {MeetingStatus.INVITED, MeetingStatus.CANCELLED},
    MeetingStatus.INVITED: {MeetingStatus.HELD, MeetingStatus.CANCELLED},
    MeetingStatus.HELD: {MeetingStatus.MINUTED},
    # A new version of the minutes goes round again.
    MeetingStatus.MINUTED: {MeetingStatus.MINUTED, MeetingStatus.APPROVED},
}


WHOLE = 100


@dataclass(frozen=True, kw_only=True)
class Minimum:
    """So many seats of a kind at least, from a day on."""

    kind: str
    minimum: int
    valid_from: date
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One kind of seat: how many with a vote there are, and how many are asked for."""

    kind: str
    has: int
    needs: int
    source: str

    @property
    def is_met(self) -> bool:
        return self.has >= self.needs


def minimums_on(stated: Iterable[Minimum], on: date) -> list[Minimum]:
    """The newest statement of each kind of seat that holds on the day."""
    newest: dict[str, Minimum] = {}
    for one in stated:
        held = newest.get(one.kind)
        if one.valid_from <= on and (held is None or one.valid_from > held.valid_from):
            newest[one.kind] = one
    return [one for one in newest.values() if one.minimum]


def composition(stated: Iterable[Minimum], seats: Sequence[str], on: date) -> list[Standing]:
    """`seats`: the kinds of the seats with a vote. In the order of the kinds."""
    asked = {one.kind: one for one in minimums_on(stated, on)}
    kinds = [kind for kind in SeatKind.values if kind in asked or kind in seats]
    return [
        Standing(
            kind=kind,
            has=seats.count(kind),
            needs=asked[kind].minimum if kind in asked else 0,
            source=asked[kind].source if kind in asked else "",
        )
        for kind in kinds
    ]


def seats_needed(quorum_kind: str, quorum: int, voting_seats: int) -> int:
    """How many seats with a vote have to be there; one at least."""
    if quorum_kind == QuorumKind.PERCENT:
        return max(1, ceil(quorum * voting_seats / WHOLE))
    return max(1, quorum)


def is_quorum(quorum_kind: str, quorum: int) -> bool:
    """A share is between 1 and 100 percent; a number of seats is at least one."""
    return 1 <= quorum <= WHOLE if quorum_kind == QuorumKind.PERCENT else quorum >= 1


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Votes counted; `states_against`: those of host states and states of origin."""

    for_: int = 0
    against: int = 0
    abstain: int = 0
    states_against: int = 0

    @property
    def cast(self) -> int:
        return self.for_ + self.against + self.abstain


def tally(votes: Iterable[tuple[str, bool]]) -> Tally:
    """Of pairs: the vote, and whether its seat is a state's."""
    cast = list(votes)
    by = {choice: sum(vote == choice for vote, _state in cast) for choice in Choice}
    return Tally(
        for_=by[Choice.FOR],
        against=by[Choice.AGAINST],
        abstain=by[Choice.ABSTAIN],
        states_against=sum(state and vote == Choice.AGAINST for vote, state in cast),
    )


def is_carried(voting: str, votes: Tally) -> bool:
    """Whether the votes carry a motion. Without one vote for it, nothing is carried."""
    if not votes.for_:
        return False
    if voting == Voting.CONSENSUS:
        return votes.against == 0
    if voting == Voting.TWO_THIRDS:
        return 3 * votes.for_ >= 2 * (votes.for_ + votes.against)
    if voting == Voting.STATES:
        return votes.for_ > votes.against and votes.states_against == 0
    return votes.for_ > votes.against


@dataclass(frozen=True, kw_only=True)
class ClosingFacts:
    kind: DecisionKind
    is_binding: bool
    has_rules: bool
    is_complete: bool
    seats_here: int
    seats_needed: int
    voting: str
    votes: Tally


def reasons_not_to_close(facts: ClosingFacts) -> list[Reason]:
    """What is only noted or adjourned needs no quorum; whatever is decided does."""
    if facts.kind in {DecisionKind.NOTED, DecisionKind.ADJOURNED}:
        return []
    carried = is_carried(facts.voting, facts.votes)
    passes = facts.kind in CARRIED
    voted = facts.votes.cast > 0
    checks = [
        (facts.kind != DecisionKind.DECIDED or facts.is_binding, Reason.BINDS_NOBODY),
        (facts.kind != DecisionKind.RECOMMENDED or not facts.is_binding, Reason.BINDS),
        (facts.has_rules, Reason.NO_RULES),
        (facts.is_complete, Reason.BELOW_MINIMUM),
        (facts.seats_here >= facts.seats_needed, Reason.NO_QUORUM),
        (voted, Reason.NOBODY_VOTED),
        (not (voted and passes) or carried, Reason.NOT_CARRIED),
        (not (voted and not passes) or not carried, Reason.NOT_LOST),
    ]
    return [reason for holds, reason in checks if not holds]


def outcome(*, carried: bool, is_binding: bool) -> DecisionKind:
    """What the votes come to."""
    if not carried:
        return DecisionKind.REJECTED
    return DecisionKind.DECIDED if is_binding else DecisionKind.RECOMMENDED


def reasons_not_to_set_up(
    *, kind: str, has_programme: bool, is_binding: bool, countries: int
) -> list[Reason]:
    is_process = kind == CommitteeKind.REGIONAL
    checks = [
        (kind != CommitteeKind.STEERING or has_programme, Reason.NEEDS_PROGRAMME),
        (not is_process or not (has_programme or is_binding), Reason.HAS_NO_LEAD),
        (not is_process or countries > 0, Reason.NO_COUNTRY),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_seat(
    *, kind: str, has_programme: bool, holders: int, is_seated: bool
) -> list[Reason]:
    checks = [
        (kind != SeatKind.LEAD or has_programme, Reason.HAS_NO_LEAD),
        (holders == 1, Reason.NEEDS_HOLDER),
        (not is_seated, Reason.SEATED_ALREADY),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_state(
    *, source: str, valid_from: date, today: date, is_stated: bool, is_share: bool = True
) -> list[Reason]:
    checks = [
        (bool(source.strip()), Reason.NO_SOURCE),
        (valid_from >= today, Reason.NOT_LATER),
        (not is_stated, Reason.STATED_ALREADY),
        (is_share, Reason.BAD_SHARE),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class VotingFacts:
    is_open: bool
    is_held: bool
    is_here: bool
    has_vote: bool
    # Somebody else enters it, though the seat's own holder has voted.
    is_theirs: bool


def reasons_not_to_vote(facts: VotingFacts) -> list[Reason]:
    checks = [
        (facts.is_open, Reason.VOTES_CLOSED),
        (facts.is_held, Reason.WRONG_STATUS),
        (facts.is_here, Reason.NOT_HERE),
        (facts.has_vote, Reason.NO_VOTE),
        (not facts.is_theirs, Reason.OWN_VOTE),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_move_on(status: str, to: MeetingStatus) -> list[Reason]:
    if to in NEXT.get(MeetingStatus(status), set()):
        return []
    if to == MeetingStatus.HELD and status == MeetingStatus.PLANNED:
        return [Reason.NOT_INVITED]
    return [Reason.WRONG_STATUS]


def invite_by(on: date, days: int | None) -> date | None:
    """The last day for the invitation; None: no such rule is stated."""
    return None if days is None else on - timedelta(days=days)


def silent_until(sent: date, days: int | None) -> date | None:
    """The last day on which a remark breaks the silence; None: silence approves nothing."""
    return None if days is None else sent + timedelta(days=days)


def is_signed_by_all(answers: Sequence[bool | None]) -> bool:
    """One who has not answered, or refused, keeps it unsigned; nobody asked is not all."""
    return bool(answers) and all(answers)
