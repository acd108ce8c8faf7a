from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.messages.choices import Channel


class Via(TextChoices):
    """By what something is written: a channel, or the person's own pages."""

    EMAIL = Channel.EMAIL.value, _("E-mail")
    SMS = Channel.SMS.value, _("SMS")
    WHATSAPP = Channel.WHATSAPP.value, _("WhatsApp")
    PAGE = "page", _("Own pages")


class Direction(TextChoices):
    OUT = "out", _("To the person")
    IN = "in", _("From the person")


class Way(TextChoices):
    """How the person agreed to messages."""

    PAPER = "paper", _("Signed on paper")
    SPOKEN = "spoken", _("Said to the worker")
    OWN_PAGE = "own_page", _("On their own pages")


class Ended(TextChoices):
    STOPPED = "stopped", _("The person wrote STOP")
    PERSON = "person", _("The person ended it on their pages")
    WORKER = "worker", _("The person told a worker")
    WRONG = "wrong", _("The number or address is another’s")
    SAFETY = "safety", _("Held back for safety")


class About(TextChoices):
    """What is reminded of."""

    SESSION = "session", _("Appointments and visits")
    FOLLOW_UP = "follow_up", _("Follow-ups and waves of surveys")


class Reason(TextChoices):
    """Why something about messages with a person is refused."""

    NO_OPT_IN = "no_opt_in", _("The person did not agree to messages by this channel.")
    HELD_BACK = "held_back", _("Messages to this person are held back for safety.")
    OTHERS_READ = (
        "others_read",
        _("Others read this telephone: choose one of the texts, write none of your own."),
    )
    CLOSED = "closed", _("The case is closed.")
    NOT_OF_CASE = "not_of_case", _("This person is not of the case’s household.")
    ENDED_ALREADY = "ended_already", _("It has ended already.")
    HELD_ALREADY = "held_already", _("Messages are held back already.")
    SETTLED_ALREADY = "settled_already", _("Somebody has dealt with it already.")
    TOO_LONG = "too_long", _("Write at most 2,000 characters.")
    NOTHING = "nothing", _("Write something.")
