"""Every write of search tokens: one person's with its names, and all anew after a crash.

The tables are unlogged and left out of dumps (docs/decisions/0009), so all of it can be lost at
once, and is made again from the names.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction

from homeward.access.keys import store
from homeward.linkage import names
from homeward.persons import marks, queries
from homeward.persons.models import Person, SearchTokens

# Each row takes a lock of its person's, and a server has room for some thousands.
BATCH = 1000

Progress = Callable[[int], object]


def index(person: Person, other_names: Iterable[str] | None = None) -> None:
    """Writes the person's tokens anew: after registering, and after each change of a name.

    Whoever does not see the person's phones leaves the tokens of numbers as they are.
    """
    if other_names is None:
        other_names = map(str, queries.spelled_otherwise([person.pk]).get(person.pk, []))
    words = tokens_of(person, list(other_names))
    marked = marks_of(person, queries.numbers([person.pk]).get(person.pk, queries.Numbers()))
    with connection.cursor() as cursor:
        cursor.execute("select persons_index(%s, %s, %s)", [person.pk, words, marked])


def tokens_of(person: Person, other_names: Sequence[str]) -> list[int]:
    terms = set().union(*map(names.terms, [person.full_name, *other_names]))
    return names.keyed(terms, key=queries.token_key(person.owner_org_id))


def marks_of(person: Person, numbers: queries.Numbers) -> list[int]:
    """The tokens of the person's documents and phones."""
    found = marks.terms(numbers.documents, numbers.phones)
    return names.keyed(found, key=queries.token_key(person.owner_org_id)) if found else []


def count_tokens() -> None:
    """Adds what was indexed since to the frequencies that the search's budget goes by."""
    with connection.cursor() as cursor:
        cursor.execute("select persons_count_tokens()")


def count_all_tokens() -> None:
    """The same from the tokens themselves, as the database's owner."""
    with connection.cursor() as cursor:
        cursor.execute("select persons_count_all_tokens()")


def reindex(*, anew: bool = False, progress: Progress | None = None) -> int:
    """Gives every person without tokens its own, as the database's owner. Returns how many.

    Searching and registering go on meanwhile. `anew` forgets what is there first.
    """
    with _alone() as free:
        if not free:
            return 0
        if anew:
            with connection.cursor() as cursor:
                cursor.execute("truncate persons_searchtokens, persons_searchstate")
        made = 0
        for ids in _batches():
            people = _without_tokens(ids)
            _write(people)
            made += len(people)
            if progress:
                progress(len(people))
        _finish()
        return made


@contextmanager
def _alone() -> Iterator[bool]:
    """One rebuilds; a second has nothing to do."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(hashtext('persons_reindex'))")
        free = cursor.fetchone()[0]
        try:
            yield free
        finally:
            if free:
                cursor.execute("select pg_advisory_unlock(hashtext('persons_reindex'))")


def _batches() -> Iterator[list[UUID]]:
    """Every person there is, some at a time, in the order of an index."""
    last = UUID(int=0)
    while ids := list(
        Person.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        yield ids
        last = ids[-1]


def _without_tokens(ids: Sequence[UUID]) -> list[Person]:
    """Nor those who were erased: an older backup may hold them, and nobody finds them."""
    indexed = SearchTokens.objects.filter(person__in=ids).values_list("person_id", flat=True)
    wanted = set(ids).difference(indexed)
    return list(
        Person.objects.filter(pk__in=wanted - store.is_destroyed(wanted)).only(
            "owner_org_id", "programme_id", "data_class", "given_name", "family_name"
        )
    )


@transaction.atomic
def _write(people: Sequence[Person]) -> None:
    """Who was indexed by another meanwhile keeps those tokens: they are the newer ones."""
    if not people:
        return
    others = queries.spelled_otherwise([person.pk for person in people])
    numbers = queries.numbers([person.pk for person in people])
    with connection.cursor() as cursor:
        cursor.execute(
            "create temporary table fresh (person uuid, org integer, programme integer,"
            " tokens integer[], marks integer[])"
        )
        with cursor.copy("copy fresh from stdin") as copy:
            for person in people:
                tokens = tokens_of(person, [str(name) for name in others.get(person.pk, [])])
                marked = marks_of(person, numbers.get(person.pk, queries.Numbers()))
                together = sorted({*tokens, *marked})
                copy.write_row(
                    [person.pk, person.owner_org_id, person.programme_id, together, marked]
                )
        cursor.execute(
            "insert into persons_searchtokens (id, owner_org_id, data_class, programme_id,"
            " person_id, tokens, marks, shared_with, shared_until)"
            " select gen_random_uuid(), org, 1, programme, person, tokens, marks, '{}',"
            " '9999-12-31'"
            " from fresh on conflict (person_id) do nothing"
        )
        cursor.execute("drop table fresh")


@transaction.atomic
def _finish() -> None:
    count_all_tokens()
    with connection.cursor() as cursor:
        cursor.execute("analyze persons_searchtokens")
        cursor.execute("insert into persons_searchstate values (true) on conflict do nothing")
