from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Risk(TextChoices):
    """What a breach means for the persons; it decides who must be told."""

    UNKNOWN = "unknown", _("Not assessed yet")
    UNLIKELY = "unlikely", _("A risk is unlikely")
    RISK = "risk", _("A risk")
    HIGH = "high", _("A high risk")


class Decision(TextChoices):
    OPEN = "open", _("Not decided yet")
    TELL = "tell", _("They are told")
    NOT = "not", _("They are not told")


class Way(TextChoices):
    """How a person was told."""

    PORTAL = "portal", _("On their own page")
    LETTER = "letter", _("By letter")
    PHONE = "phone", _("By phone")
    PERSON = "person", _("Face to face")


class Happening(TextChoices):
    """What was done about a breach."""

    REPORTED = "reported", _("Reported")
    ASSESSED = "assessed", _("Risk assessed")
    FOUND = "found", _("Affected persons added")
    AUTHORITY_TOLD = "authority_told", _("Supervisory authority told")
    PERSON_TOLD = "person_told", _("Person told")
    CLOSED = "closed", _("Closed")


class Reason(TextChoices):
    NOT_ASSESSED = "not_assessed", _("The risk is not assessed yet.")
    AUTHORITY_MUST_BE_TOLD = (
        "authority_must_be_told",
        _("Where a risk is not unlikely, the authority must be told (GDPR art. 33)."),
    )
    PERSONS_MUST_BE_TOLD = (
        "persons_must_be_told",
        _("Where the risk is high, the persons must be told, or a reason of art. 34(3) given."),
    )
    WHY_NOT = "why_not", _("Give the reason why they are not told.")
    WHY_LATE = "why_late", _("It is told after 72 hours: give the reason for the delay.")
    AUTHORITY_WAITS = "authority_waits", _("The authority is not told yet.")
    PERSONS_WAIT = "persons_wait", _("Not every affected person is told yet.")
    CLOSED_ALREADY = "closed_already", _("The breach is closed.")
    TOLD_ALREADY = "told_already", _("They were told already.")
    NOBODY_FOUND = "nobody_found", _("The read log names nobody for this user and time.")
    IN_THE_FUTURE = "in_the_future", _("This moment has not come yet.")
