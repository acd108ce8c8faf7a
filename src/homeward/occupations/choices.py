from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Relation(TextChoices):
    ESSENTIAL = "essential", _("Essential")
    OPTIONAL = "optional", _("Optional")


class SkillKind(TextChoices):
    """As ESCO parts them; a few of its entries are neither skill nor knowledge: blank."""

    SKILL = "skill", _("Skill")
    KNOWLEDGE = "knowledge", _("Knowledge")
    GROUP = "group", _("Group of skills")


class Reuse(TextChoices):
    """In how many kinds of work a skill is of use."""

    TRANSVERSAL = "transversal", _("of use everywhere")
    CROSS_SECTOR = "cross-sector", _("of use in several sectors")
    SECTOR = "sector-specific", _("of use in one sector")
    OCCUPATION = "occupation-specific", _("of use in one occupation")
