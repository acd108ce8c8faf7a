from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass


class Kind(TextChoices):
    """Whom a code lets in."""

    OWN = "own", _("The person themselves")
    GUARDIAN = "guardian", _("The guardian of a child")
    HELPER = "helper", _("A helper")


class Way(TextChoices):
    """How a code is handed over."""

    PRINT = "print", _("On paper")
    EMAIL = "email", _("By e-mail")
    SMS = "sms", _("By SMS")


class Part(TextChoices):
    """What of the person's pages a helper may be shown."""

    CASE = "case", _("Where the case stands, and who does what next")
    APPOINTMENTS = "appointments", _("Appointments")
    PLAN = "plan", _("The plan")
    REFERRALS = "referrals", _("Services that were asked")
    PAYMENTS = "payments", _("Payments")


class EndedBy(TextChoices):
    LEFT = "left", _("left")
    PERSON = "person", _("ended by the person")
    REVOKED = "revoked", _("ended with the code")


# The classes under which a helper's rows are asked for (access_helper_fields says them again).
# Health, protection, asylum history and legal matters are never among them.
HELPED_CLASSES: dict[Part, set[DataClass]] = {
    Part.CASE: {DataClass.IDENTITY, DataClass.CASE},
    Part.APPOINTMENTS: {DataClass.IDENTITY, DataClass.CASE},
    Part.PLAN: {DataClass.IDENTITY, DataClass.CASE},
    Part.REFERRALS: {DataClass.IDENTITY, DataClass.CASE},
    Part.PAYMENTS: {DataClass.IDENTITY, DataClass.CASE, DataClass.FINANCE},
}

# Until when a code can be used: printed and carried home, or sent and opened at once.
LASTS = {
    Way.PRINT: timedelta(days=30),
    Way.EMAIL: timedelta(days=3),
    Way.SMS: timedelta(days=3),
}
# The next code, that somebody makes on their own pages for another day.
NEXT_LASTS = timedelta(days=90)
HELPER_LASTS = timedelta(days=14)

# A stay ends after so long without a page, and after so long in all (entering.sql keeps both).
IDLE = timedelta(minutes=30)
HELPER_IDLE = timedelta(minutes=15)
STAY = timedelta(hours=4)
HELPER_STAY = timedelta(hours=1)


class Reason(TextChoices):
    """Why a code is not made, or not taken."""

    CLOSED_FILE = (
        "closed_file",
        _(
            "Only the organisation that keeps the file, or that is accountable for the case, gives"
            " somebody a code."
        ),
    )
    NOT_OF_CASE = "not_of_case", _("This person is not of the case's household.")
    NO_ADULT = (
        "no_adult",
        _(
            "A child's code is handed to a grown-up of the household, and none is recorded. Ask the"
            " protection focal point."
        ),
    )
    NO_HELPER = "no_helper", _("Give the helper's name: the person reads who was there.")
    NO_PART = "no_part", _("Choose what the helper may be shown.")
    NO_ADDRESS = "no_address", _("No address of this kind is recorded for this person.")
    NO_GATEWAY = (
        "no_gateway",
        _("Your organisation has no gateway for SMS yet. Hand the code over another way."),
    )
    WRONG_CODE = (
        "wrong_code",
        _(
            "This code does not open anything. It may be mistyped, used already or too old. Ask"
            " whoever gave it to you for another one."
        ),
    )
