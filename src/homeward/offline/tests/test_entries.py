"""What comes back: once, each by itself, and never over what somebody else said."""

import random
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from homeward.access.choices import Purpose, Role
from homeward.agreements.models import Agreement
from homeward.cases.models import Arrival
from homeward.counselling import actions as counselling
from homeward.counselling.models import Participant, Session
from homeward.offline import actions
from homeward.offline.choices import Kind, Outcome
from homeward.offline.models import Entry, TakenRow, Taking
from homeward.offline.tests.conftest import Day, said
from homeward.reception import actions as reception
from homeward.reception.choices import Presence
from homeward.reception.models import CheckIn

TAKEN, CONFLICT = Outcome.TAKEN, Outcome.CONFLICT
REFUSED, GONE = Outcome.REFUSED, Outcome.GONE


def outcomes(answers: Any) -> list[Outcome]:
    return [answer.outcome for answer in answers]


def meanwhile(day: Day, arrival: Arrival, adults: int, children: int) -> Any:
    """A colleague at the desk says something of the same party."""
    colleague = day.cast.user("colleague", day.cast.desk, Role.RECEPTION_OFFICER)
    with day.as_app(colleague, Purpose.ARRIVAL):
        reception.check_in(
            arrival,
            reception.Said(
                key=uuid4(), presence=Presence.PARTLY, adults=adults, children=children,
                said_at=timezone.now(),
            ),
            by=colleague, at=timezone.now(),
        )  # fmt: skip
    return colleague


def test_what_was_noted_registers_the_arrival_at_the_time_it_was_said(day: Day) -> None:
    arrival = day.expected()
    given = day.take()
    Taking.objects.update(waiting=1)
    entry = said(given, "arrived", said_at=(day.now + timedelta(seconds=1)).isoformat())
    (answer,) = day.send(given, entry)
    assert answer.outcome == TAKEN
    assert answer.row
    assert answer.row.shown["stands"] == "Arrived: adults 1, children 1"
    arrival.refresh_from_db()
    assert (arrival.status, arrival.arrived_adults, arrival.arrived_children) == ("arrived", 1, 1)
    check_in = CheckIn.objects.get()
    assert str(check_in.key) == entry["key"]
    assert check_in.said_at <= check_in.at
    assert Taking.objects.get().waiting == 0


def test_deliveries_that_come_twice_and_in_any_order_count_once(day: Day) -> None:
    for _party in range(4):
        day.expected()
    given = day.take()
    entries = [said(given, "arrived", number) for number in range(4)]
    again = [*entries, *entries, *entries]
    random.Random(8).shuffle(again)
    for start in range(0, len(again), 3):
        assert outcomes(day.send(given, *again[start : start + 3])) == [TAKEN] * 3
    assert CheckIn.objects.count() == Entry.objects.count() == 4
    assert not Arrival.objects.exclude(status="arrived").exists()


def test_a_late_second_delivery_does_not_undo_what_came_after_it(day: Day) -> None:
    arrival = day.expected()
    given = day.take()
    first = said(given, "not_arrived")
    (answer,) = day.send(given, first)
    assert answer.row
    later = said(given, "partly", adults=1, children=0) | {"seen": answer.row.seen}
    assert outcomes(day.send(given, later, first, later)) == [TAKEN] * 3
    arrival.refresh_from_db()
    assert (arrival.status, arrival.arrived_adults, arrival.arrived_children) == ("arrived", 1, 0)


def test_one_malformed_entry_has_its_own_refusal_and_stops_no_other(day: Day) -> None:
    day.expected()
    day.expected()
    given = day.take()
    good, bad = said(given, "arrived"), said(given, "arrived", 1) | {"adults": "two"}
    answers = day.send(given, 7, bad, {"key": "no"}, good)
    assert outcomes(answers) == [REFUSED, REFUSED, REFUSED, TAKEN]
    assert answers[1].key
    assert str(answers[1].key) == bad["key"]
    assert "adults" in answers[1].told
    assert CheckIn.objects.count() == 1


def test_what_somebody_said_otherwise_is_shown_beside_and_the_worker_picks(day: Day) -> None:
    arrival = day.expected()
    given = day.take()
    mine = said(given, "arrived")
    colleague = meanwhile(day, arrival, 1, 0)
    (answer,) = day.send(given, mine)
    assert answer.outcome == CONFLICT
    assert answer.theirs
    assert answer.theirs.says == "Arrived: adults 1, children 0"
    assert answer.theirs.by == colleague.name
    assert answer.theirs.at
    arrival.refresh_from_db()
    assert arrival.arrived_children == 0, "nothing is overwritten"
    assert outcomes(day.send(given, mine)) == [CONFLICT], "asked again, it is told again"
    # Mine it is: said anew by a key of its own, knowing what stands.
    assert answer.row
    assert outcomes(day.send(given, mine | {"key": str(uuid4()), "seen": answer.row.seen})) == [
        TAKEN
    ]
    arrival.refresh_from_db()
    assert (arrival.arrived_adults, arrival.arrived_children) == (1, 1)
    assert arrival.confirmed_by == day.cast.officer


def test_what_changed_again_is_a_conflict_again(day: Day) -> None:
    arrival = day.expected()
    given = day.take()
    meanwhile(day, arrival, 1, 0)
    (answer,) = day.send(given, said(given, "arrived"))
    assert answer.row
    Arrival.objects.update(arrived_adults=2)
    again = said(given, "arrived") | {"seen": answer.row.seen}
    assert outcomes(day.send(given, again)) == [CONFLICT]


def test_the_same_said_by_two_is_no_conflict(day: Day) -> None:
    arrival = day.expected()
    given = day.take()
    meanwhile(day, arrival, 1, 1)
    assert outcomes(day.send(given, said(given, "arrived"))) == [TAKEN]


def test_a_registered_arrival_is_not_undone_and_says_why(day: Day) -> None:
    arrival = day.expected()
    given = day.take()
    meanwhile(day, arrival, 1, 1)
    (answer,) = day.send(given, said(given, "not_arrived"))
    assert answer.outcome == CONFLICT
    assert answer.row
    picked = said(given, "not_arrived") | {"seen": answer.row.seen}
    (refused,) = day.send(given, picked)
    assert refused.outcome == REFUSED
    assert "Ask the case manager" in refused.told


def test_an_entry_of_somebody_erased_meanwhile_ends_its_wait(day: Day) -> None:
    arrival = day.expected()
    given = day.take()
    TakenRow.objects.all().delete()
    entry = said(given, "arrived")
    for _delivery in range(2):
        assert outcomes(day.send(given, entry)) == [GONE]
    arrival.refresh_from_db()
    assert arrival.status == "expected"


def test_a_row_that_is_not_seen_any_more_is_not_here_either(day: Day) -> None:
    day.expected()
    given = day.take()
    Agreement.objects.update(status="suspended")
    (answer,) = day.send(given, said(given, "arrived"))
    assert (answer.outcome, answer.row) == (GONE, None)


def test_a_rule_s_refusal_comes_back_with_every_reason(day: Day) -> None:
    day.expected()
    given = day.take()
    (answer,) = day.send(given, said(given, "partly", adults=0, children=0))
    assert answer.outcome == REFUSED
    assert answer.told == "Say who arrived, or that nobody did."


def held(given: Any, **more: Any) -> dict[str, Any]:
    came = [one for one, _name in given.rows[0][1].shown["people"]]
    return said(given, "held", **({"came": came, "minutes": 45, "note": "The roof leaks."} | more))


def test_a_visit_is_recorded_with_who_came(day: Day) -> None:
    visit = day.visit()
    given = day.take(Kind.VISITS)
    came = given.rows[0][1].shown["people"][0][0]
    entry = held(given, came=[came])
    assert outcomes(day.send(given, entry, entry)) == [TAKEN, TAKEN]
    with day.as_app(day.cast.partner):
        visit = Session.objects.get(pk=visit.pk)
        assert (visit.state, visit.minutes, visit.content) == ("held", 45, "The roof leaks.")
        assert Participant.objects.filter(session=visit, came=True).count() == 1


def test_a_visit_that_was_not_held_says_why(day: Day) -> None:
    visit = day.visit()
    given = day.take(Kind.VISITS)
    assert outcomes(day.send(given, said(given, "no_show", why="ill"))) == [TAKEN]
    visit.refresh_from_db()
    assert (visit.state, visit.why) == ("no_show", "ill")


def test_a_visit_that_was_recorded_meanwhile_keeps_both_notes_when_mine_is_picked(
    day: Day,
) -> None:
    visit = day.visit()
    given = day.take(Kind.VISITS)
    with day.as_app(day.cast.partner):
        head = Participant.objects.filter(session=visit).first()
        assert head
        counselling.record(
            visit,
            counselling.Held(minutes=20, came=frozenset({head.person_id}), content="Short."),
            by=day.cast.partner, at=timezone.now(),
        )  # fmt: skip
    (answer,) = day.send(given, held(given))
    assert answer.outcome == CONFLICT
    assert answer.theirs
    assert answer.theirs.says == "Held: 20 minutes, persons who came: 1"
    assert answer.row
    assert outcomes(day.send(given, held(given) | {"seen": answer.row.seen})) == [TAKEN]
    with day.as_app(day.cast.partner):
        visit = Session.objects.get(pk=visit.pk)
        assert visit.content == "Short.\n\nThe roof leaks."
        assert visit.minutes == 45


def test_a_visit_that_was_postponed_meanwhile_is_told(day: Day) -> None:
    visit = day.visit()
    given = day.take(Kind.VISITS)
    with day.as_app(day.cast.partner):
        counselling.postpone(
            visit, timezone.now() + timedelta(days=3), by=day.cast.partner, at=timezone.now()
        )
    (answer,) = day.send(given, held(given))
    assert answer.outcome == CONFLICT
    assert answer.theirs
    assert answer.theirs.says.startswith("Planned for")


def test_what_is_sent_for_another_one_s_list_finds_nothing(day: Day) -> None:
    day.expected()
    given = day.take()
    colleague = day.cast.user("colleague", day.cast.desk, Role.RECEPTION_OFFICER)
    with day.as_app(colleague, Purpose.ARRIVAL), pytest.raises(Taking.DoesNotExist):
        actions.receive(given.taking, [said(given, "arrived")], by=colleague, at=timezone.now())
    assert not CheckIn.objects.exists()
