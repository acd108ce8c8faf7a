from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OfferKind(TextChoices):
    SERVICE = "service", _("Service")
    TRAINING = "training", _("Training")
    VACANCY = "vacancy", _("Vacancy")
    INTERNSHIP = "internship", _("Internship")
    ON_THE_JOB = "on_the_job", _("Training at work")
    SEAT = "seat", _("Seat in a development programme")
    SEASON = "season", _("Place for a season")


class OfferStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    FILLED = "filled", _("All places taken")
    CLOSED = "closed", _("Closed")


class Intensity(TextChoices):
    """How hard the work is on the body; blank where nobody has said."""

    LIGHT = "light", _("Light work")
    MEDIUM = "medium", _("Moderate work")
    HEAVY = "heavy", _("Heavy work")


class Transport(TextChoices):
    PROVIDED = "provided", _("The organisation brings people there")
    PUBLIC = "public", _("By public transport")
    OWN = "own", _("By one's own means only")


class WagePeriod(TextChoices):
    HOUR = "hour", _("an hour")
    DAY = "day", _("a day")
    WEEK = "week", _("a week")
    MONTH = "month", _("a month")
    ONCE = "once", _("in all")
