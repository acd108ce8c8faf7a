"""Which role may take lists away; each list asks for its own verb as well."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

GRANTS = {"exports.take": frozenset(Role) - {Role.RETURNEE}}
grant(GRANTS)
