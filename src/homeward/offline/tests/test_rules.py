"""What an entry must be, and until when a list is good."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from homeward.access.unit import LOGGED
from homeward.offline import rules
from homeward.offline.choices import CARRIED, Kind, Standing

NOW = datetime(2026, 11, 26, 9, 14, tzinfo=UTC)
STANDS = rules.TakingFacts(has_ended=False, may_still=True, expires_at=NOW + timedelta(hours=1))
ENTRY: dict[str, Any] = {
    "key": str(uuid4()), "ref": str(uuid4()), "does": "partly", "said_at": NOW.isoformat(),
    "seen": "expected||", "adults": 1, "children": 2,
}  # fmt: skip


def test_nothing_whose_reading_is_logged_is_carried() -> None:
    assert all(LOGGED.isdisjoint(fields.values()) for fields in CARRIED.values())


def test_a_list_reaches_to_the_end_of_the_night_shift() -> None:
    begins, ends = rules.window(date(2026, 11, 26), UTC)
    assert begins == datetime(2026, 11, 26, tzinfo=UTC)
    assert ends == datetime(2026, 11, 27, rules.HOURS_AFTER_THE_DAY, tzinfo=UTC)


@pytest.mark.parametrize(
    ("facts", "stands"),
    [
        (STANDS, Standing.STANDS),
        (replace(STANDS, has_ended=True), Standing.GONE),
        (replace(STANDS, may_still=False), Standing.GONE),
        (replace(STANDS, expires_at=NOW), Standing.OVER),
        (replace(STANDS, expires_at=NOW, may_still=False), Standing.GONE),
    ],
)
def test_a_list_stands_until_its_end_and_only_for_who_took_it(
    facts: rules.TakingFacts, stands: Standing
) -> None:
    assert rules.standing(facts, now=NOW) == stands


def test_an_entry_is_read() -> None:
    noted = rules.read(ENTRY, Kind.ARRIVALS)
    assert (noted.does, noted.adults, noted.children) == ("partly", 1, 2)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("key", "no key"),
        ("key", 7),
        ("ref", None),
        ("does", "held"),
        ("does", "dances"),
        ("said_at", "yesterday"),
        ("said_at", "2026-11-26T09:14:00"),
        ("seen", "x" * 101),
        ("adults", -1),
        ("adults", 31),
        ("adults", True),
        ("adults", "2"),
        ("children", 2.5),
        ("came", "all"),
        ("came", ["nobody"]),
        ("note", "x" * 2_001),
        ("note", "a\0b"),
    ],
)
def test_each_fault_is_named_by_its_field(field: str, value: Any) -> None:
    with pytest.raises(rules.Unreadable, match=f"^{field}$"):
        rules.read({**ENTRY, field: value}, Kind.ARRIVALS)


def test_a_visit_says_how_long_or_why_not() -> None:
    for does, field in (("held", "minutes"), ("no_show", "why")):
        with pytest.raises(rules.Unreadable, match=field):
            rules.read({**ENTRY, "does": does}, Kind.VISITS, whys=frozenset({"ill"}))
    read = rules.read(
        {**ENTRY, "does": "no_show", "why": "ill"}, Kind.VISITS, whys=frozenset({"ill"})
    )
    assert read.why == "ill"


@pytest.mark.parametrize("raw", [None, 7, "entry", [], [1]])
def test_what_is_no_object_is_no_entry(raw: Any) -> None:
    assert rules.key_of(raw) is None
    with pytest.raises(rules.Unreadable):
        rules.read(raw, Kind.ARRIVALS)


def test_no_clock_of_a_device_is_believed_beyond_its_list() -> None:
    taken = NOW - timedelta(hours=2)
    for noted, kept in (
        (NOW - timedelta(days=2), taken),
        (NOW + timedelta(days=2), NOW),
        (NOW - timedelta(hours=1), NOW - timedelta(hours=1)),
    ):
        assert rules.said_at(noted, taken_at=taken, now=NOW) == kept
