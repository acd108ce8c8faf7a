from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    """Why a survey is not filled in, kept or sent this way."""

    NO_FORM = "no_form", _("This instrument has no form to fill in.")
    NOT_FOR_COLLEAGUES = (
        "not_for_colleagues",
        _("This instrument is not filled in by a case worker."),
    )
    WITH_PERSON = (
        "with_person",
        _("The person fills it in by a link now. Revoke the link to fill it in yourself."),
    )
    CHANGED_MEANWHILE = (
        "changed_meanwhile",
        _("This draft was changed meanwhile, by somebody else or in another window."),
    )
    SENT_ALREADY = "sent_already", _("These answers were sent already.")
    NOT_FOR_PERSON = "not_for_person", _("This instrument is not filled in by the person.")
    NO_PERSON = "no_person", _("This survey is about no one person, so nobody gets its link.")
    ASKS_FILES = (
        "asks_files",
        _("It asks for pictures or recordings, which can’t be sent by a link."),
    )
    BEGUN_HERE = "begun_here", _("A colleague has begun to fill it in. End that draft first.")
    NOT_PLANNED = "not_planned", _("This survey was filled in already, or ended without answers.")
    TIME_PASSED = "time_passed", _("The time of this survey has passed.")
    NOTHING_SENT = "nothing_sent", _("The person has sent no answers that wait.")
    NO_FILES_HERE = "no_files_here", _("Files can’t be kept with a survey that is about no person.")
    NOT_A_FORM = "not_a_form", _("What was sent is no filled form.")
