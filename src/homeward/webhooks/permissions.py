"""Who keeps an organisation's webhooks."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

GRANTS = {"webhooks.manage": frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR})}
grant(GRANTS)
