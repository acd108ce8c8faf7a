"""Finding persons by name, in any script, spelling and order of words.

Candidates come by keyed tokens from the database (search.sql), filtered by the actor's grounds
before their number is capped; the names are then decrypted and compared (linkage/names.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BooleanField, F, Func, UUIDField, Value, prefetch_related_objects

from homeward.linkage import names
from homeward.persons import queries
from homeward.persons.models import Person, PersonName

CANDIDATES = 200
# One of two words asked for is an answer, after all those who answer both.
ENOUGH = 0.45
# Two of three words, or one word nearly: a list of cases is narrowed by no less.
ANSWERS = 0.6
# The same of both names by each other: they may be one person's.
SAME_NAME = 0.66


@dataclass(frozen=True)
class Hit:
    person: Person
    likeness: float


def find(text: str, *, at_most: int = 50, enough: float = ENOUGH) -> list[Hit]:
    """The persons whose names answer `text`, best first; `enough` is the least likeness."""
    hits = [hit for hit in _ranked(text) if hit.likeness >= enough][:at_most]
    prefetch_related_objects([hit.person for hit in hits], "owner_org")
    return hits


def _candidates(text: str) -> list[UUID]:
    """Those who share most tokens with it, best first."""
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


def _ranked(text: str) -> list[Hit]:
    """The candidates by their names; who is alike stays in the order of the tokens."""
    ids = _candidates(text)
    if not ids:
        return []
    people = {person.pk: person for person in Person.objects.filter(_among("id", ids))}
    written = {pk: [person.full_name] for pk, person in people.items()}
    for name in PersonName.objects.filter(_among("person_id", ids)):
        if name.person_id in written:
            written[name.person_id].append(str(name))
    asked = names.Asked(text)
    close = [(pk, max(map(asked.closeness, written[pk]))) for pk in ids if pk in written]
    close.sort(key=lambda one: one[1], reverse=True)
    return [Hit(people[pk], likeness) for pk, (likeness, _back) in close]


def _among(column: str, ids: Sequence[UUID]) -> Func:
    """`column in ids` as one value, so that the statement is planned once for any number."""
    return Func(
        F(column),
        Value(list(ids), output_field=ArrayField(UUIDField())),
        template="(%(expressions)s))",
        arg_joiner=" = any (",
        output_field=BooleanField(),
    )


def alike(full_names: Iterable[str], *, at_most: int = 8) -> list[Hit]:
    """Who is registered already under one of these names or nearly so, best first.

    Both names have to answer each other: "Yaw" is not asked about for every Yaw of another family.
    """
    best: dict[UUID, Hit] = {}
    for text in full_names:
        asked, hits = names.Asked(text), find(text, enough=SAME_NAME)
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
    """Whose rows the actor may find: its own, those a clause opens for identity, and
    those whose file is open to it in an emergency."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select gate_org() union"
            " select (s >> 24)::integer from unnest(gate_scopes(false)) s where s & 255 = 1"
            " union select owner_org_id from persons_person"
            " where id = any ((select gate_emergencies())::uuid[])"
        )
        return [row[0] for row in cursor.fetchall() if row[0] is not None]
