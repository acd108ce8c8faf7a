"""Pure: when a confirmation of places is refused."""

from dataclasses import dataclass
from datetime import date

from homeward.services.choices import Reason


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
