"""Which role may do what with matches. Which persons one sees is the gate's."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

WORKERS = frozenset(
    {
        Role.RETURN_COUNSELLOR,
        Role.CASE_MANAGER,
        Role.EMPLOYMENT_ADVISER,
        Role.PROTECTION_FOCAL_POINT,
    }
)

GRANTS = {
    "matches.read": WORKERS | {Role.HOST_COORDINATOR},
    "matches.place": WORKERS,
    "matches.read_weights": WORKERS | {Role.HOST_COORDINATOR, Role.PROGRAMME_MANAGER},
    "matches.weigh": frozenset({Role.PROGRAMME_MANAGER}),
}
grant(GRANTS)
