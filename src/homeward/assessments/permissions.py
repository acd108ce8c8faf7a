"""Which role may do what with assessments. Whom they see is the gate's, class by class."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

ASSESSORS = frozenset(
    {
        Role.RETURN_COUNSELLOR,
        Role.CASE_MANAGER,
        Role.PROTECTION_FOCAL_POINT,
        Role.HEALTH_FOCAL_POINT,
        Role.EMPLOYMENT_ADVISER,
    }
)

GRANTS = {
    "assessments.read": ASSESSORS | {Role.HOST_COORDINATOR, Role.COMMISSION_SECRETARY},
    "assessments.fill": ASSESSORS,
    "assessments.choose_forms": frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}),
}
grant(GRANTS)
