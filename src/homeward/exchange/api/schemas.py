"""What the API tells and takes. Dates are ISO 8601; what is not known is null or empty."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, field_validator

from homeward.offers.choices import Intensity, OfferKind, OfferStatus, Transport, WagePeriod
from homeward.referrals.choices import DeclineReason, Outcome, WithdrawReason
from homeward.services.choices import Category, Dimension


class Sent(Schema):
    """What comes in: an unknown field is refused, since it would be lost in silence."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*")
    @classmethod
    def holds_no_nul(cls, value: Any) -> Any:
        """The database keeps no text with a NUL in it."""
        texts = value if isinstance(value, list) else [value]
        if any(isinstance(text, str) and "\x00" in text for text in texts):
            raise ValueError("a NUL character")
        return value


class Page(Schema):
    next_cursor: str | None = Field(
        ..., description="Where the next page begins; null on the last one."
    )
    as_of: datetime = Field(
        ..., description="Complete up to this time: the next reading's `updated_since`."
    )


class Me(Schema):
    name: str
    email: str
    organisation: str
    roles: list[str] = Field(..., examples=[["provider"]])
    scopes: list[str] = Field(..., examples=[["referrals.answer", "referrals.read"]])
    expires_at: datetime


class CaseItem(Schema):
    id: UUID
    reference: str = Field(..., examples=["C-1042"])
    title: str = Field(..., description="By the names that you may see, or the reference.")
    stage: str = Field(..., examples=["plan"])
    destination: str = Field(..., examples=["Kumasi"])
    is_open: bool
    accountable_organisation: str
    worker: str
    changed_at: datetime = Field(..., description="Of the case itself; its facts have their own.")


class CaseList(Page):
    items: list[CaseItem]


class Member(Schema):
    id: UUID
    name: str
    household_role: str = Field(..., examples=["head"])
    sex: str
    birth_year: int | None


class CaseDetail(CaseItem):
    programme: str
    host_country: str = Field(..., examples=["BE"])
    origin_country: str = Field(..., examples=["GH"])
    opened_at: datetime
    travels_on: date | None
    arrived_on: date | None
    closed_at: datetime | None
    members: list[Member]


class FactItem(Schema):
    id: UUID
    person: UUID
    kind: str = Field(..., examples=["trade"])
    label: str
    data_class: str = Field(..., examples=["profile"])
    value: str
    said_by: str
    said_on: date
    confirmed_on: date | None


class FactList(Schema):
    items: list[FactItem]


class PlanLineItem(Schema):
    id: UUID
    dimension: str = Field(..., examples=["economic"])
    kind: str = Field(..., examples=["training"])
    title: str
    horizon: str
    beneficiary: UUID | None
    service: UUID | None
    quantity: int
    cost: Decimal | None
    currency: str
    due_on: date | None
    status: str = Field(..., examples=["planned"])


class PlanTold(Schema):
    """The plan as it stands; all empty where you see none."""

    id: UUID | None
    version: int | None
    status: str = Field(..., examples=["approved"])
    goal: str
    approved_on: date | None
    lines: list[PlanLineItem]


class PersonItem(Schema):
    id: UUID
    name: str
    sex: str
    birth_year: int | None
    case: UUID | None


class PersonList(Schema):
    items: list[PersonItem]


class ReferralItem(Schema):
    id: UUID
    number: str = Field(..., examples=["R-2007"])
    status: str = Field(..., examples=["sent"])
    service: str
    sender: str
    receiver: str
    sent_at: datetime | None
    answer_due_on: date | None
    look_again_on: date | None = Field(..., description="On the waiting list: looked at again.")
    first_day: date | None
    started_on: date | None
    expected_end_on: date | None
    ended_on: date | None
    changed_at: datetime


class ReferralList(Page):
    items: list[ReferralItem]


class GivenFact(Schema):
    label: str
    value: str
    origin: str = Field(..., description="Who said it and when, in words.")


class ReferralDetail(ReferralItem):
    message: str
    facts: list[GivenFact] = Field(
        ..., description="Those chosen for this receiver, while consent and agreement hold."
    )
    decline_reason: str
    outcome: str
    withdraw_reason: str
    expire_reason: str = Field(..., description="Whose silence it expired with.")
    person_says: str = Field(..., description="Whether the person says the same of the outcome.")
    offer: UUID | None


class ChangeItem(Schema):
    to: str = Field(..., examples=["accepted"])
    at: datetime
    who: str
    text: str = Field(..., description="The receiver's question, where it asked one.")


class ChangeList(Schema):
    items: list[ChangeItem]


class ChoosableFact(Schema):
    key: str = Field(..., description="To be named in a draft.")
    label: str
    value: str
    data_class: str
    after_acceptance: bool = Field(
        ..., description="The receiver sees it only once it has accepted."
    )


class ChoosableFacts(Schema):
    items: list[ChoosableFact]


class DraftIn(Sent):
    """A referral of one person of a case, to a service or to an offer."""

    case: UUID
    person: UUID
    service: UUID | None = None
    offer: UUID | None = None
    line: UUID | None = Field(None, description="The approved plan line that it carries out.")
    facts: list[str] = Field(
        ..., max_length=50, description="Keys from the case's choosable facts."
    )
    message: str = Field("", max_length=2000)
    answer_due_on: date | None = None


class WithdrawIn(Sent):
    reason: WithdrawReason = Field(..., examples=["other_place"])


class AnswerIn(Sent):
    """Accepted with a first day, or declined with a reason."""

    accepts: bool
    first_day: date | None = Field(None, examples=["2026-04-01"])
    received_by: str = Field("", max_length=200)
    decline_reason: DeclineReason | None = Field(None, examples=["no_places"])
    text: str = Field("", max_length=2000)


class AskIn(Sent):
    question: str = Field(..., max_length=2000, examples=["Does she read English?"])


class TellIn(Sent):
    """The answer to the receiver's question: words, further facts, or both."""

    reply: str = Field("", max_length=2000)
    facts: list[str] = Field([], max_length=50)


class WaitIn(Sent):
    look_again_on: date = Field(..., description="The day by which you look again.")
    text: str = Field("", max_length=2000)


class StartIn(Sent):
    on: date
    ends_on: date | None = None


class ReportIn(Sent):
    """What the service came to."""

    outcome: Outcome = Field(..., examples=["finished"])
    on: date
    text: str = Field("", max_length=2000)


class OfferWords(Schema):
    """What is said of an offer, as wide as it is kept. Null or empty: nobody has said it."""

    kind: OfferKind = Field(..., examples=["training"])
    title: str = Field(..., max_length=255, examples=["Welding, three months"])
    description: str = ""
    language: str = Field("en", max_length=10)
    needs: list[Category] = []
    dimension: Dimension | Literal[""] = ""
    occupation: str = Field("", max_length=100, description="Its address in ESCO.")
    years_asked: Decimal | None = Field(None, max_digits=4, decimal_places=1)
    languages: list[Annotated[str, Field(max_length=10)]] = []
    groups: list[Annotated[str, Field(max_length=40)]] = []
    minimum_age: int | None = Field(None, ge=0, le=32_767)
    maximum_age: int | None = Field(None, ge=0, le=32_767)
    open_to_residents: bool | None = None
    area: str = Field("", max_length=20, description="Its P-code.", examples=["GH0102"])
    transport: Transport | Literal[""] = ""
    starts_on: date | None = None
    ends_on: date | None = None
    apply_by: date | None = None
    before_departure: bool | None = None
    weekly_hours: Decimal | None = Field(None, max_digits=4, decimal_places=1)
    hours: str = Field("", max_length=255)
    intensity: Intensity | Literal[""] = ""
    child_care: bool | None = None
    wage: Decimal | None = Field(None, max_digits=14, decimal_places=2)
    cost: Decimal | None = Field(None, max_digits=14, decimal_places=2)
    currency: str = Field("", max_length=3, examples=["GHS"])
    wage_period: WagePeriod | Literal[""] = ""
    places_total: int | None = Field(None, ge=0, le=2_147_483_647)
    places_free: int | None = Field(None, ge=0, le=2_147_483_647)


class OfferItem(OfferWords):
    id: UUID
    status: OfferStatus
    organisation: str
    service: UUID | None
    last_confirmed_on: date | None
    changed_at: datetime


class OfferIn(Sent, OfferWords):
    description: str = Field("", max_length=5000)
    years_asked: Decimal | None = Field(None, ge=0, lt=100, decimal_places=1)
    minimum_age: int | None = Field(None, ge=0, le=150)
    maximum_age: int | None = Field(None, ge=0, le=150)
    weekly_hours: Decimal | None = Field(None, ge=0, le=168, decimal_places=1)
    wage: Decimal | None = Field(None, ge=0, max_digits=14, decimal_places=2)
    cost: Decimal | None = Field(None, ge=0, max_digits=14, decimal_places=2)
    places_total: int | None = Field(None, ge=0, le=1_000_000)
    places_free: int | None = Field(None, ge=0, le=1_000_000)
    service: UUID | None = Field(None, description="Its entry in the directory, of your own.")
    is_open: bool = False


class OfferChange(Sent):
    """Only what is to change; a field that is not named stays as it is."""

    title: str = Field("", max_length=255)
    description: str = Field("", max_length=5000)
    needs: list[Category] = []
    occupation: str = Field("", max_length=100)
    years_asked: Decimal | None = Field(None, ge=0, lt=100, decimal_places=1)
    languages: list[Annotated[str, Field(max_length=10)]] = []
    groups: list[Annotated[str, Field(max_length=40)]] = []
    minimum_age: int | None = Field(None, ge=0, le=150)
    maximum_age: int | None = Field(None, ge=0, le=150)
    open_to_residents: bool | None = None
    area: str = Field("", max_length=20)
    transport: Transport | Literal[""] = ""
    starts_on: date | None = None
    ends_on: date | None = None
    apply_by: date | None = None
    before_departure: bool | None = None
    weekly_hours: Decimal | None = Field(None, ge=0, le=168, decimal_places=1)
    hours: str = Field("", max_length=255)
    intensity: Intensity | Literal[""] = ""
    child_care: bool | None = None
    wage: Decimal | None = Field(None, ge=0, max_digits=14, decimal_places=2)
    cost: Decimal | None = Field(None, ge=0, max_digits=14, decimal_places=2)
    currency: str = Field("", max_length=3)
    wage_period: WagePeriod | Literal[""] = ""


class PlacesIn(Sent):
    free: int | None = Field(..., ge=0, le=1_000_000)
    total: int | None = Field(..., ge=0, le=1_000_000)


class MoveIn(Sent):
    to: OfferStatus = Field(..., examples=["closed"])


class OfferList(Page):
    items: list[OfferItem]


class Reason(Schema):
    code: str = Field(..., examples=["no_first_day"])
    message: str = Field(..., examples=["Say on which day the person can come first."])


class Problem(Schema):
    """Why not (RFC 9457): a code for programs, words for people, each reason where there are
    several. What was sent is never sent back."""

    type: str = Field(..., examples=["urn:homeward:problem:refused"])
    title: str = Field(..., examples=["Conflict"])
    status: int = Field(..., examples=[409])
    detail: str = Field(..., examples=["This can’t be done now. What stands in the way:"])
    code: str = Field(..., examples=["refused"])
    reasons: list[Reason] = []
