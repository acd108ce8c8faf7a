"""The rules, the draw and the rates, without a database."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.core import sampling
from homeward.core.sampling import Unit
from homeward.followups import rules
from homeward.followups.choices import Reason, Result, State, Told
from homeward.followups.response import Counts

TODAY = date(2026, 3, 1)
ASKING = rules.AskingFacts(
    is_followed=True, is_sealed=False, relay_active=True, asked_already=False,
    allowed=Told.FIRST_NAME, told=Told.FIRST_NAME, due_on=TODAY, today=TODAY,
)  # fmt: skip
FOLLOWING = rules.FollowingFacts(
    followed_already=False, is_of_programme=True, is_of_persons=True, mandate_lasts=True,
    consent_covers=True, agreement_covers=True, until_on=date(2027, 3, 1), today=TODAY,
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"is_followed": False}, Reason.NOT_FOLLOWED),
        ({"is_sealed": True}, Reason.SEALED),
        ({"relay_active": False}, Reason.RELAY_ENDED),
        ({"asked_already": True}, Reason.ASKED_ALREADY),
        ({"allowed": None}, Reason.NO_WISH),
        ({"allowed": Told.NOTHING}, Reason.NOT_AGREED),
        ({"told": Told.NAME_AND_PLACE}, Reason.NOT_AGREED),
        ({"due_on": date(2026, 2, 1)}, Reason.BEFORE),
    ],
)
def test_each_fact_alone_stops_asking_a_relay(change, reason: Reason) -> None:
    assert rules.reasons_not_to_ask(replace(ASKING, **change)) == [reason]


def test_a_relay_may_be_told_less_than_what_was_agreed_to() -> None:
    assert rules.reasons_not_to_ask(replace(ASKING, allowed=Told.NAME_AND_PLACE)) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"followed_already": True}, Reason.FOLLOWED_ALREADY),
        ({"is_of_programme": False}, Reason.OTHER_PROGRAMME),
        ({"is_of_persons": False}, Reason.OTHER_UNIT),
        ({"mandate_lasts": False}, Reason.BODY_ENDED),
        ({"consent_covers": False}, Reason.NO_CONSENT),
        ({"agreement_covers": False}, Reason.NO_AGREEMENT),
        ({"until_on": TODAY}, Reason.NO_END),
    ],
)
def test_each_fact_alone_stops_following_after_closure(change, reason: Reason) -> None:
    assert rules.reasons_not_to_follow(replace(FOLLOWING, **change)) == [reason]


@pytest.mark.parametrize(
    ("last_on", "cold_on", "is_lost", "state"),
    [
        (TODAY, date(2026, 4, 1), False, State.IN_CONTACT),
        (TODAY, date(2026, 2, 28), False, State.COLD),
        (TODAY, TODAY, False, State.IN_CONTACT),
        (TODAY, None, False, State.OPEN),
        (None, None, False, State.NEVER),
        (TODAY, date(2026, 4, 1), True, State.LOST),
    ],
)
def test_where_contact_stands(last_on, cold_on, is_lost: bool, state: State) -> None:
    found = rules.state_of(last_on=last_on, cold_on=cold_on, is_lost=is_lost, today=TODAY)
    assert found == state


def test_a_no_ends_the_trying() -> None:
    assert not rules.asks_for_another_try(Result.REFUSED)
    assert rules.asks_for_another_try(Result.NO_ANSWER)


def frame(**sizes: int) -> list[Unit]:
    return [
        Unit(id=f"{name}-{n}", stratum=name) for name, size in sizes.items() for n in range(size)
    ]


def test_the_draw_is_told_by_its_seed_alone() -> None:
    units = frame(accra=40, kumasi=20)
    first = sampling.draw(units, size=12, seed="a")
    assert first == sampling.draw(units[::-1], size=12, seed="a")
    assert first != sampling.draw(units, size=12, seed="b")


def test_the_draw_is_the_documented_order_of_hashes() -> None:
    # As anybody would draw it: sha256 of "1|x", "1|y", "1|z", in the order of hexadecimals.
    found = sampling.draw([Unit(id=one) for one in "xyz"], size=1, seed="1")
    assert [place.id for place in found] == sorted("xyz", key=lambda i: sampling.order_key("1", i))
    assert [place.is_drawn for place in found] == [True, False, False]


def test_strata_give_by_the_largest_remainders() -> None:
    assert sampling.allocate({"a": 5, "b": 3, "c": 2}, 5) == {"a": 3, "b": 1, "c": 1}


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.data())
def test_a_sample_has_its_size_and_no_stratum_gives_more_than_it_has(sizes, data) -> None:
    names = {f"s{n}": size for n, size in enumerate(sizes)}
    size = data.draw(st.integers(0, sum(sizes)))
    given_ = sampling.allocate(names, size)
    assert sum(given_.values()) == size
    assert all(0 <= given_[name] <= names[name] for name in names)
    # By quota: never a whole one away from its exact share.
    exact = {name: Fraction(size * n, sum(sizes)) for name, n in names.items()}
    assert all(abs(given_[name] - exact[name]) < 1 for name in names)


def test_the_fingerprint_is_of_the_frame_whatever_its_order() -> None:
    units = frame(accra=3, kumasi=2)
    assert sampling.fingerprint(units) == sampling.fingerprint(units[::-1])
    assert sampling.fingerprint(units) != sampling.fingerprint(units[:-1])


def test_rates_leave_out_the_dead_and_what_was_never_asked() -> None:
    counts = Counts(
        held=6, not_held={"died": 2, "declined": 1, "not_reached": 2, "time_passed": 5}, overdue=1
    )
    assert counts.eligible == 10
    assert counts.response == Fraction(6, 10)
    assert counts.contact == Fraction(7, 10)
    assert counts.cooperation == Fraction(6, 7)
    assert counts.refusal == Fraction(1, 10)


def test_without_anybody_eligible_there_is_no_rate() -> None:
    assert Counts(held=0, not_held={"died": 1}).response is None
