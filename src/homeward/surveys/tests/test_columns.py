"""Many surveys at once score as one by one, to the last decimal and the last band."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.surveys import columns, instruments, scoring
from homeward.surveys.instruments import STATE_CODES, Kind
from homeward.surveys.scoring import FaultyAnswers
from homeward.surveys.tests.sample import PUBLISHED, SAMPLE, answers_worth

RSS = instruments.load("rss", "2018")
QUESTIONS = (*RSS.asked, *RSS.follow_ups)
STATES = sorted(STATE_CODES)


def cells_of(item) -> st.SearchStrategy[str | None]:
    codes = [
        answer.code for variant in (item.answers, *item.variants.values()) for answer in variant
    ]
    one = st.sampled_from([*codes, *codes, *STATES, "", None, f" {codes[0]}", "no such code"])
    if item.kind != Kind.MANY:
        return one
    several = st.lists(st.sampled_from(codes), max_size=3).map(" ".join)
    return st.one_of(one, several, st.just("something_else"))


surveys = st.lists(
    st.one_of(
        st.fixed_dictionaries({item.id: cells_of(item) for item in QUESTIONS}),
        st.fixed_dictionaries(
            {item.id: st.sampled_from([a.code for a in item.answers]) for item in QUESTIONS}
        ),
    ),
    min_size=1,
    max_size=4,
)
options = st.fixed_dictionaries(
    {}, optional={option.id: st.sampled_from(option.values) for option in RSS.options}
)


def frame(rows: list[dict[str, str | None]]) -> pl.LazyFrame:
    schema = {item.id: pl.String for item in QUESTIONS}
    return pl.DataFrame(rows, schema=schema, orient="row").lazy()


def one_by_one(row: dict[str, str | None], chosen: dict[str, str]):
    try:
        return scoring.score(RSS, {name: cell or "" for name, cell in row.items()}, chosen), []
    except FaultyAnswers as error:
        return None, error.faults


@given(rows=surveys, chosen=options)
@settings(max_examples=120)
def test_columns_score_as_single_surveys_do(rows, chosen) -> None:
    scored = columns.score(frame(rows), RSS, chosen)
    found = scored.frame.to_dicts()
    faulty = {one.row: list(one.faults) for one in scored.faulty}
    for number, (row, got) in enumerate(zip(rows, found, strict=True)):
        expected, faults = one_by_one(row, chosen)
        assert faulty.get(number, []) == faults
        if expected is None:
            assert (got["composite"], got["band"], got["unknown"]) == (None, None, None)
            continue
        assert Decimal(f"{got['composite']:.6f}") == scoring.rounded(expected.composite)
        assert {d: Decimal(f"{got[d]:.6f}") for d in expected.dimensions} == {
            d: scoring.rounded(value) for d, value in expected.dimensions.items()
        }
        assert (got["band"], got["warning"]) == (expected.band.code, expected.warning)
        assert [got[state] for state in STATES] == [getattr(expected, state) for state in STATES]


def test_the_published_sample_and_the_bounds() -> None:
    rows = [SAMPLE, answers_worth(RSS, 1), answers_worth(RSS, 0)]
    found = columns.score(frame(rows), RSS).frame

    assert found["composite"].to_list() == [float(PUBLISHED["composite"]), 1, 0]
    assert found["economic"].to_list()[0] == float(PUBLISHED["economic"])


def test_without_answers_there_is_no_score_and_no_fault() -> None:
    scored = columns.score(frame([dict.fromkeys(SAMPLE, ""), dict.fromkeys(SAMPLE)]), RSS)

    assert scored.frame["composite"].to_list() == [None, None]
    assert scored.faulty == []


def test_everything_unknown_is_half() -> None:
    found = columns.score(frame([dict.fromkeys(SAMPLE, "unknown")]), RSS).frame

    assert found["composite"].to_list() == [0.5]
    assert found["warning"].to_list() == [True]


def test_a_missing_follow_up_counts_half_and_other_columns_are_not_read() -> None:
    rows = frame([SAMPLE]).drop("need_vs_wish").with_columns(pl.lit("p1").alias("person"))
    found = columns.score(rows, RSS).frame

    assert found["not_asked"].to_list() == [1]


def test_weights_too_fine_for_whole_numbers_are_scored_row_by_row(monkeypatch) -> None:
    monkeypatch.setattr(columns, "MOST", 1)
    found = columns.score(frame([SAMPLE]), RSS).frame

    assert found["composite"].to_list() == [0.515]


def test_cells_count_means_and_bands_by_group() -> None:
    rows = [SAMPLE, answers_worth(RSS, 1), answers_worth(RSS, 0), dict.fromkeys(SAMPLE, "")]
    scores = columns.score(frame(rows), RSS).frame
    scores = scores.with_columns(pl.Series("wave", ["a", "a", "b", "b"]))
    found = columns.cells(scores.lazy(), RSS, ["wave"]).collect().to_dicts()

    assert [(c["wave"], c["n"], c["without"]) for c in found] == [("a", 2, 0), ("b", 1, 1)]
    assert found[0]["mean"] == pytest.approx(0.7575, abs=1e-12)
    assert [found[0][f"band_{code}"] for code in ("intensified", "standard", "light")] == [0, 1, 1]
