"""Who watches the installation. That they belong to whoever runs it is the database's to say."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

BOTH = frozenset({Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER})

GRANTS = {
    "installation.read": BOTH,
    "installation.acknowledge": BOTH,
    "installation.watch": frozenset({Role.ADMINISTRATOR}),
    "installation.try_again": frozenset({Role.ADMINISTRATOR}),
    "installation.state_rules": frozenset({Role.ADMINISTRATOR}),
}
grant(GRANTS)
