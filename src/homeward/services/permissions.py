from homeward.access.choices import Role
from homeward.access.permissions import grant

GRANTS = {
    "services.read": frozenset(Role),
    "services.confirm": frozenset(
        {
            Role.RETURN_COUNSELLOR,
            Role.CASE_MANAGER,
            Role.PROVIDER,
            Role.PROTECTION_FOCAL_POINT,
            Role.EMPLOYMENT_ADVISER,
            Role.PROGRAMME_MANAGER,
        }
    ),
}

grant(GRANTS)
