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
