"""Who keeps lists and writes to them. Who moderates one is named on it."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

KEEPERS = frozenset({Role.PROGRAMME_MANAGER, Role.CASE_MANAGER, Role.RETURN_COUNSELLOR})

GRANTS = {
    "circles.read": KEEPERS | {Role.EMPLOYMENT_ADVISER, Role.PROTECTION_FOCAL_POINT},
    "circles.keep": KEEPERS,
    "circles.write": KEEPERS | {Role.EMPLOYMENT_ADVISER},
    "circles.moderate": KEEPERS | {Role.EMPLOYMENT_ADVISER, Role.PROTECTION_FOCAL_POINT},
}
grant(GRANTS)
