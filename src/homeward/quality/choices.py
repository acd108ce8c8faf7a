"""Words of standards, checks and data quality."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VersionStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class Scale(TextChoices):
    """What may be said of one point of a standard; that it was not seen may always be said."""

    TWO = "two", _("Met, not met")
    THREE = "three", _("Met, partly met, not met")


class Verdict(TextChoices):
    MET = "met", pgettext_lazy("a point of a standard", "Met")
    PARTLY = "partly", pgettext_lazy("a point of a standard", "Partly met")
    NOT_MET = "not_met", pgettext_lazy("a point of a standard", "Not met")
    NOT_SEEN = "not_seen", _("Not seen")


class Kind(TextChoices):
    SPOT = "spot", _("Spot check")
    CALL = "call", _("Mystery call")


class Status(TextChoices):
    PLANNED = "planned", _("Planned")
    REPORTED = "reported", _("Waits for the provider’s reply")
    REPLIED = "replied", _("The provider replied")
    AGREED = "agreed", _("Improvement agreed")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Not held")


# What others than who planned it may know of: a check that is still to come is no notice of it.
TOLD = (Status.REPORTED, Status.REPLIED, Status.AGREED, Status.CLOSED)


class DrawnFrom(TextChoices):
    SERVICES = "services", _("Services of the directory")
    REFERRALS = "referrals", _("Our referrals that began")


class ReplyWay(TextChoices):
    HERE = "here", _("written here by the provider")
    TOLD = "told", _("told to us, and written down by us")


class SeenAgain(TextChoices):
    DONE = "done", _("It is so now")
    NOT_YET = "not_yet", _("Not yet: look again")


class Group(TextChoices):
    MISSING = "missing", _("Missing")
    LATE = "late", _("Late")
    CONTRADICTORY = "contradictory", _("Contradictory")


class Fault(TextChoices):
    """What is wrong in a cell of a standard's file."""

    EMPTY = "empty", _("is missing")
    TWICE = "twice", _("stands there twice")
    UNKNOWN = "unknown", _("is none of the words that may stand here")
    TOO_LONG = "too_long", _("is too long")


class Reason(TextChoices):
    """Why something about quality is refused."""

    NO_TEXT = "no_text", _("Write something.")
    NO_SOURCE = "no_source", _("Say where it is written.")
    NOT_OURS = "not_ours", _("Another organisation keeps this.")
    CODE_TAKEN = "code_taken", _("Another standard of yours has this short name.")
    NO_POINT = "no_point", _("A standard has at least one point to look at.")
    POINT_TAKEN = "point_taken", _("A point with this number is there already.")
    PUBLISHED_ALREADY = (
        "published_already",
        _("This version is published, and stays as it is: begin the next one."),
    )
    NOT_PUBLISHED = "not_published", _("This version is not published yet.")
    DRAFT_THERE = "draft_there", _("A next version is being written already.")
    ADOPTED_ALREADY = "adopted_already", _("Your organisation has adopted this version already.")
    NOT_ADOPTED = "not_adopted", _("Your organisation has not adopted this standard.")
    OTHER_KIND = "other_kind", _("This standard is for another kind of service.")
    OWN_SERVICE = (
        "own_service",
        _("Nobody checks themselves: this is your own organisation’s service."),
    )
    NO_REASON = "no_reason", _("Say why this one is chosen, or have it drawn.")
    OF_PROVIDER = "of_provider", _("Whoever checks is not of the organisation that is checked.")
    NOT_A_COLLEAGUE = "not_a_colleague", _("Choose an active colleague who may hold checks.")
    DAY_PAST = "day_past", _("The day lies behind us.")
    IN_FUTURE = "in_future", _("The day lies ahead.")
    NO_CALL_POINT = "no_call_point", _("No point of this standard can be heard on the telephone.")
    CALL_OF_REFERRALS = (
        "call_of_referrals",
        _("A mystery call holds nothing of a person: draw it from services."),
    )
    FRAME_TOO_SMALL = "frame_too_small", _("There are fewer to draw from than you wish to draw.")
    WINDOW = "window", _("The first day is after the last.")
    WRONG_STATUS = "wrong_status", _("The check is not at this step.")
    POINTS_OPEN = "points_open", _("Say of each point whether it is met, or that it was not seen.")
    NOTE_MISSING = "note_missing", _("Where a point is not or partly met, write what you saw.")
    NO_REPLY_DAY = "no_reply_day", _("Say until when the provider may reply.")
    REPLY_TIME_RUNS = "reply_time_runs", _("The time to reply is not over, and nobody replied.")
    NOT_ASSIGNED = "not_assigned", _("The check is given to somebody else.")
    NO_DAY = "no_day", _("Say until when.")
    SEEN_ALREADY = "seen_already", _("This was looked at again already.")
    STATED_ALREADY = "stated_already", _("A limit from this day is stated already.")
