from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent, no answer yet")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    COMPLETED = "completed", _("Completed")
    NOT_COMPLETED = "not_completed", _("Not completed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


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


# The kind of the fact that holds the sender's words.
MESSAGE = "message"


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
    NO_OUTCOME_YET = "no_outcome_yet", _("A referral has no outcome yet.")
    LINK_USED_UP = "link_used_up", _("This link has ended.")
