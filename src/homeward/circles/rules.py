"""Pure: who decides on a post."""

from dataclasses import dataclass

from homeward.circles.choices import PostState, Reason


@dataclass(frozen=True, kw_only=True)
class DecidingFacts:
    is_moderator: bool
    is_writer: bool
    state: str
    refuses: bool
    reason: str


def reasons_not_to_decide(facts: DecidingFacts) -> list[Reason]:
    checks = [
        (facts.is_moderator, Reason.NOT_A_MODERATOR),
        (not facts.is_writer, Reason.OWN_POST),
        (facts.state == PostState.WAITING, Reason.DECIDED),
        (not facts.refuses or bool(facts.reason.strip()), Reason.NO_REASON),
    ]
    return [reason for holds, reason in checks if not holds]
