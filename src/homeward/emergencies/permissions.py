"""Who may break the glass, and who reviews it."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

GRANTS = {
    "access.break_glass": frozenset(
        {
            Role.RETURN_COUNSELLOR,
            Role.CASE_MANAGER,
            Role.RECEPTION_OFFICER,
            Role.PROTECTION_FOCAL_POINT,
        }
    ),
    # policies.sql names the same two.
    "access.review_emergencies": frozenset(
        {Role.PROTECTION_FOCAL_POINT, Role.DATA_PROTECTION_OFFICER}
    ),
}
grant(GRANTS)
