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
    NO_FILE = "no_file", _("Choose the file of the proof.")
    FILE_TOO_LARGE = "file_too_large", _("The file is larger than 5 MB.")
    FILE_TYPE = "file_type", _("Only PDF, JPEG and PNG files are taken.")
    NO_REASON = "no_reason", _("Choose a reason.")
