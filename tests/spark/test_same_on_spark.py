"""Scores, figures and estimates on Spark: the same as on one machine, from the same Parquet."""

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from homeward.estimation import on_spark as estimation
from homeward.estimation import report
from homeward.estimation.extracts import Asked, study_of_cells
from homeward.indicators import on_spark as indicators
from homeward.indicators.choices import Dimension, Measure, PeriodKind
from homeward.indicators.rules import computing, events
from homeward.indicators.shipped import DEFINITIONS
from homeward.surveys import answer_files, instruments
from homeward.surveys import on_spark as surveys
from homeward.surveys.scoring import rounded
from homeward.surveys.scoring import score as scored_by_hand

PARTS = 5
TODAY = date(2026, 7, 1)
KEYS = ["cut", "period", "starts_on", *computing.KEYS]


def in_parts(session: Any, frame: pl.DataFrame, folder: Path) -> Any:
    """As several Parquet files, which is how an extract of a large installation comes."""
    folder.mkdir()
    for part in range(PARTS):
        frame[part::PARTS].write_parquet(folder / f"{part}.parquet")
    return session.read.parquet(str(folder))


def gathered(frame: Any) -> pl.DataFrame:
    return pl.DataFrame(frame.toArrow())


def answers(number: int) -> pl.DataFrame:
    """Filled-in surveys, some with blanks, unknowns and codes that no answer has."""
    sheet, luck = instruments.shipped("rss"), random.Random(5)
    rows = []
    for key in range(number):
        row = {"key": f"k{key:05}"}
        for item in (*sheet.asked, *sheet.follow_ups):
            codes = [answer.code for answer in item.answers] + ["unknown", "", "nonsense"]
            weights = [20] * (len(codes) - 3) + [4, 4, 0.05]
            row[item.id] = luck.choices(codes, weights)[0]
        rows.append(row)
    return pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String))


def test_scores_are_exactly_those_of_one_machine(session: Any, tmp_path: Path) -> None:
    sheet, table = instruments.shipped("rss"), answers(2000)
    source, target = tmp_path / "answers.parquet", tmp_path / "scores.parquet"
    table.write_parquet(source)
    answer_files.score_file(sheet, source, target, options=sheet.options_with_defaults({}))
    here = pl.read_parquet(target).select("key", *surveys.schema_of(sheet)).sort("key")
    rows = in_parts(session, table, tmp_path / "parts")
    on_spark = gathered(surveys.score(rows, sheet, keep=("key",))).sort("key")
    assert here.rows() == on_spark.select(here.columns).rows()
    assert 0 < here["composite"].null_count() < here.height
    # And the one row by the formula itself.
    first = next(row for row in here.iter_rows(named=True) if row["composite"] is not None)
    given = table.filter(pl.col("key") == first["key"]).row(0, named=True)
    by_hand = scored_by_hand(sheet, given)
    assert by_hand is not None
    assert f"{first['composite']:.6f}" == str(rounded(by_hand.composite))


def happened(number: int) -> pl.DataFrame:
    """Events of made-up people: some undated, some of nobody known, several of one person."""
    luck, rows = random.Random(7), []
    for unit in range(number):
        on = date(2023, 1, 1) + timedelta(days=luck.randrange(1200))
        rows.append(
            {
                "unit": str(unit), "person": f"p{luck.randrange(number // 2)}", "people": 1,
                "programme": luck.choice([1, 2, 3]), "host": luck.choice(["BE", "DE", ""]),
                "origin": luck.choice(["GH", "TN"]), "area": luck.choice([11, 12, None]),
                "organisation": luck.choice([5, 6]), "sex": luck.choice(["female", "male", ""]),
                "age_band": luck.choice(["18-24", "25-34", ""]), "wave": luck.choice(["1", "2"]),
                "currency": luck.choice(["EUR", "GHS"]), "kind": luck.choice(["cash", "kind"]),
                "outcome": luck.choice(["done", "refused", ""]), "months": luck.choice([6, 12]),
                "on": luck.choice([on, on, on, None]),
                "until": on + timedelta(days=luck.randrange(400)) if luck.random() < 0.7 else None,
                "value": luck.choice([round(luck.random() * 100, 2), None]),
                "base": luck.choice([round(luck.random() * 100, 2), None]),
            }
        )  # fmt: skip
    return pl.DataFrame(rows, schema=events.SCHEMA, orient="row")


@pytest.mark.parametrize(
    "measure", [Measure.SHARE, Measure.MEDIAN_DAYS, Measure.MEAN, Measure.GAP], ids=str
)
def test_figures_are_those_of_one_machine(session: Any, tmp_path: Path, measure: Measure) -> None:
    table = happened(3000)
    donors = pl.DataFrame(
        {"programme": [1, 1, 2], "donor": [8, 9, 9]}, schema={"programme": pl.Int64,
                                                              "donor": pl.Int64}
    )  # fmt: skip
    asked = computing.Asked(
        measure=measure,
        formula={"of": [["kind", "is", "cash"]], "reached": [["outcome", "is", "done"]],
                 "unknown": [["outcome", "is", ""]]},
        dimensions=[Dimension.DONOR, Dimension.SEX, Dimension.AREA],
        periods=[PeriodKind.ALL, PeriodKind.QUARTER],
    )  # fmt: skip
    here = computing.compute(table, asked, today=TODAY, donors=donors)
    rows = in_parts(session, table, tmp_path / "parts")
    found = indicators.compute(rows, asked, today=TODAY, donors=donors)
    same(here, gathered(found))


def same(here: pl.DataFrame, there: Any) -> None:
    assert here.height == there.height > 50
    both = here.join(there, on=KEYS, how="inner", nulls_equal=True, suffix="_there")
    assert both.height == here.height
    for name in ("denominator", "persons", "unknown"):
        assert both[name].cast(pl.Float64).equals(both[f"{name}_there"].rename(name)) or (
            (both[name] - both[f"{name}_there"]).abs().max() < 1e-9  # type: ignore[operator]
        )
    for name in ("numerator", "value"):
        assert (both[name].is_null() == both[f"{name}_there"].is_null()).all()
        assert ((both[name] - both[f"{name}_there"]).abs().max() or 0) < 1e-9  # type: ignore[operator]


def test_a_shipped_definition_gives_the_same_counts(session: Any, tmp_path: Path) -> None:
    """As it comes with the software, all its cuts: none is written a second time for Spark."""
    one = next(one for one in DEFINITIONS if one.code == "days-to-first-delivery")
    asked = computing.Asked(
        measure=one.measure, formula=one.formula, dimensions=one.dimensions[:2],
        periods=(PeriodKind.ALL, PeriodKind.YEAR),
    )  # fmt: skip
    table = happened(2000).filter(pl.col("currency") == "EUR")
    here = computing.compute(table, asked, today=TODAY)
    found = indicators.compute(in_parts(session, table, tmp_path / "parts"), asked, today=TODAY)
    there = gathered(found)
    assert here.sort(KEYS).rows() == there.sort(KEYS).select(here.columns).rows()


def people(number: int) -> pl.DataFrame:
    luck, rows = random.Random(11), []
    for row in range(number):
        age, sex = luck.randint(18, 60), luck.choice(["f", "m"])
        treated = luck.random() < (0.3 + (0.3 if age > 40 else 0))
        rows.append(
            {
                "row": str(row), "country": luck.choice(["GH", "TN", "SN"]), "age": str(age),
                "sex": sex, "aid": str(int(treated)),
                "score": f"{0.4 + 0.1 * treated + 0.002 * age + luck.gauss(0, 0.1):.4f}",
            }
        )  # fmt: skip
    # One country where nobody had the help: there is no estimate, and it is said why.
    rows += [{**one, "row": str(number + n), "country": "ML", "aid": "0"}
             for n, one in enumerate(rows[:30])]  # fmt: skip
    return pl.DataFrame(rows)


def test_estimates_are_those_of_one_machine(session: Any, tmp_path: Path) -> None:
    """Matched, weighted and not adjusted at all, with their intervals, drawn ones too."""
    table, asked = people(1200), Asked("score", "aid", ("age", "sex"))
    rows = in_parts(session, table, tmp_path / "parts")
    told = estimation.estimate(rows, asked, group="country", draws=20).collect()
    by_country = {row["country"]: row for row in told}
    assert by_country["ML"]["why"] == "too_few"
    for country in ("GH", "TN", "SN"):
        mine = table.filter(pl.col("country") == country)
        cells = [list(line) for line in mine.select(asked.columns).iter_rows()]
        study = study_of_cells(cells, [int(n) for n in mine["row"]], asked)
        here = report.as_dict(report.of(study, draws=20))
        there = json.loads(by_country[country]["report"])
        assert close(json.loads(json.dumps(here)), there)
        assert {one["method"] for one in there["estimates"] if one["value"] is not None} >= {
            "difference", "regression", "match_pairs", "ipw_att", "aipw_att", "aipw_ate",
        }  # fmt: skip


def close(one: Any, other: Any) -> bool:
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(close(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(close, one, other))
    if isinstance(one, float):
        return bool(one == pytest.approx(other, rel=1e-9, abs=1e-9))
    return bool(one == other)
