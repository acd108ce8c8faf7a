"""How far each household has come, and when each step was taken. Pure, from one generator."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from random import Random

from homeward.cases.choices import ClosureReason
from homeward.plans.choices import Outcome


class Step(IntEnum):
    OPEN = 1
    CONSENT = 2
    INTAKE = 3
    ANNOUNCE = 4
    ARRIVE = 5
    CONFIRM = 6
    DRAFT = 7
    SUBMIT = 8
    DECIDE = 9
    REFER = 10
    ANSWER = 11
    REPORT = 12
    READ = 13
    CLOSE = 14


class Money(IntEnum):
    NONE = 0
    PLANNED = 1
    PROVEN = 2
    REFUSED = 3
    PAID = 4


# Days from the step before: at least, at most.
GAPS: dict[Step, tuple[int, int]] = {
    Step.CONSENT: (0, 2),
    Step.INTAKE: (1, 9),
    Step.ANNOUNCE: (4, 20),
    Step.ARRIVE: (8, 24),
    Step.CONFIRM: (1, 9),
    Step.DRAFT: (1, 12),
    Step.SUBMIT: (1, 6),
    # A session is waited for; the day comes from the calendar of sessions.
    Step.DECIDE: (4, 17),
    Step.REFER: (1, 7),
    Step.ANSWER: (1, 6),
    Step.REPORT: (40, 85),
    Step.READ: (1, 8),
    # Most are supported until the second survey, some until the third.
    Step.CLOSE: (20, 240),
}


@dataclass(frozen=True, kw_only=True)
class State:
    """Where a household stands. `idle` is how many days ago the last step was."""

    name: str
    last: Step
    weight: int
    idle: tuple[int, int] = (0, 14)
    # Days until the travel, of those who have not arrived.
    travels_in: tuple[int, int] = (0, 9)
    outcome: Outcome = Outcome.APPROVED
    accepted: bool = True
    completed: bool = True
    money: Money = Money.NONE
    interviewed: bool = False
    closure: str = ""
    anonymous: bool = False
    # Of a case that ends early: what is written stays as it stood then.
    closed_early: bool = False


STATES: list[State] = [
    State(name="registered", last=Step.OPEN, weight=10, idle=(0, 7)),
    State(name="consented", last=Step.CONSENT, weight=12, idle=(0, 12)),
    State(name="intake taken", last=Step.INTAKE, weight=18, idle=(0, 26)),
    State(name="announced", last=Step.ANNOUNCE, weight=30, idle=(2, 14)),
    State(name="arrives today", last=Step.ANNOUNCE, weight=6, idle=(5, 14), travels_in=(0, 0)),
    State(name="arrives tomorrow", last=Step.ANNOUNCE, weight=6, idle=(5, 14), travels_in=(1, 1)),
    State(name="overdue", last=Step.ANNOUNCE, weight=4, idle=(9, 20), travels_in=(-4, -1)),
    State(name="arrived", last=Step.ARRIVE, weight=20, idle=(0, 17)),
    State(name="anonymous", last=Step.ARRIVE, weight=0, idle=(1, 4), anonymous=True),
    State(name="facts confirmed", last=Step.CONFIRM, weight=12, idle=(0, 25)),
    State(name="plan drafted", last=Step.DRAFT, weight=12, idle=(0, 20)),
    State(name="before the commission", last=Step.SUBMIT, weight=16, idle=(1, 10)),
    State(name="adjourned", last=Step.DECIDE, weight=6, idle=(0, 7), outcome=Outcome.ADJOURNED),
    State(name="rejected", last=Step.DECIDE, weight=5, idle=(0, 7), outcome=Outcome.REJECTED),
    State(name="no-show", last=Step.DECIDE, weight=4, idle=(0, 7), outcome=Outcome.NO_SHOW),
    State(name="approved", last=Step.DECIDE, weight=10, idle=(0, 14)),
    State(name="referred", last=Step.REFER, weight=18, idle=(0, 8)),
    State(name="declined", last=Step.ANSWER, weight=8, idle=(0, 8), accepted=False),
    State(name="accepted", last=Step.ANSWER, weight=14, idle=(0, 40)),
    State(name="service completed", last=Step.REPORT, weight=8),
    State(name="service not completed", last=Step.REPORT, weight=6, completed=False),
    State(name="proof awaited", last=Step.ANSWER, weight=12, idle=(2, 24), money=Money.PLANNED),
    State(name="proof brought", last=Step.ANSWER, weight=8, idle=(9, 16), money=Money.PROVEN),
    State(name="proof refused", last=Step.ANSWER, weight=4, idle=(9, 18), money=Money.REFUSED),
    State(name="paid", last=Step.READ, weight=12, idle=(1, 20), money=Money.PAID),
    State(
        name="interviewed", last=Step.READ, weight=16, idle=(8, 34), money=Money.PAID,
        interviewed=True,
    ),
    State(
        name="closed, completed", last=Step.CLOSE, weight=32, idle=(1, 200), money=Money.PAID,
        interviewed=True, closure=ClosureReason.COMPLETED,
    ),
    State(
        name="closed, time ended", last=Step.CLOSE, weight=8, idle=(1, 150), money=Money.PAID,
        completed=False, closure=ClosureReason.TIME_ENDED,
    ),
    State(
        name="closed, left the area", last=Step.ARRIVE, weight=4, idle=(5, 150),
        closure=ClosureReason.LEFT_AREA, closed_early=True,
    ),
    State(
        name="closed, own choice", last=Step.CONFIRM, weight=7, idle=(5, 150),
        closure=ClosureReason.OWN_CHOICE, closed_early=True,
    ),
    State(
        name="closed, not departed", last=Step.INTAKE, weight=6, idle=(5, 150),
        closure=ClosureReason.NOT_DEPARTED, closed_early=True,
    ),
]  # fmt: skip


def assign(rng: Random, households: int) -> list[State]:
    """A state for each household: each at least once where there are enough, then by weight."""
    once = STATES[:households]
    rest = rng.choices(STATES, weights=[s.weight for s in STATES], k=households - len(once))
    states = [*once, *rest]
    rng.shuffle(states)
    return states


def times(
    rng: Random, state: State, *, now: datetime, sessions: Sequence[date]
) -> dict[Step, datetime]:
    """When each step was taken, the last one `idle` days ago; a decision falls on a session."""
    steps = [step for step in Step if step <= state.last]
    gaps = {step: rng.randint(*GAPS[step]) for step in steps[1:]}
    idle = rng.randint(*state.idle)
    ends = {steps[-1]: now.date() - timedelta(days=idle)}
    for step, before in zip(reversed(steps), list(reversed(steps))[1:], strict=False):
        on = ends[step]
        if step == Step.DECIDE:
            on = ends[step] = max((s for s in sessions if s <= on), default=on)
        ends[before] = on - timedelta(days=gaps[step])
    return {step: _at(rng, ends[step], step, now) for step in steps}


def _at(rng: Random, on: date, step: Step, now: datetime) -> datetime:
    """An hour of the working day. Steps of one day keep their order; nothing is in the future."""
    at = datetime(on.year, on.month, on.day, 8, tzinfo=now.tzinfo)
    at += timedelta(minutes=30 * step + rng.randint(0, 25))
    return min(at, now - timedelta(minutes=20 - step))
