"""The declared model as Splink sees it: settings, tables, training without labels, prediction.

Splink 5 (Linacre and others, doi:10.23889/ijpds.v7i3.1794) on any of its backends; the SQL of the
conditions is understood by DuckDB and Spark alike.
"""

import logging
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from splink import DuckDBAPI, Linker, block_on
from splink.internals.database_api import DatabaseAPI

from homeward.linkage.comparisons import COMPARISONS, FREQUENT, RAREST, Comparison
from homeward.linkage.parameters import ENOUGH, LEAST_M, LEAST_U, Parameters
from homeward.linkage.preparing import COLUMNS, Row

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

TRAINING_PAIRS = 2_000_000
# Fewer pairs in a block teach nothing.
LEAST_PAIRS = 100
SEED = 8
# Pairs for each record where nothing is known, and the prior that training begins with.
DUPLICATES, START, MOST = 0.1, 1e-4, 0.5
# Less likely pairs are forgotten at once.
WORTH, ROUNDS = 1e-4, 20
# Each teaches the fields that it does not itself compare.
TRAINED_ON = (("document",), ("phone", "sex"), ("given_fine", "family_fine"), ("born", "sex"))


def table(rows: Sequence[Row], keys: Sequence[Sequence[str]]) -> pa.Table:
    """The prepared records with their blocking keys; `unique_id` is the place in `rows`."""
    columns: dict[str, Any] = {"unique_id": pa.array(np.arange(len(rows), dtype=np.int64))}
    for name in COLUMNS:
        kind = pa.int32() if name == "born_year" else pa.string()
        columns[name] = pa.array([row[name] for row in rows], kind)
    columns["keys"] = pa.array(list(keys), pa.list_(pa.string()))
    return pa.table(columns)


def settings(parameters: Parameters | None, prior: float) -> dict[str, Any]:
    """Splink's settings; without parameters the model is still to be trained."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": prior,
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
        "max_iterations": 30,
        "comparisons": [_comparison(one, parameters) for one in COMPARISONS],
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": "l.keys = r.keys", "arrays_to_explode": ["keys"]}
        ],
    }


def _comparison(one: Comparison, parameters: Parameters | None) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [
        {"sql_condition": one.silent.sql, "label_for_charts": "silent", "is_null_level": True}
    ]
    for level in one.levels:
        made: dict[str, Any] = {
            "sql_condition": level.condition.sql,
            "label_for_charts": level.code,
        }
        if level.frequency:
            made |= {
                "tf_adjustment_column": level.frequency,
                "tf_minimum_u_value": RAREST,
                "disable_tf_exact_match_detection": True,
            }
        if parameters:
            made["m_probability"], made["u_probability"] = parameters.levels[one.field][level.code]
        levels.append(made)
    return {"output_column_name": one.field, "comparison_levels": levels}


def register_frequencies(
    api: DatabaseAPI[Any], linker: Linker, rows: Sequence[Row], parameters: Parameters
) -> None:
    """Every value at hand with its share; Splink must not count for itself what is shipped."""
    for column in FREQUENT:
        shares = parameters.frequencies[column]
        values = sorted({str(row[column]) for row in rows if row[column] is not None})
        listed = pa.table(
            {
                column: pa.array(values, pa.string()),
                f"tf_{column}": pa.array(
                    [shares.get(value, RAREST) for value in values], pa.float64()
                ),
            }
        )
        linker.table_management.register_term_frequency_lookup(api.register(listed), column)


def frequencies(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """The share of each value among those known, by column."""
    found: dict[str, dict[str, float]] = {}
    for column in FREQUENT:
        values, times = np.unique(
            [str(row[column]) for row in rows if row[column] is not None], return_counts=True
        )
        shares = times / max(1, times.sum())
        found[column] = dict(zip(values.tolist(), shares.tolist(), strict=True))
    return found


def train(linker: Linker, rows: Sequence[Row]) -> None:
    """u from pairs drawn by lot, m by expectation maximisation on blocks that are likely pairs."""
    linker.training.estimate_u_using_random_sampling(
        max_pairs=TRAINING_PAIRS, seed=SEED, min_count_per_level=None, num_chunks=1
    )
    for columns in TRAINED_ON:
        if _pairs_in(rows, columns) >= LEAST_PAIRS:
            linker.training.estimate_parameters_using_expectation_maximisation(
                block_on(*columns),
                estimate_without_term_frequencies=True,
                max_pairs=TRAINING_PAIRS,
                record_sample_proportion=1.0,
            )


def _pairs_in(rows: Sequence[Row], columns: Sequence[str]) -> int:
    held: dict[tuple[str | int, ...], int] = {}
    for row in rows:
        key = tuple(value for name in columns if (value := row[name]) is not None)
        if len(key) == len(columns):
            held[key] = held.get(key, 0) + 1
    return sum(times * (times - 1) // 2 for times in held.values())


def learned(
    linker: Linker, fallback: Parameters | None
) -> dict[str, dict[str, tuple[float, float]]]:
    """m and u of every level; of what had too few pairs to learn from, the fallback's."""
    core = {
        one["output_column_name"]: one for one in linker.misc.save_model_to_json()["comparisons"]
    }
    return {
        one.field: _levels(one, core[one.field]["comparison_levels"], fallback)
        for one in COMPARISONS
    }


def _levels(
    one: Comparison, trained: Sequence[Mapping[str, Any]], fallback: Parameters | None
) -> dict[str, tuple[float, float]]:
    by_code = {level["label_for_charts"]: level for level in trained}
    found: dict[str, tuple[float, float]] = {}
    for level in one.levels:
        known = fallback.levels[one.field][level.code] if fallback else (LEAST_M, LEAST_U)
        m = by_code[level.code].get("m_probability", known[0])
        u = by_code[level.code].get("u_probability", known[1])
        found[level.code] = (max(LEAST_M, float(m)), max(LEAST_U, float(u)))
    return found


@dataclass(frozen=True)
class Found:
    """Pairs of places, the lesser first, with their probabilities."""

    left: Ints
    right: Ints
    probability: Floats


def learn(rows: Sequence[Row], base: Parameters | None, *, source: str = "these") -> Parameters:
    """Parameters of the records at hand, without labels; what can't be learned is the base's."""
    with _duckdb() as api:
        linker = _linker(api, table(rows, [[]] * len(rows)), settings(None, START))
        train(linker, rows)
        return Parameters(
            levels=learned(linker, base),
            frequencies=frequencies(rows),
            duplicates=base.duplicates if base else DUPLICATES,
            source=source,
        )


def predict(
    rows: Sequence[Row], keys: Sequence[Sequence[str]], model: Parameters, *, settle: bool
) -> Found:
    """All blocked pairs worth keeping, by Splink on DuckDB.

    `settle` moves the prior until it says what the probabilities add up to: a register holds as
    many pairs as it holds, whatever was thought before. A few records tell nothing of that, and
    are taken for part of a register of ENOUGH.
    """
    prior = model.prior(max(ENOUGH, len(rows)))
    with _duckdb() as api:
        linker = _linker(api, table(rows, keys), settings(model, prior))
        register_frequencies(api, linker, rows, model)
        found = scored(linker)
    if not settle:
        return found
    return settled(found, prior, len(rows))


def scored(linker: Linker) -> Found:
    """What Splink predicts for the blocked pairs, in the order of their places."""
    kept = linker.inference.predict(threshold_match_probability=WORTH)
    read = kept.as_pyarrow_table()  # type: ignore[no-untyped-call]
    one, other = read["unique_id_l"].to_numpy(), read["unique_id_r"].to_numpy()
    left, right = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((right, left))
    return Found(left[order], right[order], read["match_probability"].to_numpy()[order])


def settled(found: Found, prior: float, number: int) -> Found:
    """The same pairs under the prior that agrees with them."""
    likely = np.clip(found.probability, 1e-15, 1 - 1e-15)
    bits = np.log2(likely) - np.log2(1 - likely) - _odds(prior)
    possible = number * (number - 1) / 2
    for _ in range(ROUNDS):
        probability = 1 / (1 + np.exp2(-(bits + _odds(prior))))
        prior = min(MOST, max(1.0, float(probability.sum())) / possible)
    return Found(found.left, found.right, 1 / (1 + np.exp2(-(bits + _odds(prior)))))


def _odds(probability: float) -> float:
    return math.log2(probability) - math.log2(1 - probability)


@contextmanager
def _duckdb() -> Iterator[DuckDBAPI]:
    # What does not fit into memory would be written to a disk in clear text.
    connection = duckdb.connect(":memory:", config={"temp_directory": ""})
    try:
        yield DuckDBAPI(connection=connection)
    finally:
        connection.close()


def _linker(api: DatabaseAPI[Any], rows: pa.Table, made: dict[str, Any]) -> Linker:
    logging.getLogger("splink").setLevel(logging.ERROR)
    return Linker(api.register(rows), made, log_level=None, validate_settings=False)
