"""Which role may do what with indicators. Figures are of nobody; the cases are the gate's."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

KEEPERS = frozenset({Role.PROGRAMME_MANAGER})
READERS = KEEPERS | {
    Role.RETURN_COUNSELLOR,
    Role.HOST_COORDINATOR,
    Role.CASE_MANAGER,
    Role.COMMISSION_SECRETARY,
    Role.EMPLOYMENT_ADVISER,
    Role.FINANCE_OFFICER,
    Role.PROTECTION_FOCAL_POINT,
    Role.HEALTH_FOCAL_POINT,
    Role.EVALUATOR,
    Role.DATA_PROTECTION_OFFICER,
    Role.ADMINISTRATOR,
}

GRANTS = {
    "indicators.read": READERS,
    # The cases behind a figure, as far as the reader sees them.
    "indicators.cases": READERS - {Role.EVALUATOR, Role.ADMINISTRATOR},
    "indicators.define": KEEPERS,
    "indicators.agree": KEEPERS | {Role.HOST_COORDINATOR},
    "indicators.mark": KEEPERS,
    "indicators.compute": KEEPERS,
}
grant(GRANTS)
