"""Which role may do what with papers. Which of them one sees is the gate's."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

WORKERS = frozenset(
    {
        Role.RETURN_COUNSELLOR,
        Role.CASE_MANAGER,
        Role.PROTECTION_FOCAL_POINT,
        Role.HEALTH_FOCAL_POINT,
    }
)

GRANTS = {
    "papers.read": WORKERS | {Role.HOST_COORDINATOR, Role.EMPLOYMENT_ADVISER},
    "papers.keep": WORKERS,
}
grant(GRANTS)
