from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent, no answer yet")
    INFO_ASKED = "info_asked", _("The receiver asks something")
    WAITING_LIST = "waiting_list", _("On the waiting list")
    ACCEPTED = "accepted", _("Accepted")
    STARTED = "started", _("Started")
    DECLINED = "declined", _("Declined")
    COMPLETED = "completed", _("Completed")
    NOT_COMPLETED = "not_completed", _("Not completed")
    CONFIRMED = "confirmed", _("Confirmed by the person")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class Side(TextChoices):
    """Who holds a referral: exactly one of the two, as long as it has not ended."""

    SENDER = "sender", _("the sender")
    RECEIVER = "receiver", _("the receiver")


class DeclineReason(TextChoices):
    NO_PLACES = "no_places", _("No places free")
    NOT_ELIGIBLE = "not_eligible", _("Does not meet the criteria")
    WRONG_SERVICE = "wrong_service", _("We do not offer this")
    TOO_FAR = "too_far", _("Too far for the person")
    DATES = "dates", _("The dates do not meet")
    WRONG_RECEIVER = "wrong_receiver", _("The request reached the wrong organisation")


class Outcome(TextChoices):
    CERTIFICATE = "certificate", _("Finished, with a certificate")
    FINISHED = "finished", _("Finished as planned")
    EMPLOYED = "employed", _("In work")
    ENROLLED = "enrolled", _("Enrolled")
    TREATED = "treated", _("Treated or cared for")
    LEFT_EARLY = "left_early", _("Left early")
    NEVER_CAME = "never_came", _("Never came")
    NOT_DELIVERED = "not_delivered", _("We could not deliver the service")


GOOD_OUTCOMES = {
    Outcome.CERTIFICATE,
    Outcome.FINISHED,
    Outcome.EMPLOYED,
    Outcome.ENROLLED,
    Outcome.TREATED,
}


# The kinds of the facts that hold the sender's words: sent with the referral, and in answer to a
# question of the receiver's. They close when one of the facts does.
MESSAGE = "message"
REPLY = "reply"
WORDS = (MESSAGE, REPLY)


class ExpireReason(TextChoices):
    """Whose silence it was that a referral expired with."""

    NO_ANSWER = "no_answer", _("The receiver did not answer")
    NO_INFORMATION = "no_information", _("The receiver's question was not answered")
    NO_PLACE = "no_place", _("No place came free by the day agreed")
    NEVER_BEGAN = "never_began", _("Nobody said that the service began")


class PersonSays(TextChoices):
    YES = "yes", _("Yes, it was so")
    NO = "no", _("No, it was not so")


class SaidWay(TextChoices):
    PORTAL = "portal", _("on their own pages")
    ASKED = "asked", _("asked by the worker")


class RequestStatus(TextChoices):
    OPEN = "open", _("Waiting for an answer")
    TAKEN = "taken", _("Asked for")
    DECLINED = "declined", _("Not asked for")
    TAKEN_BACK = "taken_back", _("Taken back by the person")


class RequestReason(TextChoices):
    """Why a worker does not ask for what a person wishes, in words that the person reads."""

    NOT_NOW = "not_now", _("Not now: another step comes first")
    NOT_ELIGIBLE = "not_eligible", _("You do not meet what it asks for")
    NO_PLACES = "no_places", _("It has no place")
    NO_AGREEMENT = "no_agreement", _("We have no agreement with them")
    OTHER_WAY = "other_way", _("We found another way together")
    HAS_IT = "has_it", _("It is under way already")


class WithdrawReason(TextChoices):
    PERSON_WISH = "person_wish", _("The person no longer wishes it")
    OTHER_PLACE = "other_place", _("Another place was found")
    MISTAKE = "mistake", _("Sent by mistake")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("The consent was withdrawn")


# What a sender may choose; the other is written by the withdrawal itself.
CHOSEN_BY_SENDER = [
    choice for choice in WithdrawReason if choice != WithdrawReason.CONSENT_WITHDRAWN
]


class Reason(TextChoices):
    """Why an action on a referral is refused."""

    NO_CONSENT = "no_consent", _("The person's consent does not cover this receiver.")
    NO_AGREEMENT = (
        "no_agreement",
        _("No agreement in force with the receiver covers the facts chosen."),
    )
    NO_PLACES = "no_places", _("The service has no free place.")
    NO_FACTS = "no_facts", _("Choose at least one fact that the receiver needs.")
    WRONG_STATUS = "wrong_status", _("The referral is not in a state that allows this.")
    CASE_CLOSED = "case_closed", _("The case is closed.")
    PLAN_NOT_APPROVED = "plan_not_approved", _("The plan line is not approved yet.")
    DUE_IN_THE_PAST = "due_in_the_past", _("The answer would be due in the past.")
    NO_REASON = "no_reason", _("Choose a reason.")
    NO_FIRST_DAY = "no_first_day", _("Say on which day the person can come first.")
    NO_OUTCOME = "no_outcome", _("Choose the outcome.")
    NO_QUESTION = "no_question", _("Write what you need to know.")
    NO_REPLY = "no_reply", _("Write an answer or choose a fact.")
    NO_DAY = "no_day", _("Say on which day you look at it again.")
    DAY_IN_THE_PAST = "day_in_the_past", _("The day is in the past.")
    ENDS_BEFORE_IT_STARTS = "ends_before_it_starts", _("The last day is before the first.")
    IN_THE_FUTURE = "in_the_future", _("This day is still to come.")
    NO_WORD = "no_word", _("Say yes or no.")
    NOTHING_CHOSEN = "nothing_chosen", _("Choose at least two services or offers.")
    NOT_OPEN = "not_open", _("The offer is not open.")
    REQUEST_ANSWERED = "request_answered", _("This request was answered already.")
    NO_OUTCOME_YET = "no_outcome_yet", _("A referral has no outcome yet.")
    LINK_USED_UP = "link_used_up", _("This link has ended.")
