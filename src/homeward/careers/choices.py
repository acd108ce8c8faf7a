from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SkillLevel(TextChoices):
    """How it is known that somebody has a skill; not how good they are at it."""

    OWN_WORD = "own_word", _("By their own word")
    OBSERVED = "observed", _("Seen at work")
    CERTIFIED = "certified", _("Certified")


class Recognition(TextChoices):
    """Whether a certificate counts where the person wants to use it."""

    RECOGNISED = "recognised", _("Recognised")
    ASKED = "asked", _("Recognition is asked for")
    NOT_YET = "not_yet", _("Not recognised yet")
    UNKNOWN = "unknown", _("Unknown")


class Reason(TextChoices):
    """Why an action on a person's skills and work is refused."""

    CLOSED = "closed", _("The case is closed.")
    NOT_OF_CASE = "not_of_case", _("This person is not of the case's household.")
    NOTHING_SAID = "nothing_said", _("Choose an occupation, or write how the person calls it.")
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins", _("The work would end before it began.")
    IN_FUTURE = "in_future", _("This day is still to come.")
    TOO_MANY_YEARS = "too_many_years", _("These are more years than lie between the two days.")
    NO_TITLE = "no_title", _("Say what the certificate is.")
    ENDS_BEFORE_ISSUE = "ends_before_issue", _("The certificate would end before it was issued.")
    NOT_HTTPS = "not_https", _("A link to verify it begins with https://.")
    NOT_RECOGNISED_BY = "not_recognised_by", _("Say who recognises it.")
    NOT_THEIR_PAPER = "not_their_paper", _("This paper is of somebody else.")
    NOTHING_WISHED = "nothing_wished", _("Say at least one thing that the person wishes.")
    NO_CURRENCY = "no_currency", _("Say in which currency the wage is.")
    NOT_LATER = "not_later", _("The day to look again has to come after today.")
    NO_SKILL = "no_skill", _("Choose at least one skill.")
    ANSWERED_ALREADY = "answered_already", _("This answer was taken up already.")
    NO_WHY = "no_why", _("Say why.")
