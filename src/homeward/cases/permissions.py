"""Which role may do what with cases."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

WORKERS = frozenset({Role.RETURN_COUNSELLOR, Role.CASE_MANAGER, Role.PROTECTION_FOCAL_POINT})
READERS = WORKERS | {
    Role.HOST_COORDINATOR,
    Role.COMMISSION_SECRETARY,
    Role.EMPLOYMENT_ADVISER,
    Role.FINANCE_OFFICER,
    Role.PROGRAMME_MANAGER,
    Role.DATA_PROTECTION_OFFICER,
    Role.HEALTH_FOCAL_POINT,
}
LEADERS = frozenset({Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR})

GRANTS = {
    "cases.read": READERS,
    "cases.open": WORKERS,
    "cases.take_intake": WORKERS,
    "cases.confirm_facts": WORKERS | {Role.EMPLOYMENT_ADVISER},
    "cases.note": WORKERS | {Role.EMPLOYMENT_ADVISER, Role.HOST_COORDINATOR},
    "cases.announce_arrival": frozenset({Role.RETURN_COUNSELLOR, Role.HOST_COORDINATOR}),
    "cases.receive": frozenset({Role.RECEPTION_OFFICER}),
    "cases.do_step": WORKERS
    | {Role.HOST_COORDINATOR, Role.RECEPTION_OFFICER, Role.EMPLOYMENT_ADVISER},
    "cases.read_security": WORKERS | {Role.HOST_COORDINATOR, Role.EMPLOYMENT_ADVISER},
    # To say who works on a case that has nobody, or to give it to a colleague.
    "cases.assign": WORKERS | LEADERS,
    "cases.hand_out": LEADERS | {Role.ADMINISTRATOR},
    "cases.close": frozenset({Role.CASE_MANAGER, Role.RETURN_COUNSELLOR}),
    "cases.move": WORKERS | {Role.HOST_COORDINATOR},
    "cases.apply": WORKERS,
    # The authority's own people; whoever submitted an application never decides on it.
    "cases.decide": frozenset({Role.HOST_COORDINATOR, Role.PROGRAMME_MANAGER}),
    "cases.read_applications": WORKERS | {Role.HOST_COORDINATOR, Role.PROGRAMME_MANAGER},
    "cases.transfer": WORKERS | {Role.HOST_COORDINATOR},
    "cases.ask_host": WORKERS,
    "cases.answer_host": frozenset({Role.RETURN_COUNSELLOR, Role.HOST_COORDINATOR}),
    "cases.name": WORKERS,
    "cases.record_leaving": WORKERS | {Role.EMPLOYMENT_ADVISER},
    # By a colleague of whoever joined, who is cleared for what goes back.
    "cases.undo_joining": WORKERS,
}
grant(GRANTS)
