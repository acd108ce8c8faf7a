"""Who reads evaluations, asks for them, does them, replies; and who writes lessons."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

STAFF = frozenset(Role) - {Role.RETURNEE}
KEEPERS = frozenset({Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR})

GRANTS = {
    "evaluations.read": KEEPERS | {Role.EVALUATOR, Role.DATA_PROTECTION_OFFICER},
    "evaluations.ask": KEEPERS,
    "evaluations.evaluate": frozenset({Role.EVALUATOR}),
    "evaluations.reply": KEEPERS,
    "evaluations.read_lessons": STAFF,
    "evaluations.write_lessons": KEEPERS | {Role.EVALUATOR, Role.CASE_MANAGER},
    "evaluations.take_up": KEEPERS | {Role.COMMISSION_SECRETARY},
}
grant(GRANTS)
