"""Finding persons by name, in any script, spelling and order of words.

Candidates come by keyed tokens from the database (search.sql), filtered by the actor's grounds
before their number is capped; the names are then decrypted and compared (names.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from homeward.persons import names, queries
from homeward.persons.models import Person

CANDIDATES = 200
# Two of three words asked for are an answer, one of two is not.
ENOUGH = 0.6
# The same of both names by each other: they may be one person's.
SAME_NAME = 0.66


@dataclass(frozen=True)
class Hit:
    person: Person
    likeness: float


def find(text: str, *, at_most: int = 50) -> list[Hit]:
    """The persons whose names answer `text`, best first."""
    ranked = _ranked(text, _candidates(text))[:at_most]
    # Two hundred were compared by their names alone; the rest of a row is read for those shown.
    people = (
        Person.objects.select_related("owner_org").in_bulk([pk for pk, _likeness in ranked])
        if ranked
        else {}
    )
    return [Hit(people[pk], likeness) for pk, likeness in ranked if pk in people]


def _candidates(text: str) -> list[UUID]:
    terms = names.terms(text)
    asked = [
        (org, token)
        for org in (_searchable_orgs() if terms else [])
        for token in names.keyed(terms, key=queries.token_key(org))
    ]
    if not asked:
        return []
    orgs, tokens = (list(column) for column in zip(*asked, strict=True))
    with connection.cursor() as cursor:
        cursor.execute("select person from persons_find(%s, %s, %s)", [orgs, tokens, CANDIDATES])
        return [row[0] for row in cursor.fetchall()]


def _ranked(text: str, ids: Sequence[UUID]) -> list[tuple[UUID, float]]:
    if not ids:
        return []
    asked = names.Asked(text)
    written: dict[UUID, list[str]] = {}
    for person in Person.objects.filter(pk__in=ids).only(
        "owner_org_id", "data_class", "given_name", "family_name"
    ):
        written[person.pk] = [person.full_name]
    for pk, others in queries.spelled_otherwise(list(written)).items():
        written[pk] += map(str, others)
    close = ((pk, max(map(asked.closeness, spelled))) for pk, spelled in written.items())
    best = sorted(close, key=lambda one: one[1], reverse=True)
    return [(pk, likeness) for pk, (likeness, _back) in best if likeness >= ENOUGH]


def alike(full_names: Iterable[str], *, at_most: int = 8) -> list[Hit]:
    """Who is registered already under one of these names or nearly so, best first.

    Both names have to answer each other: "Yaw" is not asked about for every Yaw of another family.
    """
    best: dict[UUID, Hit] = {}
    for text in full_names:
        asked, hits = names.Asked(text), find(text)
        others = queries.spelled_otherwise([hit.person.pk for hit in hits])
        for hit in hits:
            known = [hit.person.full_name, *map(str, others.get(hit.person.pk, []))]
            mutual = max(min(asked.closeness(name)) for name in known)
            held = best.get(hit.person.pk)
            if mutual >= SAME_NAME and (held is None or held.likeness < mutual):
                best[hit.person.pk] = Hit(hit.person, mutual)
    return sorted(best.values(), key=lambda hit: -hit.likeness)[:at_most]


def is_complete() -> bool:
    """False after a crash or a restored dump, until every person has its tokens again."""
    with connection.cursor() as cursor:
        cursor.execute("select persons_search_is_complete()")
        return bool(cursor.fetchone()[0])


def _searchable_orgs() -> list[int]:
    """Whose rows the actor may find: its own, and those a clause opens for identity."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select gate_org() union"
            " select (s >> 24)::integer from unnest(gate_scopes(false)) s where s & 255 = 1"
        )
        return [row[0] for row in cursor.fetchall() if row[0] is not None]
