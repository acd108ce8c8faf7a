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


class Obstacle(TextChoices):
    """Why a question is asked on a plain page, and not by the browser's part."""

    FILE = "file", _("It asks for a recording or a file that is no picture.")
    DRAWING = "drawing", _("It asks for something drawn by hand.")
    MAP = "map", _("It asks for a place on a map.")
    OCCUPATION = "occupation", _("It looks for occupations as one types.")
