"""Invitations: a link that works once."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.messages import actions as messages
from homeward.users import queries, rules
from homeward.users.actions import approving
from homeward.users.actions.calls import call
from homeward.users.choices import ApprovalKind, Reason

DAYS = 7


@transaction.atomic
def invite(
    *, email: str, name: str, roles: Iterable[str], language: str, reason: str,
    by: User, at: datetime,
) -> User:  # fmt: skip
    """Invites a colleague. A powerful role is asked for at once, and given by a second person."""
    require(by, "users.manage")
    wanted = set(roles)
    refuse_if(rules.reasons_not_to_invite(wanted))
    powerful = rules.added_powerful((), wanted)
    token, until = new_token(), at + timedelta(days=DAYS)
    ordinary = sorted(wanted - powerful)
    try:
        with transaction.atomic():
            pk = call("users_invite", email, name, ordinary, language, token, until, reason)
    except IntegrityError as error:
        raise Refused(Reason.ADDRESS_TAKEN) from error
    user = User.objects.get(pk=pk)
    send(user, by.organisation_of_rows, token, until, at=at)
    if powerful:
        approving.ask(user, ApprovalKind.ROLES, roles=sorted(wanted), reason=reason, by=by, at=at)
    return user


@transaction.atomic
def invite_again(user: User, *, by: User, at: datetime) -> None:
    """A new link; the one sent before no longer works."""
    require(by, "users.manage")
    refuse_if(rules.reasons_not_to_invite_again(queries.facts(user, by=by)))
    token, until = new_token(), at + timedelta(days=DAYS)
    call("users_invite_again", user.pk, token, until)
    send(user, by.organisation_of_rows, token, until, at=at)


@transaction.atomic
def revoke(user: User, *, reason: str, by: User) -> None:
    require(by, "users.manage")
    refuse_if(rules.reasons_not_to_invite_again(queries.facts(user, by=by)))
    if not call("users_revoke", user.pk, reason):
        raise Refused(Reason.NOT_INVITED)


@transaction.atomic
def accept(token: str, password: str) -> None:
    """Sets the password of whom the link was sent to; the link is spent."""
    if call("users_accept", token, make_password(password)) is None:
        raise Refused(Reason.LINK_SPENT)


def new_token() -> str:
    return secrets.token_urlsafe(32)


def link(token: str) -> str:
    return f"{settings.BASE_URL}{reverse('users:accept', args=[token])}"


def send(
    user: User, organisation: Organisation, token: str, until: datetime, *, at: datetime
) -> None:
    with translation.override(user.language):
        messages.queue(
            to=user.email,
            subject=_("You are invited to Homeward"),
            body=_(
                "%(organisation)s gives you a sign-in. Open this link and choose a password:\n\n"
                "%(link)s\n\n"
                "It works once, until %(day)s. If you expected no invitation, do nothing."
            )
            % {
                "organisation": organisation.name,
                "link": link(token),
                "day": f"{until:%d.%m.%Y}",
            },
            at=at,
        )
