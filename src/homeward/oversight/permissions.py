"""Which role may do what for the duties of a controller."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

OFFICERS = frozenset({Role.DATA_PROTECTION_OFFICER})

GRANTS = {
    "oversight.read": OFFICERS | {Role.PROGRAMME_MANAGER},
    "oversight.keep_record": OFFICERS | {Role.PROGRAMME_MANAGER},
    "oversight.breach": OFFICERS,
    # Whoever notices one says so; only the officer reads the register.
    "oversight.report_breach": frozenset(Role) - {Role.RETURNEE, Role.PROVIDER, Role.EVALUATOR},
}
grant(GRANTS)
