"""The words that criteria may use. What is not here can't be asked of anybody.

There is no word for a former legal status, and none may be added: it never enters a decision on
aid. The way of return has one only because published packages differ by it; `parse` refuses it
anywhere else.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.programmes.choices import PublishedWay

VERSION = 1


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


class Measure(StrEnum):
    """What the two ends of a range are; empty for kinds that name values."""

    YEARS = "years"
    PERSONS = "persons"
    MONTHS = "months"
    DAY = "day"
    MONEY = "money"


@dataclass(frozen=True)
class Word:
    """A kind of criterion: a range with a measure, or a choice among values.

    `values` lists them where the list is closed. `many` says that a person often has several of
    them at once (languages), so that asking for two of them is no contradiction. Two
    nationalities are rare enough to be told as one.
    """

    measure: Measure | None = None
    values: type[TextChoices] | None = None
    many: bool = False
    package_only: bool = False


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


WORDS: dict[Kind, Word] = {
    Kind.AGE: Word(Measure.YEARS),
    Kind.SEX: Word(values=Sex),
    Kind.HOUSEHOLD_SIZE: Word(Measure.PERSONS),
    Kind.HOUSEHOLD: Word(values=Household, many=True),
    Kind.VULNERABILITY: Word(values=Vulnerability, many=True),
    Kind.AREA: Word(),
    Kind.NATIONALITY: Word(),
    Kind.RETURN_DATE: Word(Measure.DAY),
    Kind.MONTHS_SINCE_RETURN: Word(Measure.MONTHS),
    Kind.MONTHS_SINCE_AID: Word(Measure.MONTHS),
    Kind.EARLIER_AID: Word(Measure.MONEY),
    Kind.LANGUAGE: Word(many=True),
    Kind.SKILL: Word(many=True),
    Kind.RESIDENCE: Word(values=Residence),
    Kind.MONTHS_IN_AREA: Word(Measure.MONTHS),
    Kind.WAY_OF_RETURN: Word(values=Way, package_only=True),
}
