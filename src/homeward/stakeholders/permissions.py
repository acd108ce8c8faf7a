"""Who reads the stakeholder map, and who keeps it."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

STAFF = frozenset(Role) - {Role.RETURNEE}

GRANTS = {
    "stakeholders.read": STAFF,
    "stakeholders.keep": frozenset({Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR}),
    "stakeholders.list_oneself": STAFF,
}
grant(GRANTS)
