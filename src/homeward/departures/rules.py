"""Pure: facts in, reasons out. No rule here reads how a person returns or a former status."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar
from zoneinfo import available_timezones

from homeward.cases.choices import Stage
from homeward.departures.choices import Answer, ForWhom, ItemState, Reason

AT_DEPARTURE = frozenset({Stage.DEPARTURE, Stage.TRAVEL, Stage.ARRIVAL})
# A ticket is bought before the decision is there, and papers are asked for early.
TO_PREPARE = AT_DEPARTURE | {Stage.COUNSELLING, Stage.APPLICATION, Stage.DECISION}
DONE = frozenset({ItemState.HAVE, ItemState.NOT_NEEDED})
ALLOWED = {
    ItemState.NEEDED: {ItemState.ASKED, ItemState.HAVE, ItemState.NOT_NEEDED},
    ItemState.ASKED: {ItemState.NEEDED, ItemState.HAVE, ItemState.NOT_NEEDED, ItemState.ASKED},
    ItemState.HAVE: {ItemState.NEEDED, ItemState.ASKED},
    ItemState.NOT_NEEDED: {ItemState.NEEDED},
}


class Traveller(Protocol):
    @property
    def is_child(self) -> bool: ...


T = TypeVar("T", bound=Traveller)


def concerned(whom: ForWhom, people: Sequence[T]) -> list[T]:
    """Of whom an item is asked. People come head first; a household's item stands with its head."""
    children = [person for person in people if person.is_child]
    alone = children if len(children) == len(people) else []
    found = {
        ForWhom.CASE: list(people[:1]),
        ForWhom.EACH: list(people),
        ForWhom.CHILD: children,
        ForWhom.CHILD_ALONE: alone,
    }
    return found[whom]


@dataclass(frozen=True, kw_only=True)
class PreparingFacts:
    is_open: bool
    stage: Stage
    has_host_leg: bool


def reasons_not_to_prepare(facts: PreparingFacts) -> list[Reason]:
    checks = [
        (facts.is_open, Reason.CLOSED),
        (facts.has_host_leg, Reason.NO_HOST_LEG),
        (facts.stage in TO_PREPARE, Reason.TOO_EARLY),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_set(
    *, before: ItemState, to: ItemState, has_holder: bool, why_not: str
) -> list[Reason]:
    checks = [
        (to == before or to in ALLOWED[before], Reason.WRONG_STATE),
        (to != ItemState.ASKED or has_holder, Reason.NOBODY_HOLDS),
        (to != ItemState.NOT_NEEDED or why_not.strip() != "", Reason.NO_REASON),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_travel(
    *, departs_at: datetime, arrives_at: datetime, zones: Sequence[str]
) -> list[Reason]:
    checks = [
        (arrives_at > departs_at, Reason.ARRIVES_BEFORE),
        (set(zones) <= available_timezones(), Reason.NO_ZONE),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class AnsweringFacts:
    is_open: bool
    stage: Stage
    has_host_leg: bool
    has_arrived: bool
    settled: Answer | None
    departed_on: date | None = None
    postponed_to: date | None = None
    why_given: bool = False


def reasons_not_to_answer(answer: Answer, facts: AnsweringFacts, *, on: date) -> list[Reason]:
    """A departure that was confirmed, and one that will not be, are never said otherwise again."""
    departed = answer != Answer.DEPARTED or facts.departed_on is not None
    checks = [
        (facts.is_open, Reason.CLOSED),
        (facts.has_host_leg, Reason.NO_HOST_LEG),
        (facts.stage in AT_DEPARTURE, Reason.TOO_EARLY),
        (not facts.has_arrived, Reason.ARRIVED_ALREADY),
        (facts.settled != Answer.DEPARTED, Reason.DEPARTED_ALREADY),
        (facts.settled != Answer.NOT_DEPARTED, Reason.NOT_DEPARTED_ALREADY),
        (departed, Reason.NO_DATE),
        (facts.departed_on is None or facts.departed_on <= on, Reason.DATE_AHEAD),
        (answer != Answer.POSTPONED or facts.postponed_to is not None, Reason.NO_DATE),
        (facts.postponed_to is None or facts.postponed_to >= on, Reason.DATE_IS_PAST),
        (answer != Answer.NOT_DEPARTED or facts.why_given, Reason.NO_REASON),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_state_item(
    *, is_lead: bool, code_is_free: bool, valid_from: date, valid_until: date | None
) -> list[Reason]:
    checks = [
        (is_lead, Reason.NOT_THE_LEAD),
        (code_is_free, Reason.CODE_TAKEN),
        (valid_until is None or valid_until >= valid_from, Reason.ENDS_BEFORE_IT_BEGINS),
    ]
    return [reason for holds, reason in checks if not holds]
