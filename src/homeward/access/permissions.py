"""Verbs: which role may do which action. Each feature adds its own table; rows are the gate's."""

from django.core.exceptions import PermissionDenied

from homeward.access.choices import Role
from homeward.access.models import User

GRANTS: dict[str, frozenset[Role]] = {
    "access.profile": frozenset(Role),
    # To take classes away from the own organisation's roles and users.
    "access.narrow": frozenset({Role.DATA_PROTECTION_OFFICER}),
}


def grant(table: dict[str, frozenset[Role]]) -> None:
    """Adds a feature's table; an action is granted in one place only."""
    if doubled := (GRANTS.keys() & table.keys()) - {k for k in table if GRANTS.get(k) == table[k]}:
        raise ValueError(f"granted twice: {sorted(doubled)}")
    GRANTS.update(table)


def can(user: User, action: str) -> bool:
    return bool(GRANTS[action] & set(user.roles))


def require(user: User, action: str) -> None:
    if not can(user, action):
        raise PermissionDenied(action)
