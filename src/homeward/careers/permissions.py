"""Which role may do what with a person's skills and work. Which of them one sees is the gate's."""

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
    "careers.read": WORKERS | {Role.HOST_COORDINATOR},
    "careers.keep": WORKERS,
    "careers.wish_own": frozenset({Role.RETURNEE}),
}
grant(GRANTS)
