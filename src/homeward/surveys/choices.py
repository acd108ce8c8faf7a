from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.surveys.instruments import State


class WaveKind(TextChoices):
    BASELINE = "baseline", _("Baseline")
    MIDTERM = "midterm", _("Midterm")
    FINAL = "final", _("Final")


# A baseline that was missed and is asked from memory: a wave of its own, so that no figure takes
# it for a baseline that was held in time.
RECALLED = "recalled"
RECALLED_LABEL = _("Baseline, asked afterwards")


class Unit(TextChoices):
    """What one filled-in survey is about."""

    PERSON = "person", _("Person")
    HOUSEHOLD = "household", _("Household")
    PROJECT = "project", _("Collective project")
    COMMUNITY = "community", _("Community")


class Topic(TextChoices):
    """What an instrument measures. Of each, a programme loads its own; none is invented here."""

    REINTEGRATION = "reintegration", _("Reintegration")
    CHILD = "child", _("Reintegration of children")
    TRAFFICKING = "trafficking", _("Survivors of trafficking")
    SATISFACTION = "satisfaction", _("Satisfaction with help")
    COHESION = "cohesion", _("Social cohesion")
    OTHER = "other", _("Something else")


class Filler(TextChoices):
    """Who may fill an instrument in."""

    OWN_WORKER = "own_worker", _("The person’s own case worker")
    COLLEAGUE = "colleague", _("A case worker who is not the person’s own")
    PARTNER = "partner", _("A local partner")
    PERSON = "person", _("The person, by a link")


def usual_fillers() -> list[str]:
    return [Filler.COLLEAGUE.value, Filler.PARTNER.value]


class Source(TextChoices):
    """Which way a filled-in survey came."""

    BROWSER = "browser", _("Browser")
    LINK = "link", _("Link")
    COLLECT = "collect", _("ODK Collect")
    KOBO = "kobo", _("KoboToolbox")
    FILE = "file", _("File")
    TYPED = "typed", _("Typed from paper")


class VersionStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


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
    NOT_PUBLISHED = "not_published", _("This version of the instrument is not published yet.")
    OTHER_ANSWERS = (
        "other_answers",
        _("A survey with this number came in before, with other answers."),
    )
    REPLACED_ALREADY = (
        "replaced_already",
        _("These answers were mended already. Begin with those that hold now."),
    )
    OTHER_INSTRUMENT = (
        "other_instrument",
        _("These answers are to another instrument than the survey that was planned."),
    )
    NOT_OURS = "not_ours", _("Another organisation keeps this instrument.")
    CODE_TAKEN = "code_taken", _("Another instrument has this short name.")
    VERSION_TAKEN = "version_taken", _("A version of this name is there already.")
    NO_FILE = "no_file", _("Upload the questions, a scoring sheet, or both.")
    NO_CHANGES = "no_changes", _("Say what is new in this version.")
    OTHER_SHEET = (
        "other_sheet",
        _("The scoring sheet is of another instrument or version: its id and version say so."),
    )
    PUBLISHED_ALREADY = "published_already", _("This version is published already.")
    NO_FILLER = "no_filler", _("Say who may fill it in.")
    HELD_ALREADY = "held_already", _("The baseline was held: nothing is asked afterwards.")
    NEXT_BEGAN = (
        "next_began",
        _("The time of the next survey has begun: memory is not mixed with it."),
    )
    NOT_A_COLLEAGUE = "not_a_colleague", _("Only colleagues who may hold surveys.")
    WORKER_INTERVIEWS = (
        "worker_interviews",
        _("The case worker does not interview their own person: choose a colleague."),
    )
    OTHER_UNIT = "other_unit", _("This instrument asks about something else.")
    NOT_FOR_PERSON = "not_for_person", _("This instrument is not filled in by the person.")
    NOT_FOR_PARTNERS = "not_for_partners", _("This instrument is not filled in by a partner.")
    NOT_FOLLOWED = (
        "not_followed",
        _("The case is closed, and no consent lets your organisation follow it after that."),
    )


STATE_LABELS = {
    State.UNKNOWN: _("Doesn't know"),
    State.REFUSED: _("Doesn't wish to answer"),
    State.NOT_APPLICABLE: _("Does not apply"),
    State.NOT_ASKED: _("Not asked"),
}

# Titles of the instruments that come with the software, by their code, in the reader's language.
TITLES = {"rss": _("Reintegration Sustainability Survey")}
ABOUT = {
    "rss": _("How well a returnee stands on their own feet: in work, among others, and in mind."),
}
LICENCES = {
    "rss": _(
        "The official wording of the questions is IOM’s and is not part of Homeward. Points and"
        " weights follow IOM’s note of 2018; all labels are Homeward’s own."
    ),
}
