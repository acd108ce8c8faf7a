"""How one signs in to the demo corridor, where everybody is invented."""

from typing import Any

from homeward.access.choices import Role
from homeward.access.models import User

PASSWORD = "demo-corridor-2026"  # noqa: S105 - shown on the sign-in page


def sign_ins() -> list[tuple[Any, str]]:
    """One sign-in for each role that the generator made, the oldest account of each."""
    first: dict[str, str] = {}
    for user in User.objects.filter(is_generated=True, is_active=True).order_by("pk"):
        for role in user.roles:
            first.setdefault(role, user.email)
    return [(Role(role).label, first[role]) for role in Role.values if role in first]
