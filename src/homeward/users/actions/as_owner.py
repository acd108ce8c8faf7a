"""What whoever runs the installation does by the command line, as owner of the database."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from homeward.access.choices import Role
from homeward.access.models import Organisation, User
from homeward.places.models import Country
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind
from homeward.users.actions import approving, restricting
from homeward.users.actions.calls import call
from homeward.users.actions.inviting import DAYS, link, new_token, send
from homeward.users.choices import ApprovalKind
from homeward.users.models import Approval


def organisation(name: str, *, kind: str, country: str) -> Organisation | None:
    """The organisation of this name, made where it is new; None for an unknown country."""
    known = Organisation.objects.filter(name=name).first()
    if known or not Country.objects.filter(code=country).exists():
        return known
    return Organisation.objects.create(name=name, kind=kind, country_id=country)


@transaction.atomic
def add_administrator(
    *, email: str, name: str, organisation: Organisation, language: str, at: datetime
) -> str:
    """The first administrator of an organisation. Gives the link of the invitation."""
    _user, way_in = invite(
        email=email, name=name, organisation=organisation, roles=[Role.ADMINISTRATOR.value],
        language=language, at=at,
    )  # fmt: skip
    return way_in


@transaction.atomic
def invite(
    *, email: str, name: str, organisation: Organisation, roles: Sequence[str], language: str,
    at: datetime, by_mail: bool = False,
) -> tuple[User, str]:  # fmt: skip
    """Anybody of a new organisation, with the link of their invitation; it is sent if asked for."""
    user = User(
        email=email.lower(),
        name=name,
        organisation=organisation,
        roles=list(roles),
        language=language,
        is_active=False,
    )
    user.set_unusable_password()
    user.save()
    token, until = new_token(), at + timedelta(days=DAYS)
    call("users_send", user.pk, token, until)
    call("users_note", user.pk, "invited", None, None, [], "command line")
    if by_mail:
        send(user, organisation, token, until, at=at)
    return user, link(token)


@transaction.atomic
def propose(user: User, *, roles: Sequence[str], reason: str, asker: User, at: datetime) -> None:
    """Asks, in the name of the organisation's administrator, for roles that take two people."""
    approval = Approval.objects.create(
        organisation=user.organisation_of_rows, user=user, kind=ApprovalKind.ROLES,
        roles=list(roles), reason=reason, asked_by=asker, asked_at=at,
    )  # fmt: skip
    call("users_note", user.pk, "asked", None, None, user.roles, reason)
    approving.wait(user, approval.pk, asker, at=at)


def first_administrator(organisation: Organisation) -> User | None:
    """Whoever may ask for roles there: an administrator, invited or active."""
    return (
        User.objects.filter(organisation=organisation, suspended_at__isnull=True)
        .filter(roles__contains=[Role.ADMINISTRATOR])
        .order_by("pk")
        .first()
    )


def describe(organisation: Organisation, said: dict[str, str]) -> None:
    """What an organisation is called for short, and how its office is reached."""
    for name in said.keys() & {"short_name", "email", "phone"}:
        setattr(organisation, name, said[name])
    organisation.save(update_fields=["short_name", "email", "phone"])


def rename(user: User, *, name: str, language: str) -> None:
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])


@transaction.atomic
def approve(approval: Approval, *, at: datetime) -> bool:
    """In place of the second person, where an organisation has none."""
    if not call("users_settle", approval.pk, True, None):
        return False
    restricting.note(approval.user_id)
    tasks.end(TaskKind.APPROVE_USER, approval.pk, at=at)
    return True
