"""Pure: facts in, reasons out."""

from dataclasses import dataclass

from homeward.seals.choices import Reason


@dataclass(frozen=True, kw_only=True)
class SealingFacts:
    sealed_already: bool
    files: int
    reason_given: bool
    team_is_own: bool


def reasons_not_to_seal(facts: SealingFacts) -> list[Reason]:
    checks = [
        (not facts.sealed_already, Reason.ALREADY_SEALED),
        (facts.files > 0, Reason.NOBODY_CHOSEN),
        (facts.reason_given, Reason.NO_REASON),
        (facts.team_is_own, Reason.NOT_OF_THE_ORGANISATION),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_add(*, in_force: bool, in_team: bool, is_own: bool) -> list[Reason]:
    checks = [
        (in_force, Reason.NOT_IN_FORCE),
        (not in_team, Reason.IN_THE_TEAM),
        (is_own, Reason.NOT_OF_THE_ORGANISATION),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_remove(*, in_force: bool, team: int) -> list[Reason]:
    checks = [(in_force, Reason.NOT_IN_FORCE), (team > 1, Reason.LAST_MEMBER)]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_ask(
    *, in_force: bool, asked: bool, team: int, reason_given: bool
) -> list[Reason]:
    checks = [
        (in_force, Reason.NOT_IN_FORCE),
        (not asked, Reason.LIFTING_ASKED),
        (team > 1, Reason.ALONE),
        (reason_given, Reason.NO_REASON),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_decide(*, in_force: bool, asked: bool, is_second: bool) -> list[Reason]:
    checks = [
        (in_force, Reason.NOT_IN_FORCE),
        (asked, Reason.LIFTING_NOT_ASKED),
        (is_second, Reason.SECOND_PERSON),
    ]
    return [reason for holds, reason in checks if not holds]
