"""Which role may do what with plans, and in a commission."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

PLANNERS = frozenset({Role.CASE_MANAGER, Role.PROTECTION_FOCAL_POINT, Role.EMPLOYMENT_ADVISER})
SECRETARY = frozenset({Role.COMMISSION_SECRETARY})

GRANTS = {
    "plans.read": PLANNERS | {Role.RETURN_COUNSELLOR, Role.HOST_COORDINATOR},
    "plans.draft": PLANNERS,
    "plans.submit": PLANNERS - {Role.EMPLOYMENT_ADVISER},
    "plans.meet_condition": PLANNERS | SECRETARY,
    "plans.read_sessions": SECRETARY,
    "plans.hold_sessions": SECRETARY,
    "plans.decide": SECRETARY,
}
grant(GRANTS)
