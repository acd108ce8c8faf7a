from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.matching.sides import Refusal
from homeward.plans.choices import Topic
from homeward.services.choices import Category

# The need that a goal of the plan speaks of, in the directory's words.
NEED_OF_TOPIC: dict[str, Category] = {
    Topic.LIVELIHOOD: Category.TRAINING,
    Topic.HOUSING: Category.HOUSING,
    Topic.EDUCATION: Category.EDUCATION,
    Topic.HEALTH: Category.HEALTH,
    Topic.PAPERS: Category.LEGAL,
    Topic.FAMILY: Category.CHILDREN,
    Topic.COMMUNITY: Category.COMMUNITY,
    Topic.WELLBEING: Category.PSYCHOSOCIAL,
}


class Part(TextChoices):
    """What a score is made of, in the engine's own order (matching.sides.PARTS)."""

    CRITERIA = "criteria", _("Criteria")
    SKILLS = "skills", _("Skills")
    OCCUPATION = "occupation", _("Work done before")
    NEEDS = "needs", _("Needs of the plan")
    DISTANCE = "distance", _("Distance")
    DATES = "dates", _("Dates")
    PLACES = "places", _("Free places")
    LANGUAGE = "language", _("Language")
    MONEY = "money", _("Wage and cost")
    WISHES = "wishes", _("Wishes")

    @property
    def told(self) -> str:
        """What it counts."""
        return str(TOLD[self])


TOLD = {
    Part.CRITERIA: _("The share of what it asks for that is met. What is unknown counts half."),
    Part.SKILLS: _(
        "The share of its skills that the person has; of those that it teaches, the share that"
        " the wished work still asks for."
    ),
    Part.OCCUPATION: _(
        "1 for work done before; 0.8, 0.6 or 0.3 for the same group of ISCO-08 at four, three or"
        " two digits, or the share of essential skills in common; less where fewer years were"
        " worked than are asked for."
    ),
    Part.NEEDS: _("The share of the needs of the plan that it meets."),
    Part.DISTANCE: _("1 where the person lives, 0 from the distance on at which nearness ends."),
    Part.DATES: _("The share of its days on which the person can be there."),
    Part.PLACES: _("1 where places are free, half where nobody has said."),
    Part.LANGUAGE: _("1 where a language is shared, 0 where none is."),
    Part.MONEY: _("1 where it is free or pays what is wished; less where it pays less or costs."),
    Part.WISHES: _("The share of the person's wishes that it meets."),
}


class Why(TextChoices):
    """Why an offer can't take the person now, as a page's address names it."""

    CRITERION = "criterion", _("A criterion is not met")
    NO_PLACE = "places", _("No free place")
    DATES = "dates", _("The dates never meet")
    FAR = "far", _("Farther than the person wants to go")
    INTENSITY = "intensity", _("Harder work than the person can do")
    NEED = "need", _("Meets no need of the plan")

    @property
    def refusal(self) -> Refusal:
        return Refusal[self.name]

    @property
    def change(self) -> str:
        """What would change it."""
        return str(CHANGES[self])


CHANGES = {
    Why.CRITERION: _("Ask the programme for an exception, or look again when something changes."),
    Why.NO_PLACE: _("Ask for the waiting list, or whether the number still holds."),
    Why.DATES: _("Ask for the next beginning."),
    Why.FAR: _("Ask the person whether they would go farther, or live there for the time."),
    Why.INTENSITY: _("Ask whether the work can be adapted."),
    Why.NEED: _("Put the need into the plan, if it is there."),
}


class Standing(TextChoices):
    """Where a worker puts an offer for one person, whatever its score."""

    FIRST = "first", _("Put first")
    ASIDE = "aside", _("Put aside")


class Reason(TextChoices):
    """Why something about matches is refused."""

    NO_REASON = "no_reason", _("Say why.")
    CLOSED = "closed", _("The case is closed.")
    NOT_OF_CASE = "not_of_case", _("This person is not of the case's household.")
    NOT_OFFERED = "not_offered", _("This is not offered any more.")
    SAME_ALREADY = "same_already", _("It stands there already.")
    NOT_STANDING = "not_standing", _("It was taken back already.")
    NO_SUM = "no_sum", _("The ten weights must add up to 100.")
    BELOW_ZERO = "below_zero", _("No weight is below zero.")
    NO_SOURCE = "no_source", _("Say where the weights come from.")
    NOT_YOURS = "not_yours", _("Only the programme's own organisation changes its weights.")
    BEFORE_LAST = "before_last", _("A version before it begins later.")
