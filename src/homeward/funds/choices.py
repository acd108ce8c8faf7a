from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class InstalmentStatus(TextChoices):
    PLANNED = "planned", _("Waiting for the proof")
    PROVEN = "proven", _("Proof brought, not checked yet")
    REFUSED = "refused", _("Proof refused")
    PAID = "paid", _("Paid")
    CANCELLED = "cancelled", _("Cancelled")
    RETURNED = "returned", _("Paid, and the money came back")


class Way(TextChoices):
    """How an instalment reaches the person."""

    CASH = "cash", _("Cash")
    VOUCHER = "voucher", _("Voucher")
    GOODS = "goods", _("Goods")
    SERVICE = "service", _("Paid service")


class BudgetKind(TextChoices):
    ORDINARY = "ordinary", _("Budget")
    RESERVE = "reserve", _("Reserve")


class Check(TextChoices):
    """What a fund office asks to be looked at before it pays."""

    INVOICE_MATCHES = "invoice_matches", _("The invoice matches the plan line")
    RECEIPT_SIGNED = "receipt_signed", _("The person signed for it")
    PHOTO_SEEN = "photo_seen", _("A photo was seen")
    VISIT_DONE = "visit_done", _("A visit was made")
    SECOND_PERSON = "second_person", _("A second person agrees")


class Need(TextChoices):
    """Why a reserve is asked."""

    OVER_PACKAGE = "over_package", _("The plan needs more than the package gives")
    BUDGET_EMPTY = "budget_empty", _("The budget has not enough left")
    # The journey that a vulnerable person asks for; how they return is nowhere read for it.
    RETURN_JOURNEY = "return_journey", _("The journey home that the person asks for")


class Vulnerability(TextChoices):
    """All that a reserve is told of it: no kind, no detail."""

    MET = "met", _("Met")
    UNKNOWN = "unknown", _("Unknown")


class RequestStatus(TextChoices):
    WAITING = "waiting", _("Waiting for the decision")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


class ReturnReason(TextChoices):
    BOUNCED = "bounced", _("The bank sent it back")
    WRONG_PAYEE = "wrong_payee", _("It went to the wrong payee")
    GIVEN_BACK = "given_back", _("The payee gave it back")


class Movement(TextChoices):
    """Why a stock changes."""

    IN = "in", _("Came in")
    OUT = "out", _("Handed out")
    LOST = "lost", _("Lost or spoilt")
    COUNTED = "counted", _("Counted")


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
    NO_INVOICE_CHECK = "no_invoice_check", _("Nobody said that the invoice matches the plan line.")
    NO_SIGNATURE_CHECK = "no_signature_check", _("Nobody saw the person's signature for it.")
    NO_PHOTO_CHECK = "no_photo_check", _("Nobody saw a photo yet.")
    NO_VISIT = "no_visit", _("No visit was recorded.")
    NO_SECOND_PERSON = "no_second_person", _("A second person of the fund office has not agreed.")
    NO_RATE = "no_rate", _("No rate is known for this currency on or before the day of payment.")
    NO_VOUCHER = "no_voucher", _("The voucher was not issued yet.")
    VOUCHER_EXPIRED = "voucher_expired", _("The voucher was redeemed after its last day.")
    NO_SUPPLIER = "no_supplier", _("Choose the supplier.")
    NOT_HANDED_OUT = "not_handed_out", _("The goods were not handed out yet.")
    NOT_THERE = "not_there", _("The goods are not there yet.")
    DONE_ALREADY = "done_already", _("This was recorded already.")
    NOT_IN_STOCK = "not_in_stock", _("There is not as much in stock.")
    NOT_ASKED_FOR = "not_asked_for", _("This check is not asked for here.")
    NOT_100_PERCENT = "not_100_percent", _("The shares of the donors don't add up to 100 percent.")
    DONOR_TWICE = "donor_twice", _("A donor is named twice.")
    NO_RESERVE = "no_reserve", _("No reserve takes requests for this need from your role.")
    OVER_RESERVE_CEILING = "over_reserve_ceiling", _("It is more than the reserve gives a case.")
    VULNERABILITY_UNKNOWN = (
        "vulnerability_unknown",
        _("This reserve asks that a vulnerability was assessed and is met."),
    )
    ASKED_ALREADY = "asked_already", _("The reserve was asked already and has not answered.")
    PLAN_DECIDED = "plan_decided", _("The plan was decided already.")
    SECOND_DECIDES = "second_decides", _("Whoever asked can't decide.")
    NOTHING_TO_RELEASE = "nothing_to_release", _("Nothing of it is free.")
    NOT_PAID = "not_paid", _("This instalment was not paid.")
    CAME_BACK = "came_back", _("The money of this payment came back already.")
    RATE_KNOWN = "rate_known", _("A rate of this day is known already.")
    SAME_CURRENCY = "same_currency", _("The two currencies are the same.")
