from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass


class PaperKind(TextChoices):
    PASSPORT = "passport", _("Passport")
    IDENTITY_CARD = "identity_card", _("Identity card")
    LAISSEZ_PASSER = "laissez_passer", _("Laissez-passer")
    BIRTH_CERTIFICATE = "birth_certificate", _("Birth certificate")
    MARRIAGE_CERTIFICATE = "marriage_certificate", _("Marriage certificate")
    RESIDENCE = "residence", _("Proof of residence")
    SCHOOL = "school", _("School certificate")
    DIPLOMA = "diploma", _("Diploma or certificate of work")
    AUTHORITY = "authority", _("Power of attorney or guardianship")
    MEDICAL = "medical", _("Medical report or vaccination card")
    COURT = "court", _("Paper of a court")
    BANK = "bank", _("Bank or tax paper")
    LEASE = "lease", _("Lease or deed")
    OTHER = "other", _("Other paper")


# A paper shows what it tells of the person: its file and its row are of this class.
CLASSES: dict[PaperKind, DataClass] = {
    PaperKind.PASSPORT: DataClass.IDENTITY,
    PaperKind.IDENTITY_CARD: DataClass.IDENTITY,
    PaperKind.LAISSEZ_PASSER: DataClass.IDENTITY,
    PaperKind.BIRTH_CERTIFICATE: DataClass.IDENTITY,
    PaperKind.MARRIAGE_CERTIFICATE: DataClass.IDENTITY,
    PaperKind.RESIDENCE: DataClass.CONTACT,
    PaperKind.SCHOOL: DataClass.PROFILE,
    PaperKind.DIPLOMA: DataClass.PROFILE,
    PaperKind.AUTHORITY: DataClass.CASE,
    PaperKind.MEDICAL: DataClass.HEALTH,
    PaperKind.COURT: DataClass.LEGAL,
    PaperKind.BANK: DataClass.FINANCE,
    PaperKind.LEASE: DataClass.CASE,
    PaperKind.OTHER: DataClass.CASE,
}


class ExpiryKnown(TextChoices):
    DAY = "day", _("It ends on a day")
    NEVER = "never", _("It does not end")
    UNKNOWN = "unknown", _("Unknown")


class Original(TextChoices):
    """Who has the original."""

    PERSON = "person", _("The person")
    US = "us", _("Our organisation")
    AUTHORITY = "authority", _("An authority")
    LOST = "lost", _("Lost")
    UNKNOWN = "unknown", _("Unknown")


class Reason(TextChoices):
    """Why an action on a paper is refused."""

    CLOSED = "closed", _("The case is closed.")
    NO_DAY = "no_day", _("Give the day on which the paper ends.")
    ENDS_BEFORE_ISSUE = "ends_before_issue", _("The paper would end before it was issued.")
    IN_FUTURE = "in_future", _("A paper can't have been issued in the future.")
    NOT_OF_CASE = "not_of_case", _("This person is not of the case's household.")
    REPLACED = "replaced", _("This paper was replaced already.")
    NOT_CLEARED = "not_cleared", _("Your role is not cleared for papers of this kind.")
