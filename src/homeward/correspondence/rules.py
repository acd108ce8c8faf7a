"""Pure: why a message to a person is not written, and who is reminded of what."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.correspondence.choices import Reason
from homeward.messages.rules import Words, reasons_not_to_say

MOST_OF_PERSON = 2000
# By which one reminds first, where the person agreed to several.
ORDER = ("whatsapp", "sms", "email")


@dataclass(frozen=True, kw_only=True)
class WritingFacts:
    """`own_words`: the worker's own text, or None where a text of the organisation is sent."""

    is_open: bool
    of_household: bool
    agreed: bool
    held_back: bool
    others_read: bool
    own_words: str | None
    words: Words


def reasons_not_to_write(facts: WritingFacts) -> list[object]:
    """Every reason at once: of the person, then of the text."""
    checks: list[tuple[bool, object]] = [
        (facts.is_open, Reason.CLOSED),
        (facts.of_household, Reason.NOT_OF_CASE),
        (facts.agreed, Reason.NO_OPT_IN),
        (not facts.held_back, Reason.HELD_BACK),
        (not (facts.others_read and facts.own_words is not None), Reason.OTHERS_READ),
    ]
    said = [] if facts.own_words is None else reasons_not_to_say(facts.own_words, facts.words)
    return [*[reason for holds, reason in checks if not holds], *said]


def reasons_not_to_send_in(text: str) -> list[Reason]:
    """Of what a person writes on their own pages: it may say anything, and is not empty."""
    checks = [
        (bool(text.strip()), Reason.NOTHING),
        (len(text) <= MOST_OF_PERSON, Reason.TOO_LONG),
    ]
    return [reason for holds, reason in checks if not holds]


def first_channel(agreed: Collection[str], wanted: str) -> str:
    """The channel by which somebody is reminded; "" where they agreed to none that is wanted."""
    if wanted:
        return wanted if wanted in agreed else ""
    return next((channel for channel in ORDER if channel in agreed), "")


def is_due(day: date, *, days_before: int, today: date) -> bool:
    """From so many days before on, also where a night was missed; never on the day or after."""
    return today < day <= today + timedelta(days=days_before)
