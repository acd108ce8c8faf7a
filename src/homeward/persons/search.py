"""Finding persons by name, in any script, spelling and order of words.

Candidates come by keyed tokens from the database (search.sql), filtered by the actor's grounds
before their number is capped; the names are then decrypted and compared (linkage/names.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BooleanField, F, Func, UUIDField, Value, prefetch_related_objects

from homeward.linkage import names
from homeward.linkage.model import Step
from homeward.persons import marks, queries, records
from homeward.persons.models import Person, PersonName
from homeward.persons.records import Known

CANDIDATES = 200
# One of two words asked for is an answer, after all those who answer both.
ENOUGH = 0.45
# Two of three words, or one word nearly: a list of cases is narrowed by no less.
ANSWERS = 0.6
# The same of both names by each other: they may be one person's.
SAME_NAME = 0.66
# As probably one person as not.
LIKELY = 0.5


@dataclass(frozen=True)
class Hit:
    person: Person
    likeness: float


@dataclass(frozen=True)
class Likely:
    """Somebody registered who may be the person that is about to be: how probably, and why."""

    person: Person
    probability: float
    steps: tuple[Step, ...]


def find(text: str, *, at_most: int = 50, enough: float = ENOUGH) -> list[Hit]:
    """The persons whose names, or number of a document or phone, answer `text`, best first.

    `enough` is the least likeness of a name.
    """
    numbered = _numbered(text)
    known = {hit.person.pk for hit in numbered}
    ranked = [hit for hit in _ranked(text) if hit.likeness >= enough and hit.person.pk not in known]
    hits = [*numbered, *ranked][:at_most]
    prefetch_related_objects([hit.person for hit in hits], "owner_org")
    return hits


def one_of_each(people: Sequence[Person]) -> list[Person]:
    """Each person once, by the principal file among those that are here; in their order."""
    files = queries.files_of_all([person.pk for person in people])
    here = {person.pk: person for person in people}
    shown = [next(pk for pk in files[person.pk] if pk in here) for person in people]
    return [here[pk] for pk in dict.fromkeys(shown)]


def likely(asked: Sequence[Known], *, at_most: int = 8, enough: float = LIKELY) -> list[Likely]:
    """Who may be one of these already, the likeliest first, whom the actor may see.

    Candidates share tokens of names, documents or phones; they are compared on all that the actor
    sees of both. One whose name alone answers both ways is asked about as well.
    """
    best: dict[UUID, Likely] = {}
    for known in asked:
        terms = marks.terms(list(known.documents), list(known.phones))
        for given, family in known.names:
            terms |= names.terms(f"{given} {family}")
        ids = _candidates(terms)
        people = list(Person.objects.filter(_among("id", ids))) if ids else []
        held = records.of(people)
        for person in people:
            judged = records.judge(known, held[person.pk])
            earlier = best.get(person.pk)
            if (judged.probability >= enough or _same_name(known, held[person.pk])) and (
                earlier is None or earlier.probability < judged.probability
            ):
                best[person.pk] = Likely(person, judged.probability, judged.steps)
    found = sorted(best.values(), key=lambda one: (-one.probability, one.person.pk))
    shown = {person.pk for person in one_of_each([one.person for one in found])}
    chosen = [one for one in found if one.person.pk in shown][:at_most]
    prefetch_related_objects([one.person for one in chosen], "owner_org")
    return chosen


def _same_name(a: Known, b: Known) -> bool:
    return any(
        min(names.Asked(" ".join(one)).closeness(" ".join(other))) >= SAME_NAME
        for one in a.names
        for other in b.names
        if any(one)
    )


def _numbered(text: str) -> list[Hit]:
    """Whose document or phone this is, as the actor sees them."""
    terms = marks.terms([text], [text])
    ids = _candidates(terms) if terms else []
    if not ids:
        return []
    held = queries.numbers(ids)
    found = [pk for pk, own in held.items() if terms & marks.terms(own.documents, own.phones)]
    people = Person.objects.filter(_among("id", found)).order_by("pk") if found else []
    return [Hit(person, 1.0) for person in people]


def _candidates(terms: set[str]) -> list[UUID]:
    """Those who share most tokens with it, best first."""
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
    ids = _candidates(names.terms(text))
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
