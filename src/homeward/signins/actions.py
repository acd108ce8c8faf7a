"""Every write on codes and sign-ins. A code goes out once, to its maker; a hash of it is kept."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from homeward.access import actions as access
from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.core.refusals import refuse_if
from homeward.core.templatetags.writing import day_only
from homeward.messages import actions as messages
from homeward.messages.choices import Channel
from homeward.persons.models import Person
from homeward.signins import codes, queries, rules
from homeward.signins.choices import HELPER_LASTS, LASTS, NEXT_LASTS, EndedBy, Kind, Part, Way
from homeward.signins.models import Code, SignIn

ENTER_PATH = "/portal/enter/"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a code is to be. `guardian` for a child alone, `helper` and `parts` for a helper's."""

    kind: Kind = Kind.OWN
    way: Way = Way.PRINT
    guardian: Person | None = None
    helper: str = ""
    parts: Sequence[Part] = field(default_factory=tuple)
    language: str = "en"


@transaction.atomic
def make(case: Case, person: Person, wanted: Wanted, *, by: User, at: datetime) -> tuple[Code, str]:
    """A code for a person of the case: the row, and the code itself, which is told nowhere else.

    A minor's own code is their guardian's. Sent by e-mail or SMS it goes as a link, with no name.
    """
    require(by, "signins.make")
    holder = wanted.guardian or person
    address = queries.address_of(holder, wanted.way)
    refuse_if(
        rules.reasons_not_to_make(
            queries.making_facts(
                person,
                kind=wanted.kind,
                may_give=queries.may_give(by, person, case),
                of_household=person.household_id == case.household_id,
                guardian=wanted.guardian,
                helper=wanted.helper,
                parts=wanted.parts,
                has_address=wanted.way == Way.PRINT or bool(address),
                has_gateway=queries.has_gateway(by, wanted.way),
                on=at.date(),
            )
        )
    )
    made, code = _make(person, wanted, owner_org=by.organisation_of_rows, by=by, at=at)
    if address:
        _send(address, code, wanted, made, at=at)
    return made, code


@transaction.atomic
def make_own(person: Person, wanted: Wanted, *, by: User, at: datetime) -> tuple[Code, str]:
    """By the person, on their own pages: the next code, or one for a helper.

    One next code is open at a time: one whose page got lost on the way opens nothing.
    """
    require(by, "signins.own")
    if wanted.kind == Kind.OWN:
        access.revoke(
            Code.objects.filter(person=person, kind=Kind.OWN, made_by=by, used_at=None), at=at
        )
    refuse_if(
        rules.reasons_not_to_make(
            queries.making_facts(
                person, kind=wanted.kind, may_give=person.pk == by.person_id, of_household=True,
                guardian=None, helper=wanted.helper, parts=wanted.parts, has_address=True,
                has_gateway=True, on=at.date(),
            )
        )
    )  # fmt: skip
    return _make(person, wanted, owner_org=person.owner_org, by=by, at=at)


def _make(
    person: Person, wanted: Wanted, *, owner_org: Organisation, by: User, at: datetime
) -> tuple[Code, str]:
    code = codes.new_code()
    lasts = LASTS[wanted.way]
    if by.is_returnee:
        lasts = HELPER_LASTS if wanted.kind == Kind.HELPER else NEXT_LASTS
    made = Code.objects.create(
        person=person,
        programme_id=person.programme_id,
        owner_org=owner_org,
        kind=wanted.kind,
        way=wanted.way,
        guardian=wanted.guardian,
        helper=wanted.helper.strip(),
        parts=list(wanted.parts),
        language=wanted.language,
        code_hash=kept_of(code),
        made_at=at,
        made_by=by,
        expires_at=at + lasts,
    )
    return made, code


def kept_of(code: str) -> str:
    """The hash that the row of a code keeps (entering.sql makes it again of the proof)."""
    return sha256(codes.proof_of(code).encode()).hexdigest()


def is_of(made: Code, code: str) -> bool:
    return secrets.compare_digest(made.code_hash, kept_of(codes.as_typed(code)))


@transaction.atomic
def revoke(code: Code, *, by: User, at: datetime) -> None:
    """Ends a code, and the stay that came of it. A second click changes nothing."""
    require(by, "signins.own" if by.is_returnee else "signins.make")
    access.revoke(Code.objects.filter(pk=code.pk), at=at)
    ended = EndedBy.PERSON if by.is_returnee else EndedBy.REVOKED
    SignIn.objects.filter(code=code, ended_at__isnull=True).update(ended_at=at, ended_by=ended)


def end_again(*, at: datetime) -> int:
    """In a restored backup, as the database's owner: codes ended since, and their stays."""
    ended = access.revoke_again(Code, at=at)
    SignIn.objects.filter(code__revoked_at__isnull=False, ended_at__isnull=True).update(
        ended_at=at, ended_by=EndedBy.REVOKED
    )
    return ended


def enter(typed: str, *, at: datetime) -> str | None:
    """Uses a code: the token that the browser keeps, or None where the code opens nothing.

    Asked before there is an actor. Unknown, used, ended and expired codes answer alike.
    """
    token = secrets.token_urlsafe(32)
    given: list[Any] = [codes.proof_of(codes.as_typed(typed)), token, at]
    with connection.cursor() as cursor:
        cursor.execute("select signins_enter(%s, %s, %s)", given)
        (stay,) = cursor.fetchone()
    return token if stay else None


def leave(token: str, *, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select signins_leave(%s, %s)", [token, at])


def address(code: str = "") -> str:
    """Where a code is typed; with one, the link that brings it along."""
    place = f"{settings.BASE_URL.rstrip('/')}{ENTER_PATH}"
    return f"{place}?{urlencode({'code': codes.in_groups(code)})}" if code else place


# A code goes by the gateway of whoever made it; an e-mail also without one.
CHANNELS = {Way.EMAIL: Channel.EMAIL, Way.SMS: Channel.SMS}


def _send(to: str, code: str, wanted: Wanted, made: Code, *, at: datetime) -> None:
    """It names nobody and no case: who reads it over a shoulder learns an address."""
    with translation.override(wanted.language):
        day = day_only(made.expires_at)
        told = {"place": address(code), "code": codes.in_groups(code), "day": day}
        body = _("Open %(place)s or type there: %(code)s. Good once, until %(day)s.") % told
        messages.queue(
            to=to, subject=_("Your code"), body=body, at=at, channel=CHANNELS[wanted.way],
            organisation_id=made.owner_org_id,
        )  # fmt: skip
