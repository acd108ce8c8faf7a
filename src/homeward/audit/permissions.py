"""Who looks into the read log."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

GRANTS = {
    "audit.read": frozenset({Role.DATA_PROTECTION_OFFICER}),
    "audit.review": frozenset({Role.DATA_PROTECTION_OFFICER}),
}
grant(GRANTS)
