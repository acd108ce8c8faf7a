"""Who reads the record of incentive funds, and who keeps it. Nobody who decides on a person."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

KEEPERS = frozenset({Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR})

GRANTS = {
    "incentives.read": KEEPERS | {Role.EVALUATOR},
    "incentives.keep": KEEPERS,
}
grant(GRANTS)
