"""Which role may do what with procedures."""

from homeward.access.choices import Role
from homeward.access.permissions import grant
from homeward.agreements.permissions import DRAFTERS

GRANTS = {
    "procedures.read": frozenset(Role) - {Role.RETURNEE},
    "procedures.draft": DRAFTERS,
}
grant(GRANTS)
