"""Steps of writing criteria by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.programmes.rules.criteria import (
    EVERYONE,
    NOT_STATED,
    All,
    Criterion,
    Either,
    Kind,
    Not,
    OneOf,
    Within,
    dump,
    editing,
    faults,
    walk,
)
from homeward.programmes.tests import criteria as some

ADULT = Within(kind=Kind.AGE, least=18)
WOMEN = OneOf(kind=Kind.SEX, any_of=frozenset({"female"}))
GHANA = OneOf(kind=Kind.NATIONALITY, any_of=frozenset({"GH"}))


def test_the_first_criterion_begins_the_list_and_the_next_follows() -> None:
    one = editing.added(NOT_STATED, "", ADULT, "all")
    assert one == All((ADULT,))
    assert editing.added(one, "", WOMEN, "all") == All((ADULT, WOMEN))
    assert editing.added(EVERYONE, "", WOMEN, "all") == All((WOMEN,))


def test_an_alternative_begins_a_group_and_the_next_one_joins_it() -> None:
    either = editing.added(All((ADULT, WOMEN)), "/all/0", GHANA, "any")
    assert either == All((Either((ADULT, GHANA)), WOMEN))
    more = editing.added(either, "/all/0/any/0", WOMEN, "any")
    assert more == All((Either((ADULT, WOMEN, GHANA)), WOMEN))


def test_a_group_of_one_dissolves_and_the_last_leaves_nothing_stated() -> None:
    tree = All((Either((ADULT, GHANA)), WOMEN))
    assert editing.removed(tree, "/all/0/any/1") == All((ADULT, WOMEN))
    assert editing.removed(All((ADULT,)), "/all/0") == NOT_STATED
    assert editing.removed(All((Not(ADULT), WOMEN)), "/all/0/not") == All((WOMEN,))


def test_it_moves_within_its_group_and_stays_at_the_end() -> None:
    tree = All((ADULT, WOMEN))
    assert editing.moved(tree, "/all/0", 1) == All((WOMEN, ADULT))
    assert editing.moved(tree, "/all/0", -1) == tree


def test_turned_round_twice_is_as_it_was() -> None:
    tree = All((ADULT, WOMEN))
    once = editing.negated(tree, "/all/0")
    assert once == All((Not(ADULT), WOMEN))
    assert editing.negated(once, "/all/0") == tree


def test_all_becomes_one_of_them() -> None:
    assert editing.joined_otherwise(All((ADULT, WOMEN)), "") == Either((ADULT, WOMEN))
    with pytest.raises(KeyError):
        editing.joined_otherwise(ADULT, "")


@pytest.mark.parametrize("at", ["/all/7", "/any/0", "/not", "/all", "nonsense", "/all/x"])
def test_a_place_that_is_not_there_is_an_error(at: str) -> None:
    tree = All((ADULT, WOMEN))
    for step in (
        lambda: editing.removed(tree, at),
        lambda: editing.added(tree, at, GHANA, "any"),
        lambda: editing.moved(tree, at, 1),
        lambda: editing.negated(tree, at),
    ):
        with pytest.raises(KeyError):
            step()


@given(some.CRITERIA, st.data())
def test_every_step_leaves_a_tree_that_can_be_read(
    criterion: Criterion, data: st.DataObject
) -> None:
    at = data.draw(st.sampled_from([at for at, _node in walk(criterion)]))
    taken = [
        editing.removed(criterion, at),
        editing.added(criterion, at, ADULT, "any"),
        editing.added(criterion, at, ADULT, "all"),
    ]
    if at:
        taken.append(editing.moved(criterion, at, 1))
    for tree in taken:
        assert {fault.problem for fault in faults(dump(tree))} <= {"too_deep"}
