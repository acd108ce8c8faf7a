"""Pure: when a survey is held, by whom, and why not."""

from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from homeward.surveys.choices import Reason
from homeward.surveys.instruments import STATE_CODES, Sheet, WaveWindow

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
    # Of another organisation, where the instrument asks none of them.
    by_uninvited_partner: bool = False
    # The case is closed, and nobody agreed that this organisation goes on.
    after_closure: bool = False
    held_on: date
    today: date
    window: Window


def reasons_not_to_interview(facts: InterviewFacts) -> list[Reason]:
    """Every reason at once; a survey that ended has only that one."""
    if not facts.is_planned:
        return [Reason.ENDED_ALREADY]
    checks = [
        (not facts.by_own_case_worker, Reason.OWN_CASE_WORKER),
        (not facts.by_uninvited_partner, Reason.NOT_FOR_PARTNERS),
        (not facts.after_closure, Reason.NOT_FOLLOWED),
        (facts.held_on <= facts.today, Reason.IN_FUTURE),
        (facts.held_on >= facts.window.opens_on, Reason.TOO_EARLY),
        (facts.held_on <= facts.window.latest_on, Reason.TOO_LATE),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_submit(facts: InterviewFacts, *, has_answers: bool) -> list[Reason]:
    reasons = reasons_not_to_interview(facts)
    return reasons if has_answers or reasons else [Reason.NO_ANSWERS]


def reasons_not_to_ask_afterwards(
    *, was_held: bool, next_opens_on: date, today: date
) -> list[Reason]:
    """A baseline is asked from memory only where none was held, and before the next survey."""
    checks = [(not was_held, Reason.HELD_ALREADY), (next_opens_on > today, Reason.NEXT_BEGAN)]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class AssigningFacts:
    """Of all surveys that are to be given to one interviewer."""

    all_planned: bool
    is_colleague: bool
    none_of_their_own: bool


def reasons_not_to_assign(facts: AssigningFacts) -> list[Reason]:
    checks = [
        (facts.all_planned, Reason.ENDED_ALREADY),
        (facts.is_colleague, Reason.NOT_A_COLLEAGUE),
        (facts.none_of_their_own, Reason.WORKER_INTERVIEWS),
    ]
    return [reason for holds, reason in checks if not holds]


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


@dataclass(frozen=True, kw_only=True)
class UploadFacts:
    """What must hold of a version of an instrument that is uploaded."""

    is_ours: bool
    is_new_version: bool
    has_file: bool
    says_what_is_new: bool
    sheet_is_of_it: bool


def reasons_not_to_upload(facts: UploadFacts) -> list[Reason]:
    checks = [
        (facts.is_ours, Reason.NOT_OURS),
        (facts.is_new_version, Reason.VERSION_TAKEN),
        (facts.has_file, Reason.NO_FILE),
        (facts.says_what_is_new, Reason.NO_CHANGES),
        (facts.sheet_is_of_it, Reason.OTHER_SHEET),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_publish(*, is_ours: bool, is_draft: bool) -> list[Reason]:
    checks = [(is_ours, Reason.NOT_OURS), (is_draft, Reason.PUBLISHED_ALREADY)]
    return [reason for holds, reason in checks if not holds]


def faults_between(sheet: Sheet, asked: Mapping[str, Collection[str]]) -> list[str]:
    """Where a scoring sheet and the questions of its form don't fit; `asked`: name -> codes."""
    faults = []
    for item in (*sheet.asked, *sheet.follow_ups):
        if item.id not in asked:
            faults.append(f"items, {item.id}: the form has no question of this name")
            continue
        known = {a.code for of in (item.answers, *item.variants.values()) for a in of}
        if item.unlisted_points is not None:
            continue
        faults += [
            f"answers, {item.id}: the form offers {code}, and the sheet has no points for it"
            for code in asked[item.id]
            if code not in known | STATE_CODES
        ]
    return faults


def reasons_not_to_end(*, is_planned: bool, reason_given: bool) -> list[Reason]:
    checks = [(is_planned, Reason.ENDED_ALREADY), (reason_given, Reason.NO_REASON)]
    return [reason for holds, reason in checks if not holds]
