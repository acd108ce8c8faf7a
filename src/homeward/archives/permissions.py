"""Which role may ask for an organisation's archive, and which may decide."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
OFFICER = frozenset({Role.DATA_PROTECTION_OFFICER})
GRANTS = {
    "archives.view": ADMINISTRATOR | OFFICER,
    "archives.ask": ADMINISTRATOR,
    "archives.decide": OFFICER,
    "archives.take": ADMINISTRATOR,
}
grant(GRANTS)
