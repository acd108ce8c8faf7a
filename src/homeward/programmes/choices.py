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
