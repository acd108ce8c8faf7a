from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verdict(TextChoices):
    JUSTIFIED = "justified", _("Justified")
    NOT_JUSTIFIED = "not_justified", _("Not justified")


class Reason(TextChoices):
    """Why emergency access is not opened, ended or reviewed."""

    TOO_FEW_WORDS = "too_few_words", _("Say in at least five words what the danger is.")
    NO_SECOND_FACTOR = "no_second_factor", _("The code or the password is not right.")
    OPEN_ALREADY = (
        "open_already",
        _("You have emergency access to another file. End it first: one person at a time."),
    )
    # One answer, whatever the number is: unknown, closed to the reader, or open already.
    NOT_OPENED = (
        "not_opened",
        _(
            "No emergency access was opened for this number. If you see the case in your"
            " list, you don’t need it; if not, ask the protection focal point."
        ),
    )
    ENDED_ALREADY = "ended_already", _("This emergency access has ended already.")
    REVIEWED_ALREADY = "reviewed_already", _("Your organisation has reviewed this already.")
    OWN_ACCESS = "own_access", _("Whoever used the access doesn’t review it.")
    NO_NOTE = "no_note", _("Say what your verdict rests on.")
