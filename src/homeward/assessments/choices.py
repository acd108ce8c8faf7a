from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AssessmentPurpose(TextChoices):
    """At which step of the way a form is asked. Which form that is, each programme says."""

    INTAKE = "intake", _("Intake")
    RAPID_SCREEN = "rapid_screen", _("Rapid screen")
    ARRIVAL_SCREEN = "arrival_screen", _("Screen on arrival")
    NEEDS = "needs", _("Needs by dimension")
    HEALTH = "health", _("Health and continuity of care")
    FAMILY = "family", _("Family and community")
    FOLLOW_UP = "follow_up", _("Follow-up")


class Status(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")


class Reason(TextChoices):
    """Why an action on an assessment is refused."""

    CLOSED = "closed", _("The case is closed.")
    NO_FORM = "no_form", _("No form is in use for this step.")
    NOT_YOUR_PROGRAMME = (
        "not_your_programme",
        _("Only the organisation that leads a programme chooses its forms; for every programme, "
          "an administrator does."),
    )  # fmt: skip
    NOT_PUBLISHED = "not_published", _("The form has no published version.")
    SUBMITTED_ALREADY = "submitted_already", _("It was submitted already, and stays as it is.")
    SAVED_MEANWHILE = (
        "saved_meanwhile",
        _("Somebody saved this draft after you opened it. What you typed stands here: read theirs "
          "in another window, then save again."),
    )  # fmt: skip
    NOT_OURS = "not_ours", _("Another organisation began this draft.")
    NOT_OF_HOUSEHOLD = "not_of_household", _("The person is not of this household.")
    NOT_CLEARED = "not_cleared", _("You are not cleared for what this form asks.")
    FAULTS = "faults", _("Some answers are still missing or don’t fit.")
    FUTURE = "future", _("The day of the talk is still to come.")
