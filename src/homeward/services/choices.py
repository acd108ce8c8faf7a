from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.programmes.choices import Category

__all__ = ["Category", "Dimension", "LocationType", "Reason", "Status"]


class Status(TextChoices):
    """As HSDS names them."""

    ACTIVE = "active", _("Open")
    INACTIVE = "inactive", _("Not offered now")
    TEMPORARILY_CLOSED = "temporarily closed", _("Closed for a time")
    DEFUNCT = "defunct", _("Ended")


class Dimension(TextChoices):
    ECONOMIC = "economic", _("Economic")
    SOCIAL = "social", _("Social")
    PSYCHOSOCIAL = "psychosocial", _("Psychosocial")


class LocationType(TextChoices):
    PHYSICAL = "physical", _("Place")
    POSTAL = "postal", _("Postal address")
    VIRTUAL = "virtual", _("Online or by phone")


class Reason(TextChoices):
    """Why an action on a service is refused."""

    NEGATIVE_PLACES = "negative_places", _("The number of free places can't be below zero.")
    MORE_THAN_ALL = "more_than_all", _("More places can't be free than the service has.")
    CONFIRMED_IN_FUTURE = "confirmed_in_future", _("A confirmation can't lie in the future.")
    CONFIRMED_LATER_ALREADY = (
        "confirmed_later_already",
        _("A later confirmation stands already."),
    )
