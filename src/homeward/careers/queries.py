"""Reads of skills, work and wishes. Which rows, and so what a profile holds, is the gate's."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from homeward.careers import languages, profile, rules
from homeward.careers.models import CareerRow, Certificate, HeldSkill, PastWork, Wish
from homeward.cases.choices import FactKind
from homeward.cases.models import Fact
from homeward.persons.models import Person


def profiles(
    person_ids: Collection[UUID], *, on: date | None = None
) -> dict[UUID, profile.Profile]:
    """Each person that the actor sees, with what the actor sees of their skills, work and wishes.

    Six statements for however many persons.
    """
    on = on or timezone.localdate()
    people = Person.objects.in_bulk(list(person_ids))
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
