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

GRANTS = {
    "persons.find": READERS,
    "persons.register": WORKERS,
    "persons.read_consents": WORKERS
    | {Role.DATA_PROTECTION_OFFICER, Role.HOST_COORDINATOR, Role.EMPLOYMENT_ADVISER},
    "persons.give_consent": WORKERS,
    "persons.withdraw_consent": WORKERS | {Role.DATA_PROTECTION_OFFICER},
}
grant(GRANTS)
