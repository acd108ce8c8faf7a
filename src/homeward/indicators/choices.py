from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Unit(TextChoices):
    """What a definition counts."""

    CASE = "case", _("Cases, each one household’s return")
    PERSON = "person", _("Persons")
    REFERRAL = "referral", _("Referrals")
    PLACEMENT = "placement", _("Placements in work")
    BUSINESS = "business", _("Businesses")
    INTERVIEW = "interview", _("Interviews")
    NEED = "need", _("Needs named in plans")
    MEMBER = "member", _("Members of group projects")
    ORGANISATION = "organisation", _("Organisations")
    REPORT = "report", _("Reports of wider projects")
    COMPLAINT = "complaint", _("Complaints")


class Measure(TextChoices):
    """How numerator and denominator make a value."""

    SHARE = "share", _("Share: how many of those counted reached it")
    MEDIAN_DAYS = "median_days", _("Days until half of those counted had reached it")
    MEAN = "mean", _("Mean of a value")
    CHANGE = "change", _("Mean change of a value, of the same people")
    RATIO = "ratio", _("One sum divided by another")
    GAP = "gap", _("One sum less another")
    COUNT = "count", _("How many reached it")


# Sources whose value is a part of their base: a ratio of them is a share.
PARTS_OF_A_WHOLE = {"budgets", "wider"}


class Status(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("In use")
    REPLACED = "replaced", _("Replaced by a later version")


class Direction(TextChoices):
    """Which way is better."""

    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")
    NEITHER = "neither", _("Neither way is better by itself")


class Dimension(TextChoices):
    """By what figures are told apart. The order is the order in a cut's name."""

    PROGRAMME = "programme", _("Programme")
    CORRIDOR = "corridor", _("Corridor")
    AREA = "area", _("Area of return")
    ORGANISATION = "organisation", _("Organisation")
    DONOR = "donor", _("Donor")
    SEX = "sex", _("Sex")
    AGE_BAND = "age_band", _("Age at return")
    WAVE = "wave", _("Wave")


class PeriodKind(TextChoices):
    ALL = "all", _("All time")
    YEAR = "year", _("Year")
    QUARTER = "quarter", _("Quarter")


class MarkKind(TextChoices):
    """What a figure is compared with."""

    TARGET = "target", _("Target")
    BENCHMARK = "benchmark", _("Benchmark")


class Setting(TextChoices):
    SMALLEST_COUNT = "smallest_count", _("A figure of fewer than this is not told")


class Reason(TextChoices):
    """Why something about an indicator is refused."""

    NO_MEANING = "no_meaning", _("Say what the indicator tells.")
    NO_WORDS = "no_words", _("Say in words what is counted, and of what.")
    NO_SOURCE = "no_source", _("Name the document that asks for it.")
    NO_DAY = "no_day", _("Say which day puts something into a period.")
    NO_PERIOD = "no_period", _("Choose at least one period.")
    UNKNOWN_DIMENSION = "unknown_dimension", _("It is told apart by something that is not known.")
    UNKNOWN_MEASURE = "unknown_measure", _("The measure is not known.")
    UNKNOWN_DATA = "unknown_data", _("What it is computed from is not there.")
    WRONG_UNIT = "wrong_unit", _("What it is computed from does not count this unit.")
    WRONG_MEASURE = "wrong_measure", _("What it is computed from does not give this measure.")
    WRONG_DIMENSION = (
        "wrong_dimension",
        _("What it is computed from can’t be told apart by one of these."),
    )
    NOT_A_FORMULA = "not_a_formula", _("The formula can’t be read.")
    NOT_A_CONDITION = "not_a_condition", _("A condition of the formula can’t be read.")
    WRONG_MONTHS = "wrong_months", _("The months of the formula are between 1 and 120.")
    NOTHING_REACHED = "nothing_reached", _("Say what counts as reached.")
    NEVER_TOLD = "never_told", _("A condition asks for something that is never recorded there.")
    NOT_A_DRAFT = "not_a_draft", _("Only a draft is changed. Begin a new version.")
    DRAFT_OPEN = "draft_open", _("A draft of this indicator is open already.")
    CODE_TAKEN = "code_taken", _("Another indicator has this code.")
    NOT_OURS = "not_ours", _("Another organisation keeps this indicator.")
    NO_CHANGE_NOTE = "no_change_note", _("Say what changes against the version in use.")
    NOT_AGREED = "not_agreed", _("Another organisation agrees to it first: it is for everybody.")
    NOT_IN_USE = "not_in_use", _("A later version has replaced this one.")
    NOT_A_MEMBER = "not_a_member", _("Your organisation has no part in this programme.")
    AGREED_ALREADY = "agreed_already", _("Your organisation agreed to this version already.")
    STATED_ALREADY = "stated_already", _("A value is stated from this day already.")
    ENDS_BEFORE = "ends_before", _("The last day lies before the first.")
