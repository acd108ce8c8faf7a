"""Pure: why a token is not granted or taken."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from homeward.exchange.choices import FileState, Reason, Scope

LONGEST = timedelta(days=366)
KEY_LENGTHS = range(8, 101)
# How long a rotated token's former secret is good, and how long a key is known again.
OVERLAP = timedelta(hours=24)
REQUESTS_KEPT = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class GrantingFacts:
    for_somebody_else: bool
    user_is_of_the_organisation: bool
    scopes: Collection[str]
    at: datetime
    expires_at: datetime


def reasons_not_to_grant(facts: GrantingFacts) -> list[Reason]:
    checks = [
        (facts.for_somebody_else, Reason.FOR_YOURSELF),
        (facts.user_is_of_the_organisation, Reason.ANOTHER_ORGANISATION),
        (bool(facts.scopes) and set(facts.scopes) <= set(Scope.values), Reason.NO_SCOPE),
        (facts.expires_at > facts.at, Reason.IN_THE_PAST),
        (facts.expires_at <= facts.at + LONGEST, Reason.TOO_LONG),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_take(*, is_theirs: bool, is_taken: bool, has_ended: bool) -> list[Reason]:
    checks = [
        (is_theirs, Reason.NOT_YOURS),
        (not is_taken, Reason.TAKEN_ALREADY),
        (not has_ended, Reason.ENDED),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_rotate(*, is_theirs: bool, is_taken: bool, has_ended: bool) -> list[Reason]:
    checks = [
        (is_theirs, Reason.NOT_YOURS),
        (is_taken, Reason.NOT_TAKEN_YET),
        (not has_ended, Reason.ENDED),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_against_key(key: str) -> list[Reason]:
    return [] if len(key) in KEY_LENGTHS and key.isprintable() else [Reason.NO_KEY]


# What a browser sends in one go; larger ones come by the command line.
LARGEST_FILE = 50 * 1000 * 1000
# What is looked through while the browser waits, about five seconds; the worker takes the rest.
SMALL_FILE = 5 * 1000 * 1000


def reasons_not_to_bring(size: int) -> list[Reason]:
    checks = [
        (size > 0, Reason.FILE_IS_EMPTY),
        (size <= LARGEST_FILE, Reason.FILE_TOO_LARGE),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_take_in(state: str) -> list[Reason]:
    done = state in {FileState.TAKEN, FileState.DISCARDED}
    checks = [
        (not done, Reason.FILE_IS_DONE),
        (state != FileState.WAITING, Reason.FILE_NOT_LOOKED_THROUGH),
        (state != FileState.REFUSED, Reason.FILE_HAS_FAULTS),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_look_through(state: str) -> list[Reason]:
    return [Reason.FILE_IS_DONE] if state in {FileState.TAKEN, FileState.DISCARDED} else []
