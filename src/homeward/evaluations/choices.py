from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    DRAFT = "draft", _("Being prepared")
    DECLARED = "declared", _("Questions are declared")
    REPORTED = "reported", _("Waits for the reply of the assessed party")
    REPLIED = "replied", _("Replied, ready to be published")
    PUBLISHED = "published", _("Published")


class ExtractStatus(TextChoices):
    ASKED = "asked", _("Being frozen")
    FROZEN = "frozen", _("Frozen")
    # Somebody was taken out of it: the next edition is being written.
    THINNED = "thinned", _("Being written anew")
    EMPTY = "empty", _("Nobody is in it")


class Group(TextChoices):
    """Who is compared with whom. The codes stand in the extract."""

    AIDED = "aided", _("Returnees with aid")
    NO_AID = "no_aid", _("Returnees without aid")
    RESIDENT = "resident", _("Local residents surveyed")


class Told(TextChoices):
    """What may be taken along of each person, coarse. The codes are the extract's columns."""

    SEX = "sex", _("Sex")
    AGE_BAND = "age_band", _("Age band")
    HOUSEHOLD = "household", _("Size of the household")
    HOST_COUNTRY = "host_country", _("Host country")
    ORIGIN_COUNTRY = "origin_country", _("Country of origin")
    ARRIVAL = "arrival", _("Quarter of arrival")


class Treatment(TextChoices):
    """Which two groups a question compares."""

    AIDED_NO_AID = "aided_no_aid", _("Returnees with aid, and without")
    AIDED_RESIDENT = "aided_resident", _("Returnees with aid, and local residents")
    RETURNEE_RESIDENT = "returnee_resident", _("All returnees, and local residents")


class Taken(TextChoices):
    """What a lesson led to."""

    PROGRAMME = "programme", _("A change of a programme")
    SESSION = "session", _("A decision of a commission")
    PRACTICE = "practice", _("A change of how we work")


class Reason(TextChoices):
    """Why something about evaluations is refused."""

    NOT_PARTY = "not_party", _("Only the organisations of this evaluation may do this.")
    NO_QUESTION = "no_question", _("State at least one question first.")
    WRONG_STATUS = "wrong_status", _("The evaluation is not at this step.")
    LOCKED = "locked", _("The questions are declared: what comes now is marked exploratory.")
    NOT_DECLARED = "not_declared", _("Declare the questions before data are frozen.")
    NO_AGREEMENT = (
        "no_agreement",
        _("No agreement in force lets the evaluator have survey data for this purpose."),
    )
    NO_RESULT = "no_result", _("There is no result to report.")
    NO_DEADLINE = "no_deadline", _("Say until when the assessed party may reply.")
    REPLY_TIME_RUNS = "reply_time_runs", _("The time to reply is not over, and nobody replied.")
    NOT_FROZEN = "not_frozen", _("The extract is not ready.")
    NO_COLUMN = "no_column", _("The extract has no such column.")
    TOO_FEW = "too_few", _("Too few people are in a group to be compared.")
    EDITION_GONE = (
        "edition_gone",
        _("Somebody was taken out of the extract since: those numbers can't be made again."),
    )
    SAME_PARTY = "same_party", _("Nobody evaluates themselves: choose another organisation.")
    NO_TEXT = "no_text", _("Write something.")
    DONE_ALREADY = "done_already", _("This is done already.")
