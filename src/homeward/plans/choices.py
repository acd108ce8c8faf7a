from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Dimension(TextChoices):
    ECONOMIC = "economic", _("Economic")
    SOCIAL = "social", _("Social")
    PSYCHOSOCIAL = "psychosocial", _("Psychosocial")


class LineKind(TextChoices):
    PUBLIC_SERVICE = "public_service", _("Public service")
    FUNDED_ITEM = "funded_item", _("Funded item, in kind")
    CASH = "cash", _("Cash")


class PlanStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Before the commission")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    ADJOURNED = "adjourned", _("Adjourned")
    NO_SHOW = "no_show", _("Did not come to the session")


class LineStatus(TextChoices):
    PLANNED = "planned", _("Planned")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class Outcome(TextChoices):
    APPROVED = "approved", _("Approve")
    REJECTED = "rejected", _("Reject")
    ADJOURNED = "adjourned", _("Adjourn")
    NO_SHOW = "no_show", _("The person did not come")


class DecisionReason(TextChoices):
    """What a commission may give as its reason. Neither status nor way of return is one."""

    FITS = "fits", _("Fits the needs and the place")
    INCOMPLETE = "incomplete", _("The file is incomplete")
    NOT_VIABLE = "not_viable", _("Not viable as planned")
    OVER_CEILING = "over_ceiling", _("Above the package's ceiling")
    HELPED_ELSEWHERE = "helped_elsewhere", _("Helped by another programme already")
    HARMS_COMMUNITY = "harms_community", _("Would harm the community")
    ABSENT = "absent", _("Absent without notice")
    EXCUSED = "excused", _("Absent, excused")


class Reason(TextChoices):
    """Why an action on a plan is refused."""

    WRONG_STATUS = "wrong_status", _("The plan is not in a state that allows this.")
    CASE_CLOSED = "case_closed", _("The case is closed.")
    NO_LINES = "no_lines", _("The plan has no line yet.")
    NO_GOAL = "no_goal", _("The plan has no goal yet.")
    NO_AGREEMENT = (
        "no_agreement",
        _("No agreement in force lets the commission see the plan."),
    )
    NO_CONSENT = (
        "no_consent",
        _("The person's consent does not cover the commission for the plan."),
    )
    OVER_CEILING = "over_ceiling", _("The funded lines are above the package's ceiling.")
    NO_SESSION = "no_session", _("Choose the session.")
    SESSION_OVER = "session_over", _("The session is over.")
    NO_REASON = "no_reason", _("Give the reason for the decision.")
    CONDITION_UNCLEAR = (
        "condition_unclear",
        _("A condition needs its text and the day by which it is met."),
    )
    NO_BUDGET = "no_budget", _("The budget has not enough money left for this plan.")
    NOT_PARTY = "not_party", _("The plan waits for another commission.")
