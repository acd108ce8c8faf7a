"""Which role may do what with a program's way in."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

STAFF = frozenset(Role) - {Role.RETURNEE}

GRANTS = {
    "exchange.read_tokens": STAFF,
    "exchange.grant_token": frozenset({Role.PROGRAMME_MANAGER}),
    "exchange.take_token": STAFF,
    "exchange.revoke_token": STAFF,
    "exchange.import_programmes": frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}),
    "exchange.export_programmes": frozenset(
        {Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR, Role.HOST_COORDINATOR, Role.EVALUATOR}
    ),
}
grant(GRANTS)
