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


class Horizon(TextChoices):
    SHORT = "short", _("Short term")
    LONG = "long", _("Long term")


class Route(TextChoices):
    """The way into a livelihood that a plan takes first, and the one it falls back on."""

    JOB = "job", _("Looking for work")
    TRAINING = "training", _("Training for a trade")
    BUSINESS = "business", _("A business of one's own")
    STUDY = "study", _("School or university")


class Topic(TextChoices):
    """What a goal is about. Each topic stands in one dimension."""

    LIVELIHOOD = "livelihood", _("Work and income")
    HOUSING = "housing", _("Housing")
    EDUCATION = "education", _("School and training")
    HEALTH = "health", _("Health care")
    PAPERS = "papers", _("Papers and rights")
    FAMILY = "family", _("Family ties")
    COMMUNITY = "community", _("Friends, neighbours, groups")
    WELLBEING = "wellbeing", _("Peace of mind")


DIMENSION_OF: dict[Topic, Dimension] = {
    Topic.LIVELIHOOD: Dimension.ECONOMIC,
    Topic.HOUSING: Dimension.SOCIAL,
    Topic.EDUCATION: Dimension.SOCIAL,
    Topic.HEALTH: Dimension.SOCIAL,
    Topic.PAPERS: Dimension.SOCIAL,
    Topic.FAMILY: Dimension.PSYCHOSOCIAL,
    Topic.COMMUNITY: Dimension.PSYCHOSOCIAL,
    Topic.WELLBEING: Dimension.PSYCHOSOCIAL,
}
SOCIAL_TIES = {Topic.FAMILY, Topic.COMMUNITY}


class Reached(TextChoices):
    OPEN = "open", _("Not said yet")
    REACHED = "reached", _("Reached")
    PARTLY = "partly", _("Partly reached")
    NOT_REACHED = "not_reached", _("Not reached")


class LongerNeed(TextChoices):
    """Whether help is needed beyond the programme. Blank: nobody has said."""

    YES = "yes", _("Yes, help is needed for longer")
    NO = "no", _("No, the plan's time is enough")


class Answer(TextChoices):
    """What the person says to a plan as it stands."""

    AGREED = "agreed", _("Agrees to the plan")
    REFUSED = "refused", _("Does not agree to the plan")


class AnswerWay(TextChoices):
    PORTAL = "portal", _("On the person's own pages")
    SIGNATURE = "signature", _("By signature")
    THUMBPRINT = "thumbprint", _("By thumbprint")
    WITNESS = "witness", _("By word, before a witness")


class CommentKind(TextChoices):
    COMMENT = "comment", _("Comment")
    PROPOSAL = "proposal", _("Proposed line")


class Rating(TextChoices):
    """How well a plan stands by one criterion of the grid; its points are the rules'."""

    GOOD = "good", _("Good")
    FAIR = "fair", _("Fair")
    WEAK = "weak", _("Weak")
    BAD = "bad", _("Bad")


class Criterion(TextChoices):
    """The criteria that are shipped; a programme's own grid may word others."""

    MARKET = "market", _("Market: who buys, at what price")
    SKILLS = "skills", _("Skills and experience")
    PLACE = "place", _("Place: premises, land, the way there")
    COST = "cost", _("Cost against what it brings")
    TIME = "time", _("Time until it carries itself")
    RISK = "risk", _("Risks, and what is done about them")
    LOCAL_IMPACT = "local_impact", _("What it means for neighbours and the environment")
    OWN_PART = "own_part", _("Own contribution and the family's support")
    OTHER = "other", _("Another criterion")


class CommissionLevel(TextChoices):
    NATIONAL = "national", _("National commission")
    MUNICIPAL = "municipal", _("Municipal commission")


class DecidesBy(TextChoices):
    VOTES = "votes", _("By votes, one for each seat")
    CONSENSUS = "consensus", _("By consensus")


class SeatKind(TextChoices):
    CHAIR = "chair", _("Chair")
    INSTITUTION = "institution", _("Public institution")
    MUNICIPALITY = "municipality", _("Municipality")
    DONOR = "donor", _("Donor")
    CIVIL_SOCIETY = "civil_society", _("Civil society")


class Voice(TextChoices):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    ABSTAIN = "abstain", _("Abstains")


class MoveReason(TextChoices):
    """Why the secretary put a plan on another session's agenda, or on none."""

    URGENT = "urgent", _("It is urgent")
    FULL = "full", _("The session is full")
    NO_QUORUM = "no_quorum", _("The session has no quorum")
    ASKED_FOR = "asked_for", _("The person asked for another day")
    PAPERS = "papers", _("A paper is awaited")
    APPEAL = "appeal", _("An appeal is heard")
    WAITED = "waited", _("It waited for a session")


class AppealStatus(TextChoices):
    WAITING = "waiting", _("Waits to be heard")
    GRANTED = "granted", _("Granted: the plan was approved")
    DISMISSED = "dismissed", _("Dismissed")


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
    NOT_AGREED = (
        "not_agreed",
        _("The person has not agreed to the plan as it stands now."),
    )
    HEALTH_UNANSWERED = (
        "health_unanswered",
        _("A health need is open: give it a line of the plan, or the reason why it has none."),
    )
    NOT_WEIGHED = (
        "not_weighed",
        _("The programme asks for the feasibility grid: a criterion is not rated yet."),
    )
    SESSION_FULL = "session_full", _("The session has as many files as it hears. Choose another.")
    CHANGED_SINCE = (
        "changed_since",
        _("The plan was changed in the meantime. Read it again before you answer."),
    )
    NO_WITNESS = "no_witness", _("An answer by word or thumbprint needs the name of a witness.")
    WHY_REFUSED = "why_refused", _("Write down what the person said against it.")
    NOTHING_SAID = "nothing_said", _("Say something first.")
    SETTLED = "settled", _("This was answered already.")
    INSTALMENTS_OFF = (
        "instalments_off",
        _("The planned instalments do not add up to what the line costs."),
    )
    NO_FALLBACK = "no_fallback", _("The plan names no other way to fall back on.")
    NO_QUORUM = "no_quorum", _("The quorum is not reached for this plan.")
    SEAT_MISSING = "seat_missing", _("A seat without which the commission can't decide is empty.")
    VOTES_MISSING = "votes_missing", _("Not every seat that is present has voted yet.")
    NO_MAJORITY = "no_majority", _("The votes do not carry this outcome.")
    NO_CONSENSUS = "no_consensus", _("This commission decides by consensus: say that there is one.")
    DECIDED = "decided", _("The decision is recorded: nothing in it changes any more.")
    NOT_PRESENT = "not_present", _("This seat is not recorded as present.")
    RECUSED = "recused", _("This seat stepped out for this plan.")
    NO_VOTE = "no_vote", _("This seat has no vote.")
    NOT_SEATED = "not_seated", _("You hold no seat of this commission.")
    NOT_OWN_VOTE = "not_own_vote", _("A member with a sign-in votes with it, nobody else.")
    WHY_RECUSED = "why_recused", _("Give the reason for stepping out.")
    WHY_MOVED = "why_moved", _("Give the reason for the change of the agenda.")
    TOO_LATE = "too_late", _("The time in which an appeal could be made is over.")
    NOT_REJECTED = "not_rejected", _("Only a rejection can be appealed against.")
    APPEALED = "appealed", _("An appeal against this decision was made already.")
    SAME_PEOPLE = (
        "same_people",
        _("An appeal is heard by other members than those who rejected, or by more of them."),
    )
    IMPLEMENTER_NO_AGREEMENT = (
        "implementer_no_agreement",
        _("No agreement in force lets the named partner see the case."),
    )
    IMPLEMENTER_NO_CONSENT = (
        "implementer_no_consent",
        _("The person's consent does not cover the named partner."),
    )
    ONLY_APPROVAL_NAMES = (
        "only_approval_names",
        _("Only an approved plan names who carries it out."),
    )
    NOT_NAMED = "not_named", _("The decision names another organisation.")
    TAKEN_ALREADY = "taken_already", _("The plan was taken over already.")
    NOT_THE_LEAD = (
        "not_the_lead",
        _("Only the organisation that leads the programme keeps its templates and grids."),
    )
    DAY_TAKEN = "day_taken", _("Another version begins on this day.")
    NOTHING_IN_IT = "nothing_in_it", _("It holds nothing yet.")
