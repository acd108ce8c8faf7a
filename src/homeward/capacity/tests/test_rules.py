from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from homeward.capacity import rules
from homeward.capacity.choices import Part, Reason
from homeward.capacity.rules import Answered, Counted

D = Decimal


def answered(code: str, level: int | None, wished: int | None = None) -> Answered:
    return Answered(code=code, position=ord(code), level=level, wished=wished, evidence="Paper")


def test_gaps_come_the_widest_first_and_what_is_unknown_last() -> None:
    found = rules.gaps(
        [answered("a", 2), answered("b", 0), answered("c", None), answered("d", 3),
         answered("e", 3, 4), answered("f", 1, 2)]
    )  # fmt: skip
    assert [(gap.answer.code, gap.width) for gap in found] == [
        ("b", 3), ("f", 1), ("a", 1), ("e", 1), ("c", None),
    ]  # fmt: skip


def test_a_level_above_nothing_names_what_it_rests_on() -> None:
    bare = replace(answered("a", 2), evidence=" ")
    said = rules.reasons_not_to_finish(is_finished=False, answers=[bare, answered("b", 0)])
    assert said == [Reason.NO_EVIDENCE]
    assert not rules.reasons_not_to_finish(
        is_finished=False, answers=[replace(answered("b", 0), evidence=""), answered("c", None)]
    )
    unknown = rules.reasons_not_to_finish(is_finished=False, answers=[answered("c", None)])
    assert unknown == [Reason.NOTHING_ANSWERED]


@pytest.mark.parametrize(
    ("issued", "months", "lapses"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 30), 24, date(2028, 11, 30)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
        (date(2026, 12, 5), None, None),
    ],
)
def test_a_certificate_lapses_on_the_same_day_of_a_later_month(
    issued: date, months: int | None, lapses: date | None
) -> None:
    assert rules.lapses_on(issued, months) == lapses


def test_quarters_go_back_over_the_year() -> None:
    found = rules.quarters_back(date(2026, 5, 9), 3)
    assert found == [date(2026, 4, 1), date(2026, 1, 1), date(2025, 10, 1)]
    assert rules.next_quarter(date(2025, 10, 1)) == date(2026, 1, 1)


def counted(step: str, own: int, abroad: int, unknown: int = 0, **more: object) -> Counted:
    return Counted(
        step=step, currency="", own=D(own), abroad=D(abroad), unknown=D(unknown), own_n=own,
        abroad_n=abroad, unknown_n=unknown, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_the_index_is_the_mean_of_parts_that_are_means_of_shares() -> None:
    lines = rules.told(
        [counted("cases", 20, 60), counted("referrals", 30, 10), counted("plans", 50, 0),
         counted("casework", 0, 40)], smallest=10,
    )  # fmt: skip
    found = rules.index(lines, weights={"started": 1, "decided": 1, "staffed": 2, "paid": 1})
    assert found.parts[Part.STARTED] == (D("0.25") + D("0.75")) / 2
    assert found.parts[Part.DECIDED] == 1
    assert found.parts[Part.STAFFED] == 0
    assert found.parts[Part.PAID] is None
    assert found.value == (D("0.5") + 1 + 0 * 2) / 4


def test_a_step_with_a_side_of_too_few_is_not_told_and_does_not_count() -> None:
    [line] = rules.told([counted("cases", 3, 60)], smallest=10)
    assert (line.own, line.abroad, line.share) == (None, None, None)
    assert rules.index([line], weights={"started": 1}).value is None


def test_no_organisation_too_small_can_be_worked_out_from_the_others() -> None:
    lines = rules.told(
        [counted("cases", 45, 60), counted("cases", 4, 0, organisation=1),
         counted("cases", 12, 0, organisation=2), counted("cases", 29, 0, organisation=3)],
        smallest=10,
    )  # fmt: skip
    shown = {line.organisation: line.own for line in lines}
    assert shown[None] == 45
    assert shown[1] is None
    # With one hidden alone, the whole less the others would tell it.
    assert [shown[2], shown[3]].count(None) >= 1


def test_what_is_unknown_is_on_neither_side() -> None:
    [line] = rules.told([counted("casework", 20, 20, 40)], smallest=10)
    assert line.share == D("0.5")
