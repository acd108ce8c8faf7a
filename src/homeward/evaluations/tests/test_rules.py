from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.evaluations import coarsening, rules
from homeward.evaluations.choices import Reason, Status
from homeward.evaluations.rules import PublishingFacts

TODAY = date(2026, 11, 26)
READY = PublishingFacts(status=Status.REPLIED, reply_by=TODAY, today=TODAY)


def test_a_reply_makes_it_ready() -> None:
    assert rules.reasons_not_to_publish(READY) == []


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        (replace(READY, status=Status.REPORTED), [Reason.REPLY_TIME_RUNS]),
        (replace(READY, status=Status.REPORTED, today=TODAY + timedelta(days=1)), []),
        (replace(READY, status=Status.DECLARED), [Reason.WRONG_STATUS]),
        (replace(READY, status=Status.PUBLISHED), [Reason.WRONG_STATUS]),
    ],
)
def test_without_a_reply_its_time_must_be_over(
    facts: PublishingFacts, reasons: list[Reason]
) -> None:
    assert rules.reasons_not_to_publish(facts) == reasons


def test_data_are_frozen_between_declaration_and_report() -> None:
    assert rules.reasons_not_to_freeze(status=Status.DECLARED, is_agreed=True) == []
    assert rules.reasons_not_to_freeze(status=Status.DRAFT, is_agreed=False) == [
        Reason.NOT_DECLARED, Reason.NO_AGREEMENT,
    ]  # fmt: skip
    assert rules.reasons_not_to_freeze(status=Status.REPORTED, is_agreed=True) == [
        Reason.WRONG_STATUS
    ]


@pytest.mark.parametrize(
    ("age", "band"),
    [(None, ""), (0, "under 18"), (17, "under 18"), (18, "18-24"), (60, "60 and over")],
)
def test_ages_become_bands(age: int | None, band: str) -> None:
    assert coarsening.age_band(age) == band


def test_a_key_is_its_secrets_own() -> None:
    somebody = UUID(int=1)
    first, other = coarsening.key_of(b"a" * 32, somebody), coarsening.key_of(b"b" * 32, somebody)
    assert first != other
    assert first == coarsening.key_of(b"a" * 32, somebody)
    assert str(somebody) not in first


VALUES = st.fixed_dictionaries(
    {
        "group": st.sampled_from(["aided", "no_aid"]),
        "sex": st.sampled_from(["female", "male", ""]),
        "age_band": st.sampled_from(["18-24", "25-34", "35-44", "60 and over"]),
        "household": st.sampled_from(["1", "2", "5 and more"]),
        "host_country": st.sampled_from(["BE", "DE", "FR", "NL"]),
        "origin_country": st.sampled_from(["GH", "SN"]),
        "arrival": st.sampled_from(["2025Q1", "2025Q2"]),
    }
)
CODED = ("sex", "age_band", "household", "host_country", "origin_country", "arrival")


@given(st.lists(VALUES, min_size=1, max_size=120), st.integers(5, 12))
def test_no_mix_is_rarer_than_asked_unless_the_group_is(
    rows: list[dict[str, str]], smallest: int
) -> None:
    coarse, told = coarsening.coarsen(rows, CODED, smallest)
    mixes = Counter(tuple(row[name] for name in ("group", *CODED)) for row in coarse)
    groups = Counter(row["group"] for row in coarse)
    for mix, count in mixes.items():
        assert count >= min(smallest, groups[mix[0]])
    assert groups == Counter(row["group"] for row in rows)
    changed = sum(a[n] != b[n] for a, b in zip(rows, coarse, strict=True) for n in CODED)
    assert changed <= told.merged.total() + told.withheld.total()


def test_a_rare_value_is_merged_with_the_next_rarest() -> None:
    rows = [{"group": "aided", "answer_work": v} for v in ["farm"] * 9 + ["shop"] * 5 + ["boat"]]
    coarse, told = coarsening.coarsen(rows, ["answer_work"], 5)
    assert Counter(row["answer_work"] for row in coarse) == {"farm": 9, "other": 6}
    assert told.merged["answer_work"] == 6
