"""Both sides decide, each on its own row; what comes of it, and what the other never learns."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection

from homeward.conftest import Cast
from homeward.core.refusals import Refused
from homeward.crossmatches import actions, rules
from homeward.crossmatches.choices import Decision, Outcome, Reason, StepKind
from homeward.crossmatches.models import Crossmatch, CrossmatchStep
from homeward.crossmatches.tests.conftest import Sides
from homeward.persons.models import Person
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


class Pair:
    """A pair that a comparison found, with both sides' hands."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self.ours, self.theirs = sides.ours("Efua", "Ansah"), sides.theirs("Efua", "Ansah")
        sides.compare()
        self.one, self.other = sides.row(self.ours), sides.row(self.theirs)

    def decide(self, row: Crossmatch, decision: Decision, **how: Any) -> Crossmatch:
        cast = self.sides.cast
        user = cast.owner if row == self.one else self.sides.other_worker
        said = {"contact": f"{user.name}, {user.email}", "reason": "our reason", **how}
        with cast.as_app(user):
            return actions.decide(row, decision, **said, by=user, at=cast.now)

    def take_back(self, row: Crossmatch) -> Crossmatch:
        user = self.sides.cast.owner if row == self.one else self.sides.other_worker
        with self.sides.cast.as_app(user):
            return actions.take_back(row, by=user, at=self.sides.cast.now)

    def again(self) -> tuple[Crossmatch, Crossmatch]:
        return (
            Crossmatch.objects.get(pk=self.one.pk), Crossmatch.objects.get(pk=self.other.pk),
        )  # fmt: skip

    def waits(self, person: Person) -> list[str]:
        return list(
            Task.objects.filter(
                person_id=person.pk, done_at__isnull=True, kind__endswith="crossmatch"
            ).values_list("kind", flat=True)
        )


@pytest.fixture
def pair(sides: Sides) -> Pair:
    return Pair(sides)


def test_with_both_wishes_each_is_told_whom_to_ask(pair: Pair) -> None:
    pair.decide(pair.one, Decision.CONTACT)
    one, other = pair.again()
    assert (one.outcome, one.other_contact, other.other_contact) == (Outcome.OPEN, "", "")
    assert other.decision == Decision.WAITING
    assert pair.waits(pair.ours) == []
    assert pair.waits(pair.theirs) == [TaskKind.DECIDE_CROSSMATCH]
    pair.decide(pair.other, Decision.CONTACT)
    one, other = pair.again()
    assert (one.outcome, other.outcome) == (Outcome.AGREED, Outcome.AGREED)
    assert one.other_contact == "Other Worker, other worker@example.org"
    assert other.other_contact == "Owner, owner@example.org"
    assert pair.waits(pair.ours) == pair.waits(pair.theirs) == [TaskKind.REACH_CROSSMATCH]


@pytest.mark.parametrize("decision", [Decision.NO_CONTACT, Decision.NOT_SAME])
def test_one_no_closes_it_for_both_and_its_reason_stays_at_home(
    pair: Pair, decision: Decision
) -> None:
    pair.decide(pair.one, decision, reason="afraid of them")
    one, other = pair.again()
    assert one.outcome == other.outcome == rules.settled(decision, Decision.WAITING)
    assert pair.waits(pair.ours) == pair.waits(pair.theirs) == []
    with pair.sides.cast.as_app(pair.sides.other_worker):
        kinds = [step.kind for step in CrossmatchStep.objects.all()]
    assert kinds == [StepKind.FOUND]
    with pair.sides.cast.as_app(pair.sides.cast.owner):
        reasons = [str(step.reason) for step in CrossmatchStep.objects.order_by("at", "kind")]
    assert "afraid of them" in reasons


def test_taken_back_it_is_open_again_for_both(pair: Pair) -> None:
    pair.decide(pair.one, Decision.NO_CONTACT)
    pair.take_back(pair.one)
    one, other = pair.again()
    assert (one.outcome, other.outcome, one.decision) == (
        Outcome.OPEN, Outcome.OPEN, Decision.WAITING,
    )  # fmt: skip
    assert pair.waits(pair.ours) == pair.waits(pair.theirs) == [TaskKind.DECIDE_CROSSMATCH]


def test_once_both_have_agreed_nothing_is_taken_back(pair: Pair) -> None:
    pair.decide(pair.one, Decision.CONTACT)
    pair.decide(pair.other, Decision.CONTACT)
    with pytest.raises(Refused) as refused:
        pair.take_back(pair.one)
    assert refused.value.reasons == [Reason.AGREED_ALREADY]
    with pytest.raises(Refused) as refused:
        pair.decide(pair.other, Decision.NOT_SAME)
    assert refused.value.reasons == [Reason.AGREED_ALREADY]


def test_undecided_there_is_nothing_to_take_back(pair: Pair) -> None:
    with pytest.raises(Refused) as refused:
        pair.take_back(pair.one)
    assert refused.value.reasons == [Reason.NOTHING_TO_TAKE_BACK]


def test_asked_first_the_wait_has_the_agreed_day(pair: Pair) -> None:
    day = (pair.sides.cast.now + timedelta(days=40)).date()
    pair.decide(pair.one, Decision.ASK_FIRST, ask_by=day)
    wait = Task.objects.get(
        kind=TaskKind.DECIDE_CROSSMATCH, person_id=pair.ours.pk, done_at__isnull=True
    )
    assert (wait.due_on, wait.holder_org) == (day, pair.sides.one)


def test_spoken_with_ends_the_wait_once(pair: Pair) -> None:
    pair.decide(pair.one, Decision.CONTACT)
    pair.decide(pair.other, Decision.CONTACT)
    cast = pair.sides.cast
    with cast.as_app(cast.owner):
        actions.note_reached(pair.one, by=cast.owner, at=cast.now)
    assert pair.waits(pair.ours) == []
    assert pair.waits(pair.theirs) == [TaskKind.REACH_CROSSMATCH]
    with cast.as_app(cast.owner), pytest.raises(Refused) as refused:
        actions.note_reached(pair.one, by=cast.owner, at=cast.now)
    assert refused.value.reasons == [Reason.REACHED_ALREADY]


def test_a_focal_point_of_data_reads_and_does_not_decide(pair: Pair) -> None:
    focal = pair.sides.focal
    with pair.sides.cast.as_app(focal):
        assert Crossmatch.objects.get() == pair.one
        with pytest.raises(PermissionDenied):
            actions.take_back(pair.one, by=focal, at=pair.sides.cast.now)


def test_the_other_side_and_strangers_reach_neither_row(pair: Pair) -> None:
    cast = pair.sides.cast
    for user in (pair.sides.other_worker, cast.partner, cast.stranger):
        with cast.as_app(user), pytest.raises(Crossmatch.DoesNotExist):
            actions.decide(pair.one, Decision.CONTACT, contact="x", by=user, at=cast.now)
    with (
        pytest.raises(DatabaseError, match="not a side"),
        cast.as_app(cast.stranger),
        connection.cursor() as cursor,
    ):
        cursor.execute("select crossmatches_settle(%s, now())", [pair.one.pair])


def test_said_not_to_be_the_same_they_are_not_found_again(pair: Pair) -> None:
    pair.decide(pair.one, Decision.NOT_SAME)
    pair.sides.cast.now += timedelta(days=8)
    pair.sides.compare(at=pair.sides.cast.now)
    assert Crossmatch.objects.count() == 2


def test_after_a_year_a_settled_pair_is_gone(pair: Pair) -> None:
    pair.decide(pair.one, Decision.NO_CONTACT)
    cast = pair.sides.cast
    with cast.as_app():
        assert actions.forget(at=cast.now + timedelta(days=364)) == 0
        assert actions.forget(at=cast.now + timedelta(days=366)) == 1
    assert not CrossmatchStep.objects.exists()


def test_the_person_reads_what_is_theirs_and_not_the_other_organisations_file(pair: Pair) -> None:
    from homeward.access.choices import ActorKind, Role  # noqa: PLC0415
    from homeward.access.models import User  # noqa: PLC0415

    returnee = User.objects.create(
        email="self@example.org", name="Self", roles=[Role.RETURNEE.value],
        person_id=pair.ours.pk,
    )  # fmt: skip
    with pair.sides.cast.as_app(kind=ActorKind.PERSON, actor_id=returnee.pk):
        assert list(Crossmatch.objects.all()) == [pair.one]


@pytest.mark.parametrize("second", [Decision.CONTACT, Decision.NOT_SAME])
def test_both_decide_at_once_and_the_outcome_is_that_of_both(
    own_database: None, as_app: Callable[..., Any], second: Decision
) -> None:
    cast = Cast(as_app)
    from homeward.crossmatches.tests.conftest import sides as fixture  # noqa: PLC0415

    pair = Pair(fixture.__wrapped__(cast))
    start, faults = Barrier(2), list[BaseException]()

    def at_once(row: Crossmatch, decision: Decision) -> None:
        try:
            start.wait(timeout=30)
            pair.decide(row, decision)
        except BaseException as fault:  # told by the test's own thread
            faults.append(fault)
        finally:
            connection.close()

    threads = [
        Thread(target=at_once, args=args)
        for args in ((pair.one, Decision.CONTACT), (pair.other, second))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    one, other = pair.again()
    assert one.outcome == other.outcome == rules.settled(Decision.CONTACT, second)
    assert bool(one.other_contact) == (second == Decision.CONTACT)
