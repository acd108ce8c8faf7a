"""Which role may compare, and which decides on a person whom both know."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

# Whoever watches over protection and data: a comparison concerns everybody at once.
FOCAL = frozenset({Role.PROTECTION_FOCAL_POINT, Role.DATA_PROTECTION_OFFICER})
WORKERS = frozenset({Role.RETURN_COUNSELLOR, Role.CASE_MANAGER, Role.PROTECTION_FOCAL_POINT})

GRANTS = {
    "crossmatches.read": FOCAL | WORKERS | {Role.PROGRAMME_MANAGER},
    "crossmatches.run": FOCAL,
    "crossmatches.read_known": WORKERS | {Role.DATA_PROTECTION_OFFICER},
    "crossmatches.decide": WORKERS,
}
grant(GRANTS)
