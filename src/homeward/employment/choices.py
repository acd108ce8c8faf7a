from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.offers.choices import OfferKind

# What of the offers is work at an employer's.
WORK_KINDS = (OfferKind.VACANCY, OfferKind.INTERNSHIP, OfferKind.ON_THE_JOB)
# Where a subsidy may pay a part of what somebody earns while learning.
LEARNING_KINDS = (OfferKind.INTERNSHIP, OfferKind.ON_THE_JOB)


class SizeBand(TextChoices):
    """As labour statistics count them (ILO, ISIC tables)."""

    MICRO = "micro", _("1 to 9 people")
    SMALL = "small", _("10 to 49 people")
    MEDIUM = "medium", _("50 to 249 people")
    LARGE = "large", _("250 people or more")


class Section(TextChoices):
    """The sections of ISIC, revision 4, by their letters."""

    AGRICULTURE = "A", _("Agriculture, forestry and fishing")
    MINING = "B", _("Mining and quarrying")
    MANUFACTURING = "C", _("Manufacturing")
    ENERGY = "D", _("Electricity and gas")
    WATER = "E", _("Water, sewerage and waste")
    CONSTRUCTION = "F", _("Construction")
    TRADE = "G", _("Trade and repair of vehicles")
    TRANSPORT = "H", _("Transport and storage")
    HOSPITALITY = "I", _("Hotels and restaurants")
    INFORMATION = "J", _("Information and communication")
    FINANCE = "K", _("Finance and insurance")
    REAL_ESTATE = "L", _("Real estate")
    PROFESSIONS = "M", _("Professions, science and engineering")
    SUPPORT = "N", _("Cleaning, security and other support")
    PUBLIC = "O", _("Public administration")
    EDUCATION = "P", _("Education")
    HEALTH = "Q", _("Health and social work")
    ARTS = "R", _("Arts, sport and recreation")
    SERVICES = "S", _("Other services")
    HOUSEHOLDS = "T", _("Households as employers")
    INTERNATIONAL = "U", _("International organisations")


class IntermediaryKind(TextChoices):
    CHAMBER = "chamber", _("Chamber of commerce")
    AGENCY = "agency", _("Employment agency")
    ASSOCIATION = "association", _("Association of a trade or of employers")
    COOPERATIVE = "cooperative", _("Union of cooperatives")


class OutreachWay(TextChoices):
    VISIT = "visit", _("Visit")
    CALL = "call", _("Call")
    MESSAGE = "message", _("Message or letter")
    EVENT = "event", _("Fair or meeting")


class SubsidyKind(TextChoices):
    SHARE = "share", _("A share of the wage")
    AMOUNT = "amount", _("A fixed amount")


class RuleKind(TextChoices):
    """Terms of job matching, each stated as data with its source."""

    RETENTION_MONTHS = "retention_months", _("Asked whether in work after so many months")
    SEARCH_MONTHS = "search_months", _("A search leads elsewhere after so many months")
    LINK_DAYS = "link_days", _("An employer's link lasts so many days")
    SMALLEST_COUNT = "smallest_count", _("A count below this is shown to its owner alone")


class Wish(TextChoices):
    UNDECIDED = "undecided", _("Has not said yet")
    YES = "yes", _("Wants it")
    NO = "no", _("Does not want it")


class Side(TextChoices):
    CANDIDATE = "candidate", _("The candidate")
    EMPLOYER = "employer", _("The employer")


class Status(TextChoices):
    PROPOSED = "proposed", _("Proposed to the candidate")
    AGREED = "agreed", _("The candidate agrees")
    SHORTLISTED = "shortlisted", _("On the shortlist, no answer yet")
    WANTED = "wanted", _("The employer wants to meet the candidate")
    INTERVIEW = "interview", _("Interview agreed")
    OFFERED = "offered", _("The employer offers the place")
    PLACED = "placed", _("Placed")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Refusal(TextChoices):
    """Why one of the two sides says no."""

    WAGE = "wage", _("The wage")
    DISTANCE = "distance", _("Too far, or no transport")
    HOURS = "hours", _("The hours")
    KIND_OF_WORK = "kind_of_work", _("Another kind of work is wanted")
    CHILD_CARE = "child_care", _("Nobody to look after the children")
    CONDITIONS = "conditions", _("The conditions of work")
    OTHER_WORK = "other_work", _("Has found other work")
    SKILLS = "skills", _("Skills are missing")
    PRACTICE = "practice", _("Too little practice")
    LANGUAGE = "language", _("The language")
    PAPERS = "papers", _("Papers or certificates are missing")
    FILLED = "filled", _("The place is taken")
    NEVER_CAME = "never_came", _("Did not come to the interview")
    OTHER = "other", _("Another reason")


OF_CANDIDATE = (
    Refusal.WAGE, Refusal.DISTANCE, Refusal.HOURS, Refusal.KIND_OF_WORK, Refusal.CHILD_CARE,
    Refusal.CONDITIONS, Refusal.OTHER_WORK, Refusal.OTHER,
)  # fmt: skip
OF_EMPLOYER = (
    Refusal.SKILLS, Refusal.PRACTICE, Refusal.LANGUAGE, Refusal.PAPERS, Refusal.FILLED,
    Refusal.NEVER_CAME, Refusal.OTHER,
)  # fmt: skip


class WithdrawReason(TextChoices):
    OTHER_WORK = "other_work", _("The person has found other work")
    LEFT = "left", _("The person has left the programme or the area")
    VACANCY_CLOSED = "vacancy_closed", _("The vacancy was closed")
    MISTAKE = "mistake", _("Proposed by mistake")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("The consent was withdrawn")


# The others follow from what somebody else did.
CHOSEN_BY_ADVISER = (WithdrawReason.OTHER_WORK, WithdrawReason.LEFT, WithdrawReason.MISTAKE)


class InterviewOutcome(TextChoices):
    HIRE = "hire", _("We offer the place")
    NOT_HIRE = "not_hire", _("We don't offer the place")
    NEVER_CAME = "never_came", _("The candidate did not come")
    MOVED = "moved", _("Another day was agreed")


class ContractKind(TextChoices):
    PERMANENT = "permanent", _("Without an end")
    FIXED_TERM = "fixed_term", _("For a fixed time")
    SEASONAL = "seasonal", _("For a season")
    APPRENTICE = "apprentice", _("Apprenticeship")
    INTERNSHIP = "internship", _("Internship or training at work")
    DAILY = "daily", _("By the day")
    UNKNOWN = "unknown", _("Unknown")


class Known(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Unknown")


class Retention(TextChoices):
    HERE = "here", _("In work at the same employer")
    ELSEWHERE = "elsewhere", _("In work elsewhere")
    SELF_EMPLOYED = "self_employed", _("Works for themselves")
    NOT_IN_WORK = "not_in_work", _("Not in work")
    UNKNOWN = "unknown", _("Unknown: asked and not found out")


IN_WORK = {Retention.HERE, Retention.ELSEWHERE, Retention.SELF_EMPLOYED}


class EmployerSays(TextChoices):
    WORKS_HERE = "works_here", _("Still works here")
    LEFT = "left", _("No longer works here")


class SearchEnd(TextChoices):
    PLACED = "placed", _("Found work through us")
    FOUND_ALONE = "found_alone", _("Found work without us")
    BUSINESS = "business", _("Goes on with a business of their own")
    TRAINING = "training", _("Goes on with a training")
    OTHER_HELP = "other_help", _("Goes on with other help")
    STOPPED = "stopped", _("No longer looks for work")


# How a search that found no work leads on.
WAYS_ON = (SearchEnd.TRAINING, SearchEnd.BUSINESS, SearchEnd.OTHER_HELP, SearchEnd.FOUND_ALONE,
           SearchEnd.STOPPED)  # fmt: skip


class Reason(TextChoices):
    """Why something about work is refused."""

    WRONG_STATUS = "wrong_status", _("The candidacy is not in a state that allows this.")
    CASE_CLOSED = "case_closed", _("The case is closed.")
    NO_CONSENT = "no_consent", _("The person's consent does not cover this employer.")
    NO_AGREEMENT = (
        "no_agreement",
        _("No agreement in force with the employer covers the facts chosen."),
    )
    NO_FACTS = "no_facts", _("Choose at least one fact that the employer needs.")
    NO_YES = "no_yes", _("The candidate has not said yes to this vacancy.")
    VACANCY_NOT_OPEN = "vacancy_not_open", _("The vacancy is not open.")
    NO_PLACES = "no_places", _("No place is free any more.")
    NOT_WORK = "not_work", _("This offer is no work at an employer's.")
    ON_IT_ALREADY = "on_it_already", _("The person is a candidate for this vacancy already.")
    SEARCH_RUNS = "search_runs", _("A search for work runs already for this person.")
    SEARCH_ENDED = "search_ended", _("The search has ended already.")
    NO_REASON = "no_reason", _("Choose a reason.")
    NO_DAY = "no_day", _("Say on which day.")
    IN_THE_PAST = "in_the_past", _("The day is past.")
    IN_THE_FUTURE = "in_the_future", _("The day is still to come.")
    DONE_ALREADY = "done_already", _("This was answered already.")
    NOT_DUE = "not_due", _("It is asked on its day, not before.")
    NOT_OURS = "not_ours", _("This is another organisation's.")
    KNOWN_ALREADY = "known_already", _("This organisation is known as an employer already.")
    NOT_AN_INTERMEDIARY = "not_an_intermediary", _("Only an intermediary speaks for others.")
    NO_SUBSIDY_FOR_IT = (
        "no_subsidy_for_it",
        _("Only internships and training at work are subsidised."),
    )
    NO_LINE = "no_line", _("Choose the line of the approved plan that pays the subsidy.")
    NO_SUBSIDY = "no_subsidy", _("The vacancy has no subsidy.")
    WAGE_NOT_KNOWN = (
        "wage_not_known",
        _("The share is of a monthly wage in the subsidy's currency, and that is not known."),
    )
    PLANNED_ALREADY = "planned_already", _("The subsidy is planned already.")
    STILL_OPEN = "still_open", _("A candidacy is still under way with an employer.")
