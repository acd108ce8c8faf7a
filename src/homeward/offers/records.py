"""An offer as a form or a sheet says it: plain values, what is empty is unknown."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from homeward.occupations.models import Occupation, Skill
from homeward.offers.models import SeatContract
from homeward.places.models import Area, Town
from homeward.programmes.models import Programme


@dataclass(frozen=True, kw_only=True)
class OfferRecord:
    kind: str
    title: str
    description: str = ""
    language: str = "en"
    needs: tuple[str, ...] = ()
    dimension: str = ""
    programme: Programme | None = None
    contract: SeatContract | None = None
    occupation: Occupation | None = None
    years_asked: Decimal | None = None
    languages: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    minimum_age: int | None = None
    maximum_age: int | None = None
    open_to_residents: bool | None = None
    area: Area | None = None
    town: Town | None = None
    transport: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    apply_by: date | None = None
    before_departure: bool | None = None
    weekly_hours: Decimal | None = None
    hours: str = ""
    intensity: str = ""
    child_care: bool | None = None
    wage: Decimal | None = None
    cost: Decimal | None = None
    currency: str = ""
    wage_period: str = ""
    places_total: int | None = None
    places_free: int | None = None
    ask_name: str = ""
    ask_phone: str = ""
    ask_email: str = ""
    source: str = ""
    source_key: str = ""
    # Of a sheet alone: a page names skills one by one.
    essential: tuple[Skill, ...] = field(default=())
    optional: tuple[Skill, ...] = field(default=())
    taught: tuple[Skill, ...] = field(default=())


SKILLS = ("essential", "optional", "taught")
LISTS = ("needs", "languages", "groups")
