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
}
grant(GRANTS)
