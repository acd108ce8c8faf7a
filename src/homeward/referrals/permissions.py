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
    # Whoever asked the person what came of it.
    "referrals.confirm": SENDERS,
    # The person's own word on what was reported, and their own wish for a service.
    "referrals.say_own": frozenset({Role.RETURNEE}),
    "referrals.ask_own": frozenset({Role.RETURNEE}),
    "referrals.receive": frozenset({Role.PROVIDER}),
    "referrals.answer": frozenset({Role.PROVIDER}),
}
grant(GRANTS)
