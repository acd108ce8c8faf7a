"""Pure: when a survey is held, by whom, and why not."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from homeward.surveys.choices import Reason
from homeward.surveys.instruments import WaveWindow

MONTHS = 12


@dataclass(frozen=True)
class Window:
    """The days of a wave: opens, should be held by, and still counts until."""

    opens_on: date
    closes_on: date
    latest_on: date


def window(wave: WaveWindow, *, arrived_on: date) -> Window:
    return Window(
        months_after(arrived_on, wave.opens),
        months_after(arrived_on, wave.closes),
        months_after(arrived_on, wave.latest),
    )


def months_after(on: date, months: int) -> date:
    """The same day so many months later, or that month's last day where it is shorter."""
    year, month = divmod(on.year * MONTHS + on.month - 1 + months, MONTHS)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, kw_only=True)
class InterviewFacts:
    """What must hold of an interview on `held_on`, written down on `today`."""

    is_planned: bool
    by_own_case_worker: bool
    held_on: date
    today: date
    window: Window


def reasons_not_to_interview(facts: InterviewFacts) -> list[Reason]:
    """Every reason at once; a survey that ended has only that one."""
    if not facts.is_planned:
        return [Reason.ENDED_ALREADY]
    checks = [
        (not facts.by_own_case_worker, Reason.OWN_CASE_WORKER),
        (facts.held_on <= facts.today, Reason.IN_FUTURE),
        (facts.held_on >= facts.window.opens_on, Reason.TOO_EARLY),
        (facts.held_on <= facts.window.latest_on, Reason.TOO_LATE),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_submit(facts: InterviewFacts, *, has_answers: bool) -> list[Reason]:
    reasons = reasons_not_to_interview(facts)
    return reasons if has_answers or reasons else [Reason.NO_ANSWERS]


@dataclass(frozen=True, kw_only=True)
class ReceivingFacts:
    """What must hold of answers, whatever way they came."""

    is_published: bool
    fits_wave: bool
    mends_what_holds: bool


def reasons_not_to_receive(facts: ReceivingFacts) -> list[Reason]:
    checks = [
        (facts.is_published, Reason.NOT_PUBLISHED),
        (facts.fits_wave, Reason.OTHER_INSTRUMENT),
        (facts.mends_what_holds, Reason.REPLACED_ALREADY),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_end(*, is_planned: bool, reason_given: bool) -> list[Reason]:
    checks = [(is_planned, Reason.ENDED_ALREADY), (reason_given, Reason.NO_REASON)]
    return [reason for holds, reason in checks if not holds]
