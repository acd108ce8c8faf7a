"""Which role may do what with follow-ups. Rows are the gate's."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

FOLLOWERS = frozenset({Role.CASE_MANAGER})
READERS = FOLLOWERS | {Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR}

GRANTS = {
    "followups.read": FOLLOWERS,
    "followups.plan": FOLLOWERS,
    "followups.hold": FOLLOWERS,
    "followups.assign": FOLLOWERS,
    "followups.sample": FOLLOWERS,
    "followups.read_figures": FOLLOWERS,
    "followups.keep_relays": FOLLOWERS,
    "followups.read_bodies": READERS,
    "followups.name_body": frozenset({Role.PROGRAMME_MANAGER}),
    "followups.state_steps": frozenset({Role.PROGRAMME_MANAGER}),
}
grant(GRANTS)
