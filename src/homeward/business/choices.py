from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BusinessState(TextChoices):
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    STOPPED = "stopped", _("Stopped")


class PlanState(TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("With the adviser")
    SENT_BACK = "sent_back", _("Sent back with comments")
    AGREED = "agreed", _("Agreed")


class CostKind(TextChoices):
    START = "start", _("To begin with")
    MONTHLY = "monthly", _("Each month")


class Verdict(TextChoices):
    AGREE = "agree", _("It can work as it stands")
    MEND = "mend", _("It needs changes")


class StepState(TextChoices):
    TO_DO = "to_do", _("To do")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    NOT_NEEDED = "not_needed", _("Does not apply")


class TaxTreatment(TextChoices):
    EXEMPT = "exempt", _("Not taxed")
    REDUCED = "reduced", _("Taxed less, or from a threshold on")
    TAXED = "taxed", _("Taxed")
    FEE = "fee", _("A fee or licence")


class CreditState(TextChoices):
    ASKED = "asked", _("Asked for")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    DROPPED = "dropped", _("Not pursued")
    REPAID = "repaid", _("Repaid")
    NOT_REPAID = "not_repaid", _("Not repaid as agreed")


class CreditRefusal(TextChoices):
    NO_GUARANTEE = "no_guarantee", _("No guarantee or guarantor")
    NO_HISTORY = "no_history", _("No record with a bank")
    NO_PAPERS = "no_papers", _("Papers missing")
    PLAN_WEAK = "plan_weak", _("The plan does not carry the loan")
    IN_DEBT = "in_debt", _("Too much debt already")
    OTHER = "other", _("Another reason")


class StopReason(TextChoices):
    LOSS = "loss", _("It did not bring enough")
    OTHER_WORK = "other_work", _("Other work was found")
    HEALTH = "health", _("Illness, care or a death")
    MOVED = "moved", _("Moved away")
    SECURITY = "security", _("The place was not safe")
    DISASTER = "disaster", _("Fire, flood, drought or theft")
    OTHER = "other", _("Another reason")


class CheckOutcome(TextChoices):
    RUNS = "runs", _("It runs")
    CHANGED = "changed", _("It runs, with another activity or place")
    STOPPED = "stopped", _("It has stopped")
    NOT_REACHED = "not_reached", _("Nobody could be reached")


class VisitWay(TextChoices):
    AT_BUSINESS = "at_business", _("At the business")
    AT_OFFICE = "at_office", _("At the office")
    BY_PHONE = "by_phone", _("By phone")
    IN_GROUP = "in_group", _("In a group")


class Reason(TextChoices):
    """Why something about a business is refused."""

    CASE_CLOSED = "case_closed", _("The case is closed.")
    NOT_OURS = "not_ours", _("Another organisation keeps this.")
    NOT_OF_CASE = "not_of_case", _("Choose a person of this case.")
    NO_ACTIVITY = "no_activity", _("Say what the business does.")
    NO_SALES = "no_sales", _("Say how much it is expected to sell in a month.")
    NO_COSTS = "no_costs", _("Name at least one cost to begin with or each month.")
    NO_BREAK_EVEN = (
        "no_break_even",
        _("Each sale costs more than it brings: no amount of sales would cover the costs."),
    )
    NOT_A_DRAFT = "not_a_draft", _("Only a draft is changed. Begin a new version.")
    NOT_IN_REVIEW = "not_in_review", _("The plan does not wait for a review.")
    OWN_PLAN = "own_plan", _("Whoever drafted the plan doesn’t review it.")
    NO_COMMENT = "no_comment", _("Say what is to be changed.")
    DRAFT_OPEN = "draft_open", _("A version is open already.")
    NOT_AGREED = "not_agreed", _("The plan is not agreed yet.")
    WRONG_STATE = "wrong_state", _("It can’t go from its present state to this one.")
    IN_THE_FUTURE = "in_the_future", _("The day lies in the future.")
    IN_THE_PAST = "in_the_past", _("The day lies in the past.")
    BEFORE_START = "before_start", _("The day lies before the business began.")
    NO_AMOUNT = "no_amount", _("Give an amount above nothing.")
    NO_REASON = "no_reason", _("Choose a reason.")
    DONE_ALREADY = "done_already", _("This was recorded already.")
    NO_EVIDENCE = "no_evidence", _("Say what shows it, or add the paper.")
    IN_GROUP_ALREADY = "in_group_already", _("This business is in the group already.")
    GROUP_CLOSED = "group_closed", _("The group has ended.")
    NO_SOURCE = "no_source", _("Say where this stands, and from when on it holds.")
