"""What a receiver may tell its donor."""

from homeward.referrals.figures import HIDDEN, Counted, by, cell, sums, told

SMALLEST = 10


def test_columns_are_summed_by_what_is_asked_for() -> None:
    rows = [
        Counted(month="2026-02-01", in_time=True, accepted=True),
        Counted(month="2026-01-01"),
        Counted(month="2026-02-01", in_time=True),
        Counted(month=""),
    ]
    assert by("month", rows) == {"2026-01-01": [1, 0, 0, 0, 0], "2026-02-01": [2, 2, 1, 0, 0]}
    assert sums(rows) == [4, 2, 1, 0, 0]
    assert sums([]) == [0, 0, 0, 0, 0]


def test_nought_is_told_and_a_small_count_is_not() -> None:
    assert [cell(n, smallest=SMALLEST) for n in (0, 1, 9, 10)] == [0, "<10", "<10", 10]


def test_one_small_count_alone_takes_the_next_with_it() -> None:
    """Or the total would tell it: 3 of 83."""
    parts = {"female": [50], "male": [30], "unknown": [3]}
    assert told(parts, smallest=SMALLEST) == {"female": [50], "male": [HIDDEN], "unknown": ["<10"]}


def test_two_small_counts_hide_each_other() -> None:
    parts = {"a": [4], "b": [5], "c": [40]}
    assert told(parts, smallest=SMALLEST) == {"a": ["<10"], "b": ["<10"], "c": [40]}


def test_columns_are_looked_at_one_by_one_and_what_came_closed_stays_closed() -> None:
    parts = {"a": [None, 20], "b": [12, 30], "c": [0, 15]}
    assert told(parts, smallest=SMALLEST) == {
        "a": ["<10", 20],
        "b": [HIDDEN, 30],
        "c": [0, 15],
    }


def test_nothing_is_told_of_nothing() -> None:
    assert told({}, smallest=SMALLEST) == {}
