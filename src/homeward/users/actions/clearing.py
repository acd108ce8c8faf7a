"""What an organisation takes away from the clearance of its own roles and users, and gives back."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from homeward.access import actions as access
from homeward.access.choices import DataClass, Role
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.users import queries


@transaction.atomic
def set_clearance(
    of: Role | User, keep: Collection[DataClass], *, by: User, at: datetime
) -> tuple[int, int]:
    """Leaves these classes of what the role, or the user's roles, are cleared for.

    Never more than that. Returns how many were taken away, and how many given back.
    """
    require(by, "access.narrow")
    whole, taken = queries.clearance_of(of, by)
    role, user = (of.value, None) if isinstance(of, Role) else ("", of)
    away = whole - set(keep) - taken.keys()
    for data_class in sorted(away):
        access.narrow(data_class, role=role, user=user, by=by, at=at)
    back = [narrowing for data_class, narrowing in taken.items() if data_class in keep]
    for narrowing in back:
        access.widen(narrowing, by=by)
    return len(away), len(back)
