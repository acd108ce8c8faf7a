from homeward.access.choices import Role
from homeward.access.permissions import grant

STAFF_WHO_ASK = frozenset(
    {
        Role.RETURN_COUNSELLOR,
        Role.CASE_MANAGER,
        Role.PROTECTION_FOCAL_POINT,
        Role.EMPLOYMENT_ADVISER,
        Role.PROGRAMME_MANAGER,
    }
)
KEEPERS = frozenset({Role.PROVIDER, Role.PROGRAMME_MANAGER})

GRANTS = {
    "services.read": frozenset(Role),
    "services.confirm": STAFF_WHO_ASK | {Role.PROVIDER},
    # One's own organisation's entries, and those of organisations that have no users here.
    "services.write": KEEPERS,
    "services.propose": STAFF_WHO_ASK,
    "services.decide": KEEPERS,
    # To send the office without an account its link.
    "services.ask": STAFF_WHO_ASK,
    "services.report": frozenset(Role),
    "services.mend": KEEPERS,
}

grant(GRANTS)
