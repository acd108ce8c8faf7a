"""Who reads the register of referral systems, keeps it, and hands referrals on."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

STAFF = frozenset(Role) - {Role.RETURNEE}
KEEPERS = frozenset({Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR})

GRANTS = {
    "mechanisms.read": STAFF,
    "mechanisms.keep": KEEPERS,
    "mechanisms.judge": KEEPERS | {Role.EVALUATOR},
    "mechanisms.route": frozenset({Role.PROVIDER, Role.CASE_MANAGER, Role.EMPLOYMENT_ADVISER}),
}
grant(GRANTS)
