"""Pure: facts in, reasons out; and which group of a round somebody belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass

from homeward.allocations.choices import Decided, Reason


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Whom a floor is for. Empty terms ask nothing."""

    sex: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    with_children: bool = False

    def reasons(self) -> list[Reason]:
        named = self.sex or self.with_children
        ages = (self.minimum_age, self.maximum_age)
        turned = None not in ages and ages[0] > ages[1]  # type: ignore[operator]
        checks = [
            (bool(named) or ages != (None, None), Reason.NAMES_NOBODY),
            (not turned, Reason.AGES_TURNED),
        ]
        return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of somebody that a floor may ask; None is unknown."""

    sex: str | None = None
    age: int | None = None
    has_children: bool | None = None


def meets(terms: Terms, known: Known) -> bool | None:
    """Whether somebody is of the group. None: it isn't known, and counts as no."""
    answers: list[bool | None] = []
    if terms.sex:
        answers.append(None if known.sex is None else known.sex == terms.sex)
    if terms.minimum_age is not None:
        answers.append(None if known.age is None else known.age >= terms.minimum_age)
    if terms.maximum_age is not None:
        answers.append(None if known.age is None else known.age <= terms.maximum_age)
    if terms.with_children:
        answers.append(known.has_children)
    if False in answers:
        return False
    return None if None in answers else bool(answers)


def group_of(floors: Sequence[Terms], known: Known) -> int:
    """The place of the first floor whose terms are met, or -1."""
    return next((n for n, terms in enumerate(floors) if meets(terms, known)), -1)


@dataclass(frozen=True, kw_only=True)
class AskingFacts:
    is_open: bool
    has_offers: bool
    has_people: bool
    is_under_way: bool


def reasons_not_to_ask(facts: AskingFacts) -> list[Reason]:
    checks = [
        (facts.is_open, Reason.ROUND_CLOSED),
        (facts.has_offers, Reason.NO_OFFERS),
        (facts.has_people, Reason.NOBODY),
        (not facts.is_under_way, Reason.UNDER_WAY),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class DecidingFacts:
    """`places_left` of the offer that is given, None where none is."""

    to: Decided
    is_open: bool
    is_ready: bool
    is_latest: bool
    was: Decided
    is_proposed: bool
    of_round: bool
    is_same: bool
    places_left: int | None
    reason: str


def reasons_not_to_decide(facts: DecidingFacts) -> list[Reason]:
    changes = facts.to == Decided.CHANGED
    checks = [
        (facts.is_open, Reason.ROUND_CLOSED),
        (facts.is_ready, Reason.NOT_READY),
        (facts.is_latest, Reason.REPLACED),
        (facts.was == Decided.OPEN, Reason.DECIDED_ALREADY),
        (changes or facts.is_proposed, Reason.WAITS),
        (not changes or facts.of_round, Reason.NOT_OF_ROUND),
        (not changes or not facts.is_same, Reason.SAME_OFFER),
        (facts.places_left is None or facts.places_left > 0, Reason.NO_PLACE_LEFT),
        (facts.to == Decided.ACCEPTED or bool(facts.reason.strip()), Reason.NO_REASON),
    ]
    return [reason for holds, reason in checks if not holds]
