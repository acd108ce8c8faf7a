"""The life of a referral at random, by the real actions; and two clicks at the same moment."""

import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from homeward.access.choices import ActorKind, Purpose, Role
from homeward.config.testing import SAID
from homeward.core.refusals import Refused
from homeward.referrals import actions, jobs, rules
from homeward.referrals.choices import (
    CHOSEN_BY_SENDER,
    DeclineReason,
    Outcome,
    PersonSays,
    SaidWay,
    Side,
    Status,
)
from homeward.referrals.models import Referral, SharedFact, StatusChange
from homeward.referrals.rules import Answer
from homeward.tasks.choices import TaskKind
from homeward.tasks.jobs import remind_all
from homeward.tasks.models import Task

DEEP = int(os.environ.get("HOMEWARD_DEEP", "0"))
PLAYED = settings(
    max_examples=DEEP or 12, stateful_step_count=25, database=None, deadline=None,
    suppress_health_check=list(HealthCheck), phases=[Phase.generate],
)  # fmt: skip
# By verb and what came of it, for the line at the end of the run.
REACHED: Counter[tuple[str, str]] = Counter()
# The waits that belong to a state, and those that an end leaves to its sender.
OF_STATES = {held.wait for held in rules.HELD.values()}
LEFT = set(rules.LEFT_TO_SENDER.values())


class World:
    """One referral, those who act on it, and a clock."""

    def __init__(self, desk: Any) -> None:
        self.cast, self.desk = desk.cast, desk
        self.now = desk.cast.now
        self.self = desk.cast.user("self", desk.cast.host, Role.RETURNEE)
        self.self.person_id, self.self.organisation = desk.people[0].pk, None
        self.self.save()
        self.pk = desk.draft("name", "trade").pk

    def moment(self) -> datetime:
        """A second later each time: the history is read in the order of its moments."""
        self.now += timedelta(seconds=1)
        return self.now

    @property
    def referral(self) -> Referral:
        return Referral.objects.select_related("owner_org", "receiver_org").get(pk=self.pk)

    def as_sender(self, act: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        with self.cast.as_app(self.cast.partner):
            act(self.referral, *args, by=self.cast.partner, at=self.moment(), **kwargs)

    def as_receiver(self, link: bool, act: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Its user, or whoever has the link."""
        if link:
            actor = {"kind": ActorKind.LINK, "actor_id": self.pk, "purpose": Purpose.REFERRAL}
            with self.cast.as_app(**actor):
                act(Referral.objects.get(), *args, by=None, at=self.moment(), **kwargs)
            return
        trainer = self.cast.trainer
        with self.cast.as_app(trainer, Purpose.REFERRAL):
            act(Referral.objects.get(pk=self.pk), *args, by=trainer, at=self.moment(), **kwargs)

    def as_person(self, act: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        with self.cast.as_app(self.self, kind=ActorKind.PERSON):
            act(Referral.objects.get(pk=self.pk), *args, by=self.self, at=self.moment(), **kwargs)


@contextmanager
def tried(verb: str) -> Iterator[None]:
    """A refusal is an answer too: it must change nothing, which the invariants say."""
    try:
        with transaction.atomic():
            yield
    except (Refused, DatabaseError, Referral.DoesNotExist) as why:
        REACHED[verb, type(why).__name__] += 1
    else:
        REACHED[verb, "done"] += 1


LINK = st.booleans()
DAYS = st.sampled_from([-1, 0, 1, 20])


class Life(RuleBasedStateMachine):
    make: Callable[[], World]

    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.world = type(self).make()
        self.seen = [Status.DRAFT]

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def day(self, days: int) -> date:
        return self.world.now.date() + timedelta(days=days)

    @rule()
    def send(self) -> None:
        with tried("send"):
            self.world.as_sender(actions.send)

    @rule(link=LINK, accepts=st.booleans(), reason=st.sampled_from(list(DeclineReason)))
    def answer(self, link: bool, accepts: bool, reason: DeclineReason) -> None:
        said = (
            Answer(accepts=True, first_day=self.day(3))
            if accepts
            else Answer(accepts=False, decline_reason=reason)
        )
        with tried("answer"):
            self.world.as_receiver(link, actions.answer, said)

    @rule(link=LINK, question=st.sampled_from(["Can she read?", " "]))
    def ask(self, link: bool, question: str) -> None:
        with tried("ask"):
            self.world.as_receiver(link, actions.ask, question)

    @rule(reply=st.sampled_from(["Yes", ""]))
    def tell(self, reply: str) -> None:
        with tried("tell"):
            self.world.as_sender(actions.tell, reply)

    @rule(link=LINK, days=DAYS)
    def put_on_waiting_list(self, link: bool, days: int) -> None:
        with tried("put_on_waiting_list"):
            self.world.as_receiver(link, actions.put_on_waiting_list, self.day(days))

    @rule(link=LINK, days=DAYS, ends=st.sampled_from([None, 30, -30]))
    def start(self, link: bool, days: int, ends: int | None) -> None:
        until = None if ends is None else self.day(ends)
        with tried("start"):
            self.world.as_receiver(link, actions.start, on=self.day(days), ends_on=until)

    @rule(link=LINK, outcome=st.sampled_from([*Outcome, ""]), days=st.sampled_from([0, 0, -2, 2]))
    def report(self, link: bool, outcome: str, days: int) -> None:
        with tried("report"):
            self.world.as_receiver(link, actions.report, outcome, on=self.day(days))

    @rule(portal=st.booleans(), says=st.sampled_from([*PersonSays, ""]))
    def confirm(self, portal: bool, says: str) -> None:
        with tried("confirm"):
            if portal:
                self.world.as_person(actions.confirm, says, way=SaidWay.PORTAL)
            else:
                self.world.as_sender(actions.confirm, says, way=SaidWay.ASKED)

    @rule(reason=st.sampled_from([CHOSEN_BY_SENDER[0], "", "", ""]))
    def withdraw(self, reason: str) -> None:
        with tried("withdraw"):
            self.world.as_sender(actions.withdraw, reason)

    @rule(act=st.sampled_from([actions.read_outcome, actions.leave]))
    def read(self, act: Callable[..., None]) -> None:
        with tried("read"):
            self.world.as_sender(act)

    @rule(data=st.data(), link=LINK)
    def go_on(self, data: st.DataObject, link: bool) -> None:
        """A step that is allowed now: of steps at random alone few come far."""
        steps: dict[Status, list[Callable[[], None]]] = {
            Status.DRAFT: [self.send],
            Status.SENT: [
                lambda: self.ask(link, "Can she read?"),
                lambda: self.put_on_waiting_list(link, 20),
                lambda: self.answer(link, True, DeclineReason.DATES),
            ],
            Status.INFO_ASKED: [lambda: self.tell("Yes")],
            Status.WAITING_LIST: [lambda: self.answer(link, True, DeclineReason.DATES)],
            Status.ACCEPTED: [lambda: self.start(link, 0, 30)],
            Status.STARTED: [lambda: self.report(link, Outcome.FINISHED, 0)],
            Status.COMPLETED: [lambda: self.confirm(link, PersonSays.YES)],
        }
        allowed = steps.get(Status(self.world.referral.status))
        if allowed:
            data.draw(st.sampled_from(allowed))()

    @rule(days=st.sampled_from([1, 1, 9, 30]))
    def clock(self, days: int) -> None:
        """Days pass, and both jobs of the morning run."""
        self.world.now += timedelta(days=days)
        before = self.world.referral.status
        with self.world.cast.as_app():
            remind_all(at=self.world.now)
        with self.world.cast.as_app():
            jobs.expire_silent(at=self.world.now)
        REACHED["clock", "expired" if self.world.referral.status != before else "done"] += 1

    # What holds after every step.

    @invariant()
    def has_one_holder_and_a_day_or_an_end_with_its_reason(self) -> None:
        referral = self.world.referral
        status = Status(referral.status)
        open_now = list(Task.objects.filter(subject_id=referral.pk, done_at=None))
        held = [one for one in open_now if one.kind in OF_STATES]
        if status in rules.ENDED:
            assert not held
            assert referral.ended_on
            assert self._why(referral)
            return
        (wait,) = held
        sides = {Side.SENDER: referral.owner_org, Side.RECEIVER: referral.receiver_org}
        assert (wait.kind, wait.holder_org) == (
            rules.HELD[status].wait,
            sides[rules.HELD[status].by],
        )
        assert wait.due_on
        assert referral.ended_on is None

    @staticmethod
    def _why(referral: Referral) -> str:
        return (
            referral.outcome
            or referral.decline_reason
            or referral.withdraw_reason
            or referral.expire_reason
        )

    @invariant()
    def what_it_leaves_is_with_the_sender(self) -> None:
        referral = self.world.referral
        left = Task.objects.filter(subject_id=referral.pk, done_at=None, kind__in=LEFT)
        for wait in left:
            assert wait.holder_org == referral.owner_org
            assert referral.status in rules.ENDED
        again = left.filter(kind=TaskKind.REFER_AGAIN).exists()
        assert not again or referral.status in rules.IN_VAIN

    @invariant()
    def the_history_is_whole(self) -> None:
        told = StatusChange.objects.filter(referral=self.world.pk).order_by("at")
        steps = [Status.DRAFT, *(Status(to) for to in told.values_list("to", flat=True))]
        assert steps[-1] == self.world.referral.status
        for before, after in pairwise(steps):
            assert after in rules.NEXT[before], (before, after)
        # Nothing that was written is ever taken out.
        assert steps[: len(self.seen)] == self.seen
        self.seen = steps

    @invariant()
    def the_receiver_reads_facts_only_while_they_stand_open(self) -> None:
        status = Status(self.world.referral.status)
        with self.world.cast.as_app(self.world.cast.trainer, Purpose.REFERRAL):
            reads = SharedFact.objects.filter(referral=self.world.pk).exists()
        if status not in rules.KEEPS_FACTS:
            assert not reads
        if status in rules.UNDER_WAY:
            assert reads

    @invariant()
    def the_database_says_so_too(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")


def whole_way(life: Life) -> None:
    """One way through every verb: twelve random ones need not come to each."""
    steps: list[Callable[[], None]] = [
        life.send,
        lambda: life.ask(False, "Can she read?"),
        lambda: life.tell("Yes"),
        lambda: life.put_on_waiting_list(False, 20),
        lambda: life.clock(1),
        lambda: life.answer(False, True, DeclineReason.DATES),
        lambda: life.start(False, 0, 30),
        lambda: life.report(False, Outcome.FINISHED, 0),
    ]
    try:
        for step in steps:
            step()
            life.has_one_holder_and_a_day_or_an_end_with_its_reason()
            life.what_it_leaves_is_with_the_sender()
            life.the_history_is_whole()
            life.the_receiver_reads_facts_only_while_they_stand_open()
            life.the_database_says_so_too()
    finally:
        life.teardown()


def test_no_path_leaves_a_referral_without_holder_day_or_outcome(
    ready: Any, request: pytest.FixtureRequest
) -> None:
    class Played(Life):
        make = staticmethod(lambda: World(ready))

    run_state_machine_as_test(Played if DEEP else seed(6)(Played), settings=PLAYED)
    whole_way(Played())
    verbs = {verb for verb, came in REACHED if came in {"done", "expired"}}
    said = ", ".join(f"{verb} {came} {n}" for (verb, came), n in sorted(REACHED.items()))
    request.config.stash[SAID].append(f"life of a referral: {said}")
    assert verbs >= {
        "send", "answer", "ask", "tell", "put_on_waiting_list", "start", "report", "clock",
    }  # fmt: skip


# Two clicks at the same moment.


def _both(act: Callable[[], None]) -> list[str]:
    """The same act on two connections at once: what came of each."""
    found: list[str] = []
    gate = threading.Barrier(2)

    def click() -> None:
        try:
            gate.wait()
            act()
            found.append("done")
        except (Refused, DatabaseError):
            found.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


def test_two_clicks_at_once_give_one_transition(own_database: None, as_app: Any) -> None:
    """In a database of its own, where both transactions really run beside each other."""
    from homeward.conftest import Cast  # noqa: PLC0415
    from homeward.referrals.tests.conftest import Desk  # noqa: PLC0415

    cast: Any = Cast(as_app)
    case, people = cast.arrived()
    cast.agree(cast.partner_org, cast.provider, Purpose.REFERRAL)
    cast.consent(people[0], cast.provider, Purpose.REFERRAL, by=cast.partner)
    desk = Desk(cast, case, people, cast.service())
    world = World(desk)
    today = cast.now.date()
    yes = Answer(accepts=True, first_day=today)

    def receives(*args: Any, **kwargs: Any) -> Callable[[], None]:
        return lambda: world.as_receiver(False, *args, **kwargs)

    steps: list[tuple[Status, Callable[[], None]]] = [
        (Status.SENT, lambda: world.as_sender(actions.send)),
        (Status.INFO_ASKED, receives(actions.ask, "Can she read?")),
        (Status.SENT, lambda: world.as_sender(actions.tell, "Yes")),
        (Status.ACCEPTED, receives(actions.answer, yes)),
        (Status.STARTED, receives(actions.start, on=today)),
        (Status.COMPLETED, receives(actions.report, Outcome.FINISHED, on=today)),
        (
            Status.CONFIRMED,
            lambda: world.as_person(actions.confirm, PersonSays.YES, way=SaidWay.PORTAL),
        ),
    ]
    for number, (status, act) in enumerate(steps, start=1):
        assert _both(act) == ["done", "refused"], status
        assert world.referral.status == status
        assert StatusChange.objects.filter(referral=world.pk).count() == number
    assert Task.objects.filter(subject_id=world.pk, done_at=None).count() == 1

    world.pk = desk.send()[0].pk
    taken = _both(lambda: world.as_sender(actions.withdraw, CHOSEN_BY_SENDER[0]))
    assert taken == ["done", "refused"]
    # An answer and a withdrawal at once: one of them, whichever came first.
    world.pk = desk.send()[0].pk
    turns = iter(
        [receives(actions.answer, yes), lambda: world.as_sender(actions.withdraw, "mistake")]
    )
    lock = threading.Lock()

    def either() -> None:
        with lock:
            act = next(turns)
        act()

    came = _both(either)
    assert "done" in came
    told = StatusChange.objects.filter(referral=world.pk).order_by("at")
    steps_told = [Status.DRAFT, *(Status(to) for to in told.values_list("to", flat=True))]
    assert all(b in rules.NEXT[a] for a, b in pairwise(steps_told))
