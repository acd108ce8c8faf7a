"""What may be done with a complaint, as reasons; pure."""

import secrets
from dataclasses import dataclass
from datetime import date

from homeward.complaints.choices import Kind, Outcome, Reason, State

NEXT = {
    State.RECEIVED: {
        State.ACKNOWLEDGED,
        State.WITHDRAWN,
        State.PASSED_ON,
    },
    State.ACKNOWLEDGED: {State.ANSWERED, State.WITHDRAWN, State.PASSED_ON},
    # Thanks, suggestions and questions are over with their reply.
    State.ANSWERED: {State.APPEALED, State.CLOSED},
    State.APPEALED: {State.CLOSED, State.WITHDRAWN},
}

# Nothing that reads like something else on paper or by phone: no 0 and O, no 1, I and L.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
PART = 4
CODE_PARTS = 4
REFERENCE_SIGNS = 6


def new_code() -> str:
    """The complainant's code: 79 bits, in parts that can be read out."""
    return "-".join(_signs(PART) for _n in range(CODE_PARTS))


def new_reference() -> str:
    """Drawn by lot: a number in a row would tell how many complaints there are."""
    return f"C-{_signs(REFERENCE_SIGNS)}"


def _signs(size: int) -> str:
    return "".join(secrets.choice(SIGNS) for _n in range(size))


def plain(code: str) -> str:
    """A code as its hash is made: however it was typed."""
    return "".join(sign for sign in code.upper() if sign in SIGNS)


@dataclass(frozen=True, kw_only=True)
class TakingFacts:
    text: str
    is_anonymous: bool
    tells_who: bool
    desk_is_open: bool
    received_on: date
    today: date


def reasons_not_to_take(facts: TakingFacts) -> list[Reason]:
    checks = [
        (bool(facts.text.strip()), Reason.NOTHING_SAID),
        (not (facts.is_anonymous and facts.tells_who), Reason.TRACE_OF_WHO),
        (facts.desk_is_open, Reason.NOT_OPEN),
        (facts.received_on <= facts.today, Reason.LATER_THAN_TODAY),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class WhoFacts:
    """Somebody, beside a complaint. `handles` is 0 for nobody named, 2 for sensitive matters."""

    handles: int
    is_sensitive: bool
    is_about_them: bool
    is_their_case: bool
    is_of_team: bool = True


SENSITIVE = 2


def reasons_not_to_handle(facts: WhoFacts) -> list[Reason]:
    """Why somebody may not look into it; every reason at once."""
    checks = [
        (facts.handles > 0, Reason.NOT_A_HANDLER),
        (
            facts.handles in {0, SENSITIVE} or not facts.is_sensitive,
            Reason.NOT_FOR_SENSITIVE,
        ),
        (not facts.is_about_them, Reason.NAMES_THEM),
        (not facts.is_their_case, Reason.OWN_CASE),
        (facts.is_of_team, Reason.OUTSIDE_TEAM),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_move(state: str, to: State) -> list[Reason]:
    return [] if to in NEXT.get(State(state), set()) else [Reason.WRONG_STATE]


@dataclass(frozen=True, kw_only=True)
class AnswerFacts:
    kind: Kind
    state: str
    handler: int | None
    by: int
    text: str
    outcome: str


def reasons_not_to_answer(facts: AnswerFacts) -> list[Reason]:
    needs = facts.kind == Kind.COMPLAINT
    checks = [
        (facts.state == State.ACKNOWLEDGED, Reason.WRONG_STATE),
        (facts.handler is not None, Reason.NO_HANDLER),
        (facts.handler in (None, facts.by), Reason.NOT_THEIRS),
        (bool(facts.text.strip()), Reason.NO_ANSWER),
        (not needs or facts.outcome in _decisions(), Reason.NO_OUTCOME),
    ]
    return [reason for holds, reason in checks if not holds]


def _decisions() -> set[str]:
    return {outcome.value for outcome in Outcome if outcome != Outcome.REPLIED}


@dataclass(frozen=True, kw_only=True)
class HearingFacts:
    state: str
    handler: int | None
    answered_by: int | None
    by: int
    text: str
    outcome: str


def reasons_not_to_hear(facts: HearingFacts) -> list[Reason]:
    checks = [
        (facts.state == State.APPEALED, Reason.WRONG_STATE),
        (facts.by != facts.answered_by, Reason.ANSWERED_BY_SAME),
        (facts.handler in (None, facts.by), Reason.NOT_THEIRS),
        (bool(facts.text.strip()), Reason.NO_ANSWER),
        (facts.outcome in _decisions(), Reason.NO_OUTCOME),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_appeal(
    *, state: str, until: date | None, today: date, text: str
) -> list[Reason]:
    checks = [
        (state == State.ANSWERED, Reason.WRONG_STATE),
        (state != State.ANSWERED or until is None or today <= until, Reason.APPEAL_OVER),
        (bool(text.strip()), Reason.NO_REASON),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_close(
    *, state: str, until: date | None, today: date, agrees: bool
) -> list[Reason]:
    checks = [
        (state == State.ANSWERED, Reason.WRONG_STATE),
        (state != State.ANSWERED or agrees or until is None or today > until, Reason.TERM_RUNS),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class PassingFacts:
    state: str
    text: str
    to_itself: bool
    on_paper: bool
    is_agreed: bool
    they_take: bool


def reasons_not_to_pass_on(facts: PassingFacts) -> list[Reason]:
    here = not facts.on_paper
    checks = [
        (not reasons_not_to_move(facts.state, State.PASSED_ON), Reason.WRONG_STATE),
        (bool(facts.text.strip()), Reason.NO_REASON),
        (not facts.to_itself, Reason.TO_ITSELF),
        (not here or facts.to_itself or facts.is_agreed, Reason.NO_AGREEMENT),
        (not here or facts.to_itself or facts.they_take, Reason.THEY_TAKE_NONE),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class NamingFacts:
    is_colleague: bool
    is_oneself: bool
    is_sensitive: bool
    is_named: bool


def reasons_not_to_name(facts: NamingFacts) -> list[Reason]:
    checks = [
        (facts.is_colleague, Reason.NOT_A_COLLEAGUE),
        (not (facts.is_sensitive and facts.is_oneself), Reason.NAMES_ONESELF),
        (not facts.is_named, Reason.NAMED_ALREADY),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_state(
    *, source: str, valid_from: date, today: date, is_stated: bool
) -> list[Reason]:
    checks = [
        (bool(source.strip()), Reason.NO_SOURCE),
        (valid_from >= today, Reason.BEGINS_IN_THE_PAST),
        (not is_stated, Reason.STATED_ALREADY),
    ]
    return [reason for holds, reason in checks if not holds]


def answered_in_time(*, answered_on: date | None, answer_by: date, today: date) -> str:
    """in_time, late, or open while its day is still to come: as the indicator counts it."""
    if answered_on is not None:
        return "in_time" if answered_on <= answer_by else "late"
    return "late" if today > answer_by else "open"
