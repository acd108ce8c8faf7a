"""Which role may send a case away, take one in, and say whose key is whose."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

WORKERS = frozenset({Role.RETURN_COUNSELLOR, Role.CASE_MANAGER})

GRANTS = {
    "packages.read": WORKERS | {Role.PROGRAMME_MANAGER, Role.DATA_PROTECTION_OFFICER},
    "packages.send": WORKERS,
    "packages.take": WORKERS,
    # Whom the house trusts is not for one case worker to say.
    "packages.enter_peer": frozenset({Role.PROGRAMME_MANAGER, Role.DATA_PROTECTION_OFFICER}),
}
grant(GRANTS)
