"""What other rooms' pages show of markets and pathways."""

from typing import Any

from homeward.access.models import User
from homeward.occupations.models import Occupation
from homeward.offers.models import Offer
from homeward.pathways import queries


def of_offer(offer: Offer, user: User) -> dict[str, Any] | None:
    country = offer.area.country_id if offer.area else offer.organisation.country_id
    full = queries.warnings_of(
        uri=offer.occupation.uri if offer.occupation else "",
        occupation=offer.occupation.title if offer.occupation else "", country=country,
    )  # fmt: skip
    ways = queries.pathways_of(offer=offer)
    return {"crossings": full, "pathways": ways} if full or ways else None


def of_occupation(occupation: Occupation, user: User) -> dict[str, Any] | None:
    full = queries.warnings_of(uri=occupation.uri, occupation=occupation.title)
    return {"crossings": full, "pathways": []} if full else None
