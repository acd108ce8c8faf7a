from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    ASKED = "asked", _("Waits for approval")
    APPROVED = "approved", _("Being prepared")
    READY = "ready", _("Ready")
    REFUSED = "refused", _("Not approved")
    ENDED = "ended", _("Ended, its files are gone")
    FAILED = "failed", _("Could not be made")


class Reason(TextChoices):
    """Why an archive is refused."""

    UNDER_WAY = "under_way", _("An archive of your organisation is under way already.")
    NO_REASON = "no_reason", _("Say what the archive is for.")
    SHORT_PASSPHRASE = (
        "short_passphrase",
        _("Take a passphrase of twelve characters or more, and keep it: nobody can find it again."),
    )
    NO_OFFICER = (
        "no_officer",
        _("Your organisation has no data protection officer beside you, and two people decide."),
    )
    SAME_PERSON = "same_person", _("Somebody else than who asked decides.")
    DECIDED = "decided", _("It has been decided already.")
    NOTE_MISSING = "note_missing", _("Say why it is not approved.")
    NOT_READY = "not_ready", _("The archive is not there any more, or not yet.")
