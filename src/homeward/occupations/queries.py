"""Reads of occupations and skills: what a word finds, and what each asks for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, Q, QuerySet, When
from django.db.models.functions import Length

from homeward.core.digits import are_digits
from homeward.core.search import Lexemes
from homeward.core.words import tsquery
from homeward.occupations.choices import Relation, SkillKind
from homeward.occupations.models import (
    Occupation,
    OccupationGroup,
    OccupationSkill,
    Skill,
    SkillRelation,
)


def occupations_like(text: str = "", *, group: str = "") -> QuerySet[Occupation]:
    """Occupations of which every word begins a word of a title, other titles included.

    The one that is called so comes first, then those whose own title is shortest.
    """
    found = Occupation.objects.select_related("group").defer("search", "description")
    if group:
        found = found.filter(group__code__startswith=group)
    if not (query := tsquery(text)):
        return found.order_by("title", "pk")
    return found.filter(search=Lexemes(query)).order_by(
        _called(text), Length("title"), "title", "pk"
    )


def skills_like(text: str) -> QuerySet[Skill]:
    """The same for skills and knowledge, groups last. Nothing typed finds nothing."""
    query = tsquery(text)
    if not query:
        return Skill.objects.none()
    found = Skill.objects.filter(search=Lexemes(query)).defer("search", "description")
    group = Case(When(kind=SkillKind.GROUP, then=1), default=0)
    return found.order_by(group, _called(text), Length("title"), "title", "pk")


def _called(text: str) -> Case:
    called = Q(title__iexact=text.strip()) | Q(alt_labels__contains=[text.strip()])
    return Case(
        When(title__iexact=text.strip(), then=0),
        When(called, then=1),
        When(title__istartswith=text.strip(), then=2),
        default=3,
    )


def occupation_of(given: str) -> Occupation | None:
    """The one that a form names by its number."""
    return Occupation.objects.filter(pk=int(given)).first() if are_digits(given) else None


def occupations_by_id(ids: Iterable[int]) -> dict[int, Occupation]:
    return Occupation.objects.in_bulk(ids)


def needs_of(occupation: Occupation) -> dict[str, list[Skill]]:
    """The skills and the knowledge that an occupation asks for, essential ones first."""
    found = OccupationSkill.objects.filter(occupation=occupation).select_related("skill")
    needs: dict[str, list[Skill]] = {relation: [] for relation in Relation.values}
    for need in found.order_by("skill__title"):
        needs[need.relation].append(need.skill)
    return needs


@dataclass(frozen=True)
class Near:
    """An occupation near another one, with what says so."""

    occupation: Occupation
    # Essential skills of both, and of either.
    common: int
    either: int
    # How many digits of ISCO-08 they share, 0 to 4.
    digits: int

    @property
    def share(self) -> float:
        return self.common / self.either if self.either else 0.0


def near(occupation: Occupation, most: int = 8) -> list[Near]:
    """The occupations that have most of their essential skills in common with this one.

    By the share of common ones among all that either asks for (P. Jaccard, The distribution of the
    flora in the alpine zone, New Phytologist 11, 1912); where shares are equal, the one whose group
    of ISCO-08 shares more digits comes first, then by title. One that shares no essential skill is
    not named, whatever its group. Three statements.
    """
    essential = OccupationSkill.objects.filter(relation=Relation.ESSENTIAL)
    own = essential.filter(occupation=occupation).values("skill")
    shared = dict(
        essential.filter(skill__in=own)
        .exclude(occupation=occupation)
        .order_by()
        .values_list("occupation_id")
        .annotate(n=Count("pk"))
    )
    asked = dict(
        essential.filter(occupation__in=[*shared, occupation.pk])
        .order_by()
        .values_list("occupation_id")
        .annotate(n=Count("pk"))
    )
    mine = asked.get(occupation.pk, 0)
    others = Occupation.objects.defer("search", "description", "alt_labels").in_bulk(shared)
    found = [
        Near(other, n, mine + asked[pk] - n, _digits(occupation.group_id, other.group_id))
        for pk, other in others.items()
        if (n := shared[pk])
    ]
    found.sort(key=lambda one: (-one.share, -one.digits, one.occupation.title, one.occupation.pk))
    return found[:most]


def _digits(one: str, other: str) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def occupations_asking_for(skill: Skill) -> QuerySet[OccupationSkill]:
    """The occupations that ask for a skill, those where it is essential first."""
    essential = Case(When(relation=Relation.ESSENTIAL, then=0), default=1)
    asking = OccupationSkill.objects.filter(skill=skill).select_related("occupation__group")
    return asking.order_by(essential, "occupation__title", "pk")


def broader_than(skill: Skill) -> QuerySet[Skill]:
    return Skill.objects.filter(members__skill=skill).order_by("title")


def under(skill: Skill) -> QuerySet[Skill]:
    return Skill.objects.filter(groupings__broader=skill).order_by("title")


def count_by_major_group() -> dict[str, int]:
    counts: dict[str, int] = {}
    rows = Occupation.objects.order_by().values_list("group_id").annotate(n=Count("pk"))
    for code, count in rows:
        counts[code[0]] = counts.get(code[0], 0) + count
    return counts


def above(group: OccupationGroup) -> list[OccupationGroup]:
    """The group and those above it, the widest first."""
    codes = [group.code[:length] for length in range(1, len(group.code) + 1)]
    return list(OccupationGroup.objects.filter(code__in=codes).order_by("code"))


def group(code: str) -> OccupationGroup | None:
    return OccupationGroup.objects.filter(code=code).first()


def groups_under(parent: OccupationGroup | None) -> QuerySet[OccupationGroup]:
    """The groups below one; the ten major ones where none is given."""
    return OccupationGroup.objects.filter(parent=parent).order_by("code")


def asked_for_by(skill: Skill) -> QuerySet[SkillRelation]:
    """The skills that a skill asks for, essential ones first."""
    essential = Case(When(relation=Relation.ESSENTIAL, then=0), default=1)
    asked = SkillRelation.objects.filter(skill=skill).select_related("related")
    return asked.order_by(essential, "related__title")
