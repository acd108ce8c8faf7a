"""Nothing that a side can read tells who was left out, or that anybody was.

Two worlds are drawn: in the one some of our persons may not be compared, in the other they never
were. What the other side reads after any steps is the same in both, and no row of the exchange
holds a name.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from hypothesis import example, given, settings
from hypothesis import strategies as st

from homeward.access.choices import Purpose
from homeward.crossmatches import actions, queries
from homeward.crossmatches.choices import Decision
from homeward.crossmatches.models import Crossmatch, CrossmatchStep, Run, Side
from homeward.crossmatches.tests.conftest import BOTH, Sides
from homeward.crossmatches.tests.test_comparing import block, block_the_country, seal, withdraw
from homeward.persons.models import Contact, DeletionNotice, Person
from homeward.tasks.models import Task

NAMES = [("Canaryefua", "Birdansah"), ("Canaryadjoa", "Birdmensah"), ("Canaryabla", "Birdfiagbe")]
TABLES = ["run", "side", "ticket", "crossmatch", "crossmatchstep", "remoteanswer"]


def nothing(sides: Sides, person: Person) -> None:
    """May be compared."""


def never_asked(sides: Sides, person: Person) -> None:
    """No consent was ever given: `lay_out` leaves it away."""


STATES: list[Callable[[Sides, Person], None]] = [
    nothing, never_asked, withdraw, block, block_the_country, seal,
]  # fmt: skip
STEPS = st.lists(st.sampled_from(["compare", "decide", "take_back", "forget"]), max_size=3)


def lay_out(sides: Sides, states: list[Any], *, without: bool) -> None:
    for (given_name, family_name), state in zip(NAMES, states, strict=True):
        sides.theirs(given_name, family_name)
        if without and state is not nothing:
            continue
        ours = sides.person(sides.cast.owner, given_name, family_name, phone="+233 20 777 8888")
        if state is not never_asked:
            sides.cast.consent(ours, sides.other_org, Purpose.COMPARISON, BOTH)
        state(sides, ours)


def take(sides: Sides, step: str) -> None:
    cast, user = sides.cast, sides.other_worker
    if step == "compare":
        cast.now += timedelta(days=8)
        sides.compare(at=cast.now)
    elif step == "forget":
        with cast.as_app():
            actions.forget(at=cast.now)
    else:
        with cast.as_app(user):
            found = sorted(queries.known(), key=lambda row: row.person.full_name)
            for row in found[:1]:
                if step == "decide":
                    actions.decide(
                        row, Decision.NO_CONTACT, reason="r", by=user, at=cast.now
                    )  # fmt: skip
                elif row.decision != Decision.WAITING:
                    actions.take_back(row, by=user, at=cast.now)


def read(sides: Sides) -> list[Any]:
    """All that the other side reads of the exchange, with names in the place of ids."""
    found: list[Any] = []
    for user in (sides.other_worker, sides.other_focal):
        with sides.cast.as_app(user):
            named = {p.pk: p.full_name for p in Person.objects.all()}
            rows = sorted(
                (named[k.person_id], k.band, k.decision, k.outcome, k.other_contact)
                for k in Crossmatch.objects.all()
            )  # fmt: skip
            steps = sorted((named[s.person_id], s.kind) for s in CrossmatchStep.objects.all())
            numbers = sorted((s.given, s.known) for s in Side.objects.all())
            runs = sorted((r.status, r.articles, r.begun) for r in Run.objects.all())
            waits = sorted(
                (t.kind, named.get(t.person_id, ""), t.done_at is None) for t in Task.objects.all()
            )
            elsewhere = sorted(named[pk] for pk in queries.known_elsewhere(list(named)))
            found.append(
                [sorted(named.values()), rows, steps, numbers, runs, waits, elsewhere,
                 DeletionNotice.objects.count()]
            )  # fmt: skip
    return found


def in_clear() -> str:
    with connection.cursor() as cursor:
        text = ""
        for table in TABLES:
            cursor.execute(f"select t::text from crossmatches_{table} t")
            text += " ".join(row[0] for row in cursor.fetchall())
        return text


def world(sides: Sides, states: list[Any], steps: list[str], *, without: bool) -> list[Any]:
    undo, began = transaction.savepoint(), sides.cast.now
    lay_out(sides, states, without=without)
    sides.compare(at=sides.cast.now)
    seen = [read(sides)]
    for step in steps:
        take(sides, step)
        seen.append(read(sides))
    text = in_clear()
    for word in ("anary", "irdansah", "irdmensah", "irdfiagbe", "777 8888"):
        assert word not in text
    assert not Contact.objects.filter(owner_org=sides.other_org).exists()
    transaction.savepoint_rollback(undo)
    sides.cast.now = began
    return seen


def test_who_was_left_out_looks_like_who_never_was(sides: Sides) -> None:
    @settings(max_examples=6)
    @given(st.lists(st.sampled_from(STATES), min_size=3, max_size=3), STEPS)
    @example([seal, seal, nothing], ["compare"])
    def same(states: list[Any], steps: list[str]) -> None:
        with_them = world(sides, states, steps, without=False)
        assert with_them == world(sides, states, steps, without=True)

    same()
