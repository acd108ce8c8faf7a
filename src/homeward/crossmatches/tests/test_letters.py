"""Between installations: what goes into the files, what comes back, and what is refused.

Both installations are one database here: what one holds of a comparison is put aside while the
other works, as if it were elsewhere.
"""

import json
from typing import Any

import pytest
from django.db import connection

from homeward.access.models import User
from homeward.core.refusals import Refused
from homeward.crossmatches import actions
from homeward.crossmatches.choices import Decision, Outcome, Reason, Status, Way
from homeward.crossmatches.models import (
    Crossmatch,
    CrossmatchStep,
    RemoteAnswer,
    Run,
    Side,
    Ticket,
)
from homeward.crossmatches.tests.conftest import Sides, worker

OF_AN_INSTALLATION = [Run, Side, Ticket, Crossmatch, CrossmatchStep, RemoteAnswer]


class Installation:
    """What one installation holds of comparisons while the test is in the other."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = [[] for _model in OF_AN_INSTALLATION]

    def leave(self) -> None:
        self.rows = [list(model.objects.all()) for model in OF_AN_INSTALLATION]
        for rows in self.rows:
            for row in rows:
                # Opened now: a value opens as an attribute of its row.
                [getattr(row, field.attname) for field in row._meta.concrete_fields]
        with connection.cursor() as cursor:
            for model in reversed(OF_AN_INSTALLATION):
                cursor.execute(f"delete from {model._meta.db_table}")

    def enter(self) -> None:
        for model, rows in zip(OF_AN_INSTALLATION, self.rows, strict=True):
            model.objects.bulk_create(rows)


class Two:
    def __init__(self, sides: Sides) -> None:
        self.sides, self.cast = sides, sides.cast
        self.here, self.there = Installation(), Installation()
        self.is_here = True

    def go(self) -> None:
        now, then = (self.here, self.there) if self.is_here else (self.there, self.here)
        now.leave()
        then.enter()
        self.is_here = not self.is_here

    @property
    def hand(self) -> User:
        return self.sides.focal if self.is_here else self.sides.other_focal

    def ask(self) -> Run:
        # Elsewhere: nobody of theirs signs in here.
        User.objects.filter(organisation=self.sides.other_org).update(is_active=False)
        run = self.sides.ask(way=Way.FILE)
        User.objects.filter(organisation=self.sides.other_org).update(is_active=True)
        worker(self.cast)
        return run

    def letter(self, **how: Any) -> dict[str, Any]:
        with self.cast.as_app(self.hand):
            found = actions.outgoing(Run.objects.get(), by=self.hand, **how)
        return json.loads(json.dumps(found))

    def take(self, letter: dict[str, Any], sender: Any = None) -> Run:
        sender = sender or (self.sides.other_org if self.is_here else self.sides.one)
        with self.cast.as_app(self.hand):
            return actions.take_in(letter, sender=sender, by=self.hand, at=self.cast.now)

    def exchange(self) -> None:
        """Asked here, answered there, the answer read here."""
        self.ask()
        question = self.letter()
        self.go()
        self.take(question)
        worker(self.cast)
        answer = self.letter()
        self.go()
        self.take(answer)
        worker(self.cast)


@pytest.fixture
def two(sides: Sides) -> Two:
    return Two(sides)


def test_a_letter_holds_numbers_and_bits_and_no_word_of_anybody(two: Two) -> None:
    ours = two.sides.ours("Canaryname", "Ansah", phone="+233 20 111 2222")
    run = two.ask()
    letter = two.letter()
    assert set(letter) == {"run", "asked_at", "kind", "secret", "scheme", "ids", "bits"}
    text = json.dumps(letter)
    for word in ("anaryname", "nsah", "111 2222", "1991", str(ours.pk), str(ours.pk.hex)):
        assert word not in text
    assert Run.objects.get(pk=run.pk).status == Status.ASKED
    assert Ticket.objects.get().person == ours


def test_asked_and_answered_by_file_both_sides_know(two: Two) -> None:
    ours = two.sides.ours("Efua", "Ansah")
    two.sides.ours("Kwabena", "Darko", year=1960)
    theirs = two.sides.theirs("Efua", "Ansah")
    two.exchange()
    here = Crossmatch.objects.get()
    assert (here.person, here.other_org) == (ours, two.sides.other_org)
    assert not Ticket.objects.exists()
    assert [(side.given, side.known) for side in Side.objects.all()] == [(2, 1)]
    assert [(side.incoming, side.outgoing) for side in Side.objects.all()] == [("", "")]
    two.go()
    there = Crossmatch.objects.get()
    assert (there.person, there.pair) == (theirs, here.pair)
    assert [side.incoming for side in Side.objects.all()] == [""]


def test_decisions_go_by_file_and_a_contact_point_only_shows_with_both(two: Two) -> None:
    two.sides.ours("Efua", "Ansah")
    two.sides.theirs("Efua", "Ansah")
    two.exchange()
    cast = two.cast
    with cast.as_app(cast.owner):
        actions.decide(
            Crossmatch.objects.get(), Decision.CONTACT, contact="Lieve, +32 2 1", by=cast.owner,
            at=cast.now,
        )  # fmt: skip
    said = two.letter(decisions=True)
    two.go()
    with pytest.raises(Refused) as refused:
        two.letter(decisions=True)
    assert refused.value.reasons == [Reason.NOTHING_TO_SEND]
    two.take(said)
    there = Crossmatch.objects.get()
    assert (there.outcome, there.other_contact) == (Outcome.OPEN, "")
    with cast.as_app(two.sides.other_worker):
        assert not RemoteAnswer.objects.exists()
        row = actions.decide(
            there, Decision.CONTACT, contact="Kofi, +233 1", by=two.sides.other_worker,
            at=cast.now,
        )  # fmt: skip
    assert (row.outcome, row.other_contact) == (Outcome.AGREED, "Lieve, +32 2 1")
    back = two.letter(decisions=True)
    two.go()
    two.take(back)
    here = Crossmatch.objects.get()
    assert (here.outcome, here.other_contact) == (Outcome.AGREED, "Kofi, +233 1")


def test_the_same_file_twice_is_taken_once(two: Two) -> None:
    two.ask()
    question = two.letter()
    two.go()
    two.take(question)
    with pytest.raises(Refused) as refused:
        two.take(question)
    assert refused.value.reasons == [Reason.TAKEN_ALREADY]


def test_a_file_of_somebody_else_belongs_to_nothing(two: Two) -> None:
    two.exchange()
    with pytest.raises(Refused) as refused:
        two.take({"run": str(Run.objects.get().pk), "kind": "answer"}, two.cast.stranger_org)
    assert refused.value.reasons == [Reason.OTHER_RUN]
    two.go()
    with pytest.raises(Refused) as refused:
        two.take({"run": str(two.cast.host.pk), "kind": "ask"})
    assert refused.value.reasons == [Reason.MALFORMED]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"scheme": "other/1"}, Reason.OTHER_ENCODER),
        ({"bits": "AAAA"}, Reason.MALFORMED),
        ({"ids": ["x"]}, Reason.MALFORMED),
        ({"secret": "%"}, Reason.MALFORMED),
        ({"kind": "anything"}, Reason.MALFORMED),
        ({"run": "1"}, Reason.MALFORMED),
    ],
)
def test_a_file_that_was_made_otherwise_is_refused(
    two: Two, changed: dict[str, Any], reason: Reason
) -> None:
    two.sides.ours("Efua", "Ansah")
    two.ask()
    question = {**two.letter(), **changed}
    two.go()
    with pytest.raises(Refused) as refused:
        two.take(question)
    assert refused.value.reasons == [reason]


def test_an_answer_with_numbers_that_were_not_given_finds_nobody(two: Two) -> None:
    two.sides.ours("Efua", "Ansah")
    run = two.ask()
    made_up = [[str(run.pk), str(run.pk), "certain"]]
    two.take({"run": str(run.pk), "kind": "answer", "scheme": "homeward-clk/1", "pairs": made_up})
    worker(two.cast)
    assert not Crossmatch.objects.exists()
    assert Run.objects.get().status == Status.DONE


def test_who_withdraws_while_a_file_is_on_its_way_is_in_no_pair(two: Two) -> None:
    from homeward.crossmatches.tests.test_comparing import withdraw  # noqa: PLC0415

    ours = two.sides.ours("Efua", "Ansah")
    two.sides.theirs("Efua", "Ansah")
    two.ask()
    question = two.letter()
    two.go()
    two.take(question)
    worker(two.cast)
    answer = two.letter()
    two.go()
    withdraw(two.sides, ours)
    two.take(answer)
    worker(two.cast)
    assert not Crossmatch.objects.exists()
