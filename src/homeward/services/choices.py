from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.programmes.choices import Category

__all__ = [
    "Access",
    "Category",
    "Cost",
    "Dimension",
    "Entitlement",
    "Fault",
    "Hub",
    "LinkAnswer",
    "Listing",
    "LocationType",
    "Reason",
    "Status",
]


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


class Entitlement(TextChoices):
    """Who owes the service: the state by its law, a programme while it lasts, or nobody."""

    PUBLIC = "public", _("Public entitlement")
    AID = "aid", _("Aid of a programme")
    OTHER = "other", _("Neither: an offer on the market or of a community")


class Cost(TextChoices):
    FREE = "free", _("Free of charge")
    CHARGED = "charged", _("Something is to be paid")


class Access(TextChoices):
    """What a place does for somebody who could not use it otherwise."""

    STEP_FREE = "step_free", _("Entrance without steps")
    TOILET = "toilet", _("Accessible toilet")
    SIGN_LANGUAGE = "sign_language", _("Sign language")
    LARGE_PRINT = "large_print", _("Large print or Braille")
    EASY_WORDS = "easy_words", _("Explained in easy words")
    CHILD_CARE = "child_care", _("Children are looked after")
    WOMEN_ONLY = "women_only", _("A room or hours for women alone")
    HOME_VISITS = "home_visits", _("Comes to the home")
    BY_PHONE = "by_phone", _("By phone or online")


class Listing(TextChoices):
    """Who finds an entry: its own organisation, who decides on a proposal, or everybody here."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed")
    LISTED = "listed", _("In the directory")


class Hub(TextChoices):
    """A place that leads on to many services."""

    RESOURCE_CENTRE = "resource_centre", _("Migrant resource centre")
    REINTEGRATION_OFFICE = "reintegration_office", _("Reintegration office")
    MUNICIPAL_DESK = "municipal_desk", _("Municipal desk")
    JOB_CENTRE = "job_centre", _("Job centre")
    COMMUNITY_CENTRE = "community_centre", _("Community centre")
    RECEPTION_CENTRE = "reception_centre", _("Reception centre")


class Fault(TextChoices):
    """What somebody found to be wrong with an entry."""

    CLOSED = "closed", _("It is closed or has ended")
    PHONE = "phone", _("The phone or e-mail does not work")
    PLACE = "place", _("The place or the hours are wrong")
    NOT_FOR_ME = "not_for_me", _("They turned somebody away whom it is said to be for")
    MONEY = "money", _("They asked for money that is not told here")
    TREATMENT = "treatment", _("Somebody was treated badly")
    CONFIDENTIAL = "confidential", _("It shows a place that must stay confidential")
    OTHER = "other", _("Something else")


class LinkAnswer(TextChoices):
    """What an office says of its entry by its link."""

    RIGHT = "right", _("Still right")
    CHANGED = "changed", _("Change the number")
    CLOSED = "closed", _("Closed for now")
    WRONG_RECEIVER = "wrong_receiver", _("This is not ours")


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
    NOT_PROPOSED = "not_proposed", _("This entry was decided on already.")
    NOT_LISTED = "not_listed", _("Only what is in the directory can be published.")
    HAS_ENDED = "has_ended", _("This service has ended.")
    ANSWERED = "answered", _("This report was answered already.")
