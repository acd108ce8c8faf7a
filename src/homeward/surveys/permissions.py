"""Which role may do what with surveys. Who of them interviews whom is a rule, not a role."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

GRANTS = {
    "surveys.read": frozenset({Role.CASE_MANAGER}),
    "surveys.plan": frozenset({Role.CASE_MANAGER}),
    "surveys.read_instruments": frozenset(Role)
    - {Role.RETURNEE, Role.BORDER_OFFICER, Role.PROVIDER},
    "surveys.write_instruments": frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}),
    "surveys.interview": frozenset({Role.CASE_MANAGER}),
}
grant(GRANTS)
