"""Which role may do what with what is known of a country."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

STAFF = frozenset(Role) - {Role.RETURNEE}
PUBLISHERS = frozenset({Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR, Role.COMMISSION_SECRETARY})

GRANTS = {
    "countries.read": STAFF,
    "countries.write": PUBLISHERS
    | {
        Role.RETURN_COUNSELLOR,
        Role.CASE_MANAGER,
        Role.PROTECTION_FOCAL_POINT,
        Role.EMPLOYMENT_ADVISER,
    },
    "countries.publish": PUBLISHERS,
    "countries.state_fact": PUBLISHERS | {Role.EMPLOYMENT_ADVISER, Role.CASE_MANAGER},
}
grant(GRANTS)
