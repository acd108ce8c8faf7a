"""Which role may do what about a person's rights."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

OFFICERS = frozenset({Role.DATA_PROTECTION_OFFICER})
WORKERS = frozenset({Role.RETURN_COUNSELLOR, Role.CASE_MANAGER, Role.PROTECTION_FOCAL_POINT})

GRANTS = {
    "rights.read": OFFICERS | WORKERS,
    # A worker is whom the person asks; the officer answers.
    "rights.record_request": OFFICERS | WORKERS,
    "rights.answer": OFFICERS,
    "rights.rectify": OFFICERS | WORKERS,
    "rights.hold": OFFICERS | WORKERS | {Role.FINANCE_OFFICER},
    "rights.propose_erasure": OFFICERS,
    "rights.approve_erasure": OFFICERS | {Role.PROGRAMME_MANAGER, Role.PROTECTION_FOCAL_POINT},
    "rights.set_retention": OFFICERS | {Role.PROGRAMME_MANAGER},
    "rights.own": frozenset({Role.RETURNEE}),
}
grant(GRANTS)
