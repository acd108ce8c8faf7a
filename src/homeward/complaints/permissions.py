"""Which role may do what with complaints. Who handles one is named, and a rule of its own."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

# Whoever meets people takes a complaint, and may be named to handle some.
STAFF = frozenset(Role) - {Role.RETURNEE, Role.EVALUATOR}
LEADERS = frozenset({Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR})

GRANTS = {
    "complaints.read": STAFF,
    "complaints.take": STAFF,
    "complaints.handle": STAFF,
    "complaints.count": LEADERS | {Role.PROTECTION_FOCAL_POINT, Role.DATA_PROTECTION_OFFICER},
    "complaints.settle": LEADERS | {Role.ADMINISTRATOR},
}
grant(GRANTS)
