"""Which role may do what with a program's way in, and with files that are read in."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

STAFF = frozenset(Role) - {Role.RETURNEE}

GRANTS = {
    "exchange.read_tokens": STAFF,
    "exchange.grant_token": frozenset({Role.PROGRAMME_MANAGER}),
    "exchange.take_token": STAFF,
    "exchange.revoke_token": STAFF,
    "exchange.read_imports": frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}),
    "exchange.import": frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}),
    "exchange.import_sheets": frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}),
    "exchange.import_programmes": frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}),
    "exchange.export_programmes": frozenset(
        {Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR, Role.HOST_COORDINATOR, Role.EVALUATOR}
    ),
}
grant(GRANTS)
