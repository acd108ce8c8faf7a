"""What was taken away from users is noted beside the keys, and taken away again after a restore."""

from datetime import datetime
from typing import Any

from django.db import transaction

from homeward.access.keys import restrictions
from homeward.access.models import User
from homeward.core.tokens import hash_of
from homeward.users.actions.calls import call

WHY = "restored backup"


def note(pk: int) -> None:
    """How a user stands from now on. Before it is committed."""
    asked = User.objects.values_list("email", "roles", "suspended_at")
    email, roles, suspended_at = asked.get(pk=pk)
    restrictions.note(
        User, [pk], who=_who(email), roles=sorted(roles), is_suspended=suspended_at is not None
    )


def _who(email: str) -> str:
    """Of two who had the same number, one before a restore and one after it, this tells which."""
    return hash_of(email.lower())[:16]


def restrict_again(*, at: datetime) -> int:
    """In a restored backup, as the database's owner: roles that went and users who were suspended.

    Nobody gets a role by it: who was given one since is given it again by people. How many users
    have less now than the backup gave them.
    """
    found = {(int(key), said["who"]): said for key, said in restrictions.noted(User)}
    users = User.objects.filter(pk__in={key for key, _who in found}).order_by("pk")
    known = [(user, found.get((user.pk, _who(user.email)))) for user in users]
    return sum(_restrict(user, said, at=at) for user, said in known if said)


@transaction.atomic
def _restrict(user: User, said: dict[str, Any], *, at: datetime) -> bool:
    before = list(user.roles)
    remaining = [role for role in before if role in said["roles"]]
    if remaining != before:
        user.roles = remaining
        user.save(update_fields=["roles"])
        call("users_note", user.pk, "roles", None, None, before, WHY)
    if said["is_suspended"] and user.suspended_at is None:
        user.is_active, user.suspended_at = False, at
        user.save(update_fields=["is_active", "suspended_at"])
        call("users_note", user.pk, "suspended", None, None, before, WHY)
        return True
    return remaining != before
