"""Who reads a committee's papers, sits on a seat, keeps a secretariat, and signs."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

STAFF = frozenset(Role) - {Role.RETURNEE}
# Whoever an organisation may send: a civil society seat is held by whoever works there.
SEATED = STAFF - {Role.BORDER_OFFICER, Role.ADMINISTRATOR}
LEADING = frozenset({Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR, Role.COMMISSION_SECRETARY})

GRANTS = {
    # Rows are those of one's own organisation's seats; decisions that were published, everybody's.
    "committees.read": STAFF,
    # Proposes, votes, remarks, does what it took upon itself; which seat is asked by the action.
    "committees.sit": SEATED,
    # The secretariat of a committee.
    "committees.keep": LEADING,
    # Binds the own organisation: names who sits for it, and signs for it.
    "committees.sign": LEADING
    | {Role.FINANCE_OFFICER, Role.PROVIDER, Role.CASE_MANAGER, Role.RETURN_COUNSELLOR},
}
grant(GRANTS)
