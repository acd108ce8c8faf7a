from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TaskKind(TextChoices):
    """What the holder has to do, in the words of My work."""

    RECORD_CONSENT = "record_consent", _("Record the consent")
    FINISH_INTAKE = "finish_intake", _("Finish the intake")
    ANNOUNCE_ARRIVAL = "announce_arrival", _("Announce the arrival")
    CONFIRM_ARRIVAL = "confirm_arrival", _("Say whether they arrived")
    CONFIRM_FACTS = "confirm_facts", _("Confirm the facts")
    DRAFT_PLAN = "draft_plan", _("Draft the plan")
    DECIDE_PLAN = "decide_plan", _("Decide on the plan")
    MEND_PLAN = "mend_plan", _("Mend the plan and send it again")
    MEET_CONDITION = "meet_condition", _("Meet the commission's condition")
    START_SUPPORT = "start_support", _("Refer to the first service")
    ANSWER_REFERRAL = "answer_referral", _("Answer the referral")
    REFER_AGAIN = "refer_again", _("Choose another service")
    REPORT_OUTCOME = "report_outcome", _("Report the service and its outcome")
    READ_OUTCOME = "read_outcome", _("Read the outcome and decide what comes next")
    BRING_PROOF = "bring_proof", _("Bring the proof for the instalment")
    PAY_INSTALMENT = "pay_instalment", _("Check the proof and pay the instalment")
    FILL_SURVEY = "fill_survey", _("Hold the survey interview")
    CLOSE_CASE = "close_case", _("Close the case")
    DECIDE_LIFTING = "decide_lifting", _("Say whether the seal is lifted")
    REVIEW_EMERGENCY = "review_emergency", _("Review the emergency access")
    DECIDE_BASIS = "decide_basis", _("Decide on another ground than consent")
    ANSWER_NOTICE = "answer_notice", _("Say what became of the data")
    READ_WITHDRAWAL = "read_withdrawal", _("Read what was withdrawn and decide what comes next")
    ASK_CONSENT_ANEW = "ask_consent_anew", _("Ask for consent anew: a child comes of age")
    ANSWER_RIGHTS_REQUEST = "answer_rights_request", _("Answer the person's request")
    DECIDE_ERASURE = "decide_erasure", _("Decide on the erasure")
    ENTER_RECEIPT = "enter_receipt", _("Enter the receiver's receipt")
    SIGN_AGREEMENT = "sign_agreement", _("Sign the agreement")
    SOP_STEP = "sop_step", _("Do a step of the procedure")
    REVIEW_AGREEMENT = "review_agreement", _("Review the agreement")
    DECIDE_EXCEPTION = "decide_exception", _("Decide on an exception from the criteria")
    APPROVE_USER = "approve_user", _("Approve what a colleague asks for a user")
    NOTIFY_AUTHORITY = "notify_authority", _("Tell the supervisory authority of the breach")
    RENEW_SHEET = "renew_sheet", _("Renew the country sheet")
    READ_SECURITY_SHEET = "read_security_sheet", _("Read the changed security sheet")
    TELL_PERSONS = "tell_persons", _("Tell the persons whom the breach affects")
    MEND_PROGRAMMES = "mend_programmes", _("Answer a proposed change of a programme")
    MEET_OPENING = "meet_opening", _("Make a return and a programme's opening meet")
    CONFIRM_SERVICE = "confirm_service", _("Say whether the directory's entry still holds")
    MEND_SERVICE = "mend_service", _("Look at what is said to be wrong in the directory")
    DECIDE_SERVICE = "decide_service", _("Decide on a proposed entry of the directory")
    ASSIGN_WORKER = "assign_worker", _("Name who works on the case")
    HOLD_SESSION = "hold_session", _("Hold the session")
    JOIN_SESSION = "join_session", _("Join the session at a distance")
    FIRST_MEETING = "first_meeting", _("Meet together: the person and both partners")
    AGREED_STEP = "agreed_step", _("Do what a session agreed on")


class DayKind(TextChoices):
    CALENDAR = "calendar", _("calendar days")
    WORKING = "working", _("working days")


class Reason(TextChoices):
    """Why something about waits is refused."""

    NOT_LATER = "not_later", _("A version begins today or later: days that are past stay.")
    NO_SOURCE = "no_source", _("Say where it is written.")
    STATED_ALREADY = "stated_already", _("A version begins on that day already.")
    UNTIL_BEFORE_FROM = "until_before_from", _("The last day is before the first.")
    OVER_ALREADY = "over_already", _("These days are over already.")
    TOO_LONG = "too_long", _("An absence is stated for a year at most.")
    COVERS_ONESELF = "covers_oneself", _("Nobody covers for themselves.")
    NOT_A_COLLEAGUE = "not_a_colleague", _("Only active colleagues of the same organisation.")
    OVERLAPS = "overlaps", _("An absence is stated for some of these days already.")
    COVER_AWAY = "cover_away", _("The colleague is away on some of these days.")
    COVERS_SOMEBODY = "covers_somebody", _("On some of these days they cover for a colleague.")
    NOT_OURS = "not_ours", _("This is another organisation's.")
