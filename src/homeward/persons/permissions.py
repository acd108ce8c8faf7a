"""Which role may do what with persons and consents."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

WORKERS = frozenset({Role.RETURN_COUNSELLOR, Role.CASE_MANAGER, Role.PROTECTION_FOCAL_POINT})
READERS = WORKERS | {
    Role.HOST_COORDINATOR,
    Role.RECEPTION_OFFICER,
    Role.COMMISSION_SECRETARY,
    Role.EMPLOYMENT_ADVISER,
    Role.FINANCE_OFFICER,
    Role.DATA_PROTECTION_OFFICER,
}

# Who decides, as a second person, on another ground than consent.
DECIDERS = frozenset(
    {Role.PROTECTION_FOCAL_POINT, Role.DATA_PROTECTION_OFFICER, Role.PROGRAMME_MANAGER}
)

GRANTS = {
    "persons.find": READERS,
    "persons.register": WORKERS,
    "persons.read_consents": WORKERS
    | {Role.DATA_PROTECTION_OFFICER, Role.HOST_COORDINATOR, Role.EMPLOYMENT_ADVISER},
    "persons.give_consent": WORKERS,
    "persons.withdraw_consent": WORKERS | {Role.DATA_PROTECTION_OFFICER},
    "persons.block": WORKERS | {Role.DATA_PROTECTION_OFFICER},
    "persons.request_basis": WORKERS,
    "persons.decide_basis": DECIDERS,
    "persons.end_basis": WORKERS | DECIDERS,
    "persons.read_bases": WORKERS | DECIDERS,
    # Whoever may receive data may be told to delete them.
    "persons.answer_notice": READERS | DECIDERS | {Role.PROVIDER},
    # The person's own withdrawals and blocks.
    "persons.decide_own": frozenset({Role.RETURNEE}),
}
grant(GRANTS)
