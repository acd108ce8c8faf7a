"""Which role may do what with businesses. Whoever drafted a plan never reviews it: see rules."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

ADVISERS = frozenset({Role.EMPLOYMENT_ADVISER})
WORKERS = ADVISERS | {Role.CASE_MANAGER}
# Those who are cleared for money, and work on cases.
OF_MONEY = frozenset({Role.CASE_MANAGER})
READERS = WORKERS | {Role.RETURN_COUNSELLOR, Role.HOST_COORDINATOR}

GRANTS = {
    "business.read": READERS,
    "business.draft": WORKERS,
    "business.review": WORKERS,
    "business.run": WORKERS,
    "business.coach": WORKERS,
    "business.read_credit": OF_MONEY,
    "business.lend": OF_MONEY,
    "business.read_ground": READERS | {Role.PROGRAMME_MANAGER},
    "business.keep_ground": ADVISERS | {Role.PROGRAMME_MANAGER},
    "business.read_groups": WORKERS | {Role.PROGRAMME_MANAGER},
    "business.keep_groups": WORKERS,
}
grant(GRANTS)
