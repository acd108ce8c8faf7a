"""What a browser's token opens, and the codes and stays that a person has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.cases.models import Case
from homeward.core.templatetags.writing import short_date
from homeward.messages import queries as messages
from homeward.messages.choices import Channel
from homeward.persons import queries as persons
from homeward.persons.choices import ContactKind
from homeward.persons.models import Person
from homeward.signins.choices import Kind, Part, Way
from homeward.signins.models import Code, SignIn
from homeward.signins.rules import MakingFacts


@dataclass(frozen=True, kw_only=True)
class Came:
    """Somebody who came in by a code, as long as the stay goes on."""

    stay: UUID
    user: User
    kind: Kind
    parts: frozenset[Part]
    idle_minutes: int

    @property
    def is_helper(self) -> bool:
        return self.kind == Kind.HELPER


def came_by(token: str, *, at: datetime) -> Came | None:
    """Asked before there is an actor. None for a stay that has ended or never was."""
    if not token:
        return None
    with connection.cursor() as cursor:
        cursor.execute("select * from signins_entered(%s, %s)", [token, at])
        row = cursor.fetchone()
    if row is None:
        return None
    stay, account, kind, parts, idle_minutes = row
    return Came(
        stay=stay,
        user=User.objects.get(pk=account),
        kind=Kind(kind),
        parts=frozenset(Part(part) for part in parts),
        idle_minutes=idle_minutes,
    )


def stay_of(pk: UUID) -> SignIn:
    """With its code: the name of the helper, the guardian."""
    return SignIn.objects.select_related("code__guardian", "person").get(pk=pk)


@dataclass(frozen=True, kw_only=True)
class ShownCode:
    """One code with its state in words."""

    code: Code
    state: str
    text: str
    is_open: bool
    # The stay that it began goes on.
    is_in: bool


def codes_of(person_ids: Sequence[UUID], *, at: datetime) -> list[ShownCode]:
    """The newest first."""
    rows = (
        Code.objects.filter(person_id__in=person_ids)
        .select_related("made_by__organisation", "person", "guardian", "signin")
        .order_by("-made_at")
    )
    return [_shown(code, at) for code in rows]


def _shown(code: Code, at: datetime) -> ShownCode:
    stay = getattr(code, "signin", None)
    is_in = stay is not None and stay.ended_at is None and stay.ends_at > at
    if code.revoked_at:
        state, words, day = "shut", _("Ended on %(day)s"), code.revoked_at
    elif code.used_at:
        state, words, day = "ok", _("Used on %(day)s"), code.used_at
    elif code.expires_at <= at:
        state, words, day = "shut", _("Too old since %(day)s"), code.expires_at
    else:
        state, words, day = "now", _("Not used yet, good until %(day)s"), code.expires_at
    return ShownCode(
        code=code,
        state=state,
        text=words % {"day": short_date(day)},
        is_open=state == "now",
        is_in=is_in and not code.revoked_at,
    )


def stays_of(person_id: UUID) -> QuerySet[SignIn]:
    """Who came in to this person's pages, the last first."""
    return (
        SignIn.objects.filter(person_id=person_id)
        .select_related("code__made_by__organisation", "code__guardian")
        .order_by("-began_at")
    )


def guardians(person: Person, *, on: date) -> list[Person]:
    """The grown-ups of a child's household, its head first."""
    if person.household_id is None:
        return []
    return [
        one
        for one in persons.members(person.household_id)
        if one.pk != person.pk and not persons.is_minor(one, on=on)
    ]


def may_give(user: User, person: Person, case: Case) -> bool:
    """As the policy of the table says it."""
    return user.organisation_id in {person.owner_org_id, case.accountable_org_id}


def address_of(person: Person, way: Way) -> str:
    """Where a code is sent; a child's goes to its guardian, who is given as the person."""
    kind = {Way.EMAIL: ContactKind.EMAIL, Way.SMS: ContactKind.PHONE}.get(way)
    if kind is None:
        return ""
    found = [one for one in persons.contacts([person.pk]) if one.kind == kind]
    return str(found[-1].value) if found else ""


def has_gateway(by: User, way: Way) -> bool:
    """Can a code go out this way? By e-mail always: the installation's own server is there."""
    owner = by.organisation_of_rows.pk
    return way != Way.SMS or messages.gateway_for(owner, Channel.SMS) is not None


def making_facts(
    person: Person,
    *,
    kind: Kind,
    may_give: bool,
    of_household: bool,
    guardian: Person | None,
    helper: str,
    parts: Sequence[Part],
    has_address: bool,
    has_gateway: bool,
    on: date,
) -> MakingFacts:
    return MakingFacts(
        kind=kind,
        may_give=may_give,
        of_household=of_household,
        has_adult=guardian is not None and guardian in guardians(person, on=on),
        names_helper=bool(helper.strip()),
        names_parts=bool(parts),
        has_address=has_address,
        has_gateway=has_gateway,
    )
