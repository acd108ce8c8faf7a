"""Who reads what institutions can do, assesses, plans training, trains, and enrols colleagues."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

STAFF = frozenset(Role) - {Role.RETURNEE}
LEADS = frozenset({Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR})
LOCAL = frozenset({Role.COMMISSION_SECRETARY, Role.RECEPTION_OFFICER, Role.CASE_MANAGER})

GRANTS = {
    "capacity.read": STAFF,
    "capacity.assess": LEADS | LOCAL,
    "capacity.plan": LEADS | LOCAL,
    "capacity.train": LEADS,
    "capacity.enrol": LEADS | LOCAL | {Role.PROVIDER},
    "capacity.state": frozenset({Role.PROGRAMME_MANAGER}),
}
grant(GRANTS)
