from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.surveys.instruments import State


class WaveKind(TextChoices):
    BASELINE = "baseline", _("Baseline")
    MIDTERM = "midterm", _("Midterm")
    FINAL = "final", _("Final")


class Status(TextChoices):
    PLANNED = "planned", _("Planned")
    DONE = "done", _("Held")
    NOT_DONE = "not_done", _("Not held")


class NotDone(TextChoices):
    """Why a survey was not held. It has no score then, and the figures say so."""

    NOT_REACHED = "not_reached", _("The person could not be reached")
    DECLINED = "declined", _("The person did not wish to take part")
    LEFT_AREA = "left_area", _("The person left the area")
    DIED = "died", _("The person died")
    SECURITY = "security", _("It was not safe")
    NO_INTERVIEWER = "no_interviewer", _("No colleague could hold it")
    TIME_PASSED = "time_passed", _("Its time had passed before it was planned")


class Reason(TextChoices):
    """Why an action on a survey is refused."""

    ENDED_ALREADY = (
        "ended_already",
        _("This survey was filled in already, or ended without answers."),
    )
    TOO_EARLY = "too_early", _("The interview would lie before the time of this survey.")
    TOO_LATE = (
        "too_late",
        _("The interview would lie after the time of this survey. Say that it was not held."),
    )
    IN_FUTURE = "in_future", _("The day of the interview lies ahead.")
    OWN_CASE_WORKER = (
        "own_case_worker",
        _("You are this person's case worker: a colleague holds the interview."),
    )
    NO_ANSWERS = (
        "no_answers",
        _("No question has an answer, so there is no score. Say that it was not held."),
    )
    NOT_ARRIVED = "not_arrived", _("The arrival is not confirmed: surveys are timed by its day.")
    NO_REASON = "no_reason", _("Choose a reason.")


STATE_LABELS = {
    State.UNKNOWN: _("Doesn't know"),
    State.REFUSED: _("Doesn't wish to answer"),
    State.NOT_APPLICABLE: _("Does not apply"),
    State.NOT_ASKED: _("Not asked"),
}
