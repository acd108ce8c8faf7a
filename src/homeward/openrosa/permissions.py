"""Which role lets devices in, and which looks through what came."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

INTERVIEWERS = frozenset({Role.CASE_MANAGER})

GRANTS = {
    "openrosa.grant": frozenset({Role.PROGRAMME_MANAGER}),
    # By a device, as its user: what is sent is an interview.
    "openrosa.send": INTERVIEWERS,
    "openrosa.assign": INTERVIEWERS,
    "openrosa.fetch": INTERVIEWERS,
}
grant(GRANTS)
