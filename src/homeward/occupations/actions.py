"""Writes a classification as its files say it. Many rows: compared in memory, written by COPY."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Model

from homeward.core import bulk
from homeward.core.words import tsvector
from homeward.occupations.models import (
    Occupation,
    OccupationGroup,
    OccupationSkill,
    Skill,
    SkillGrouping,
    SkillRelation,
)
from homeward.occupations.records import Classification

Ids = dict[str, int]


@transaction.atomic
def put_classification(read: Classification) -> Iterable[bulk.Outcome]:
    """All of it. What it no longer has stays, since plans may name it; a relation goes."""
    return list(_put(read))


def _put(read: Classification) -> Iterator[bulk.Outcome]:
    yield _put_groups(read)
    yield _put_occupations(read)
    _put_broader(read)
    yield _put_skills(read)
    occupations, skills = _ids(Occupation), _ids(Skill)
    yield _put_pairs(
        OccupationSkill,
        "skill of an occupation",
        ("occupation_id", "skill_id", "relation"),
        [(occupations[one], skills[other], how) for (one, other), how in read.needs.items()],
    )
    yield _put_pairs(
        SkillGrouping,
        "skill in a group",
        ("skill_id", "broader_id"),
        [(skills[one], skills[other]) for one, other in read.groupings],
    )
    yield _put_pairs(
        SkillRelation,
        "skill of a skill",
        ("skill_id", "related_id", "relation"),
        [(skills[one], skills[other], how) for (one, other), how in read.relations.items()],
    )


def _put_groups(read: Classification) -> bulk.Outcome:
    # Shorter codes first: the group above stands before its own.
    ordered = sorted(read.groups, key=lambda group: (len(group.code), group.code))
    sheet = bulk.Sheet(
        kind="ISCO group",
        key=("code",),
        columns=("uri", "title", "description", "parent_id"),
        rows={(g.code,): (g.uri, g.title, g.description, g.code[:-1] or None) for g in ordered},
    )
    return bulk.put(sheet, OccupationGroup.objects.all())


def _put_occupations(read: Classification) -> bulk.Outcome:
    sheet = bulk.Sheet(
        kind="occupation",
        key=("uri",),
        columns=("code", "group_id", "title", "alt_labels", "description"),
        rows={
            (o.uri,): (o.code, o.group, o.title, list(o.alt_labels), o.description)
            for o in read.occupations
        },
        derived_columns=("search",),
        derived=lambda row: (tsvector(row[2], *row[3]),),
    )
    return bulk.put(sheet, Occupation.objects.all())


def _put_broader(read: Classification) -> None:
    """The broader occupation; all have to be there before."""
    ids = _ids(Occupation)
    wanted = {ids[one]: ids[other] for one, other in read.broader_occupations.items()}
    changed = [
        Occupation(pk=pk, broader_id=wanted.get(pk))
        for pk, broader in Occupation.objects.values_list("pk", "broader_id")
        if broader != wanted.get(pk)
    ]
    Occupation.objects.bulk_update(changed, ["broader"], batch_size=500)


def _put_skills(read: Classification) -> bulk.Outcome:
    sheet = bulk.Sheet(
        kind="skill",
        key=("uri",),
        columns=("kind", "reuse", "code", "title", "alt_labels", "description"),
        rows={
            (s.uri,): (s.kind, s.reuse, s.code, s.title, list(s.alt_labels), s.description)
            for s in read.skills
        },
        derived_columns=("search",),
        derived=lambda row: (tsvector(row[3], *row[4]),),
    )
    return bulk.put(sheet, Skill.objects.all())


def _put_pairs(
    model: type[Model], kind: str, columns: tuple[str, ...], rows: list[tuple[object, ...]]
) -> bulk.Outcome:
    """Nothing hangs on a relation, so that one which is gone goes."""
    sheet = bulk.Sheet(
        kind=kind,
        key=columns[:2],
        columns=columns[2:],
        rows={row[:2]: row[2:] for row in rows},
    )
    known = model._default_manager.order_by()
    outcome = bulk.put(sheet, known)
    if outcome.gone:
        gone = [
            pk
            for pk, one, other in known.values_list("pk", *columns[:2])
            if (one, other) not in sheet.rows
        ]
        known.filter(pk__in=gone).delete()
    return outcome


def _ids(model: type[Occupation] | type[Skill]) -> Ids:
    return dict(model._default_manager.values_list("uri", "pk"))
