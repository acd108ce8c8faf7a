from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class SheetKind(TextChoices):
    """What a sheet is about. The first four are what a return is planned on."""

    SECURITY = "security", _("Security")
    SITUATION = "situation", _("Situation")
    HEALTH = "health", _("Health care")
    DOCUMENTATION = "documentation", _("Documents and civil registration")
    LABOUR_MARKET = "labour_market", _("Labour market")
    MARKET = "market", _("Markets and prices")
    SOCIAL_PROTECTION = "social_protection", _("Social protection")
    HOUSING = "housing", _("Housing and land")
    EDUCATION = "education", _("Education and training")
    RETURNEES = "returnees", _("For people who return")
    COMMUNITY = "community", _("Community in the host country")


class VersionStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class Severity(IntegerChoices):
    """How dangerous its owner judges a place to be. The number only orders; never renumber."""

    CALM = 1, _("Calm")
    SOME_RISK = 2, _("Some risk")
    HIGH_RISK = 3, _("High risk")
    VERY_HIGH_RISK = 4, _("Very high risk")


class Freshness(TextChoices):
    VALID = "valid", _("Valid")
    ENDS_SOON = "ends_soon", _("Ends soon")
    OUT_OF_DATE = "out_of_date", _("Out of date")


class Change(TextChoices):
    """What a new security sheet changes."""

    FIRST = "first", _("There was no sheet before")
    SEVERITY = "severity", _("The severity changed")
    TEXT = "text", _("The text changed")


class Demand(TextChoices):
    MANY = "many", _("Many vacancies")
    SOME = "some", _("Some vacancies")
    FEW = "few", _("Few vacancies")
    NONE = "none", _("No vacancies")


class WagePeriod(TextChoices):
    HOUR = "hour", _("an hour")
    DAY = "day", _("a day")
    WEEK = "week", _("a week")
    MONTH = "month", _("a month")
    YEAR = "year", _("a year")


class FigureKind(TextChoices):
    RETURNED_REFUGEES = "returned_refugees", _("Refugees who returned")
    RETURNED_IDPS = "returned_idps", _("Displaced people who returned inside the country")
    RESETTLED = "resettled", _("Refugees who arrived by resettlement")
    NATURALISED = "naturalised", _("Refugees who were naturalised")


class Sex(TextChoices):
    """Of a figure; blank is everybody."""

    FEMALE = "f", _("Women and girls")
    MALE = "m", _("Men and boys")


class Reason(TextChoices):
    """Why an action on a sheet is refused."""

    NOT_OURS = "not_ours", _("Only the organisation that keeps the sheet does this.")
    PUBLISHED_ALREADY = (
        "published_already",
        _("A published version stays as it is; draft the next one."),
    )
    DRAFT_ALREADY = "draft_already", _("There is a draft of the next version already.")
    SHEET_THERE = "sheet_there", _("Your organisation keeps such a sheet already.")
    NO_TEXT = "no_text", _("Write the text in one language at least.")
    TITLE_OR_TEXT_MISSING = (
        "title_or_text_missing",
        _("Each language needs both a title and a text."),
    )
    NO_SOURCE = "no_source", _("Name the source.")
    NO_SOURCE_DATE = "no_source_date", _("Say of which day the source is.")
    SOURCE_IN_FUTURE = "source_in_future", _("The source can't be of a day to come.")
    NO_END = "no_end", _("Say until when the sheet may be relied on.")
    ENDED_ALREADY = "ended_already", _("The day until which it may be relied on is past.")
    NO_SEVERITY = "no_severity", _("A security sheet says how severe the situation is.")
    NO_COMMUNITY = "no_community", _("Say whose community the sheet is about.")
    OTHER_COUNTRY = "other_country", _("The area lies in another country.")
    WAGE_UPSIDE_DOWN = "wage_upside_down", _("The lowest wage is above the highest.")
    WAGE_WITHOUT_CURRENCY = (
        "wage_without_currency",
        _("A wage needs its currency and the time it is for."),
    )
    NO_OCCUPATION = "no_occupation", _("Name an occupation or a sector.")
