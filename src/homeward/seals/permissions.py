"""Which role may do what with sealed files. The rows are the team's: the gate sees to that."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

TEAM = frozenset(
    {
        Role.PROTECTION_FOCAL_POINT,
        Role.DATA_PROTECTION_OFFICER,
        Role.CASE_MANAGER,
        Role.RETURN_COUNSELLOR,
    }
)

GRANTS = {
    "seals.read": TEAM,
    "seals.seal": frozenset({Role.PROTECTION_FOCAL_POINT}),
    "seals.change_team": frozenset({Role.PROTECTION_FOCAL_POINT}),
    "seals.ask_to_lift": frozenset({Role.PROTECTION_FOCAL_POINT}),
    # Any other member of the team: the second person.
    "seals.lift": TEAM,
}
grant(GRANTS)
