"""Who plays scenarios, and who reads them. They tell of nobody."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

KEEPERS = frozenset({Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR})
READERS = KEEPERS | {
    Role.RETURN_COUNSELLOR,
    Role.CASE_MANAGER,
    Role.COMMISSION_SECRETARY,
    Role.COMMISSION_MEMBER,
    Role.EMPLOYMENT_ADVISER,
    Role.FINANCE_OFFICER,
    Role.PROTECTION_FOCAL_POINT,
    Role.EVALUATOR,
}

GRANTS = {
    "scenarios.read": READERS,
    "scenarios.keep": KEEPERS,
    "scenarios.share": KEEPERS,
}
grant(GRANTS)
