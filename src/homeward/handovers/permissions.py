"""Who drafts, signs and carries out a handover, and who asks the persons."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

KEEPERS = frozenset({Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR})
WORKERS = frozenset({Role.CASE_MANAGER, Role.RETURN_COUNSELLOR})

GRANTS = {
    "handovers.read": KEEPERS | WORKERS | {Role.DATA_PROTECTION_OFFICER},
    "handovers.criteria": KEEPERS,
    "handovers.judge": KEEPERS | {Role.EVALUATOR},
    "handovers.draft": KEEPERS,
    # The second person of a side may be its data protection officer.
    "handovers.sign": KEEPERS | {Role.DATA_PROTECTION_OFFICER},
    "handovers.run": KEEPERS,
    "handovers.ask": WORKERS,
}
grant(GRANTS)
