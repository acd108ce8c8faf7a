"""Who reads pools, keeps them, and shares them out. A second officer approves: see rules."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

OFFICERS = frozenset({Role.FINANCE_OFFICER})

GRANTS = {
    "pools.read": OFFICERS | {Role.PROGRAMME_MANAGER},
    "pools.keep": OFFICERS,
    "pools.receive": OFFICERS,
    "pools.state_rules": OFFICERS,
    "pools.draw_up": OFFICERS,
    "pools.approve": OFFICERS,
    "pools.report": OFFICERS,
}
grant(GRANTS)
