"""The words that criteria may use, the answers to them, and what can be wrong with a tree.

There is no word for a former legal status, and none may be added.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.programmes.choices import PublishedWay


class Kind(TextChoices):
    AGE = "age", _("Age")
    SEX = "sex", _("Sex")
    HOUSEHOLD_SIZE = "household_size", _("Size of the household")
    HOUSEHOLD = "household", _("Household")
    VULNERABILITY = "vulnerability", _("Vulnerability")
    AREA = "area", _("Area")
    NATIONALITY = "nationality", _("Nationality")
    RETURN_DATE = "return_date", _("Date of return")
    MONTHS_SINCE_RETURN = "months_since_return", _("Months since the return")
    MONTHS_SINCE_AID = "months_since_aid", _("Months since earlier aid")
    EARLIER_AID = "earlier_aid", _("Amount of earlier aid")
    LANGUAGE = "language", _("Language")
    SKILL = "skill", _("Skill")
    RESIDENCE = "residence", _("Returnee or local resident")
    MONTHS_IN_AREA = "months_in_area", _("Months lived in the area")
    WAY_OF_RETURN = "way_of_return", _("Way of return (published packages only)")


class Sex(TextChoices):
    FEMALE = "female", _("women and girls")
    MALE = "male", _("men and boys")
    OTHER = "other", _("another sex")


class Household(TextChoices):
    ALONE = "alone", _("lives alone")
    HAS_CHILDREN = "has_children", _("has children")
    HAS_SMALL_CHILDREN = "has_small_children", _("has children under five")
    SINGLE_PARENT = "single_parent", _("one parent alone with children")
    HAS_OLDER_MEMBER = "has_older_member", _("has a member of 60 or older")
    HEADED_BY_WOMAN = "headed_by_woman", _("headed by a woman")
    HEADED_BY_CHILD = "headed_by_child", _("headed by a child")


class Vulnerability(TextChoices):
    UNACCOMPANIED_CHILD = "unaccompanied_child", _("unaccompanied or separated child")
    PREGNANT = "pregnant", _("pregnant or with a newborn")
    DISABILITY = "disability", _("disability")
    SERIOUS_ILLNESS = "serious_illness", _("serious or chronic illness")
    MENTAL_HEALTH = "mental_health", _("mental health condition")
    TRAFFICKING = "trafficking", _("victim of trafficking")
    VIOLENCE = "violence", _("survivor of violence, torture or exploitation")
    GENDER_VIOLENCE = "gender_violence", _("survivor of gender-based violence")
    NO_SHELTER = "no_shelter", _("no safe place to live")
    NO_SUPPORT = "no_support", _("no family or community to rely on")
    DEBT = "debt", _("debts from the migration")


class Residence(TextChoices):
    RETURNEE = "returnee", _("returnees")
    LOCAL_RESIDENT = "local_resident", _("local residents")
    DISPLACED = "displaced", _("internally displaced people")


class Way(TextChoices):
    VOLUNTARY = PublishedWay.VOLUNTARY.value, _("voluntary return")
    NOT_VOLUNTARY = PublishedWay.NOT_VOLUNTARY.value, _("return that was not voluntary")


class Answer(TextChoices):
    MET = "met", _("met")
    NOT_MET = "not_met", _("not met")
    UNKNOWN = "unknown", _("unknown")


class Meeting(TextChoices):
    """How what two programmes admit on one kind lies to each other."""

    SAME = "same", _("the same")
    OVERLAP = "overlap", _("partly the same")
    APART = "apart", _("as a rule nobody meets both")
    UNKNOWN = "unknown", _("unknown: one of them does not say")


class Problem(TextChoices):
    VERSION = "version", _("This is not a tree of criteria of a version that is read here.")
    SHAPE = "shape", _("Neither a criterion nor a group.")
    KIND = "kind", _("The vocabulary has no such kind of criterion.")
    PACKAGE_ONLY = (
        "package_only",
        _("The way of return stands in published packages alone, never in whom a programme takes."),
    )
    EMPTY_GROUP = "empty_group", _("A group needs at least one criterion.")
    NO_END = "no_end", _("Say from where, until where, or both.")
    NOT_A_NUMBER = "not_a_number", _("This is not a whole number that fits.")
    NOT_A_DATE = "not_a_date", _("This is not a date.")
    NOT_AN_AMOUNT = "not_an_amount", _("This is not an amount.")
    CURRENCY = "currency", _("An amount needs its currency, by its three letters.")
    TURNED = "turned", _("It ends before it begins.")
    NO_VALUE = "no_value", _("Choose at least one.")
    UNKNOWN_VALUE = "unknown_value", _("The vocabulary has no such value.")
    SURPLUS = "surplus", _("This does not belong here.")
    TOO_DEEP = "too_deep", _("Groups stand in groups more than six deep.")
    TOO_MANY = "too_many", _("More than sixty criteria.")
