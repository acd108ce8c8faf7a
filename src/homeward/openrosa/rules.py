"""Pure: why a device is not let in, why what it sends is not kept, and what may be done with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from homeward.files.rules import MOST_BYTES, reasons_not_to_store
from homeward.forms.instances import LONGEST_ID
from homeward.openrosa.choices import OPEN, Reason, State

LONGEST = timedelta(days=366)
LONGEST_NAME = 200


@dataclass(frozen=True, kw_only=True)
class GrantingFacts:
    is_colleague: bool
    holds_interviews: bool
    at: datetime
    expires_at: datetime


def reasons_not_to_grant(facts: GrantingFacts) -> list[Reason]:
    checks = [
        (facts.is_colleague, Reason.ANOTHER_ORGANISATION),
        (facts.holds_interviews, Reason.MAY_NOT_INTERVIEW),
        (facts.expires_at > facts.at, Reason.IN_THE_PAST),
        (facts.expires_at <= facts.at + LONGEST, Reason.TOO_LONG),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_keep(instance_id: str, files: Mapping[str, bytes]) -> list[Reason]:
    checks = [
        (0 < len(instance_id) <= LONGEST_ID, Reason.NO_INSTANCE_ID),
        (all(map(is_plain_name, files)), Reason.BAD_FILE_NAME),
        (all(len(content) <= MOST_BYTES for content in files.values()), Reason.FILE_TOO_LARGE),
    ]
    return [reason for holds, reason in checks if not holds]


def is_plain_name(name: str) -> bool:
    """A file's own name: no folder, no way up, nothing that can't be seen."""
    return (
        0 < len(name) <= LONGEST_NAME
        and name.isprintable()
        and not set(name) & set("/\\")
        and name.strip(". ") != ""
    )


@dataclass(frozen=True, kw_only=True)
class CorrectingFacts:
    """Of what a correction names as its original, where it came here."""

    is_here: bool
    is_same_form: bool = False
    is_theirs: bool = False
    is_newest: bool = False


def reasons_not_to_correct(facts: CorrectingFacts) -> list[Reason]:
    if not facts.is_here:
        return [Reason.UNKNOWN_ORIGINAL]
    checks = [
        (facts.is_same_form, Reason.CORRECTS_ANOTHER_FORM),
        (facts.is_theirs, Reason.NOT_THEIRS),
        (facts.is_newest, Reason.STALE),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_assign(state: str, *, is_chosen: bool, asks_by_this: bool) -> list[Reason]:
    if state not in OPEN:
        return [Reason.IS_DONE]
    if not is_chosen:
        return [Reason.NO_WAVE]
    return [] if asks_by_this else [Reason.ANOTHER_INSTRUMENT]


def reasons_not_to_discard(state: str, *, reason: str) -> list[Reason]:
    checks = [
        (state in OPEN | {State.LOCKED}, Reason.IS_DONE),
        (bool(reason.strip()), Reason.NO_REASON),
    ]
    return [each for holds, each in checks if not holds]


def not_kept(files: Iterable[tuple[str, bytes]]) -> list[str]:
    """The names of files that can't be kept with a person's other files."""
    return [name for name, content in files if reasons_not_to_store(content)]
