"""Which role may do what with projects. Money is kept by roles that are cleared for it."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

KEEPERS = frozenset({Role.CASE_MANAGER, Role.EMPLOYMENT_ADVISER})
TREASURERS = frozenset({Role.CASE_MANAGER, Role.FINANCE_OFFICER})
READERS = KEEPERS | TREASURERS | {Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR}

GRANTS = {
    "collectives.read": READERS,
    "collectives.open": KEEPERS | {Role.PROGRAMME_MANAGER},
    "collectives.keep": KEEPERS | {Role.PROGRAMME_MANAGER},
    "collectives.read_members": KEEPERS | TREASURERS,
    "collectives.admit": KEEPERS,
    "collectives.contribute": KEEPERS | TREASURERS,
    "collectives.log": TREASURERS,
    "collectives.settle": TREASURERS,
    "collectives.export": READERS,
}
grant(GRANTS)
