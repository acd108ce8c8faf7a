"""Which role may do what with plans, and in a commission."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

PLANNERS = frozenset({Role.CASE_MANAGER, Role.PROTECTION_FOCAL_POINT, Role.EMPLOYMENT_ADVISER})
SECRETARY = frozenset({Role.COMMISSION_SECRETARY})
MEMBERS = SECRETARY | {Role.COMMISSION_MEMBER}
SENDERS = PLANNERS - {Role.EMPLOYMENT_ADVISER}

GRANTS = {
    "plans.read": PLANNERS | {Role.RETURN_COUNSELLOR, Role.HOST_COORDINATOR},
    "plans.draft": PLANNERS,
    "plans.submit": SENDERS,
    # Who is cleared for health says what the plan does about it.
    "plans.answer_needs": SENDERS,
    "plans.record_answer": PLANNERS,
    "plans.say_own": frozenset({Role.RETURNEE}),
    "plans.appeal": SENDERS,
    "plans.meet_condition": PLANNERS | SECRETARY,
    "plans.take_over": SENDERS,
    "plans.read_sessions": MEMBERS,
    "plans.vote": MEMBERS,
    "plans.hold_sessions": SECRETARY,
    "plans.compose": SECRETARY,
    "plans.decide": SECRETARY,
    "plans.read_templates": PLANNERS | {Role.PROGRAMME_MANAGER},
    # Only for programmes that one's own organisation leads; the actions ask.
    "plans.keep_templates": frozenset({Role.PROGRAMME_MANAGER}),
}
grant(GRANTS)
