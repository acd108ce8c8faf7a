from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    """Why a file is not taken."""

    NO_FILE = "no_file", _("Choose a file.")
    EMPTY = "empty", _("The file is empty.")
    TOO_LARGE = "too_large", _("The file is larger than 5 MB.")
    WRONG_TYPE = "wrong_type", _("Only PDF, JPEG and PNG files are taken.")
