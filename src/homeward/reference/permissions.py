from homeward.access.choices import Role
from homeward.access.permissions import grant

STAFF = frozenset(Role) - {Role.RETURNEE}
GRANTS = {
    "places.read": STAFF,
    "places.draw": frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}),
    "occupations.read": STAFF,
}

grant(GRANTS)
