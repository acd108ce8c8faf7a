"""Merging and taking apart lose nothing, whatever is done in whatever order; as the app role.

After each step every row about the persons, consents, books and the read log stand as they did
before it, but for the pointers; and each reader finds together what an oracle of plain sets says.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from homeward.access.person_level import RULES
from homeward.cases.models import Case
from homeward.config.testing import SAID
from homeward.core.refusals import Refused
from homeward.duplicates import actions
from homeward.duplicates.choices import Said, Status
from homeward.duplicates.models import Answer, Pair, Side
from homeward.duplicates.tests.conftest import Files
from homeward.persons import queries as persons
from homeward.persons.models import JoinedFile
from homeward.seals import actions as seals

EXAMPLES, STEPS = 8, 14
# What a merge is: the pointers, what was said, and the waits for it.
POINTERS = {JoinedFile, Side, Answer}
HOST, PARTNER = range(3), range(3, 6)
FILE = st.integers(0, 5)


def everything(of: list[Any]) -> dict[str, list[Any]]:
    """All rows about these persons, word by word; the books and the log whole. As the owner."""
    found: dict[str, list[Any]] = {}
    with connection.cursor() as cursor:
        for model, rule_of in RULES.items():
            if model in POINTERS:
                continue
            table = model._meta.db_table
            column = {f.name: f.column for f in model._meta.fields}.get(
                rule_of.person_field, rule_of.person_field
            )
            own = " and kind <> 'review_duplicate'" if table == "tasks_task" else ""
            cursor.execute(
                f"select md5(t::text) from {table} t where {column} = any (%s){own} order by 1",
                [of],
            )
            found[table] = cursor.fetchall()
        cursor.execute(
            "select relname from pg_class where relkind = 'r' and (relname like 'ledger\\_%'"
            " or relname = 'audit_readlog') order by 1"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"select md5(t::text) from {table} t order by 1")
            found[table] = cursor.fetchall()
    return found


class Play(RuleBasedStateMachine):
    """Six files of two organisations; the oracle is a set for each person."""

    make: Callable[[], Files]
    done = 0

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.files = type(self).make()
        self.cast = self.files.cast
        self.cast.agree(self.cast.host, self.cast.partner_org)
        owners = [self.cast.owner] * 3 + [self.cast.partner] * 3
        self.people = [
            self.files.register(by, given_name=f"Efua {chr(65 + n)}bena")
            for n, by in enumerate(owners)
        ]
        # The partner reads the first two of the host's files.
        self.shared = {0, 1}
        for n in self.shared:
            self.cast.consent(self.people[n], self.cast.partner_org)
        self.sealed: set[int] = set()
        # Who was said to be one person, and what hangs together by it.
        self.said: set[frozenset[int]] = set()
        self.at: datetime = self.cast.now
        self.before = everything([one.pk for one in self.people])

    def teardown(self) -> None:
        self.everything_is_taken_apart_again()
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def moment(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def group(self, n: int) -> set[int]:
        reached, new = {n}, {n}
        while new:
            new = {m for pair in self.said if pair & new for m in pair} - reached
            reached |= new
        return reached

    def focal(self, n: int) -> Any:
        return self.files.focal if n in HOST else self.files.other_focal

    def unchanged(self) -> None:
        assert everything([one.pk for one in self.people]) == self.before

    @rule(a=FILE, b=FILE)
    def merge(self, a: int, b: int) -> None:
        if a == b or b in self.group(a) or {a, b} & self.sealed:
            return
        one, two = self.people[a], self.people[b]
        # The facts differ each time, or what was taken apart would not be raised again.
        self.files.raise_((one, two), facts=str(self.at), at=self.moment())
        pair = self.files.pair(one, two)
        for by in dict.fromkeys([self.focal(a), self.focal(b)]):
            with self.cast.as_app(by):
                actions.answer(
                    Pair.objects.get(pk=pair.pk), Said.SAME, principal=one.pk, by=by,
                    at=self.moment(),
                )  # fmt: skip
        assert Pair.objects.get(pk=pair.pk).status == Status.MERGED
        self.said.add(frozenset({a, b}))
        type(self).done += 1
        self.unchanged()

    @rule(n=FILE)
    def part(self, n: int) -> None:
        if len(self.group(n)) == 1:
            return
        by = self.focal(n)
        with self.cast.as_app(by):
            side = Side.objects.filter(person=self.people[n], pair__status=Status.MERGED).first()
            if side is None:
                return  # joined through others: it leaves by a pair of theirs
            actions.part(side.pair, side, "Not one person.", by=by, at=self.moment())
        self.said = {pair for pair in self.said if n not in pair}
        type(self).done += 1
        self.unchanged()

    @rule(n=FILE)
    def seal(self, n: int) -> None:
        if n in self.sealed:
            return
        by = self.focal(n)
        with self.cast.as_app(by):
            case = Case.objects.get(household_id=self.people[n].household_id)
            seals.seal(case, [self.people[n]], [], "Threatened.", by=by, at=self.moment())
        self.sealed.add(n)
        self.before = everything([one.pk for one in self.people])

    @invariant()
    def each_reader_finds_what_they_may_see_of_one_person(self) -> None:
        readers = (
            (self.cast.owner, set(HOST) - self.sealed),
            (self.files.focal, set(HOST)),
            (self.cast.partner, (set(PARTNER) - self.sealed) | self.shared),
            (self.files.other_focal, set(PARTNER) | self.shared),
            (self.cast.stranger, set()),
        )
        for reader, sees in readers:
            with self.cast.as_app(reader):
                ids = [self.people[n].pk for n in sees]
                found = persons.files_of_all(ids)
                pointed = set(
                    JoinedFile.objects.filter(left_at=None).values_list("person", flat=True)
                )
            together = set()
            for n in sees:
                expected = {self.people[m].pk for m in self.group(n) & sees}
                assert set(found[self.people[n].pk]) == expected, (reader, n)
                if len(expected) > 1:
                    together |= expected
            # No pointer is seen by whom sees no other file of it.
            assert pointed == together, reader

    def everything_is_taken_apart_again(self) -> None:
        for n in range(6):
            self.part(n)
        assert not JoinedFile.objects.filter(left_at=None).exists()
        self.each_reader_finds_what_they_may_see_of_one_person()


def test_merging_and_taking_apart_lose_nothing(files: Any, request: Any) -> None:
    class Played(Play):
        make = staticmethod(lambda: files)

    run_state_machine_as_test(
        seed(8)(Played),
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, database=None, deadline=None,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate],
        ),
    )  # fmt: skip
    request.config.stash[SAID].append(f"files of one person: {Played.done} merged or taken apart")
    assert Played.done > EXAMPLES


@contextmanager
def _connection_of_its_own() -> Iterator[None]:
    try:
        yield
    finally:
        connection.close()


def _both(acts: list[Callable[[], None]]) -> list[str]:
    found: list[str] = []
    barrier = threading.Barrier(len(acts))

    def run(act: Callable[[], None]) -> None:
        with _connection_of_its_own():
            barrier.wait()
            try:
                act()
                found.append("done")
            except (Refused, DatabaseError):
                found.append("refused")

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


def test_two_merges_at_once_make_one_group(own_database: None, as_app: Any) -> None:
    """In a database of its own, where both transactions really run beside each other."""
    from homeward.conftest import Cast  # noqa: PLC0415

    files = Files(Cast(as_app))
    a, b, c = (files.register(given_name=name) for name in ("Efua", "Effua", "Afua"))
    files.raise_((a, b), (b, c), (a, c))

    def merge(one: Any, two: Any) -> Callable[[], None]:
        def act() -> None:
            pair = files.pair(one, two)
            with as_app(files.focal):
                actions.answer(
                    Pair.objects.get(pk=pair.pk), Said.SAME, by=files.focal, at=files.cast.now
                )

        return act

    # The same pair twice: one is refused. Two pairs with a file in common: one group.
    assert _both([merge(a, b), merge(a, b)]) == ["done", "refused"]
    assert _both([merge(b, c), merge(a, c)]) == ["done", "done"]
    with as_app(files.focal):
        assert set(persons.files_of(a.pk)) == {a.pk, b.pk, c.pk}
    assert JoinedFile.objects.filter(left_at=None).count() == 3
    assert JoinedFile.objects.filter(left_at=None, is_principal=True).count() == 1
