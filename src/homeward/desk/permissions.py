"""Which role opens which page that joins several nouns; what it finds there is the gate's."""

from homeward.access.choices import Role
from homeward.access.permissions import grant
from homeward.business.permissions import GRANTS as OF_BUSINESS
from homeward.cases.permissions import READERS
from homeward.collectives.permissions import GRANTS as OF_PROJECTS

STAFF = frozenset(Role) - {Role.RETURNEE}

GRANTS = {
    # Everybody signed in comes here; a returnee and a provider are sent on to their own pages.
    "desk.my_work": frozenset(Role),
    "desk.search": STAFF,
    "desk.remind": STAFF,
    "desk.framework": STAFF,
    "desk.read_changes": READERS,
    "desk.projects_map": OF_PROJECTS["collectives.read"] | OF_BUSINESS["business.read"],
    "desk.compare_help": frozenset(
        {Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR, Role.CASE_MANAGER, Role.RETURN_COUNSELLOR}
    ),
    "desk.overview": frozenset(
        {Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR, Role.DATA_PROTECTION_OFFICER}
    ),
}
grant(GRANTS)
