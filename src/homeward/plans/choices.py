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


# What each outcome may rest on.
REASONS_OF: dict[Outcome, frozenset[DecisionReason]] = {
    Outcome.APPROVED: frozenset({DecisionReason.FITS}),
    Outcome.REJECTED: frozenset(
        {
            DecisionReason.NOT_VIABLE,
            DecisionReason.OVER_CEILING,
            DecisionReason.HELPED_ELSEWHERE,
            DecisionReason.HARMS_COMMUNITY,
        }
    ),
    Outcome.ADJOURNED: frozenset(
        {DecisionReason.INCOMPLETE, DecisionReason.NOT_VIABLE, DecisionReason.OVER_CEILING}
    ),
    Outcome.NO_SHOW: frozenset({DecisionReason.ABSENT, DecisionReason.EXCUSED}),
}


class Reason(TextChoices):
    """Why an action on a plan is refused."""

    WRONG_STATUS = "wrong_status", _("The plan is not in a state that allows this.")
    NOT_ARRIVED = "not_arrived", _("The case was not taken over after the arrival yet.")
    NOT_ACCOUNTABLE = (
        "not_accountable",
        _("Only the organisation that is accountable for the case plans its support."),
    )
    PLAN_OPEN = "plan_open", _("A plan of this case is on its way or approved already.")
    OLD_VERSION = "old_version", _("A later version of this plan exists.")
    CASE_CLOSED = "case_closed", _("The case is closed.")
    NO_LINES = "no_lines", _("The plan has no line yet.")
    NO_GOAL = "no_goal", _("The plan has no goal yet.")
    NO_COST = "no_cost", _("A funded line needs its cost and the currency.")
    COST_OF_PUBLIC_SERVICE = (
        "cost_of_public_service",
        _("A public service costs the fund nothing: leave the cost empty."),
    )
    WRONG_CURRENCY = (
        "wrong_currency",
        _("All lines of a plan are in one currency, that of the package where there is one."),
    )
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
    SAME_SESSION = "same_session", _("The plan comes back in a later session, not in the same.")
    REASON_UNFIT = "reason_unfit", _("This reason does not go with the outcome.")
    ONLY_APPROVAL_HAS_CONDITIONS = (
        "only_approval_has_conditions",
        _("Only an approved plan has conditions."),
    )
    STILL_WAITING = "still_waiting", _("Plans of this session are not decided yet.")
    MET_ALREADY = "met_already", _("This condition was met already.")
    NOT_HOLDER = "not_holder", _("Another organisation holds this condition.")
    BEFORE_COMMISSION = "before_commission", _("The plan is still before the commission.")
    NO_REASON = "no_reason", _("Give the reason for the decision.")
    CONDITION_UNCLEAR = (
        "condition_unclear",
        _("A condition needs its text and the day by which it is met."),
    )
    NOT_PARTY = "not_party", _("The plan waits for another commission.")
