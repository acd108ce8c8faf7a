"""Which role may do what with referrals."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

SENDERS = frozenset(
    {
        Role.CASE_MANAGER,
        Role.RETURN_COUNSELLOR,
        Role.EMPLOYMENT_ADVISER,
        Role.PROTECTION_FOCAL_POINT,
    }
)

GRANTS = {
    "referrals.read": SENDERS
    | {Role.PROGRAMME_MANAGER, Role.HOST_COORDINATOR, Role.DATA_PROTECTION_OFFICER},
    "referrals.draft": SENDERS,
    "referrals.send": SENDERS,
    "referrals.withdraw": SENDERS,
    "referrals.receive": frozenset({Role.PROVIDER}),
    "referrals.answer": frozenset({Role.PROVIDER}),
}
grant(GRANTS)
