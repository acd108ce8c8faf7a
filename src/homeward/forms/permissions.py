"""Which role may do what with forms."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

WRITERS = frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR})

GRANTS = {
    "forms.read": frozenset(Role) - {Role.RETURNEE, Role.BORDER_OFFICER, Role.PROVIDER},
    "forms.write": WRITERS,
    "forms.publish": WRITERS,
}
grant(GRANTS)
