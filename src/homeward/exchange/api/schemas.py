"""What the API tells and takes. Dates are ISO 8601; what is not known is null or empty."""

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict


class Me(Schema):
    name: str
    email: str
    organisation: str
    roles: list[str]
    scopes: list[str]


class CaseItem(Schema):
    id: UUID
    reference: str
    title: str
    stage: str
    destination: str
    is_open: bool
    accountable_organisation: str
    worker: str
    changed_at: datetime


class CaseList(Schema):
    items: list[CaseItem]
    page: int
    has_next: bool


class Member(Schema):
    id: UUID
    name: str
    household_role: str
    sex: str
    birth_year: int | None


class CaseDetail(CaseItem):
    programme: str
    host_country: str
    origin_country: str
    opened_at: datetime
    travels_on: date | None
    arrived_on: date | None
    closed_at: datetime | None
    members: list[Member]


class FactItem(Schema):
    id: UUID
    person: UUID
    kind: str
    label: str
    data_class: str
    value: str
    said_by: str
    said_on: date
    confirmed_on: date | None


class FactList(Schema):
    items: list[FactItem]


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
    number: str
    status: str
    service: str
    sender: str
    receiver: str
    sent_at: datetime | None
    answer_due_on: date | None
    ended_on: date | None


class ReferralList(Schema):
    items: list[ReferralItem]
    page: int
    has_next: bool


class GivenFact(Schema):
    label: str
    value: str
    origin: str


class ReferralDetail(ReferralItem):
    message: str
    facts: list[GivenFact]
    first_day: date | None
    decline_reason: str
    outcome: str


class AnswerIn(Schema):
    """Accepted with a first day, or declined with a reason."""

    model_config = ConfigDict(extra="forbid")
    accepts: bool
    first_day: date | None = None
    received_by: str = ""
    decline_reason: str = ""
    text: str = ""


class Problem(Schema):
    """Why not: a code for programs, words for people, and each reason where there are several."""

    code: str
    message: str
    reasons: list[dict[str, str]] = []
