"""Rules on sessions. Pure: facts in, reasons out."""

from dataclasses import dataclass
from datetime import date, datetime

from homeward.counselling.choices import Reason, State


def _refusals(checks: list[tuple[bool, Reason]]) -> list[Reason]:
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class PlanningFacts:
    case_is_open: bool
    has_participants: bool
    guests_see_the_case: bool
    leader_takes_part: bool
    planned_at: datetime
    now: datetime


def reasons_not_to_plan(facts: PlanningFacts) -> list[Reason]:
    return _refusals(
        [
            (facts.case_is_open, Reason.CLOSED),
            (facts.has_participants, Reason.NOBODY),
            (facts.guests_see_the_case, Reason.NOT_COVERED),
            (facts.leader_takes_part, Reason.LEADER),
            (facts.planned_at >= facts.now, Reason.IN_THE_PAST),
        ]
    )


@dataclass(frozen=True, kw_only=True)
class HoldingFacts:
    state: State
    planned_on: date
    today: date
    somebody_came: bool
    step: str
    step_on: date | None


def reasons_not_to_record(facts: HoldingFacts) -> list[Reason]:
    return _refusals(
        [
            (facts.state == State.PLANNED, Reason.NOT_PLANNED),
            (facts.planned_on <= facts.today, Reason.TOO_EARLY),
            (facts.somebody_came, Reason.NOBODY),
            (bool(facts.step.strip()) == (facts.step_on is not None), Reason.STEP_WITHOUT_DAY),
        ]
    )


def reasons_not_to_record_again(*, state: State, somebody_came: bool) -> list[Reason]:
    return _refusals(
        [(state != State.PLANNED, Reason.STILL_PLANNED), (somebody_came, Reason.NOBODY)]
    )


def reasons_not_to_miss(*, state: State, why: str) -> list[Reason]:
    return _refusals([(state == State.PLANNED, Reason.NOT_PLANNED), (bool(why), Reason.NO_WHY)])
