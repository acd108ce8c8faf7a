from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Side(TextChoices):
    HOST = "host", _("A country of work lacks people in it")
    ORIGIN = "origin", _("A country of origin wants people to go into it")


class PathwayKind(TextChoices):
    SEASONAL = "seasonal", _("Seasonal work")
    WORK = "work", _("Work for longer")
    APPRENTICESHIP = "apprenticeship", _("Apprenticeship or trainee")
    STUDY = "study", _("Study")
    FAMILY = "family", _("Family")
    EXCHANGE = "exchange", _("Youth or staff exchange")
    OTHER = "other", pgettext_lazy("a pathway", "Another way")


class RequirementKind(TextChoices):
    AGE = "age", _("Age")
    LANGUAGE = "language", pgettext_lazy("a requirement", "Language")
    OCCUPATION = "occupation", pgettext_lazy("a requirement", "Occupation")
    TRAINING = "training", _("Training or diploma")
    EXPERIENCE = "experience", _("Years of work")
    OFFER = "offer", _("Offer of an employer")
    DOCUMENT = "document", _("Document")
    HEALTH = "health", pgettext_lazy("a requirement", "Health")
    MONEY = "money", pgettext_lazy("a requirement", "Money")
    EARLIER = "earlier", _("Earlier stays and returns")
    OTHER = "other", pgettext_lazy("a requirement", "Other")


class LanguageLevel(TextChoices):
    """Levels of the Common European Framework of Reference for Languages (2001)."""

    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"


# What a kind is asked by, beside its words; the others have words alone, and need them.
ASKED_BY: dict[RequirementKind, tuple[str, ...]] = {
    RequirementKind.AGE: ("least", "most"),
    RequirementKind.LANGUAGE: ("language", "level"),
    RequirementKind.EXPERIENCE: ("least",),
    RequirementKind.MONEY: ("amount", "currency"),
}
# Needs no word more than its kind.
SAID_BY_KIND = frozenset({RequirementKind.OFFER})


class Validity(TextChoices):
    """How a pathway stands today; derived, never stored."""

    OPEN = "open", pgettext_lazy("a pathway", "Open")
    TO_COME = "to_come", _("Opens later")
    CLOSED = "closed", pgettext_lazy("a pathway", "Closed")
    OLD = "old", _("Not verified of late")


class Way(TextChoices):
    VISIT = "visit", _("Visit")
    CALL = "call", _("Telephone call")
    LETTER = "letter", _("Letter or message")
    EVENT = "event", _("At an event")


class Result(TextChoices):
    VACANCIES = "vacancies", _("Has vacancies")
    INTERESTED = "interested", _("Interested, later")
    TRAINEES = "trainees", _("Would take trainees")
    NO_ANSWER = "no_answer", _("No answer yet")
    NOT_NOW = "not_now", _("Not now")


class LeadState(TextChoices):
    HEARD = "heard", _("Heard of")
    TALKS = "talks", _("In talks")
    VISITED = "visited", _("Has seen the place")
    DECIDED = "decided", _("Decided to invest")
    INVESTED = "invested", _("Has invested")
    DROPPED = "dropped", _("Given up")


OVER = frozenset({LeadState.INVESTED, LeadState.DROPPED})


class EventKind(TextChoices):
    JOB_FAIR = "job_fair", _("Job fair")
    NETWORKING = "networking", _("Networking with employers")
    DIASPORA = "diaspora", _("Meeting with the diaspora")
    INFORMATION = "information", _("Information day")


class Reason(TextChoices):
    """Why something about markets, pathways and employers is refused."""

    NO_SOURCE = "no_source", _("Say where it is written.")
    NOT_LATER = "not_later", _("A version begins after the one before it.")
    NO_SECTOR = "no_sector", _("Name a sector or an occupation.")
    SAME_COUNTRY = "same_country", _("A pathway leads to another country.")
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins", _("It would end before it begins.")
    NOTHING_ASKED = "nothing_asked", _("Say what exactly is asked for.")
    LEAST_ABOVE_MOST = "least_above_most", _("The least lies above the most.")
    NO_FIRST_DAY = "no_first_day", _("Say from which day on it is asked for.")
    ENDED_ALREADY = "ended_already", _("It is asked no more already.")
    OF_ANOTHER = "of_another", _("This requirement is another pathway’s.")
    COST_NEEDS_CURRENCY = "cost_needs_currency", _("Name the currency of the cost.")
    VERIFY_LATER = "verify_later", _("The day of the next check lies in the future.")
    NOTHING_TIED = "nothing_tied", _("Choose an offer or an entry of the directory, one of them.")
    TIED_ALREADY = "tied_already", _("It is tied already.")
    NO_DAY = "no_day", _("A next step has a day.")
    NO_STEP = "no_step", _("Say what the next step is, or that there is none.")
    IN_FUTURE = "in_future", _("It can't lie in the future.")
    DONE_ALREADY = "done_already", _("It was done already.")
    OVER = "over", _("This lead is over.")
    NOT_HELD_YET = "not_held_yet", _("It has not been held yet.")
    REPORTED = "reported", _("What came of it was said already.")
    NOT_OURS = "not_ours", _("This is another organisation's.")
    NOT_OPEN = "not_open", _("This list is closed.")
