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
    ENTER_RECEIPT = "enter_receipt", _("Enter the receiver's receipt")
    SIGN_AGREEMENT = "sign_agreement", _("Sign the agreement")


class DayKind(TextChoices):
    CALENDAR = "calendar", _("calendar days")
    WORKING = "working", _("working days")
