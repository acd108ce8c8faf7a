"""Who gives a person a code, and who ends one. Which persons they see is the gate's."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

WORKERS = frozenset({Role.RETURN_COUNSELLOR, Role.CASE_MANAGER, Role.PROTECTION_FOCAL_POINT})

GRANTS = {
    "signins.read": WORKERS,
    "signins.make": WORKERS,
    "signins.own": frozenset({Role.RETURNEE}),
}
grant(GRANTS)
