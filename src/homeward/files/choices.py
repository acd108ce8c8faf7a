from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    """Why a file is not taken."""

    NO_FILE = "no_file", _("Choose a file.")
    EMPTY = "empty", _("The file is empty.")
    TOO_LARGE = "too_large", _("The file is larger than 5 MB.")
    WRONG_TYPE = (
        "wrong_type",
        _(
            "Only PDF, JPEG, PNG and WebP files, documents of a word processor or a spreadsheet, "
            "and plain text are taken. What counts is what the file holds, not its name."
        ),
    )
    DAMAGED = "damaged", _("The file is damaged or not complete. Save or scan it again.")
    TOO_MANY_PIXELS = (
        "too_many_pixels",
        _("The picture is too large: 40 million pixels at most. Make it smaller first."),
    )
    UNPACKS_TOO_LARGE = (
        "unpacks_too_large",
        _("The document unpacks to far more than its size. Save it again as a PDF."),
    )
    ACTIVE_CONTENT = (
        "active_content",
        _(
            "The file holds a program, a macro, another file or a link that opens by itself. "
            "Print it to a PDF and send that."
        ),
    )
    LOCKED = "locked", _("The file is locked by a password. Save it without one.")


class SheetFault(TextChoices):
    """Why a sheet can't be read."""

    TOO_LARGE = "too_large", _("The file is larger than 8 MB. Take out what is not needed.")
    UNPACKS_TOO_LARGE = "unpacks_too_large", _("The file unpacks to more than 100 MB.")
    TOO_MANY = "too_many", _("A sheet has at most 200,000 rows and 200 columns.")
    NOT_A_SHEET = "not_a_sheet", _("The file is neither CSV nor a workbook (XLSX or ODS).")
    DAMAGED = "damaged", _("The file can’t be opened: it is damaged or locked.")
    EMPTY = "empty", _("The sheet has no rows below its headings.")
    NO_SUCH_SHEET = "no_such_sheet", _("The workbook has no sheet of that name.")
