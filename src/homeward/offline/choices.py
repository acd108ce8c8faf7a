from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass, Purpose


class Kind(TextChoices):
    """Which list goes along."""

    ARRIVALS = "arrivals", _("Arrivals")
    VISITS = "visits", _("Visits and sessions")


ACTIONS = {Kind.ARRIVALS: "offline.carry_arrivals", Kind.VISITS: "offline.carry_visits"}
PURPOSES = {Kind.ARRIVALS: Purpose.ARRIVAL, Kind.VISITS: Purpose.CASEWORK}

# All that a device holds of a person, and of which class it is. Nothing else is put on a list
# (tests hold the lists to it), and nothing of the classes whose reading is logged.
CARRIED: dict[Kind, dict[str, DataClass]] = {
    Kind.ARRIVALS: {
        "number": DataClass.PROFILE,
        "name": DataClass.IDENTITY,
        "at": DataClass.PROFILE,
        "place": DataClass.PROFILE,
        "flight": DataClass.PROFILE,
        "adults": DataClass.PROFILE,
        "children": DataClass.PROFILE,
        "languages": DataClass.PROFILE,
        "bring": DataClass.PROFILE,
        "stands": DataClass.PROFILE,
    },
    Kind.VISITS: {
        "number": DataClass.CASE,
        "name": DataClass.IDENTITY,
        "people": DataClass.IDENTITY,
        "at": DataClass.CASE,
        "what": DataClass.CASE,
        "place": DataClass.CASE,
        "bring": DataClass.CASE,
        "stands": DataClass.CASE,
    },
}


class Standing(TextChoices):
    """What a device is told of its list."""

    STANDS = "stands", _("In use")
    OVER = "over", _("Its time is over")
    GONE = "gone", _("Ended")


class Does(TextChoices):
    """What an entry says of an arrival, or of a visit."""

    ARRIVED = "arrived", _("All arrived")
    PARTLY = "partly", _("Some arrived")
    NOT_ARRIVED = "not_arrived", _("Not arrived")
    HELD = "held", _("Held")
    NO_SHOW = "no_show", _("Nobody came")
    CANCELLED = "cancelled", _("Cancelled")


DONE_TO = {
    Kind.ARRIVALS: {Does.ARRIVED, Does.PARTLY, Does.NOT_ARRIVED},
    Kind.VISITS: {Does.HELD, Does.NO_SHOW, Does.CANCELLED},
}


class Outcome(TextChoices):
    """How one entry was answered. Each has its own answer, whatever became of the others."""

    TAKEN = "taken", _("Taken")
    CONFLICT = "conflict", _("Somebody said otherwise meanwhile")
    REFUSED = "refused", _("Not taken")
    GONE = "gone", _("No longer here")


class Reason(TextChoices):
    """Why a list is not given, or an entry not taken."""

    ENDED = "ended", _("This list was ended.")
    UNREADABLE = "unreadable", _("This entry can’t be read: {fault}.")
    MAY_NOT = "may_not", _("You may not change this any more.")
