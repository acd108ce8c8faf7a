"""Which role may do what with programmes."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

STAFF = frozenset(Role) - {Role.RETURNEE}
KEEPERS = frozenset({Role.PROGRAMME_MANAGER})

GRANTS = {
    "programmes.read": STAFF,
    # Only for programmes that one's own organisation leads; the actions ask.
    "programmes.keep": KEEPERS,
    # The registers of policies, scoping records and entitlements are everybody's to fill.
    "programmes.register": KEEPERS,
}
grant(GRANTS)
