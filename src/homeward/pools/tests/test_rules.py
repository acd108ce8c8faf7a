"""A round can be worked out by hand, is exact to the cent, and keeps what earmarks say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.pools import rules
from homeward.pools.choices import Direction, EarmarkKind, Reason, Standing
from homeward.pools.rules import Asked, Criterion, Line, Pot, Spending

D = Decimal


def line(key: str, *figures: str | None, **target: Any) -> Line:
    named = {f"c{n}": None if f is None else D(f) for n, f in enumerate(figures)}
    return Line(
        key=key, figures=named, sources=dict.fromkeys(named, "Table 2"),
        target={EarmarkKind(kind): of for kind, of in target.items()},
    )  # fmt: skip


def criterion(number: int, weight: str = "1", direction: Direction = Direction.MORE) -> Criterion:
    return Criterion(key=f"c{number}", weight=D(weight), direction=direction)


def pot(key: str, amount: str, kind: EarmarkKind | None = None, target: Any = None) -> Pot:
    return Pot(key=key, giver=key[0], amount=D(amount), kind=kind, target=target)


def test_a_round_as_it_is_worked_out_by_hand() -> None:
    """Two criteria, weights 2 and 1: returns 30 and 10; capacity 50 and 150, where less is more.

    Parts: 3/4 and 1/4; (200 - 50)/200 = 3/4 and (200 - 150)/200 = 1/4. Shares: 3/4 and 1/4.
    1,000 of N, of which 400 only for B, and 600 of S. Targets 1,200 and 400. B has its 400 by the
    earmark; A has the other 1,200: 600 of N and 600 of S.
    """
    found = rules.calculate(
        [criterion(0, "2"), criterion(1, "1", Direction.LESS)],
        [line("A", "30", "50", programme=1), line("B", "10", "150", programme=2)],
        [pot("n-mark", "400", EarmarkKind.PROGRAMME, 2), pot("n", "600"), pot("s", "600")],
    )
    assert found.shares == {"A": Fraction(3, 4), "B": Fraction(1, 4)}
    assert found.targets == {"A": D(1200), "B": D(400)}
    assert [(p.line, p.pot, p.amount) for p in found.placed] == [
        ("B", "n-mark", D(400)), ("A", "n", D(600)), ("A", "s", D(600)),
    ]  # fmt: skip


def test_the_cents_that_are_left_go_to_who_lost_most() -> None:
    found = rules.calculate(
        [criterion(0)], [line("A", "1"), line("B", "1"), line("C", "1")], [pot("n", "100")]
    )
    assert list(found.targets.values()) == [D("33.34"), D("33.33"), D("33.33")]


def test_an_earmark_may_lift_a_line_above_its_share() -> None:
    found = rules.calculate(
        [criterion(0)],
        [line("A", "9", country="GH"), line("B", "1", country="BE")],
        [pot("n", "500", EarmarkKind.COUNTRY, "BE"), pot("s", "500")],
    )
    assert found.targets == {"A": D(900), "B": D(100)}
    assert (found.given("A"), found.given("B")) == (D(500), D(500))


def test_money_whose_purpose_nobody_serves_stays_with_its_donor() -> None:
    found = rules.calculate(
        [criterion(0)], [line("A", "1")], [pot("n", "70", EarmarkKind.NEED, "health"),
                                           pot("s", "30")],
    )  # fmt: skip
    assert found.unplaced == {"n": D(70)}
    assert (found.total, found.given("A")) == (D(30), D(30))


def test_a_criterion_that_tells_nothing_gives_everybody_the_same() -> None:
    found = rules.calculate([criterion(0)], [line("A", "0"), line("B", "0")], [pot("n", "10")])
    assert found.shares == {"A": Fraction(1, 2), "B": Fraction(1, 2)}


CENTS = st.integers(0, 10**9).map(lambda cents: D(cents) / 100)


@st.composite
def rounds(draw: Any) -> Any:
    how_many, kinds = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    criteria = [
        criterion(n, str(draw(st.integers(1, 999))), draw(st.sampled_from(Direction)))
        for n in range(kinds)
    ]
    lines = [
        line(
            f"L{n}", *(str(draw(st.integers(0, 10**6))) for _ in criteria),
            programme=draw(st.integers(1, 3)), country=draw(st.sampled_from(["GH", "BE", None])),
        )
        for n in range(how_many)
    ]  # fmt: skip
    pots: list[Pot] = []
    for giver in "nsw"[: draw(st.integers(1, 3))]:
        marks = [
            (f"{giver}{n}", EarmarkKind.PROGRAMME, draw(st.integers(1, 4)), *draw(
                st.sampled_from([(D(draw(st.integers(1, 60))), None), (None, draw(CENTS))])))
            for n in range(draw(st.integers(0, 3)))
        ]  # fmt: skip
        pots += rules.pots_of(giver, draw(CENTS), marks)
    return criteria, lines, pots


@settings(max_examples=100, deadline=None)
@given(rounds())
def test_every_cent_of_every_donor_is_somewhere_and_once(drawn: Any) -> None:
    criteria, lines, pots = drawn
    found = rules.calculate(criteria, lines, pots)
    assert sum(found.shares.values()) == 1
    assert sum(found.targets.values(), D(0)) == found.total
    target = {each.key: each.target for each in lines}
    for each in pots:
        parts = [p for p in found.placed if p.pot == each.key]
        assert sum((p.amount for p in parts), found.unplaced.get(each.key, D(0))) == each.amount
        assert all(p.amount > 0 and p.amount == round(p.amount, 2) for p in parts)
        assert not each.kind or all(target[p.line][each.kind] == each.target for p in parts)
    if not any(each.kind for each in pots):
        assert {each.key: found.given(each.key) for each in lines} == found.targets


@given(st.dictionaries(st.integers(), CENTS.filter(bool), min_size=1, max_size=8))
def test_percentages_are_a_hundred_and_nobody_s_is_nothing(amounts: Any) -> None:
    found = rules.percentages(amounts)
    assert sum(found.values()) == 100
    assert all(part > 0 for part in found.values())


READY: dict[str, Any] = {
    "criteria": [criterion(0)], "lines": [line("A", "1")], "pots": [pot("n", "10")],
    "over_free": False, "all_served": True, "line_twice": False,
}  # fmt: skip
UNSOURCED = replace(line("A", "1"), sources={})


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({}, []),
        ({"criteria": []}, [Reason.NO_CRITERION]),
        ({"lines": []}, [Reason.NO_LINE]),
        ({"pots": []}, [Reason.NO_AMOUNT]),
        ({"over_free": True}, [Reason.NOTHING_FREE]),
        ({"all_served": False}, [Reason.NOT_SERVED]),
        ({"line_twice": True}, [Reason.LINE_TWICE]),
        ({"until_past": True}, [Reason.UNTIL_PAST]),
        ({"lines": [line("A", None)]}, [Reason.FIGURE_UNKNOWN]),
        ({"lines": [line("A", "-1")]}, [Reason.FIGURE_NEGATIVE]),
        ({"lines": [UNSOURCED]}, [Reason.NO_FIGURE_SOURCE]),
        ({"pots": [], "lines": [line("A", None)], "all_served": False},
         [Reason.NOT_SERVED, Reason.NO_AMOUNT, Reason.FIGURE_UNKNOWN]),
    ],
)  # fmt: skip
def test_a_round_is_drawn_up_of_what_is_known(changed: Any, reasons: list[Reason]) -> None:
    facts = READY | changed
    words = [facts.pop(name) for name in ("criteria", "lines", "pots")]
    assert rules.reasons_not_to_draw_up(*words, **facts) == reasons


STRICT = Asked(
    ceiling_per_case=D(1000), approval_above=D(500), ways=frozenset({"voucher"}),
    dimensions=frozenset({"economic"}), checks=frozenset({"visit_done"}),
)  # fmt: skip
FINE = Spending(
    amount=D(400), of_case=D(600), way="voucher", dimensions=frozenset({"economic"}),
    checks_made=frozenset({"visit_done"}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"of_case": D("600.01")}, Reason.OVER_CASE_CEILING),
        ({"amount": D(501), "of_case": D(0)}, Reason.NEEDS_APPROVAL),
        ({"way": "cash"}, Reason.WAY_NOT_ELIGIBLE),
        ({"dimensions": frozenset({"social"})}, Reason.COST_NOT_ELIGIBLE),
        ({"checks_made": frozenset()}, Reason.EVIDENCE_MISSING),
    ],
)
def test_each_thing_that_a_donor_asks_stops_what_does_not_fit(changed: Any, reason: Any) -> None:
    assert rules.reasons_against([STRICT], FINE) == []
    assert rules.reasons_against([STRICT], replace(FINE, **changed)) == [reason]


def test_all_reasons_of_all_donors_are_told_at_once() -> None:
    wrong = Spending(
        amount=D(501), of_case=D(500), way="cash", dimensions=frozenset({"social"}),
        checks_made=frozenset(),
    )  # fmt: skip
    by_two = [Asked(ceiling_per_case=D(1000), approval_above=D(500)), replace(
        STRICT, ceiling_per_case=None, approval_above=None)]  # fmt: skip
    assert rules.reasons_against(by_two, wrong) == [
        Reason.OVER_CASE_CEILING, Reason.NEEDS_APPROVAL, Reason.WAY_NOT_ELIGIBLE,
        Reason.COST_NOT_ELIGIBLE, Reason.EVIDENCE_MISSING,
    ]  # fmt: skip
    approved = replace(by_two[0], approved=D(501), ceiling_per_case=None)
    assert rules.reasons_against([approved], wrong) == []


def test_how_long_money_lasts_is_told_from_whole_months() -> None:
    paid = {date(2026, 3, 1): D(300), date(2026, 4, 1): D(100), date(2026, 5, 1): D(9000)}
    found = rules.burn(paid, D(500), today=date(2026, 5, 20))
    assert (found.a_month, found.counted, found.months) == (D(200), 2, D("2.5"))
    assert found.until == date(2026, 8, 4)
    unknown = rules.burn({}, D(500), today=date(2026, 5, 20))
    assert (unknown.months, unknown.until) == (None, None)


def test_each_year_is_foreseen_from_what_is_there_confirmed_and_paid() -> None:
    paid = {date(2026, 1, 1): D(300), date(2026, 2, 1): D(100)}
    today = date(2026, 3, 20)
    pace = rules.burn(paid, D(1000), today=today)
    promised = {2026: rules.ToCome(confirmed=D(500), reserved=D(70)), 2027: rules.ToCome()}
    this, after = rules.foresee(D(1000), pace, promised, today=today)
    # Nine whole months at 200: 1000 + 500 - 1800; what is only reserved is not counted.
    assert (this.opening, this.paid, this.left) == (D(1000), D(1800), D(-300))
    assert (after.opening, after.paid, after.left) == (D(-300), D(2400), D(-2700))


def test_what_nobody_knows_is_not_foreseen() -> None:
    today = date(2026, 3, 20)
    never = rules.burn({}, D(1000), today=today)
    (alone,) = rules.foresee(D(1000), never, {}, today=today)
    assert (alone.opening, alone.paid, alone.left) == (D(1000), None, None)
    pace = rules.burn({date(2026, 1, 1): D(100)}, D(1000), today=today)
    other = {2026: rules.ToCome(confirmed=None), 2027: rules.ToCome(confirmed=D(9))}
    this, after = rules.foresee(D(1000), pace, other, today=today)
    assert (this.left, after.opening, after.left) == (None, None, None)


def test_a_year_stands_where_its_money_stands() -> None:
    year = rules.Promised(amount=D(10), received=D(0), confirmed=False)
    states = [{}, {"confirmed": True}, {"received": D(4)}, {"received": D(10)}]
    assert [rules.standing(replace(year, **state)) for state in states] == list(Standing)


def test_a_report_is_due_after_its_period_and_the_days_that_the_donor_gives() -> None:
    due = rules.next_report_on(date(2026, 6, 30), every_months=3, within_days=45)
    assert due == date(2026, 11, 14)
    assert rules.rounded(D("1250"), D("100")) == D("1200")
