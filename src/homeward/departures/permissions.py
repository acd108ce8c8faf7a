"""Which role may do what with departures."""

from homeward.access.choices import Role
from homeward.access.permissions import grant
from homeward.cases.permissions import READERS, WORKERS

GRANTS = {
    "departures.read": READERS - {Role.FINANCE_OFFICER, Role.COMMISSION_SECRETARY},
    "departures.prepare": WORKERS | {Role.HOST_COORDINATOR, Role.HEALTH_FOCAL_POINT},
    "departures.confirm": frozenset({Role.RETURN_COUNSELLOR, Role.HOST_COORDINATOR}),
    # It closes the case: only who may close one.
    "departures.not_departed": frozenset({Role.RETURN_COUNSELLOR}),
    # Only for programmes that one's own organisation leads; the actions ask.
    "departures.keep_checklist": frozenset({Role.PROGRAMME_MANAGER}),
}
grant(GRANTS)
