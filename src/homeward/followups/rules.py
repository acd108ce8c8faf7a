"""Pure: when a follow-up is held and by whom, who may be told what, and where contact stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.followups.choices import LETS, Reason, Result, State, Told


@dataclass(frozen=True, kw_only=True)
class PlanningFacts:
    has_arrived: bool
    has_steps: bool
    is_followed: bool


def reasons_not_to_plan(facts: PlanningFacts) -> list[Reason]:
    checks = [
        (facts.has_arrived, Reason.NOT_ARRIVED),
        (facts.has_steps, Reason.NO_STEPS),
        (facts.is_followed, Reason.NOT_FOLLOWED),
    ]
    return [reason for holds, reason in checks if not holds]


def closes_on(opens_on: date, within_days: int) -> date:
    return opens_on + timedelta(days=within_days)


@dataclass(frozen=True, kw_only=True)
class HoldingFacts:
    is_planned: bool
    is_followed: bool
    opens_on: date
    held_on: date
    today: date


def reasons_not_to_hold(facts: HoldingFacts) -> list[Reason]:
    """Every reason at once; one that ended has only that one."""
    if not facts.is_planned:
        return [Reason.ENDED]
    checks = [
        (facts.is_followed, Reason.NOT_FOLLOWED),
        (facts.held_on <= facts.today, Reason.IN_FUTURE),
        (facts.held_on >= facts.opens_on, Reason.TOO_EARLY),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_miss(*, is_planned: bool, reason_given: bool) -> list[Reason]:
    checks = [(is_planned, Reason.ENDED), (reason_given, Reason.NO_REASON)]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class TryFacts:
    is_followed: bool
    on: date
    today: date
    channel: str
    refused: Iterable[str]
    next_on: date | None


def reasons_not_to_try(facts: TryFacts) -> list[Reason]:
    checks = [
        (facts.is_followed, Reason.NOT_FOLLOWED),
        (facts.on <= facts.today, Reason.IN_FUTURE),
        (facts.channel not in set(facts.refused), Reason.CHANNEL_REFUSED),
        (facts.next_on is None or facts.next_on >= facts.today, Reason.BEFORE),
    ]
    return [reason for holds, reason in checks if not holds]


def asks_for_another_try(result: str) -> bool:
    """Where nobody was reached a day may be named for the next try; a no ends the trying."""
    return result not in {Result.REACHED, Result.REFUSED, Result.UNSAFE}


@dataclass(frozen=True, kw_only=True)
class AskingFacts:
    """What must hold before a relay is asked to find somebody.

    `allowed` is the person's own word, None where they were not asked.
    """

    is_followed: bool
    is_sealed: bool
    relay_active: bool
    asked_already: bool
    allowed: str | None
    told: str
    due_on: date
    today: date


def reasons_not_to_ask(facts: AskingFacts) -> list[Reason]:
    allowed = LETS[Told(facts.allowed)] if facts.allowed else frozenset()
    checks = [
        (facts.is_followed, Reason.NOT_FOLLOWED),
        (not facts.is_sealed, Reason.SEALED),
        (facts.relay_active, Reason.RELAY_ENDED),
        (not facts.asked_already, Reason.ASKED_ALREADY),
        (facts.allowed is not None, Reason.NO_WISH),
        (facts.allowed is None or facts.told in allowed, Reason.NOT_AGREED),
        (facts.due_on >= facts.today, Reason.BEFORE),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class FollowingFacts:
    """What must hold before a body follows somebody after their case is closed."""

    followed_already: bool
    is_of_programme: bool
    is_of_persons: bool
    mandate_lasts: bool
    consent_covers: bool
    agreement_covers: bool
    until_on: date
    today: date


def reasons_not_to_follow(facts: FollowingFacts) -> list[Reason]:
    checks = [
        (not facts.followed_already, Reason.FOLLOWED_ALREADY),
        (facts.is_of_programme, Reason.OTHER_PROGRAMME),
        (facts.is_of_persons, Reason.OTHER_UNIT),
        (facts.mandate_lasts, Reason.BODY_ENDED),
        (facts.consent_covers, Reason.NO_CONSENT),
        (facts.agreement_covers, Reason.NO_AGREEMENT),
        (facts.until_on > facts.today, Reason.NO_END),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class NamingFacts:
    leads_programme: bool
    mandate_given: bool
    from_on: date
    until_on: date | None
    overlaps: bool


def reasons_not_to_name(facts: NamingFacts) -> list[Reason]:
    checks = [
        (facts.leads_programme, Reason.NOT_LEAD),
        (facts.mandate_given, Reason.NO_MANDATE),
        (facts.until_on is None or facts.until_on >= facts.from_on, Reason.ENDS_BEFORE),
        (not facts.overlaps, Reason.OVERLAPS),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_draw(*, frame: int, size: int, ends_after: bool) -> list[Reason]:
    checks = [
        (ends_after, Reason.ENDS_BEFORE),
        (frame > 0, Reason.EMPTY_FRAME),
        (frame == 0 or size <= frame, Reason.TOO_FEW),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class ReplacingFacts:
    is_asked: bool
    rule_replaces: bool
    survey_not_held: bool
    has_reserve: bool


def reasons_not_to_replace(facts: ReplacingFacts) -> list[Reason]:
    checks = [
        (facts.is_asked, Reason.NOT_DRAWN),
        (facts.rule_replaces, Reason.NOT_REPLACED),
        (facts.survey_not_held, Reason.STILL_ASKED),
        (facts.has_reserve, Reason.NO_RESERVE),
    ]
    return [reason for holds, reason in checks if not holds]


def state_of(*, last_on: date | None, cold_on: date | None, is_lost: bool, today: date) -> State:
    """Where contact stands: `cold_on` is the day after which silence is too long, where stated."""
    if is_lost:
        return State.LOST
    if last_on is None:
        return State.NEVER
    if cold_on is None:
        return State.OPEN
    return State.COLD if cold_on < today else State.IN_CONTACT
