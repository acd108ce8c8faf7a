"""Who reads and keeps markets, pathways, outreach, leads and events."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

STAFF = frozenset(Role) - {Role.RETURNEE}
KEEPERS = frozenset(
    {Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR, Role.EMPLOYMENT_ADVISER,
     Role.COMMISSION_SECRETARY}
)  # fmt: skip

GRANTS = {
    "pathways.read": STAFF,
    "pathways.keep": KEEPERS,
    "pathways.outreach": KEEPERS | {Role.CASE_MANAGER},
    "pathways.state": frozenset({Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR}),
}
grant(GRANTS)
