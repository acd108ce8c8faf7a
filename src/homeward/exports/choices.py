from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Format(TextChoices):
    XLSX = "xlsx", _("Spreadsheet (.xlsx)")
    CSV = "csv", _("Table (.csv)")


class Status(TextChoices):
    QUEUED = "queued", _("Waits for its turn")
    RUNNING = "running", _("Being prepared")
    READY = "ready", _("Ready")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Ended, its files are gone")


class Ending(TextChoices):
    """Why an export was cancelled."""

    BY_USER = "by_user", _("You cancelled it.")
    WITHDRAWN = "withdrawn", _("Somebody in it no longer consents to it.")
    ERASED = "erased", _("Somebody in it was erased.")
    ROLE = "role", _("Your role changed.")


class Reason(TextChoices):
    """Why an export is refused."""

    TOO_MANY_ROWS = (
        "too_many_rows",
        _("More than 100,000 rows are too many. Narrow the list by a stage or a name."),
    )
    NOTHING = "nothing", _("The list is empty, so there is nothing to export.")
    TOO_MANY_AT_ONCE = (
        "too_many_at_once",
        _("Three of your exports are being prepared already. Wait for one or cancel it."),
    )
    NOT_READY = "not_ready", _("The export is not there any more, or not yet.")
    WRONG_FORMAT = "wrong_format", _("Choose a spreadsheet or a table.")
