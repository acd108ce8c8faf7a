"""What is hidden, and that it stays hidden."""

from itertools import product

import pytest

from homeward.disclosure.audit import Interval
from homeward.disclosure.joining import Part, added, is_kept
from homeward.disclosure.single import hidden
from homeward.disclosure.suppression import protect
from homeward.disclosure.tables import Contradiction, Dimension, Rule, Table, TooLarge

SEX = Dimension(name="sex", leaves=("f", "m", "u"))
AREA = Dimension(name="area", leaves=("a", "b", "c"), groups={"north": frozenset({"a", "b"})})
WORKS = Dimension(name="works", leaves=("yes", "no"), tells=True)
WHEN = Dimension(name="when", leaves=("before", "since"))


def by_sex(f: float, m: float, u: float, **where: str) -> Table:
    cells = {("f",): f, ("m",): m, ("u",): u, ("*",): f + m + u}
    return Table(name="sex", dimensions=("sex",), cells=cells, where=where)


def test_where_nothing_is_small_nothing_is_hidden() -> None:
    assert not protect([SEX], [by_sex(40, 50, 10)]).hidden(by_sex(40, 50, 10))


def test_a_small_count_takes_the_smallest_other_with_it() -> None:
    table = by_sex(40, 50, 3)
    pattern = protect([SEX], [table])
    assert pattern.hidden(table) == {("u",), ("f",)}
    assert all(one.width >= 10 for one in pattern.intervals.values())


def test_two_small_counts_are_not_enough_where_their_sum_is_small() -> None:
    table = by_sex(40, 4, 3)
    assert protect([SEX], [table]).hidden(table) == {("u",), ("m",), ("f",)}


def test_few_who_did_not_tell_as_much_as_few_who_did() -> None:
    table = Table(
        name="works", dimensions=("works",),
        cells={("yes",): 96.0, ("no",): 4.0, ("*",): 100.0},
    )  # fmt: skip
    assert protect([WORKS], [table]).hidden(table) == {("yes",), ("no",)}


def test_a_category_of_nobody_tells_of_everybody() -> None:
    table = Table(name="works", dimensions=("works",), cells={("yes",): 30.0, ("*",): 30.0})
    pattern = protect([WORKS], [table])
    assert pattern.implied
    assert pattern.hidden(table)


def test_a_filter_and_its_total_don_t_tell_of_the_rest() -> None:
    everywhere, north = by_sex(40, 52, 30), by_sex(37, 30, 15, area="north")
    pattern = protect([SEX, AREA], [everywhere, north])
    # Three women of the south: no table shows them, the difference would.
    assert pattern.implied
    assert ("f",) in pattern.hidden(everywhere) | pattern.hidden(north)


def test_a_group_of_areas_and_its_parts_are_one_table() -> None:
    cells = {("a",): 30.0, ("b",): 4.0, ("c",): 20.0, ("north",): 34.0, ("*",): 54.0}
    table = Table(name="area", dimensions=("area",), cells=cells)
    assert protect([AREA], [table]).hidden(table) >= {("a",), ("b",)}


def test_two_releases_don_t_tell_of_who_came_between() -> None:
    first, second = by_sex(40, 50, 20, when="before"), by_sex(43, 70, 20)
    pattern = protect([SEX, WHEN], [second], [first])
    assert ("f",) in pattern.hidden(second)
    assert not pattern.exposed


def test_what_was_hidden_once_is_not_told_by_a_later_table() -> None:
    hidden_before = Table(
        name="sex", dimensions=("sex",),
        cells={("f",): None, ("m",): 50.0, ("u",): None, ("*",): 93.0},
    )  # fmt: skip
    later = Table(name="sex", dimensions=("sex",), cells={("f",): 40.0})
    assert protect([SEX], [later], [hidden_before]).hidden(later) == {("f",)}


def test_what_is_out_already_is_named() -> None:
    published = Table(name="sex", dimensions=("sex",), cells={("f",): 40.0, ("m",): 50.0})
    total = Table(name="all", dimensions=(), cells={(): 93.0})
    pattern = protect([Dimension(name="sex", leaves=("f", "m", "u"))], [total], [published])
    assert pattern.hidden(total) == {()}
    assert not pattern.exposed
    both = Table(name="all", dimensions=("sex",), cells={**published.cells, ("*",): 93.0})
    exposed = protect([SEX], [Table(name="u", dimensions=("sex",), cells={("u",): 3.0})], [both])
    assert exposed.exposed


def test_the_quick_pattern_hides_about_as_much_as_the_best() -> None:
    counts = {(s, a): float(3 + 11 * i % 37) for i, (s, a) in enumerate(product("fmu", "abc"))}
    cells = {
        (s, a): sum(v for (x, y), v in counts.items() if s in ("*", x) and a in ("*", y))
        for s, a in product("fmu*", "abc*")
    }
    table = Table(name="both", dimensions=("sex", "area"), cells=cells)
    best = protect([SEX, AREA], [table], rule=Rule(exact_up_to=10**6))
    quick = protect([SEX, AREA], [table], rule=Rule(exact_up_to=0))
    assert best.small == quick.small
    assert 0 < len(best.complements) <= len(quick.complements) <= 2 * len(best.complements)


def test_figures_that_can_t_be_true_are_refused() -> None:
    cells = {("f",): 40.0, ("m",): 50.0, ("u",): 3.0, ("*",): 80.0}
    with pytest.raises(Contradiction):
        protect([SEX], [Table(name="sex", dimensions=("sex",), cells=cells)])


def test_tables_linked_beyond_what_is_checked_are_refused() -> None:
    wide = [Dimension(name=n, leaves=tuple("abcdefgh")) for n in "xyz"]
    tables = [
        Table(name=a + b, dimensions=(a, b), cells={("a", "a"): 5.0}) for a, b in ("xy", "yz", "xz")
    ]
    with pytest.raises(TooLarge):
        protect(wide, tables, rule=Rule(most=7))


def test_one_table_inside_the_house_hides_its_complement() -> None:
    persons = {("BE", "f"): 3, ("BE", "m"): 30, ("DE", "f"): 40, ("DE", "m"): 50}
    out = hidden(persons, smallest=10)
    assert len(out) == 4 or ("BE", "f") in out
    assert len(out) >= 3
    assert hidden({("f",): 12, ("m",): 40}, smallest=10) == set()
    assert hidden({(): 4}, smallest=10) == {()}


def test_a_sum_over_installations_is_as_wide_as_what_is_hidden() -> None:
    parts = [Part(count=40), Part(count=None, interval=Interval(2, 15))]
    told = added(parts)
    assert told == Interval(42, 55)
    assert is_kept(parts, told, width=10)
    assert not is_kept(parts, Interval(44, 44), width=10)
