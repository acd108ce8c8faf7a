from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    HERE = "here", _("Both work in this installation")
    FILE = "file", _("By sealed files, with another installation")


class Status(TextChoices):
    ASKED = "asked", _("Waits for the other organisation")
    READY = "ready", _("Being compared")
    DONE = "done", _("Compared")
    DECLINED = "declined", _("Declined")
    CANCELLED = "cancelled", _("Taken back")
    FAILED = "failed", _("Not compared: it failed several times")


OPEN = frozenset({Status.ASKED, Status.READY})


class Band(TextChoices):
    """How like two encodings are, in words: the number itself is shown to nobody."""

    CERTAIN = "certain", _("Almost certainly the same person")
    LIKELY = "likely", _("Probably the same person")
    POSSIBLE = "possible", _("Possibly the same person")


class Decision(TextChoices):
    """What one side says of a person whom both know."""

    WAITING = "waiting", _("Not decided yet")
    ASK_FIRST = "ask_first", _("Ask the person first")
    CONTACT = "contact", _("Be in contact with the other organisation")
    NO_CONTACT = "no_contact", _("No contact")
    NOT_SAME = "not_same", _("Not the same person")


# What one side has said for now, and what ends the matter on its side.
FINAL = frozenset({Decision.CONTACT, Decision.NO_CONTACT, Decision.NOT_SAME})


class StepKind(TextChoices):
    """What happened to a person whom both know, on one's own side."""

    FOUND = "found", _("Found by a comparison")
    ASK_FIRST = "ask_first", _("The person is asked first")
    CONTACT = "contact", _("Contact wanted")
    NO_CONTACT = "no_contact", _("No contact wanted")
    NOT_SAME = "not_same", _("Not the same person")
    TAKEN_BACK = "taken_back", _("Decision taken back")
    REACHED = "reached", _("Spoke with the other organisation")


class Outcome(TextChoices):
    """What both sides' decisions give together."""

    OPEN = "open", _("Open")
    AGREED = "agreed", _("Both want contact")
    NO_CONTACT = "no_contact", _("No contact")
    NOT_SAME = "not_same", _("Not the same person")


class Reason(TextChoices):
    """Why an action on a comparison is refused."""

    NOT_AGREED = (
        "not_agreed",
        _(
            "No agreement in force lets both organisations compare with each other: each needs a"
            " clause for an encoded comparison."
        ),
    )
    ASKED_ALREADY = "asked_already", _("A comparison with this organisation is under way already.")
    TOO_SOON = (
        "too_soon",
        _(
            "You compared with this organisation less than a week ago. Short intervals would show"
            " who came and who left."
        ),
    )
    NOT_HERE = (
        "not_here",
        _("Nobody of the other organisation works in this installation: compare by sealed files."),
    )
    WORKS_HERE = (
        "works_here",
        _("The other organisation works in this installation: no file is needed."),
    )
    WRONG_STATUS = "wrong_status", _("The comparison is not in a state that allows this.")
    NOT_YOURS = "not_yours", _("This is for the other organisation to say.")
    AGREED_ALREADY = (
        "agreed_already",
        _("Both sides have agreed on contact already, and know whom to ask."),
    )
    NOTHING_TO_TAKE_BACK = "nothing_to_take_back", _("Nothing is decided yet.")
    NOT_AGREED_YET = "not_agreed_yet", _("Both sides have to want contact first.")
    REACHED_ALREADY = "reached_already", _("This was noted already.")
    NO_REASON = "no_reason", _("Say why.")
    NO_CONTACT_POINT = (
        "no_contact_point",
        _("Name a colleague whom the other organisation may call or write to."),
    )
    NO_DAY = "no_day", _("Say by when the person is asked; the day lies ahead.")
    OTHER_RUN = "other_run", _("This file belongs to no comparison that is under way here.")
    OTHER_ENCODER = (
        "other_encoder",
        _("The file was made by another version of the encoding: both installations need one."),
    )
    MALFORMED = "malformed", _("The file does not hold what it should.")
    TAKEN_ALREADY = "taken_already", _("This file was taken in already.")
    NOTHING_TO_SEND = "nothing_to_send", _("There is nothing to send now.")
