"""Which role may do what with waits, their rules and their calendars."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

STAFF = frozenset(Role) - {Role.RETURNEE}
LEADERS = frozenset({Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR})

GRANTS = {
    "tasks.read_rules": STAFF,
    "tasks.state_rules": frozenset({Role.PROGRAMME_MANAGER}),
    "tasks.state_days": frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}),
    "tasks.state_absence": STAFF,
    "tasks.state_absence_of_others": LEADERS | {Role.ADMINISTRATOR},
    # To read what waits for a colleague, or for the whole organisation.
    "tasks.read_team": LEADERS,
}
grant(GRANTS)
