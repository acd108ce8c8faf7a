"""What filled-in surveys tell of how they were asked.

Straight-lining: one answer to every question of a battery. A battery is at least three questions
that share one list of answers, one beside the other in the sheet; this is "simple
nondifferentiation" of Kim, Dykema, Stevenson, Black and Moberg (Straightlining: overview of
measurement, comparison of indicators, and effects in mail-web mixed-mode surveys, Social Science
Computer Review 37, 2019). It may be true of a person: a share tells of an interviewer only
beside the shares of others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from statistics import median
from typing import Any

BATTERY = 3
SECONDS = 60
# By these names a form notes the two ends of an interview (metadata of XLSForm).
BEGAN, ENDED = "start", "end"


def batteries(items: Sequence[tuple[str, tuple[str, ...]]]) -> list[list[str]]:
    """Runs of at least BATTERY questions with the same codes. items: (id, codes) in order."""
    runs = [
        [name for name, _codes in run]
        for codes, run in groupby(items, key=lambda item: item[1])
        if codes
    ]
    return [run for run in runs if len(run) >= BATTERY]


def is_straight(answers: Mapping[str, Any], battery: Sequence[str]) -> bool | None:
    """Has each question of the battery the same answer? None where one has none."""
    codes = [tuple(answers.get(name, {}).get("codes") or ()) for name in battery]
    return len(set(codes)) == 1 if all(codes) else None


def straightness(answers: Mapping[str, Any], runs: Sequence[Sequence[str]]) -> bool | None:
    """Is every battery that was answered in whole answered by one code? None where none was."""
    told = [one for one in (is_straight(answers, run) for run in runs) if one is not None]
    return all(told) if told else None


def minutes(values: Mapping[str, str]) -> float | None:
    """From the beginning to the end of an interview, where the form noted both."""
    ends = {}
    for place, value in values.items():
        name = place.rpartition("/")[2]
        if name in {BEGAN, ENDED}:
            try:
                ends[name] = datetime.fromisoformat(value)
            except ValueError:
                return None
    if len(ends) < len((BEGAN, ENDED)) or _mixed(ends):
        return None
    taken = (ends[ENDED] - ends[BEGAN]).total_seconds() / SECONDS
    return taken if taken >= 0 else None


def _mixed(ends: Mapping[str, datetime]) -> bool:
    """One with a time zone and one without can't be taken from each other."""
    return len({end.tzinfo is None for end in ends.values()}) > 1


@dataclass(frozen=True, kw_only=True)
class Interview:
    """One interview as the figures need it; score in [0, 1]."""

    interviewer: int
    score: float | None
    straight: bool | None
    minutes: float | None


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One interviewer's. `short` is None where no limit says what is short."""

    interviewer: int
    interviews: int
    mean: float | None
    batteries: int
    straight: int
    timed: int
    short: int | None
    median_minutes: float | None


def counted(interviews: Sequence[Interview], *, shortest: int | None) -> list[Counted]:
    """One line for each interviewer. shortest: minutes below which an interview is short."""
    of: dict[int, list[Interview]] = {}
    for one in interviews:
        of.setdefault(one.interviewer, []).append(one)
    return [_count(who, held, shortest) for who, held in sorted(of.items())]


def _count(who: int, held: Sequence[Interview], shortest: int | None) -> Counted:
    scores = [one.score for one in held if one.score is not None]
    straight = [one.straight for one in held if one.straight is not None]
    times = [one.minutes for one in held if one.minutes is not None]
    return Counted(
        interviewer=who,
        interviews=len(held),
        mean=sum(scores) / len(scores) if scores else None,
        batteries=len(straight),
        straight=sum(straight),
        timed=len(times),
        short=None if shortest is None else sum(time < shortest for time in times),
        median_minutes=median(times) if times else None,
    )
