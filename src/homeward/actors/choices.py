from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ActorKind(TextChoices):
    """What kind of actor it is, whether it works on Homeward or is known from a list alone."""

    GOVERNMENT = "government", _("Public authority")
    LOCAL_GOVERNMENT = "local_government", _("Municipality or other local authority")
    INTERNATIONAL = "international", _("International organisation")
    INTERNATIONAL_NGO = "international_ngo", _("International non-governmental organisation")
    NATIONAL_NGO = "national_ngo", _("National non-governmental organisation")
    CIVIL_SOCIETY = "civil_society", _("Community or civil society organisation")
    DIASPORA = "diaspora", _("Diaspora organisation")
    RED_CROSS = "red_cross", _("Red Cross or Red Crescent")
    FUND = "fund", _("Fund or donor agency")
    FOUNDATION = "foundation", _("Foundation")
    PRIVATE = "private", _("Private sector")
    ACADEMIC = "academic", _("University or research")
    COMMISSION = "commission", _("Commission")


class Level(TextChoices):
    """Where an actor or a partnership works."""

    INTERNATIONAL = "international", _("International")
    NATIONAL = "national", _("National")
    SUBNATIONAL = "subnational", _("Subnational")
    LOCAL = "local", _("Local")
