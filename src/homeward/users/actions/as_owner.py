"""What whoever runs the installation does by the command line, as owner of the database."""

from datetime import datetime, timedelta

from django.db import transaction

from homeward.access.choices import Role
from homeward.access.models import Organisation, User
from homeward.places.models import Country
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind
from homeward.users.actions.calls import call
from homeward.users.actions.inviting import DAYS, link, new_token
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
    user = User(
        email=email.lower(),
        name=name,
        organisation=organisation,
        roles=[Role.ADMINISTRATOR],
        language=language,
        is_active=False,
    )
    user.set_unusable_password()
    user.save()
    token = new_token()
    call("users_send", user.pk, token, at + timedelta(days=DAYS))
    call("users_note", user.pk, "invited", None, None, [], "command line")
    return link(token)


@transaction.atomic
def approve(approval: Approval, *, at: datetime) -> bool:
    """In place of the second person, where an organisation has none."""
    if not call("users_settle", approval.pk, True, None):
        return False
    tasks.end(TaskKind.APPROVE_USER, approval.pk, at=at)
    return True
