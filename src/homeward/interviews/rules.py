"""Pure: who may fill a survey's form in, and when a draft, a link or answers are not taken."""

from dataclasses import dataclass

from homeward.interviews.choices import Reason


@dataclass(frozen=True, kw_only=True)
class FillingFacts:
    has_form: bool
    is_ours: bool
    for_colleagues: bool
    with_person: bool


def reasons_not_to_fill(facts: FillingFacts) -> list[Reason]:
    """Beside those of the survey itself (surveys.rules)."""
    checks = [
        (facts.has_form, Reason.NO_FORM),
        (not facts.is_ours or facts.for_colleagues, Reason.NOT_FOR_COLLEAGUES),
        (not facts.with_person, Reason.WITH_PERSON),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class InvitingFacts:
    has_form: bool
    is_planned: bool
    has_person: bool
    for_person: bool
    asks_files: bool
    begun_here: bool
    in_time: bool


def reasons_not_to_invite(facts: InvitingFacts) -> list[Reason]:
    if not facts.is_planned:
        return [Reason.NOT_PLANNED]
    checks = [
        (facts.has_form, Reason.NO_FORM),
        (facts.has_person, Reason.NO_PERSON),
        (facts.for_person, Reason.NOT_FOR_PERSON),
        (not facts.asks_files, Reason.ASKS_FILES),
        (not facts.begun_here, Reason.BEGUN_HERE),
        (facts.in_time, Reason.TIME_PASSED),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_keep(*, is_open: bool, is_latest: bool) -> list[Reason]:
    """A draft that was sent has only that reason."""
    if not is_open:
        return [Reason.SENT_ALREADY]
    return [] if is_latest else [Reason.CHANGED_MEANWHILE]
