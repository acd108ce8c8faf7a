from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Entry(TextChoices):
    """What is entered: a measure goes from agreed to paid, and a remark changes no sum."""

    AGREED = "agreed", pgettext_lazy("money", "Agreed")
    ENTERED = "entered", _("In a budget")
    PAID = "paid", _("Paid")
    REMARK = "remark", _("Remark on an entry")


class Reason(TextChoices):
    """Why something about an incentive fund is refused."""

    NOT_OURS = "not_ours", _("Another organisation keeps this record.")
    NO_AMOUNT = "no_amount", _("Entries add: the amount has to be more than nothing.")
    NO_SOURCE = "no_source", _("Say where it is written.")
    IN_FUTURE = "in_future", _("What is entered has happened: the day can't lie in the future.")
    NO_TEXT = "no_text", _("Say what is meant.")
    NOT_AGREED = "not_agreed", _("More would be in budgets or paid than was agreed.")
    ENTERED_ALREADY = "entered_already", _("This was entered already.")
