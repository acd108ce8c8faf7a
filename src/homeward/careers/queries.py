"""Reads of skills, work and wishes. Which rows, and so what a profile holds, is the gate's."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from homeward.access.queries import name_users
from homeward.careers import languages, profile, rules
from homeward.careers.models import (
    CareerRow,
    Certificate,
    HeldSkill,
    PastWork,
    SearchReview,
    Wish,
)
from homeward.cases.choices import FactKind
from homeward.cases.models import Case, Fact
from homeward.occupations.choices import Relation
from homeward.occupations.models import Occupation, Skill
from homeward.papers import queries as papers
from homeward.papers.choices import PaperKind
from homeward.papers.models import Paper
from homeward.persons.models import Person
from homeward.places.models import Area

SHOWS_LEARNING = (PaperKind.SCHOOL, PaperKind.DIPLOMA, PaperKind.OTHER)


def profiles(
    person_ids: Collection[UUID], *, on: date | None = None
) -> dict[UUID, profile.Profile]:
    """Each person that the actor sees, with what the actor sees of their skills, work and wishes.

    Six statements for however many persons.
    """
    return profiles_of(Person.objects.in_bulk(list(person_ids)), on=on or timezone.localdate())


def profiles_of(people: dict[UUID, Person], *, on: date) -> dict[UUID, profile.Profile]:
    """Likewise for persons that were read already, by their ids."""
    works, skills, certificates = (
        _by_person(model, people) for model in (PastWork, HeldSkill, Certificate)
    )
    wishes = {wish.person_id: wish for wish in newest_wishes(people)}
    spoken = _languages(people)
    return {
        pk: profile.Profile(
            person_id=pk,
            occupations=rules.added_up(_periods(works.get(pk, [])), today=on),
            skills=frozenset(row.skill_id for row in skills.get(pk, [])),
            languages=spoken.get(pk, ()),
            wishes=_wish(wishes[pk]) if pk in wishes else None,
            certificates=_certified(certificates.get(pk, []), skills.get(pk, []), on),
        )
        for pk in people
    }


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What the page of one person shows, with who said it."""

    works: list[PastWork]
    skills: list[HeldSkill]
    certificates: list[Certificate]
    wish: Wish | None
    wished: list[Occupation]
    areas: list[Area]
    earlier: list[Wish]


def kept(person: Person) -> Kept:
    works = list(standing(PastWork).filter(person=person).select_related("occupation", "country"))
    skills = list(
        standing(HeldSkill)
        .filter(person=person)
        .select_related("skill", "certificate")
        .order_by("skill__title")
    )
    certificates = list(
        standing(Certificate)
        .filter(person=person)
        .select_related("recognised_in", "occupation", "paper")
        .prefetch_related(
            Prefetch(
                "skills", queryset=standing(HeldSkill).select_related("skill"), to_attr="shows"
            )
        )
    )
    wishes = list(Wish.objects.filter(person=person).order_by("-added_at"))
    name_users(added_by=[*works, *skills, *certificates, *wishes])
    wish = wishes[0] if wishes else None
    occupations = Occupation.objects.in_bulk(wish.occupation_ids) if wish else {}
    areas = Area.objects.in_bulk(wish.area_ids) if wish else {}
    return Kept(
        works=works,
        skills=skills,
        certificates=certificates,
        wish=wish,
        wished=[occupations[pk] for pk in wish.occupation_ids if pk in occupations] if wish else [],
        areas=[areas[pk] for pk in wish.area_ids if pk in areas] if wish else [],
        earlier=wishes[1:],
    )


def papers_of(case: Case, person: Person) -> list[Paper]:
    """Those that the actor sees and that may show what the person learned."""
    found = papers.of_case(case).filter(person=person, kind__in=SHOWS_LEARNING)
    return papers.current(list(found))


def skills_to_certify(person: Person) -> list[Skill]:
    """Those held by now and those of the occupations held, by title."""
    occupations = standing(PastWork).filter(person=person).values("occupation")
    skills = standing(HeldSkill).filter(person=person).values("skill")
    found = Skill.objects.filter(
        Q(pk__in=skills)
        | Q(needed_by__occupation__in=occupations, needed_by__relation=Relation.ESSENTIAL)
    )
    return list(found.defer("search", "description").distinct().order_by("title"))


def searches_of(person: Person) -> list[SearchReview]:
    """How the search went on so far, the newest first."""
    found = list(SearchReview.objects.filter(person=person).order_by("-at"))
    name_users(by=found)
    return found


def standing(model: type[Any]) -> QuerySet[Any]:
    """Without what was set aside."""
    found: QuerySet[Any] = model.objects.filter(set_aside_at__isnull=True)
    return found


def taken_up(
    model: type[PastWork | Certificate], assessments: Collection[UUID]
) -> set[tuple[UUID, str]]:
    """The answers that were taken up or set aside already: assessment and place."""
    rows = model.objects.filter(assessment__in=assessments)
    return set(rows.values_list("assessment_id", "answer_place"))


def called_already(person: Person) -> set[str]:
    """The words by which work and certificates of the person are kept, folded."""
    works = PastWork.objects.filter(person=person).select_related("occupation")
    certificates = Certificate.objects.filter(person=person)
    named = [*(str(w.called) for w in works), *(w.title for w in works)]
    return {name.casefold() for name in [*named, *(str(one.title) for one in certificates)]} - {""}


def _by_person(model: type[CareerRow], people: Collection[UUID]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in standing(model).filter(person__in=people):
        found.setdefault(row.person_id, []).append(row)
    return found


def newest_wishes(people: Collection[UUID]) -> Iterable[Wish]:
    """What each of them stated last, as far as the actor sees it."""
    found = Wish.objects.filter(person__in=people)
    return found.order_by("person_id", "-added_at").distinct("person_id")


def _periods(works: Iterable[PastWork]) -> list[rules.Period]:
    return [
        rules.Period(
            occupation_id=work.occupation_id,
            years=work.years,
            from_on=work.from_on,
            to_on=work.to_on,
            is_current=work.is_current,
        )
        for work in works
        if work.occupation_id is not None
    ]


def _certified(
    certificates: Iterable[Certificate], skills: Iterable[HeldSkill], on: date
) -> tuple[profile.Certified, ...]:
    shown: dict[UUID | None, set[int]] = {}
    for row in skills:
        shown.setdefault(row.certificate_id, set()).add(row.skill_id)
    return tuple(
        profile.Certified(
            id=one.pk,
            occupation_id=one.occupation_id,
            skill_ids=frozenset(shown.get(one.pk, ())),
            recognition=one.recognition,
            recognised_in=one.recognised_in_id or "",
            ends_on=one.ends_on,
        )
        for one in certificates
        if one.ends_on is None or one.ends_on >= on
    )


def _wish(wish: Wish) -> profile.Wish:
    return profile.Wish(
        kinds=tuple(wish.kinds),
        occupation_ids=tuple(wish.occupation_ids),
        area_ids=tuple(wish.area_ids),
        max_km=wish.max_km,
        weekly_hours=wish.weekly_hours,
        needs_child_care=wish.needs_child_care,
        needs_transport=wish.needs_transport,
        intensity_at_most=wish.intensity_at_most,
        wage_at_least=wish.wage_at_least,
        currency=wish.currency,
        wage_period=wish.wage_period if wish.wage_at_least is not None else "",
        from_on=wish.from_on,
    )


def _languages(people: dict[UUID, Person]) -> dict[UUID, tuple[str, ...]]:
    """The language of the person's file, and those that the fact on languages names."""
    found = {pk: [person.language] if person.language else [] for pk, person in people.items()}
    current = Fact.objects.filter(Q(replaced_by__isnull=True), person__in=people)
    for fact in current.filter(kind=FactKind.LANGUAGES).order_by("recorded_at"):
        spoken = found[fact.person_id]
        spoken += [code for code in languages.named_in(str(fact.value)) if code not in spoken]
    return {pk: tuple(codes) for pk, codes in found.items()}
