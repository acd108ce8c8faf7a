"""Which role may see figures, keep results chains and write reports."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

STAFF = frozenset(Role) - {Role.RETURNEE}
MANAGERS = frozenset({Role.PROGRAMME_MANAGER})

GRANTS = {
    # The same figures for every party.
    "dashboards.read": STAFF,
    "dashboards.keep_chain": MANAGERS,
    "dashboards.read_reports": MANAGERS
    | {Role.FINANCE_OFFICER, Role.EVALUATOR, Role.HOST_COORDINATOR, Role.COMMISSION_SECRETARY},
    # Words about the money are the finance officer's as well.
    "dashboards.write_report": MANAGERS | {Role.FINANCE_OFFICER},
    "dashboards.submit_report": MANAGERS,
}
grant(GRANTS)
