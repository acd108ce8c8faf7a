"""Which role may do what with users. That it is their own organisation's is the database's."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

GRANTS = {
    "users.read": frozenset({Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER}),
    "users.manage": frozenset({Role.ADMINISTRATOR}),
    "users.approve": frozenset({Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER}),
}
grant(GRANTS)
