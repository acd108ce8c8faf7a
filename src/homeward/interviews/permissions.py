"""Which role may do what with interviews. Who of them interviews whom is a rule, not a role."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

GRANTS = {
    "interviews.fill": frozenset({Role.CASE_MANAGER}),
    "interviews.invite": frozenset({Role.CASE_MANAGER}),
}
grant(GRANTS)
