from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    MADE = "made", _("Waiting for the receipt")
    RECEIVED = "received", _("Received")
    REFUSED = "refused", _("Refused by the receiver")


class Reason(TextChoices):
    """Why a package is not made, not taken, or a receipt not believed."""

    NO_KEY = "no_key", _("The receiver's installation is not known yet. Enter its card first.")
    NO_AGREEMENT = "no_agreement", _("No agreement in force lets the receiver see these data.")
    NO_CONSENT = (
        "no_consent",
        _("Nobody of the household consents to this receiver, or what they allow is not agreed."),
    )
    NOT_A_CARD = "not_a_card", _("This is not an installation's card, or it was altered.")
    FINGERPRINT = (
        "fingerprint",
        _("The fingerprint differs from what you were told. Do not use this card."),
    )
    OWN_CARD = "own_card", _("This is the card of this installation itself.")
    NOT_A_PACKAGE = "not_a_package", _("This is not a package, or it was cut off on the way.")
    NOT_FOR_US = "not_for_us", _("The package is for another installation: it can't be opened.")
    UNKNOWN_SENDER = "unknown_sender", _("The package is from an installation that is not known.")
    ALTERED = "altered", _("The package was altered, or was not signed by whom it says.")
    WRONG_ORGANISATION = (
        "wrong_organisation",
        _("The package is for another organisation of this installation."),
    )
    TOO_LARGE = "too_large", _("The package is larger than what is taken.")
    TAKEN_ALREADY = (
        "taken_already",
        _("This package was taken already. Its receipt can be fetched again."),
    )
    NOT_A_RECEIPT = "not_a_receipt", _("This is not a receipt of the receiver, or it was altered.")
    OTHER_PACKAGE = "other_package", _("The receipt is for another package.")
    RECEIPTED_ALREADY = "receipted_already", _("The receipt was entered already.")
