"""When a confirmation is refused, when an entry is asked about, and which entries may be one."""

from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz import fuzz

from homeward.core.words import search_words
from homeward.services.choices import Listing, Reason, Status

# An office that was asked and did not answer is asked again after so many days.
ASK_AGAIN_DAYS = 14
# Names as alike as this, at one organisation or in one place, are shown as perhaps the same.
ALIKE = 0.8


@dataclass(frozen=True, kw_only=True)
class ConfirmingFacts:
    places: int | None
    places_total: int | None
    on: date
    today: date
    last_confirmed_on: date | None


def reasons_not_to_confirm(facts: ConfirmingFacts) -> list[Reason]:
    checks = [
        (facts.places is None or facts.places >= 0, Reason.NEGATIVE_PLACES),
        (
            facts.places is None
            or facts.places_total is None
            or facts.places <= facts.places_total,
            Reason.MORE_THAN_ALL,
        ),
        (facts.on <= facts.today, Reason.CONFIRMED_IN_FUTURE),
        (
            facts.last_confirmed_on is None or facts.on >= facts.last_confirmed_on,
            Reason.CONFIRMED_LATER_ALREADY,
        ),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_write(places_free: int | None, places_total: int | None) -> list[Reason]:
    fits = places_free is None or places_total is None or places_free <= places_total
    return [] if fits else [Reason.MORE_THAN_ALL]


def reasons_not_to_decide(listing: str) -> list[Reason]:
    return [] if listing == Listing.PROPOSED else [Reason.NOT_PROPOSED]


def reasons_not_to_publish(listing: str, status: str) -> list[Reason]:
    checks = [
        (listing == Listing.LISTED, Reason.NOT_LISTED),
        (status != Status.DEFUNCT, Reason.HAS_ENDED),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_answer(*, is_answered: bool) -> list[Reason]:
    return [Reason.ANSWERED] if is_answered else []


def is_to_ask(
    *, last_confirmed_on: date | None, asked_on: date | None, days: int, today: date
) -> bool:
    """An entry is asked about when nobody confirmed it for `days`, and nobody was asked of late."""
    old = last_confirmed_on is None or (today - last_confirmed_on).days >= days
    asked_lately = asked_on is not None and today - asked_on < timedelta(days=ASK_AGAIN_DAYS)
    return old and not asked_lately


@dataclass(frozen=True, kw_only=True)
class Alike:
    """What of an entry tells whether another is the same."""

    organisation: int
    areas: frozenset[int]
    names: tuple[str, ...]
    category: str = ""


def may_be_the_same(one: Alike, other: Alike) -> bool:
    """Same organisation or same place, and a name so alike that somebody must look.

    An organisation's own entries in two towns are two: both places known and apart, no match.
    """
    apart = bool(one.areas and other.areas) and one.areas.isdisjoint(other.areas)
    same_organisation = one.organisation == other.organisation
    if apart or not (same_organisation or one.areas & other.areas):
        return False
    most = max((alike(a, b) for a in one.names for b in other.names), default=0.0)
    # Two organisations may well offer "Health insurance" in one town: only the same name counts.
    return most >= (ALIKE if same_organisation else 1.0)


def alike(one: str, other: str) -> float:
    """How alike two names are, 0 to 1, whatever the order of their words."""
    first, second = " ".join(search_words(one)), " ".join(search_words(other))
    return fuzz.token_sort_ratio(first, second) / 100 if first and second else 0.0
