"""How far each step is, from counted facts and declared conditions alone; nobody types a state."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from homeward.steering.choices import StepState, Whose

MET, NOT_MET, UNKNOWN = "ok", "no", "unk"


@dataclass(frozen=True)
class Counted:
    """A number, of how many (None: of no known whole), and its latest day.

    `n` of -1: some, but too few to be told.
    """

    n: int
    total: int | None = None
    latest: date | None = None

    @property
    def is_few(self) -> bool:
        return self.n < 0


Facts = Mapping[str, Counted]
Test = Callable[[Counted], bool]


def some(counted: Counted) -> bool:
    return counted.n != 0


def two(counted: Counted) -> bool:
    """The programme itself and one beside it."""
    return counted.n > 1


def every(counted: Counted) -> bool:
    """All of a whole that is not empty."""
    return bool(counted.total) and counted.n == counted.total


def none_left(counted: Counted) -> bool:
    """All of a whole; where there is nothing to do, nothing is left."""
    return counted.n == counted.total


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One thing that a step needs: which fact is asked, how, and where one mends it.

    `after` names facts that have to be met before: what has no part yet is not met by that. What is
    not `needed` is told where it is there; a step is done without it.
    """

    code: str
    step: int
    label: Any
    missing: Any
    fact: str
    test: Test
    whose: Whose
    url: str
    action: str
    after: str = ""
    needed: bool = True


@dataclass(frozen=True)
class Judged:
    condition: Condition
    verdict: str
    counted: Counted | None


@dataclass(frozen=True)
class StepStands:
    number: int
    state: StepState
    conditions: Sequence[Judged]

    @property
    def open(self) -> list[Judged]:
        """What the step needs and does not have."""
        return [each for each in self.conditions if each.condition.needed and each.verdict != MET]


def judge(condition: Condition, facts: Facts) -> Judged:
    counted = facts.get(condition.fact)
    if counted is None:
        return Judged(condition, UNKNOWN, None)
    met = condition.test(counted)
    if met and condition.after:
        before = facts.get(condition.after)
        met = before is not None and some(before)
    return Judged(condition, MET if met else NOT_MET, counted)


def state_of(verdicts: Sequence[str]) -> StepState:
    """Done with everything met; begun with anything; unknown where nothing is known at all."""
    if not verdicts or all(verdict == UNKNOWN for verdict in verdicts):
        return StepState.UNKNOWN if not verdicts else StepState.NOT_BEGUN
    if all(verdict == MET for verdict in verdicts):
        return StepState.DONE
    return StepState.BEGUN if MET in verdicts else StepState.NOT_BEGUN


def stands(conditions: Sequence[Condition], facts: Facts, *, steps: int = 10) -> list[StepStands]:
    """The ten steps in their order."""
    found = []
    for number in range(1, steps + 1):
        judged = [judge(each, facts) for each in conditions if each.step == number]
        needed = [each.verdict for each in judged if each.condition.needed]
        found.append(StepStands(number, state_of(needed), judged))
    return found


def next_open(steps: Sequence[StepStands]) -> tuple[StepStands, Judged] | None:
    """The first condition that is not met, in the order of the steps."""
    for step in steps:
        if step.open:
            return step, step.open[0]
    return None
