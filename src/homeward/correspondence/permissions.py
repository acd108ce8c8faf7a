"""Which role may do what with messages of a case. Which of them one sees is the gate's."""

from homeward.access.choices import Role
from homeward.access.permissions import grant
from homeward.cases.permissions import WORKERS

GRANTS = {
    "correspondence.read": WORKERS,
    "correspondence.write": WORKERS,
    "correspondence.record": WORKERS,
    "correspondence.hold_back": WORKERS,
    "correspondence.let_through": frozenset({Role.PROTECTION_FOCAL_POINT}),
    "correspondence.sort": WORKERS,
    "correspondence.state_reminders": frozenset(
        {Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR, Role.PROTECTION_FOCAL_POINT}
    ),
    "correspondence.own": frozenset({Role.RETURNEE}),
}
grant(GRANTS)
