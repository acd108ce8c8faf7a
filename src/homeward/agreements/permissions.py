"""Which role may do what with agreements."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

DRAFTERS = frozenset({Role.PROGRAMME_MANAGER})
SIGNERS = DRAFTERS | {
    Role.HOST_COORDINATOR,
    Role.RECEPTION_OFFICER,
    Role.CASE_MANAGER,
    Role.FINANCE_OFFICER,
    Role.COMMISSION_SECRETARY,
}

GRANTS = {
    "agreements.read": frozenset(Role) - {Role.RETURNEE},
    "agreements.draft": DRAFTERS,
    "agreements.sign": SIGNERS,
    "agreements.contact": SIGNERS | {Role.DATA_PROTECTION_OFFICER},
    "agreements.explain": DRAFTERS
    | {
        Role.DATA_PROTECTION_OFFICER,
        Role.CASE_MANAGER,
        Role.RETURN_COUNSELLOR,
        Role.PROTECTION_FOCAL_POINT,
    },
}
grant(GRANTS)
