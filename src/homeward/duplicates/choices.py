from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    OWN = "own", _("Both files are ours")
    # Neither side sees the other's file by this.
    ACROSS = "across", _("The other file is another organisation's")


class Status(TextChoices):
    WAITING = "waiting", _("Waiting")
    MERGED = "merged", _("One person")
    LINKED = "linked", _("Linked without merging")
    DIFFERENT = "different", _("Two persons")
    PARTED = "parted", _("Taken apart again")


class Said(TextChoices):
    """What one side says of a pair."""

    SAME = "same", _("One person: merge the files")
    LINKED = "linked", _("One person: link without merging")
    DIFFERENT = "different", _("Two different persons")
    LATER = "later", _("Not known yet: ask again later")
    # Said of files that were merged; not offered with the others.
    PARTED = "parted", _("Taken apart again")


OFFERED = (Said.SAME, Said.LINKED, Said.DIFFERENT, Said.LATER)


class Reason(TextChoices):
    """Why an answer is refused."""

    SETTLED = "settled", _("This was settled already.")
    NO_REASON = "no_reason", _("Say why.")
    NOT_MERGED = "not_merged", _("These files are not merged, or were taken apart already.")
