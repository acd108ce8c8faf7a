"""Who reads what steers the work, and who writes it; whose row it is, the policies ask."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

STAFF = frozenset(Role) - {Role.RETURNEE}
# Who keeps a committee's papers speaks for its body here too.
KEEPERS = frozenset({Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR, Role.COMMISSION_SECRETARY})
PROGRAMME = frozenset({Role.PROGRAMME_MANAGER})

GRANTS = {
    "steering.read": STAFF,
    # Who is responsible for a step, and until when; its state is nobody's to write.
    "steering.plan": KEEPERS,
    "steering.propose_area": KEEPERS,
    "steering.consult": KEEPERS,
    "steering.ask": KEEPERS,
    "steering.define": PROGRAMME,
    "steering.delegate": KEEPERS,
    "steering.adopt": KEEPERS,
    "steering.find": KEEPERS,
}
grant(GRANTS)
