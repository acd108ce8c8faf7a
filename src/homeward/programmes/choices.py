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
    DEPARTURE = "departure", _("Departure")
    ARRIVAL = "arrival", _("Arrival")
    PLAN = "plan", _("Plan")
    SUPPORT = "support", _("Support")
    FOLLOW_UP = "follow_up", _("Follow-up")
    CLOSURE = "closure", _("Closure")


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
