"""What a programme's criteria say of a case, with what is known of it today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from homeward.access.queries import name_users
from homeward.cases.models import Application, Case, CaseException
from homeward.cases.signals import asking_categories
from homeward.persons import queries as persons
from homeward.persons.choices import BirthKnown, HouseholdRole, Sex
from homeward.persons.models import Person
from homeward.programmes.choices import ExceptionStatus
from homeward.programmes.choices.criteria import Answer, Household, Kind, Residence
from homeward.programmes.models import CriteriaVersion
from homeward.programmes.queries import criteria as queries
from homeward.programmes.rules import criteria
from homeward.programmes.rules.criteria import (
    EVERYONE,
    Criterion,
    Facts,
    Result,
    Span,
    Traits,
    editing,
)

ADULT, SMALL, OLDER = 18, 5, 60


@dataclass(frozen=True)
class Line:
    """One criterion as it is met by the case, and the exception from it where there is one.

    A category of protection is answered for whoever may see it, and nowhere written down.
    """

    at: str
    words: str
    answer: Answer
    exception: CaseException | None = None
    is_category: bool = False

    @property
    def needs_exception(self) -> bool:
        return self.answer == Answer.NOT_MET and self.exception is None


@dataclass(frozen=True)
class Assessed:
    """The criteria of a day with the case's answers; `answer` counts approved exceptions."""

    version: CriteriaVersion | None
    lines: Sequence[Line]
    answer: Answer

    @property
    def is_unmet(self) -> bool:
        return self.answer == Answer.NOT_MET

    @property
    def snapshot(self) -> dict[str, str]:
        """What is kept with the application, which more people read than a file of protection."""
        return {
            line.at: (Answer.UNKNOWN if line.is_category else line.answer).value
            for line in self.lines
        }


def facts_of(case: Case, people: Sequence[Person], *, on: date, of: Person | None = None) -> Facts:
    """Of the principal or one of the others, from what is recorded; all else stays unknown.

    The way of return and a former legal status are no facts here: the vocabulary has no word.
    """
    head = of or next((person for person in people if person.pk == case.person_id), None)
    return Facts(
        on=on,
        age=_age(head, on),
        sex=_sex(head),
        household_size=Span.of(len(people)) if people else None,
        household=_household(people, on),
        nationalities=frozenset(head.origin_countries) if head and head.origin_countries else None,
        area=case.origin_country_id,
        returns_on=_returns(case),
        languages=frozenset({head.language}) if head and head.language else None,
        residence=Traits(frozenset({Residence(case.residence).value})),
    )


def _age(person: Person | None, on: date) -> Span | None:
    """A year of birth alone leaves a birthday open: of two ages either may be right."""
    if person is None or not person.birth_year:
        return None
    if person.birth_known == BirthKnown.DAY and person.birth_month and person.birth_day:
        had = (on.month, on.day) >= (person.birth_month, person.birth_day)
        return Span.of(on.year - person.birth_year - (not had))
    return Span(on.year - person.birth_year - 1, on.year - person.birth_year)


def _sex(person: Person | None) -> str | None:
    return None if person is None or person.sex == Sex.UNKNOWN else str(person.sex)


def _returns(case: Case) -> Span | None:
    day = case.arrived_on or case.travels_on
    return None if day is None else Span.of(day)


def _household(people: Sequence[Person], on: date) -> Traits | None:
    """What the household is, as far as ages are known; with one unknown, nothing is ruled out."""
    if not people:
        return None
    ages = [person.age_on(on) for person in people]
    known = [age for age in ages if age is not None]
    adults = sum(age >= ADULT for age in known)
    children = sum(
        person.household_role == HouseholdRole.CHILD or (age is not None and age < ADULT)
        for person, age in zip(people, ages, strict=True)
    )
    head = people[0]
    head_age = head.age_on(on)
    holds = {
        Household.ALONE: len(people) == 1,
        Household.HAS_CHILDREN: children > 0,
        Household.HAS_SMALL_CHILDREN: any(age < SMALL for age in known),
        Household.SINGLE_PARENT: adults == 1 and children > 0 and len(known) == len(people),
        Household.HAS_OLDER_MEMBER: any(age >= OLDER for age in known),
        Household.HEADED_BY_WOMAN: head.sex == Sex.FEMALE,
        Household.HEADED_BY_CHILD: head_age is not None and head_age < ADULT,
    }
    complete = len(known) == len(people) and head.sex != Sex.UNKNOWN
    return Traits(frozenset(trait.value for trait, true in holds.items() if true), closed=complete)


def assessed(
    case: Case, people: Sequence[Person], *, on: date, application: Application | None = None
) -> Assessed:
    """The criteria in force (of an application, those of its day) against the facts of today."""
    version = application.criteria if application else queries.version_on(case.programme, on)
    criterion = queries.criterion_of(version)
    facts = _with_categories(facts_of(case, people, on=on), criterion, case)
    result = criteria.evaluate(criterion, facts)
    held = _exceptions(application)
    names = queries.names_of(criterion)
    return Assessed(
        version=version,
        lines=[
            Line(
                leaf.at, _words(leaf, names), _own_answer(leaf), held.get(leaf.at),
                is_category=_is_category(leaf),
            )
            for leaf in result.leaves()
        ],
        answer=_answer(criterion, facts, held),
    )  # fmt: skip


def _is_category(leaf: Result) -> bool:
    return getattr(leaf.criterion, "kind", None) == Kind.VULNERABILITY


def _with_categories(facts: Facts, criterion: Criterion, case: Case) -> Facts:
    """Asked only where a criterion names a category, since reading protection is logged.

    A category lets in and never keeps out: under a "not" it stays unknown. What is not found is
    unknown too, so that no flag and one that the reader may not see look alike.
    """
    asked = [at for at, leaf in criteria.leaves(criterion) if leaf.kind == Kind.VULNERABILITY]
    if not asked or any(_is_negated(at) for at in asked):
        return facts
    told: list[tuple[Any, Any]] = asking_categories.send(Case, case=case, person_id=case.person_id)
    held = {category for _receiver, found in told for category, holds in found.items() if holds}
    return replace(facts, vulnerabilities=Traits(frozenset(held), closed=False))


def _exceptions(application: Application | None) -> dict[str, CaseException]:
    if application is None:
        return {}
    found = list(application.exceptions.exclude(status=ExceptionStatus.REFUSED))
    name_users(asked_by=found, decided_by=[one for one in found if one.decided_by_id])
    return {one.criterion_at: one for one in found}


def _answer(criterion: Criterion, facts: Facts, held: Mapping[str, CaseException]) -> Answer:
    """With what an approved exception lets pass: that one criterion is open to everybody."""
    for at, exception in held.items():
        if exception.status == ExceptionStatus.APPROVED:
            # What stands under a "not" is let pass with it.
            criterion = editing.put(criterion, at.split("/not")[0], EVERYONE)
    return criteria.evaluate(criterion, facts).answer


NEGATED = {Answer.MET: Answer.NOT_MET, Answer.NOT_MET: Answer.MET, Answer.UNKNOWN: Answer.UNKNOWN}


def _is_negated(at: str) -> bool:
    return at.split("/").count("not") % 2 == 1


def _own_answer(leaf: Result) -> Answer:
    """As it is asked where it stands: what must not hold is met where it doesn't."""
    return NEGATED[leaf.answer] if _is_negated(leaf.at) else leaf.answer


def _words(leaf: Result, names: Mapping[str, str]) -> str:
    found: Any = leaf.criterion
    words = criteria.phrase(found, names=dict(names))
    return _("not: %(criterion)s") % {"criterion": words} if _is_negated(leaf.at) else words


def applications_of(case: Case) -> list[Application]:
    found = list(case.applications.select_related("authority", "criteria"))
    name_users(submitted_by=found, decided_by=[one for one in found if one.decided_by_id])
    return found


def people_of(case: Case) -> list[Person]:
    return persons.members(case.household_id)
