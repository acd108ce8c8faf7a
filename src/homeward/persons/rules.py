"""Pure: facts in, reasons out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from homeward.persons.choices import ConsentWay, HouseholdRole, Reason


@dataclass(frozen=True, kw_only=True)
class ConsentFacts:
    """What a consent is about to say. `lines` counts pairs of recipient, purpose and class."""

    lines: int
    way: ConsentWay
    witness: str
    guardian: str
    given_on: date
    until: date | None
    asylum_to_origin_authority: bool


def reasons_not_to_give(facts: ConsentFacts) -> list[Reason]:
    """Every reason at once, so that the counsellor can mend them before the person leaves."""
    checks = [
        (facts.lines > 0, Reason.NOTHING_CHOSEN),
        (facts.way != ConsentWay.WITNESSED_ORAL or bool(facts.witness), Reason.WITNESS_MISSING),
        (facts.way != ConsentWay.GUARDIAN or bool(facts.guardian), Reason.GUARDIAN_MISSING),
        (facts.until is None or facts.until >= facts.given_on, Reason.ENDS_BEFORE_IT_BEGINS),
        (not facts.asylum_to_origin_authority, Reason.ASYLUM_NEVER),
    ]
    return [reason for holds, reason in checks if not holds]


ADULT_AT = 18


def is_minor(*, age: int | None, place: HouseholdRole) -> bool:
    """Whose guardian consents. Where the age is unknown, the place in the household decides."""
    return place == HouseholdRole.CHILD if age is None else age < ADULT_AT


def reasons_not_to_register(places: Sequence[HouseholdRole]) -> list[Reason]:
    """A household has exactly one head; a person alone is the head."""
    return [] if places.count(HouseholdRole.HEAD) == 1 else [Reason.NO_ADULT]


def reasons_not_to_withdraw(*, withdrawn_already: bool) -> list[Reason]:
    return [Reason.ALREADY_WITHDRAWN] if withdrawn_already else []
