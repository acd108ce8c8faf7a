from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(TextChoices):
    EMAIL = "email", _("E-mail")
    SMS = "sms", _("SMS")
    WHATSAPP = "whatsapp", _("WhatsApp")


class GatewayKind(TextChoices):
    SMTP = "smtp", _("Mail server (SMTP)")
    HTTP = "http", _("HTTP interface of a provider")
    APPRISE = "apprise", _("Provider by its Apprise address")
    FILE = "file", _("Telephones of the demo")


class State(TextChoices):
    WAITING = "waiting", _("Waiting")
    SENT = "sent", pgettext_lazy("a message", "Sent")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Not delivered")
    # What was given up keeps its address and text, so that somebody can send it again.
    DEAD = "dead", _("Given up")
    DISCARDED = "discarded", _("Thrown away")


# Nothing more is done with these by itself.
SETTLED = [State.SENT, State.DELIVERED, State.FAILED, State.DISCARDED]


class Check(TextChoices):
    """How a gateway shows that what comes in is from its provider."""

    ADDRESS = "address", _("The secret address alone")
    TOKEN = "token", _("A token in a header")
    HMAC_SHA256 = "hmac_sha256", _("A signature over the body (HMAC-SHA256)")
    TWILIO = "twilio", _("Twilio’s signature (HMAC-SHA1 over address and fields)")


class Occasion(TextChoices):
    """What a text is for. Each has words of the house where the organisation wrote none."""

    APPOINTMENT = "appointment", _("Reminder of an appointment")
    FOLLOW_UP = "follow_up", _("Reminder of a talk after the arrival")
    CALL_US = "call_us", _("Please call or come")
    NEWS = "news", _("Something waits to be read")
    WELCOME = "welcome", _("Messages begin")
    STOPPED = "stopped", _("Messages have ended")


class Placeholder(TextChoices):
    """The only words of a case that may stand in a message."""

    REFERENCE = "reference", _("the case’s reference")
    DAY = "day", _("the day")
    TIME = "time", _("the hour")
    OFFICE = "office", _("our office")
    LINK = "link", _("the address of the own pages")


class Encoding(TextChoices):
    JSON = "json", _("JSON")
    FORM = "form", _("Form fields")


class Reason(TextChoices):
    """Why something about messages is refused."""

    EMPTY = "empty", _("Write a text.")
    UNKNOWN_PLACEHOLDER = (
        "unknown_placeholder",
        _("Only these may stand in braces: reference, day, time, office, link."),
    )
    BRACES = "braces", _("A brace is open or closed without its other one.")
    NUMBER = "number", _("A long number stands in it: others could learn a document or telephone.")
    NAME = "name", _("A name of the case stands in it: whoever reads the telephone learns of whom.")
    TELLING_WORD = (
        "telling_word",
        _("A word tells of health, protection, asylum, law, money or return. Ask them to call."),
    )
    STRANGE_LINK = "strange_link", _("An address of another site stands in it.")
    TOO_LONG = "too_long", _("It is longer than six parts of an SMS.")
    NOT_HTTPS = "not_https", _("The address is not one of the open internet with https.")
    APPRISE_SCHEME = "apprise_scheme", _("This kind of Apprise address is not on our list.")
    APPRISE_TARGET = (
        "apprise_target",
        _("The Apprise address must hold {to} once, and no question mark."),
    )
    WRONG_KIND = "wrong_kind", _("This kind of gateway does not serve this channel.")
    BODY = "body", _("The body is no JSON object that holds {to} and {text}.")
    HEADERS = "headers", _("The headers are no JSON object of texts.")
    DEMO_ALONE = "demo_alone", _("Telephones of the demo exist in the demo alone.")
    NO_SECRET = "no_secret", _("This check needs a secret and the name of a header.")
    NO_HOST = "no_host", _("Give the mail server, its port and the sender’s address.")
    NO_ADDRESS = "no_address", _("Give a telephone number with its country, or an e-mail address.")
    NOT_GIVEN_UP = "not_given_up", _("It was not given up.")
    NO_GATEWAY = "no_gateway", _("No gateway of the organisation serves this channel.")
    SAME_HOURS = "same_hours", _("The quiet hours would begin and end at the same hour.")
    NO_ZONE = "no_zone", _("This is no time zone of that country.")
    LANGUAGE = "language", _("This is no language code.")
    PAUSED = "paused", _("The gateway is paused.")
