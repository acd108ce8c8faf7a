"""Who keeps standards, plans and holds checks, replies; and who reads on the quality of data."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

STAFF = frozenset(Role) - {Role.RETURNEE, Role.BORDER_OFFICER}
KEEPERS = frozenset({Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR, Role.CASE_MANAGER})
# Who may be given a check to hold.
HOLDERS = KEEPERS | {
    Role.RETURN_COUNSELLOR,
    Role.EMPLOYMENT_ADVISER,
    Role.PROTECTION_FOCAL_POINT,
    Role.EVALUATOR,
}
# Of the organisation that was checked (policies.sql names them again).
REPLIERS = KEEPERS | {Role.PROVIDER}

GRANTS = {
    "quality.read": STAFF,
    "quality.keep_standards": KEEPERS,
    "quality.plan": KEEPERS,
    # A row about a person is written by who may see the person.
    "quality.draw_referrals": frozenset({Role.HOST_COORDINATOR, Role.CASE_MANAGER}),
    "quality.hold": HOLDERS,
    "quality.reply": REPLIERS,
    "quality.read_data": KEEPERS
    | {Role.RETURN_COUNSELLOR, Role.DATA_PROTECTION_OFFICER, Role.EMPLOYMENT_ADVISER},
    "quality.state_limits": frozenset({Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR,
                                       Role.ADMINISTRATOR}),
    # Colleagues' figures are read by who leads; an interviewer reads their own line.
    "quality.read_interviewers": frozenset({Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR,
                                            Role.ADMINISTRATOR, Role.CASE_MANAGER}),
    "quality.read_all_interviewers": frozenset({Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR,
                                                Role.ADMINISTRATOR}),
}  # fmt: skip
grant(GRANTS)
