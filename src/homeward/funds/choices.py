from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class InstalmentStatus(TextChoices):
    PLANNED = "planned", _("Waiting for the proof")
    PROVEN = "proven", _("Proof brought, not checked yet")
    REFUSED = "refused", _("Proof refused")
    PAID = "paid", _("Paid")
    CANCELLED = "cancelled", _("Cancelled")


class ProofRefusal(TextChoices):
    ILLEGIBLE = "illegible", _("It can't be read")
    WRONG_AMOUNT = "wrong_amount", _("The amount differs from the plan")
    WRONG_PAYEE = "wrong_payee", _("It names another payee")
    NOT_DATED = "not_dated", _("It has no date")


class Reason(TextChoices):
    """Why an action on money is refused."""

    WRONG_STATUS = "wrong_status", _("The instalment is not in a state that allows this.")
    NO_PROOF = "no_proof", _("No proof was brought yet.")
    PAID_ALREADY = "paid_already", _("This instalment was paid already.")
    NO_BUDGET = "no_budget", _("The budget has not enough money left.")
    OVER_LINE = "over_line", _("The instalments together are more than the plan line.")
    LINE_NOT_FUNDED = "line_not_funded", _("This plan line is a public service and is not paid.")
    PLAN_NOT_APPROVED = "plan_not_approved", _("The plan is not approved.")
    SAME_PERSON = "same_person", _("Whoever brought the proof can't check it.")
    WRONG_CURRENCY = "wrong_currency", _("The budget is in another currency than the plan.")
    NOT_THE_FUND = "not_the_fund", _("Another fund office pays this instalment.")
    NO_AMOUNT = "no_amount", _("Each instalment needs its amount.")
    NOTHING_RESERVED = "nothing_reserved", _("No money is reserved for this plan.")
    PAID_IN_FUTURE = "paid_in_future", _("The day of payment can't lie in the future.")
    UNPAID = "unpaid", _("Instalments are neither paid nor cancelled.")
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins", _("The budget would end before it begins.")
    NO_REASON = "no_reason", _("Choose a reason.")
