from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Waits for a second person")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Hidden(TextChoices):
    """What of a row is not told."""

    NOTHING = "", _("Told")
    ALL = "all", _("Hidden")
    # How many there are is told, not how many of them reached it.
    REACHED = "reached", _("Count told, result hidden")


class Reason(TextChoices):
    """Why a release is not checked, proposed, published, corrected or taken in."""

    NOTHING_CHOSEN = "nothing_chosen", _("Choose at least one indicator.")
    NO_FIGURES = "no_figures", _("There are no figures yet for what you chose.")
    TOO_LARGE = (
        "too_large",
        _("The tables are linked in too many ways to be checked. Choose fewer ways to cut."),
    )
    CONTRADICTION = (
        "contradiction",
        _("Some of the figures can’t be true together. Ask for them to be computed again."),
    )
    EXPOSED = (
        "exposed",
        _("A small number could be worked out with what was published before, whatever is hidden."),
    )
    SAME_PERSON = "same_person", _("Somebody else than who prepared it publishes it.")
    WRONG_STATUS = "wrong_status", _("The release is no longer at this step.")
    CHANGED = (
        "changed",
        _("Figures changed since it was prepared. Look at the preview again, then propose it."),
    )
    NO_WHY = "no_why", _("Say why.")
    NOT_A_PACKAGE = "not_a_package", _("This is not a release of statistics, or it was altered.")
    UNKNOWN_SENDER = "unknown_sender", _("The release is from an installation that is not known.")
    OWN_RELEASE = "own_release", _("This is a release of this installation itself.")
    TAKEN_ALREADY = "taken_already", _("This release was taken in already.")


class Apart(TextChoices):
    """Why figures of several installations are not added up."""

    VERSIONS = "versions", _("The installations count by different versions of the definition.")
    MEASURES = "measures", _("The installations measure different things under one code.")
    NO_SUM = "no_sum", _("Means and medians can’t be added up; see each installation’s own.")
