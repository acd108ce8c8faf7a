from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Fault(TextChoices):
    """What the verification of a chain finds at one of its entries."""

    GAP = "gap", _("entries before it are missing")
    BROKEN = "broken", _("it does not follow from the entry before it")
    ALTERED = "altered", _("it was altered")
    EARLIER = "earlier", _("it says it is older than the entry before it")
    CUT = "cut", _("it was anchored outside, and is gone")
    REWRITTEN = "rewritten", _("it is not the entry that was anchored outside")
    UNANCHORED = "unanchored", _("it should have been anchored outside by now")


class Unusual(TextChoices):
    """Why a user's reads deserve a look before the others'."""

    EMERGENCY = "emergency", _("opened in an emergency")
    NOT_THEIRS = "not_theirs", _("persons with no case or step of theirs")
    MANY = "many", _("many persons within an hour")
    NIGHT = "night", _("at night")
