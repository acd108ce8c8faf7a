"""Which role may do what with money. Who brings a proof never checks it: see rules."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

MANAGERS = frozenset({Role.CASE_MANAGER})
OFFICERS = frozenset({Role.FINANCE_OFFICER})

GRANTS = {
    "funds.read": OFFICERS | {Role.PROGRAMME_MANAGER},
    "funds.open_budget": OFFICERS,
    "funds.read_books": OFFICERS,
    "funds.set_rules": OFFICERS,
    "funds.enter_rates": OFFICERS,
    "funds.read_instalments": MANAGERS | OFFICERS,
    "funds.plan_instalments": MANAGERS,
    "funds.bring_proof": MANAGERS,
    "funds.cancel_instalment": MANAGERS,
    "funds.record_visit": MANAGERS,
    "funds.hand_out": MANAGERS,
    "funds.issue_voucher": MANAGERS,
    "funds.keep_registers": MANAGERS | OFFICERS,
    "funds.check_proof": OFFICERS,
    "funds.pay": OFFICERS,
    "funds.return_payment": OFFICERS,
    "funds.release": OFFICERS,
    "funds.ask_reserve": MANAGERS,
    "funds.decide_reserve": OFFICERS,
    # The person's own word on whether a payment has come.
    "funds.say_own": frozenset({Role.RETURNEE}),
}
grant(GRANTS)
