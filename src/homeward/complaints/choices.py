from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    COMPLAINT = "complaint", _("A complaint: something is wrong")
    THANKS = "thanks", _("Something that went well")
    SUGGESTION = "suggestion", _("A suggestion")
    QUESTION = "question", _("A question")


class Way(TextChoices):
    """How it came."""

    PAGE = "page", _("Public page")
    PHONE = "phone", _("By phone")
    PAPER = "paper", _("On paper")
    VISIT = "visit", _("In person")
    EMAIL = "email", _("By e-mail or message")
    PASSED = "passed", _("Passed on by another organisation")


class State(TextChoices):
    RECEIVED = "received", _("Received")
    ACKNOWLEDGED = "acknowledged", _("Looked into")
    ANSWERED = "answered", _("Answered")
    APPEALED = "appealed", _("Appealed")
    CLOSED = "closed", _("Closed")
    PASSED_ON = "passed_on", _("Passed on")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OPEN = (State.RECEIVED, State.ACKNOWLEDGED, State.APPEALED)
OVER = (State.CLOSED, State.PASSED_ON, State.WITHDRAWN)


class Outcome(TextChoices):
    UPHELD = "upheld", _("Upheld")
    PARTLY = "partly", _("Partly upheld")
    NOT_UPHELD = "not_upheld", _("Not upheld")
    # Of thanks, suggestions and questions.
    REPLIED = "replied", _("Replied")


class EntryKind(TextChoices):
    """What happened to it. The complainant reads some of them by the link (TOLD)."""

    ACKNOWLEDGED = "acknowledged", _("Receipt confirmed")
    ASSIGNED = "assigned", _("Handler named")
    SORTED = "sorted", _("Put in order")
    NOTE = "note", _("Note of the inquiry")
    SAID_MORE = "said_more", _("The complainant said more")
    ANSWER = "answer", _("Answer")
    TOLD = "told", _("Answer told")
    APPEAL = "appeal", _("Appeal against the answer")
    HEARD = "heard", _("Answer to the appeal")
    PASSED_ON = "passed_on", _("Passed on to another organisation")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CLOSED = "closed", _("Closed")
    LINK = "link", _("New code given")


# policies.sql names them again.
TOLD = (
    EntryKind.ACKNOWLEDGED,
    EntryKind.SAID_MORE,
    EntryKind.ANSWER,
    EntryKind.APPEAL,
    EntryKind.HEARD,
    EntryKind.PASSED_ON,
    EntryKind.WITHDRAWN,
    EntryKind.CLOSED,
)


class Asked(TextChoices):
    """What the list is cut by."""

    OPEN = "open", _("Open")
    LATE = "late", _("Late")
    MINE = "mine", _("Mine")
    ANSWERED = "answered", _("Answered, may be appealed")
    OVER = "over", _("Over")
    ALL = "all", _("All")


class Reason(TextChoices):
    """Why something about a complaint is refused."""

    NOTHING_SAID = "nothing_said", _("Say what it is about.")
    NOT_OPEN = "not_open", _("This organisation has named nobody who takes complaints here.")
    LATER_THAN_TODAY = "later_than_today", _("The day it came is still to come.")
    TRACE_OF_WHO = (
        "trace_of_who",
        _("An anonymous one has no name, no contact and belongs to no case."),
    )
    WRONG_STATE = "wrong_state", _("Its state has changed meanwhile. Look at it again.")
    NOT_A_HANDLER = "not_a_handler", _("Only a named handler of complaints does this.")
    NOT_FOR_SENSITIVE = (
        "not_for_sensitive",
        _("It is sensitive: only handlers named for sensitive matters take it."),
    )
    NAMES_THEM = "names_them", _("The complaint is about this person.")
    OWN_CASE = "own_case", _("This person works on the case the complaint belongs to.")
    OUTSIDE_TEAM = "outside_team", _("The file is sealed, and this person is not of its team.")
    NO_HANDLER = "no_handler", _("Nobody is named to look into it yet.")
    NOT_THEIRS = "not_theirs", _("Another handler looks into it.")
    NO_ANSWER = "no_answer", _("Write the answer.")
    NO_OUTCOME = "no_outcome", _("Say whether it is upheld.")
    APPEAL_OVER = "appeal_over", _("The days for an appeal are over.")
    TERM_RUNS = (
        "term_runs",
        _("The days for an appeal still run. Close it then, or when the complainant agrees."),
    )
    ANSWERED_BY_SAME = (
        "answered_by_same",
        _("Whoever gave the first answer does not decide on the appeal."),
    )
    NO_REASON = "no_reason", _("Write why.")
    NO_AGREEMENT = (
        "no_agreement",
        _("No agreement in force lets this go to them here. Pass it on on paper."),
    )
    THEY_TAKE_NONE = (
        "they_take_none",
        _("They have named nobody who takes complaints here. Pass it on on paper."),
    )
    TO_ITSELF = "to_itself", _("Choose another organisation.")
    NOT_A_COLLEAGUE = "not_a_colleague", _("Only active colleagues of your organisation.")
    NAMED_ALREADY = "named_already", _("This colleague is named already.")
    NAMES_ONESELF = (
        "names_oneself",
        _("Nobody names themselves for sensitive matters: a colleague does."),
    )
    LAST_HANDLER = (
        "last_handler",
        _("The last one stays: complaints would be seen by nobody. Name somebody else first."),
    )
    ENDED_ALREADY = "ended_already", _("This ended already.")
    NO_SOURCE = "no_source", _("Say where the days are written.")
    BEGINS_IN_THE_PAST = "begins_in_the_past", _("New days hold from today or later.")
    STATED_ALREADY = "stated_already", _("Days that hold from that day are stated already.")
