"""Who reads and keeps offers, and contracts for seats."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

# offers/policies.sql names them again.
KEEPERS = frozenset({Role.PROVIDER, Role.PROGRAMME_MANAGER, Role.EMPLOYMENT_ADVISER})
PARTNERS = frozenset({Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR, Role.PROVIDER})

GRANTS = {
    "offers.read": frozenset(Role) - {Role.RETURNEE},
    "offers.write": KEEPERS,
    "offers.read_seats": PARTNERS
    | {Role.CASE_MANAGER, Role.RETURN_COUNSELLOR, Role.EMPLOYMENT_ADVISER},
    "offers.keep_seats": PARTNERS,
}
grant(GRANTS)
