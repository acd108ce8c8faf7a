from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LineKind(TextChoices):
    POST_ARRIVAL_CASH = "post_arrival_cash", _("Cash after arrival")
    IN_KIND = "in_kind", _("In-kind support")


class Who(TextChoices):
    """For how many of a case a line's amount is counted."""

    PER_CASE = "per_case", _("Per case")
    PRINCIPAL = "principal", _("For the principal applicant")
    PER_ADULT = "per_adult", _("Per adult")
    PER_FAMILY_MEMBER = "per_family_member", _("Per further family member")


class CountsFrom(TextChoices):
    """Which day says what version of a package a case is promised."""

    ARRIVAL = "arrival", _("The one in force on the day of arrival")
    APPROVAL = "approval", _("The one in force on the day of the approval")


class PublishedWay(TextChoices):
    """Where a published table of a programme differs by the way of return, it says so here.

    Only the package's table and its ceiling read this; no decision on a person does.
    """

    ANY = "any", _("Any way of return")
    VOLUNTARY = "voluntary", _("Voluntary return")
    NOT_VOLUNTARY = "not_voluntary", _("Return that was not voluntary")


class Stage(TextChoices):
    """Where a case is on the way home; procedures name their steps by it, cases move along it."""

    COUNSELLING = "counselling", _("Counselling")
    APPLICATION = "application", _("Application")
    DECISION = "decision", _("Decision")
    DEPARTURE = "departure", _("Departure")
    TRAVEL = "travel", _("Travel")
    ARRIVAL = "arrival", _("Arrival")
    PLAN = "plan", _("Plan")
    SUPPORT = "support", _("Support")
    FOLLOW_UP = "follow_up", _("Follow-up")
    CLOSURE = "closure", _("Closure")


class WayKind(TextChoices):
    """From which side a case begins, and what it passes. Each kind has versions of its own."""

    HOST_FIRST = "host_first", _("Begins in the host country")
    WITH_DECISION = "with_decision", _("With application and decision")
    ORIGIN_FIRST = "origin_first", _("Begins in the country of origin, no host leg")
    RETROACTIVE = "retroactive", _("Reported after the return")


class StageCondition(TextChoices):
    """What must be true before a stage is entered or left. Features say how each is known."""

    CONSENT_RECORDED = "consent_recorded", _("A consent is recorded")
    INTAKE_TAKEN = "intake_taken", _("The intake holds at least one fact")
    APPLICATION_SENT = "application_sent", _("The application was submitted")
    FOUND_ELIGIBLE = "found_eligible", _("The application was found eligible")
    HOST_CONFIRMED = "host_confirmed", _("The host organisation confirmed the return")
    TRAVEL_DATED = "travel_dated", _("The travel has a date")
    CHECKLIST_DONE = "checklist_done", _("Nothing required is missing for the departure")
    DEPARTURE_CONFIRMED = "departure_confirmed", _("The departure was confirmed")
    ARRIVED = "arrived", _("The day of arrival is known")
    WORKER_NAMED = "worker_named", _("A worker is named")


class Category(TextChoices):
    """The need that a service or a programme answers, whatever list its source goes by."""

    TRAINING = "training", _("Training and work")
    BUSINESS = "business", _("Starting a business")
    HOUSING = "housing", _("Housing")
    HEALTH = "health", _("Health")
    PSYCHOSOCIAL = "psychosocial", _("Psychosocial support")
    PROTECTION = "protection", _("Protection")
    CHILDREN = "children", _("Children and family")
    WOMEN = "women", _("Women's safety")
    EDUCATION = "education", _("School and education")
    LEGAL = "legal", _("Papers and legal help")
    CASH = "cash", _("Cash help")
    FOOD = "food", _("Food and nutrition")
    BASIC_ITEMS = "basic_items", _("Household items")
    WATER = "water", _("Water and sanitation")
    COMMUNITY = "community", _("Community life")
    TRANSPORT = "transport", _("Transport")


class ProgrammeKind(TextChoices):
    REINTEGRATION = "reintegration", _("Return and reintegration")
    DEVELOPMENT = "development", _("Development")
    HUMANITARIAN = "humanitarian", _("Humanitarian")
    PUBLIC_SCHEME = "public_scheme", _("Public scheme")


class ProgrammeStatus(TextChoices):
    """As IATI's list of activity statuses has them."""

    PIPELINE = "pipeline", _("In preparation")
    RUNNING = "running", _("Running")
    FINALISING = "finalising", _("Finalising")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")
    SUSPENDED = "suspended", _("Suspended")


class ParticipationRole(TextChoices):
    """As IATI's list of organisation roles has them, and who leads it in the field."""

    FUNDING = "funding", _("Funds it")
    ACCOUNTABLE = "accountable", _("Answers for it")
    EXTENDING = "extending", _("Passes it on")
    IMPLEMENTING = "implementing", _("Carries it out")


class BudgetKind(TextChoices):
    ORIGINAL = "original", _("Original")
    REVISED = "revised", _("Revised")


class BudgetStatus(TextChoices):
    INDICATIVE = "indicative", _("Indicative")
    COMMITTED = "committed", _("Committed")


class PolicyKind(TextChoices):
    LAW = "law", _("Law")
    POLICY = "policy", _("Policy")
    DEVELOPMENT_PLAN = "development_plan", _("Development plan")
    STRATEGY = "strategy", _("Strategy")
    AGREEMENT = "agreement", _("Agreement between states")
    GUIDELINE = "guideline", _("Guideline")


class AdoptionStatus(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ADOPTED = "adopted", _("Adopted")
    IN_FORCE = "in_force", _("In force")
    REPEALED = "repealed", _("No longer in force")


class CriteriaStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Superseded")


class ExceptionStatus(TextChoices):
    WAITING = "waiting", _("Waits for a second person")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    ENDED = "ended", _("Ended")


class Period(TextChoices):
    ONCE = "once", _("once")
    MONTH = "month", _("each month")
    YEAR = "year", _("each year")


class Counted(TextChoices):
    """Whom an amount is counted for."""

    PERSON = "person", _("per person")
    HOUSEHOLD = "household", _("per household")


class FindingKind(TextChoices):
    FINDING = "finding", _("Finding")
    NEED = "need", _("Need")
    SERVICE = "service", _("Service found")
    RISK = "risk", _("Risk")
    OPPORTUNITY = "opportunity", _("Opportunity")


class TakenUp(TextChoices):
    YES = "yes", _("Taken up")
    PARTLY = "partly", _("Partly taken up")
    NO = "no", _("Not taken up")


class Happened(TextChoices):
    """What a programme's history tells."""

    CREATED = "created", _("Programme entered")
    CHANGED = "changed", _("Programme changed")
    AREA_ADDED = "area_added", _("Place added")
    AREA_REMOVED = "area_removed", _("Place removed")
    CORRIDOR_ADDED = "corridor_added", _("Corridor added")
    CORRIDOR_REMOVED = "corridor_removed", _("Corridor removed")
    PART_ADDED = "part_added", _("Organisation added")
    PART_REMOVED = "part_removed", _("Organisation removed")
    MONEY_ADDED = "money_added", _("Budget added")
    MONEY_REMOVED = "money_removed", _("Budget removed")
    PACKAGE_ADDED = "package_added", _("Version of the package added")
    PACKAGE_CHANGED = "package_changed", _("Package changed")
    CRITERIA_DRAFTED = "criteria_drafted", _("Criteria drafted")
    CRITERIA_PUBLISHED = "criteria_published", _("Criteria published")
    CRITERIA_DISCARDED = "criteria_discarded", _("Draft of the criteria discarded")
    EXCEPTION_ASKED = "exception_asked", _("Exception asked for")
    EXCEPTION_DECIDED = "exception_decided", _("Exception decided")
    EXCEPTION_ENDED = "exception_ended", _("Exception ended")
    WAY_DRAFTED = "way_drafted", _("Way of a case drafted")
    WAY_PUBLISHED = "way_published", _("Way of a case published")
    WAY_DISCARDED = "way_discarded", _("Draft of a way discarded")
    POLICY_LINKED = "policy_linked", _("Policy named")
    POLICY_UNLINKED = "policy_unlinked", _("Policy no longer named")
    SCOPING_LINKED = "scoping_linked", _("Scoping record named")
    SCOPING_UNLINKED = "scoping_unlinked", _("Scoping record no longer named")


class Reason(TextChoices):
    """Why an action on a programme is refused."""

    NOT_THE_LEAD = "not_the_lead", _("Only the organisation that leads the programme does this.")
    LEADS_ALREADY = "leads_already", _("This organisation leads the programme already.")
    CODE_TAKEN = "code_taken", _("Another programme has this code.")
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins", _("It would end before it begins.")
    THERE_ALREADY = "there_already", _("This stands here already.")
    SAME_COUNTRY = "same_country", _("A corridor joins two different countries.")
    TRANSIT_IS_AN_END = (
        "transit_is_an_end",
        _("A transit country is neither the host country nor the country of origin."),
    )
    AREA_OF_ANOTHER_COUNTRY = "area_of_another_country", _("The area lies in another country.")
    SHARES_OVER_ALL = "shares_over_all", _("The shares would be more than 100 percent together.")
    NOT_A_DRAFT = "not_a_draft", _("Only a draft can be changed. Begin a new version instead.")
    DRAFT_ALREADY = "draft_already", _("There is a draft already. Publish or discard it first.")
    CRITERIA_FAULTY = "criteria_faulty", _("The criteria can't be read. Mend what is listed.")
    NOTHING_STATED = (
        "nothing_stated",
        _("State at least one criterion, or say that the programme is open to everybody."),
    )
    NO_FIRST_DAY = "no_first_day", _("Say from which day the criteria hold.")
    BEFORE_THE_LAST = (
        "before_the_last",
        _("The criteria would begin before the version that they follow."),
    )
    NO_NOTE = "no_note", _("Say why the criteria change.")
    NO_SUCH_PLACE = "no_such_place", _("This criterion is no longer there. Look at the list again.")
    NO_REASON = "no_reason", _("Say why.")
    NO_END = "no_end", _("An exception needs an end, and the end lies ahead.")
    SAME_PERSON = "same_person", _("Whoever asked for it can't approve it: a second person does.")
    DECIDED_ALREADY = "decided_already", _("This was decided already.")
    NOT_APPROVED = "not_approved", _("Only what is approved can be ended.")
    NAME_TAKEN = "name_taken", _("Another version of the package has this name.")
    NO_LINES = "no_lines", _("A package needs at least one line.")
    WEIGHED_ALREADY = (
        "weighed_already",
        _("A programme has weighed this finding already. Add another one instead."),
    )
    OVERLAPS = "overlaps", _("Another version of the package begins on this day.")
    SAID_ALREADY = "said_already", _("Another status of this country begins on this day.")
    NOT_YOURS = "not_yours", _("Only the organisation that entered it changes it.")
    STAGE_TWICE = "stage_twice", _("A stage stands on a way once.")
    ENDS_MISSING = "ends_missing", _("A way begins with counselling and ends with closure.")
    NO_PLAN_STAGE = "no_plan_stage", _("A way needs the stages of plan and support.")
    TRAVEL_WITHOUT_ARRIVAL = (
        "travel_without_arrival",
        _("Departure, travel and arrival go together: arrival needs the departure, and both it."),
    )
    DECISION_WITHOUT_APPLICATION = (
        "decision_without_application",
        _("An application needs a decision, and a decision an application."),
    )
    STAGE_STAYS = "stage_stays", _("This stage can't be taken off a way.")
    WAY_STARTS_TOO_EARLY = (
        "way_starts_too_early",
        _("The way would begin before the version that it follows."),
    )
    NO_WAY_NOTE = "no_way_note", _("Say why the way changes.")


class Verdict(TextChoices):
    MORE = "more", _("Returnees get more in the first year.")
    SAME = "same", _("About the same in the first year.")
    LESS = "less", _("Residents get more in a year.")
    ONLY_RETURNEES = "only_returnees", _("No entitlement of residents is recorded: unknown.")
    ONLY_RESIDENTS = "only_residents", _("The package holds nothing of this kind.")
    OTHER_CURRENCY = (
        "other_currency",
        _("Not compared: the currencies differ and no rate was stated."),
    )
    NO_AMOUNT = "no_amount", _("Not compared: what residents get has no amount.")
