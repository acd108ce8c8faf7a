"""The words that criteria may use. What is not here can't be asked of anybody.

There is no word for a former legal status, and none may be added: it never enters a decision on
aid. The way of return has one only because published packages differ by it; `parse` refuses it
anywhere else.
"""

from dataclasses import dataclass
from enum import StrEnum

from homeward.programmes.choices.criteria import (
    Household,
    Kind,
    Residence,
    Sex,
    Vulnerability,
    Way,
)

VERSION = 1

Listed = Household | Residence | Sex | Vulnerability | Way


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
    values: type[Listed] | None = None
    many: bool = False
    package_only: bool = False


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
