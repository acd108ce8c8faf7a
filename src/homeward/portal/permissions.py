"""The portal is the person's alone."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

GRANTS = {"portal.read": frozenset({Role.RETURNEE})}
grant(GRANTS)
