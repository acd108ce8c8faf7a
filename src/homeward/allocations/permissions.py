"""Which role may do what with the places of a season. Whom one sees is the gate's."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

WORKERS = frozenset(
    {
        Role.CASE_MANAGER,
        Role.RETURN_COUNSELLOR,
        Role.EMPLOYMENT_ADVISER,
        Role.PROTECTION_FOCAL_POINT,
    }
)

GRANTS = {
    "allocations.read": WORKERS,
    "allocations.keep": WORKERS,
    "allocations.decide": WORKERS,
}
grant(GRANTS)
