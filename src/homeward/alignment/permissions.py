"""Which role may do what where programmes are compared."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

MANAGERS = frozenset({Role.PROGRAMME_MANAGER})
READERS = MANAGERS | {
    Role.RETURN_COUNSELLOR,
    Role.HOST_COORDINATOR,
    Role.CASE_MANAGER,
    Role.COMMISSION_SECRETARY,
    Role.EMPLOYMENT_ADVISER,
    Role.FINANCE_OFFICER,
    Role.EVALUATOR,
    Role.DATA_PROTECTION_OFFICER,
}

GRANTS = {
    # Programmes, their pairs, money and judgements: nothing about a person.
    "alignment.read": READERS,
    # Returns by area and month, counted on what the reader may see.
    "alignment.count": MANAGERS
    | {Role.HOST_COORDINATOR, Role.CASE_MANAGER, Role.RETURN_COUNSELLOR},
    "alignment.compare": MANAGERS,
    "alignment.decide": MANAGERS,
    "alignment.judge": MANAGERS | {Role.HOST_COORDINATOR},
}
grant(GRANTS)
