"""What each offer of a round is worth to each person who is considered."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from homeward.offers.models import Offer
from homeward.persons.models import Person


@dataclass(frozen=True)
class Scored:
    """score: 0 to 1. why: [part, state, thousandths] of each part of it."""

    score: float
    why: list[list[object]] = field(default_factory=list)


def scores(
    people: Sequence[Person], offers: Sequence[Offer], *, on: date
) -> dict[tuple[UUID, UUID], Scored]:
    """By person and offer; what does not fit is left out."""
    found = {}
    for person in people:
        age = person.age_on(on)
        for offer in offers:
            if not _too_young_or_old(offer, age):
                found[person.pk, offer.pk] = Scored(0.5 if age is None else 1.0)
    return found


def _too_young_or_old(offer: Offer, age: int | None) -> bool:
    if age is None:
        return False
    least, most = offer.minimum_age, offer.maximum_age
    return (least is not None and age < least) or (most is not None and age > most)
