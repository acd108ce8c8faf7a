"""Which role may do what for protection. The rows are the classes' and the seals': the gate's."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

FOCAL_POINTS = frozenset({Role.PROTECTION_FOCAL_POINT, Role.HEALTH_FOCAL_POINT})
PROTECTION = frozenset({Role.PROTECTION_FOCAL_POINT})
CARERS = FOCAL_POINTS | {Role.CASE_MANAGER, Role.RETURN_COUNSELLOR}

GRANTS = {
    "protection.report": CARERS
    | {Role.HOST_COORDINATOR, Role.EMPLOYMENT_ADVISER, Role.RECEPTION_OFFICER},
    # On the case's own page: whoever may not see the case can't screen.
    "protection.screen": CARERS,
    "protection.read": FOCAL_POINTS,
    "protection.follow_flag": FOCAL_POINTS | {Role.CASE_MANAGER},
    "protection.decide": FOCAL_POINTS,
    "protection.assess": PROTECTION,
    "protection.do_step": FOCAL_POINTS,
    "protection.log_incident": PROTECTION,
    "protection.take_measure": PROTECTION,
    "protection.read_health": CARERS,
    "protection.keep_needs": CARERS,
    "protection.hand_over_care": CARERS,
    "protection.confirm_care": frozenset({Role.HEALTH_FOCAL_POINT}),
    "protection.legal_notes": PROTECTION | {Role.RETURN_COUNSELLOR, Role.HOST_COORDINATOR},
    "protection.read_figures": frozenset({Role.PROGRAMME_MANAGER}),
}
grant(GRANTS)
