from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PartnershipKind(TextChoices):
    BILATERAL = "bilateral", _("Between two states")
    REGIONAL = "regional", _("Between several states of a region")
    CITIES = "cities", _("City to city")
    REGIONS = "regions", _("Between regions or local authorities")
    PUBLIC_PRIVATE = "public_private", _("Public and private")
    CIVIL_SOCIETY = "civil_society", _("With civil society")
    DIASPORA = "diaspora", _("With the diaspora")
    CONSORTIUM = "consortium", _("Consortium for a programme")
    NETWORK = "network", _("Network or coordination group")


class PartnershipStatus(TextChoices):
    PLANNED = "planned", _("Planned")
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended")


class Part(TextChoices):
    """RACI: the parts that an actor has in a task (responsibility assignment matrix)."""

    RESPONSIBLE = "R", pgettext_lazy("RACI", "Does the work")
    ACCOUNTABLE = "A", pgettext_lazy("RACI", "Answers for it")
    CONSULTED = "C", pgettext_lazy("RACI", "Is asked before")
    INFORMED = "I", pgettext_lazy("RACI", "Is told after")


class Reason(TextChoices):
    """Why something about actors is refused."""

    SAME_ACTOR = "same_actor", _("Choose another actor: it can’t be merged with itself.")
    MERGED_ALREADY = "merged_already", _("One of them was merged already.")
    BOTH_WORK_HERE = (
        "both_work_here",
        _("Both work on Homeward: two organisations with users are never one."),
    )
    UNDONE_ALREADY = "undone_already", _("The merge was undone already.")
    MERGED_FURTHER = "merged_further", _("One of them was merged since. Undo that merge first.")
    TOO_FEW = "too_few", _("A partnership has at least two actors.")
    ENDS_BEFORE = "ends_before", _("It would end before it begins.")
    ACCOUNTABLE_TWICE = (
        "accountable_twice",
        _("One actor answers for a task. Give the other another part first."),
    )
    NO_ABOUT = "no_about", _("Choose a programme, or a country.")
    ENDED = "ended", _("The day lies in the past.")
    NAME_KNOWN = "name_known", _("An actor of this name is known already.")
    NO_WAY = "no_way", _("Give an e-mail address or a phone number.")
