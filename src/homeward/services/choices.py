from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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


class Category(TextChoices):
    """The need a service answers: the directory's first facet, whatever source it came from."""

    TRAINING = "training", _("Training and work")
    BUSINESS = "business", _("Starting a business")
    HOUSING = "housing", _("Housing")
    HEALTH = "health", _("Health")
    PSYCHOSOCIAL = "psychosocial", _("Psychosocial support")
    PROTECTION = "protection", _("Protection")
    CHILDREN = "children", _("Children and family")
    WOMEN = "women", _("Women's safety")
    EDUCATION = "education", _("School and education")
    LEGAL = "legal", _("Papers and legal help")
    CASH = "cash", _("Cash help")
    FOOD = "food", _("Food and nutrition")
    BASIC_ITEMS = "basic_items", _("Household items")
    WATER = "water", _("Water and sanitation")
    COMMUNITY = "community", _("Community life")
    TRANSPORT = "transport", _("Transport")


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
