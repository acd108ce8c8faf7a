"""What can be assumed, what can be changed, and how far a play has come."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What is assumed. Of a way, need, area, criterion or donor where `SUBJECT` says so."""

    ARRIVALS = "arrivals", _("Returns a month")
    TREND = "trend", _("Change of returns, percent a month")
    WAITING = "waiting", _("Cases that wait already")
    AREA = "area", _("Share that goes to the area")
    STAFF = "staff", _("Staff who assess")
    ASSESS = "assess", _("Days of work to assess a case")
    CRITERION = "criterion", _("Share that meets the criterion")
    READY = "ready", _("Days until a file is ready for the commission")
    EVERY = "every", _("Days between sessions")
    SEATS = "seats", _("Files a session takes")
    APPROVED = "approved", _("Share approved")
    PRICE = "price", _("Cost of a package")
    DONOR = "donor", _("Share of costs that the donor pays")
    MONEY = "money", _("Money that comes from the donor")
    NEED = "need", _("Share with the need")
    START = "start", _("Days until a service begins where a place is free")
    TAKES = "takes", _("Days a place is held")
    PATIENCE = "patience", _("Days after which people give up waiting")
    PLACES = "places", _("Places")


class Subject(TextChoices):
    WAY = "way", _("Way of return")
    AREA = "area", _("Area")
    NEED = "need", _("Need")
    CRITERION = "criterion", _("Criterion")
    DONOR = "donor", _("Donor")


SUBJECT: dict[Kind, Subject] = {
    Kind.ARRIVALS: Subject.WAY,
    Kind.TREND: Subject.WAY,
    Kind.WAITING: Subject.WAY,
    Kind.AREA: Subject.AREA,
    Kind.CRITERION: Subject.CRITERION,
    Kind.DONOR: Subject.DONOR,
    Kind.MONEY: Subject.DONOR,
    Kind.NEED: Subject.NEED,
    Kind.TAKES: Subject.NEED,
    Kind.PATIENCE: Subject.NEED,
    Kind.PLACES: Subject.NEED,
}
# Parts of one; whole numbers.
SHARES = frozenset({Kind.AREA, Kind.CRITERION, Kind.APPROVED, Kind.DONOR, Kind.NEED})
WHOLE = frozenset({Kind.WAITING, Kind.STAFF, Kind.SEATS, Kind.PLACES})
# Of which there must be more than nought.
ABOVE_NOUGHT = frozenset({Kind.EVERY})
# Spread by a coefficient of variation, where one is given.
SPREAD = frozenset({Kind.ASSESS, Kind.READY, Kind.PRICE, Kind.START, Kind.TAKES})


class Source(TextChoices):
    OWN = "own", _("Own history")
    STATED = "stated", _("Stated")


class Change(TextChoices):
    SURGE = "surge", _("More or fewer returns")
    NEED = "need", _("More or fewer people with a need")
    CLOSURE = "closure", _("A service is closed")
    PLACES = "places", _("More or fewer places")
    STAFF = "staff", _("More or fewer staff who assess")
    SEATS = "seats", _("More or fewer files a session")
    CRITERION = "criterion", _("A criterion is not asked")
    MONEY = "money", _("More or less money")
    PRICE = "price", _("Dearer or cheaper packages")


# What a change is of; whether a factor or a number says how much.
OF: dict[Change, Subject] = {
    Change.SURGE: Subject.WAY,
    Change.NEED: Subject.NEED,
    Change.CLOSURE: Subject.NEED,
    Change.PLACES: Subject.NEED,
    Change.CRITERION: Subject.CRITERION,
    Change.MONEY: Subject.DONOR,
}
BY_FACTOR = frozenset({Change.SURGE, Change.NEED, Change.MONEY, Change.PRICE})
BY_NUMBER = frozenset({Change.PLACES, Change.STAFF, Change.SEATS})
# Everybody's, where no way, area or donor is named.
OF_ALL = frozenset({Change.SURGE, Change.MONEY})
# From the first month to the last: a share of people, or a price, is drawn once for each of them.
THROUGHOUT = frozenset({Change.NEED, Change.PRICE})


class Status(TextChoices):
    QUEUED = "queued", _("Waits to be played")
    RUNNING = "running", _("Being played")
    READY = "ready", _("Played")
    STOPPED = "stopped", _("Stopped")


UNDER_WAY = frozenset({Status.QUEUED, Status.RUNNING})


class Measure(TextChoices):
    """What is told by month, and can be compared with what happened."""

    ARRIVALS = "arrivals", _("Returns")
    DECIDED = "decided", _("Decided by the commission")
    GRANTED = "granted", _("Packages granted")
    BEGUN = "begun", _("Services begun")
    SPENT = "spent", _("Money granted")


class Passage(TextChoices):
    """How long people were on the way, of those who set out in the months that are compared."""

    DECISION = "to_decision", _("Days from the return to the decision")
    SERVICE = "to_service", _("Days from the grant to a service")


class Stage(TextChoices):
    """What a case waits for, in the order of the engine's stages."""

    ASSESSMENT = "assessment", _("Assessment")
    COMMISSION = "commission", _("Commission")
    MONEY = "money", _("Money")
    SERVICE = "service", _("A place in a service")


class Lever(TextChoices):
    STAFF = "staff", _("One more who assesses")
    SEAT = "seat", _("One more file a session")
    PLACE = "place", _("One more place")
    CRITERION = "criterion", _("The criterion not asked")
    MONEY = "money", _("Money for one more package")


class Reason(TextChoices):
    NO_HISTORY = "no_history", _("There is no history that was read.")
    UNDER_WAY = "under_way", _("It is being played already.")
    BEING_READ = "being_read", _("The history is being read already.")
    MISSING = "missing", _("Assumptions are missing; the page lists them.")
    SHARES = "shares", _("Shares of areas, and those of donors, add up to 100 percent each.")
    VALUE = (
        "value",
        _("The value is out of range: a share lies between 0 and 100 percent, all else from 0 up."),
    )
    NO_SUBJECT = "no_subject", _("Say of which way, area, need, criterion or donor.")
    NO_SOURCE = "no_source", _("Say who states it, and why it is thought so.")
    UNKNOWN_SUBJECT = "unknown_subject", _("Nothing is assumed yet of what would change.")
    MONTHS = "months", _("The months lie within the scenario’s, the first before the last.")
    MUCH = "much", _("Say how much: a factor above 0, or a number other than 0.")
    WHY = "why", _("Say why it may come so.")
    FIRST_DAY = "first_day", _("A scenario begins on the first day of a month.")
    LENGTH = "length", _("Between 1 and 60 months, and between 10 and 1,000 runs.")
    NOT_PLAYED = "not_played", _("Play it first: there is no result to show.")
    SHARED = "shared", _("Others read it already.")
    PERIOD = "period", _("The history ends after it begins, and not after today.")
