"""A complaint comes in: by the public page, or from whoever hears it or opens the letter."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from homeward.access.choices import DataClass
from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.complaints import queries, rules
from homeward.complaints.choices import Kind, Way
from homeward.complaints.models import Category, Complaint
from homeward.core.refusals import refuse_if
from homeward.core.tokens import hash_of
from homeward.funds.models import Instalment
from homeward.referrals.models import Referral


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody says, as it was said."""

    kind: Kind
    what: str
    wish: str = ""
    about: str = ""
    is_anonymous: bool = False
    name: str = ""
    contact: str = ""
    language: str = "en"


@dataclass(frozen=True, kw_only=True)
class Tie:
    """What it is about, where somebody knows."""

    case: Case | None = None
    referral: Referral | None = None
    payment: Instalment | None = None

    @property
    def is_something(self) -> bool:
        return bool(self.case or self.referral or self.payment)


@dataclass(frozen=True)
class Taken:
    """`code` is shown once, to whoever gave the complaint; only its hash is kept."""

    complaint: Complaint
    code: str


NO_TIE = Tie()


@transaction.atomic
def send_in(said: Said, category: Category, *, to: Organisation, at: datetime) -> Taken:
    """By the public page: nobody is signed in, and nothing says who it was."""
    return _enter(said, category, to=to, way=Way.PAGE, received_on=localdate(at), by=None, at=at)


@transaction.atomic
def take(
    said: Said,
    category: Category,
    *,
    way: Way,
    received_on: date,
    tie: Tie = NO_TIE,
    by: User,
    at: datetime,
) -> Taken:
    """From a telephone call, a letter or a visit: with who took it and the day it came."""
    require(by, "complaints.take")
    return _enter(
        said, category, to=by.organisation_of_rows, way=way, received_on=received_on,
        tie=tie, by=by, at=at,
    )  # fmt: skip


def _enter(
    said: Said,
    category: Category,
    *,
    to: Organisation,
    way: Way,
    received_on: date,
    tie: Tie = NO_TIE,
    by: User | None,
    at: datetime,
) -> Taken:
    facts = rules.TakingFacts(
        text=said.what,
        is_anonymous=said.is_anonymous,
        tells_who=bool(said.name or said.contact or tie.is_something),
        desk_is_open=queries.is_open(to.pk),
        received_on=received_on,
        today=localdate(at),
    )
    refuse_if(rules.reasons_not_to_take(facts))
    code = rules.new_code()
    complaint = Complaint(
        owner_org=to,
        reference=rules.new_reference(),
        kind=said.kind,
        **of_category(category),
        way=way,
        what=said.what.strip(),
        wish=said.wish.strip(),
        about=said.about.strip(),
        is_anonymous=said.is_anonymous,
        name=said.name.strip(),
        contact=said.contact.strip(),
        language=said.language,
        received_on=received_on,
        received_at=at,
        taken_by=by,
        **_tied(tie),
        **terms(category, received_on, org_id=to.pk),
        **of_code(code, category, on=localdate(at)),
    )
    write(complaint)
    return Taken(complaint, code)


def write(complaint: Complaint) -> None:
    """A way in is no way out: who writes it may not read it back, so nothing is asked back."""
    Complaint.objects.bulk_create([complaint], ignore_conflicts=True)


def of_category(category: Category) -> dict[str, object]:
    """A sensitive one is of the class whose reads are logged."""
    return {
        "category": category,
        "is_sensitive": category.is_sensitive,
        "data_class": DataClass.PROTECTION if category.is_sensitive else DataClass.CASE,
    }


def terms(category: Category, start: date, *, org_id: int) -> dict[str, date]:
    return {
        "acknowledge_by": queries.day_after(
            start, category.acknowledge_days, category, org_id=org_id
        ),
        "answer_by": queries.day_after(start, category.answer_days, category, org_id=org_id),
    }


def of_code(code: str, category: Category, *, on: date) -> dict[str, object]:
    return {
        "token_hash": hash_of(rules.plain(code)),
        "token_until": on + timedelta(days=category.link_days),
    }


def _tied(tie: Tie) -> dict[str, object]:
    case = tie.case or (tie.referral and tie.referral.case) or (tie.payment and tie.payment.case)
    if case is None:
        return {}
    return {
        "case": case,
        "person_id": case.person_id,
        "programme_id": case.programme_id,
        "referral": tie.referral,
        "payment": tie.payment,
    }


def code_url(code: str) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{reverse('complaints:by_code', args=[code])}"


def desk_url(org: Organisation) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{reverse('complaints:desk', args=[org.pk])}"
