"""When a user may be changed. Who may do it at all, and in how many, the database says again."""

from collections.abc import Iterable
from dataclasses import dataclass

from homeward.access.choices import POWERFUL, Role
from homeward.users.choices import Reason, Status


@dataclass(frozen=True, kw_only=True)
class UserFacts:
    is_oneself: bool
    status: Status
    roles: frozenset[str]
    has_second_factor: bool = True
    waits_for_approval: bool = False
    open_work: int = 0
    has_successor: bool = False


def status(*, is_active: bool, is_suspended: bool) -> Status:
    if is_suspended:
        return Status.SUSPENDED
    return Status.ACTIVE if is_active else Status.INVITED


def added_powerful(before: Iterable[str], after: Iterable[str]) -> frozenset[str]:
    """The roles that a second person must approve."""
    return (frozenset(after) - frozenset(before)) & {role.value for role in POWERFUL}


def needs_two(roles: Iterable[str]) -> bool:
    """Letting this user in again, or without their second factor, takes two people."""
    return bool(added_powerful((), roles))


def reasons_not_to_invite(roles: Iterable[str]) -> list[Reason]:
    return [] if set(roles) - {Role.RETURNEE.value} else [Reason.NO_ROLE]


def reasons_not_to_change_roles(facts: UserFacts, roles: frozenset[str]) -> list[Reason]:
    checks = [
        (not facts.is_oneself, Reason.ONESELF),
        (bool(roles), Reason.NO_ROLE),
        (roles != facts.roles, Reason.SAME_ROLES),
        (
            not (added_powerful(facts.roles, roles) and facts.waits_for_approval),
            Reason.ASKED_ALREADY,
        ),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_suspend(facts: UserFacts) -> list[Reason]:
    checks = [
        (not facts.is_oneself, Reason.ONESELF),
        (facts.status != Status.SUSPENDED, Reason.NOT_ACTIVE),
        (not facts.open_work or facts.has_successor, Reason.NEEDS_COLLEAGUE),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_reactivate(facts: UserFacts) -> list[Reason]:
    checks = [
        (not facts.is_oneself, Reason.ONESELF),
        (facts.status == Status.SUSPENDED, Reason.NOT_SUSPENDED),
        (not (needs_two(facts.roles) and facts.waits_for_approval), Reason.ASKED_ALREADY),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_reset(facts: UserFacts) -> list[Reason]:
    checks = [
        (not facts.is_oneself, Reason.ONESELF),
        (facts.has_second_factor, Reason.NO_SECOND_FACTOR),
        (not (needs_two(facts.roles) and facts.waits_for_approval), Reason.ASKED_ALREADY),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_invite_again(facts: UserFacts) -> list[Reason]:
    checks = [
        (not facts.is_oneself, Reason.ONESELF),
        (facts.status == Status.INVITED, Reason.NOT_INVITED),
    ]
    return [reason for holds, reason in checks if not holds]
