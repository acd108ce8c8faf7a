from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FormKind(TextChoices):
    ASSESSMENT = "assessment", _("Assessment")
    SURVEY = "survey", _("Survey")


class VersionStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class Reason(TextChoices):
    """Why an action on a form is refused."""

    NOT_A_WORKBOOK = "not_a_workbook", _("The file is no Excel workbook (.xlsx).")
    SAME_FILE = "same_file", _("This very file is a version of the form already.")
    PUBLISHED_ALREADY = "published_already", _("This version is published already.")
    NOT_OURS = "not_ours", _("Another organisation keeps this form. Upload yours as a new form.")
    NO_QUESTION = "no_question", _("The form asks nothing.")
