"""Many studies at once on Spark: each is estimated whole on one machine, by `report.of`.

A study is one outcome in one group: a programme, a country, a wave. Its people fit into one
machine's memory (a million people with twenty columns take 160 megabytes); what outgrows a machine
is their number, and the draws of intervals.
"""

import json
from typing import Any

import polars as pl

from homeward.core import spark
from homeward.estimation import report
from homeward.estimation.extracts import Asked, study_of_cells
from homeward.estimation.studies import NotPossible

RESULT = "report"
WHY = "why"
ROW = "row"


def schema_of(group: str) -> spark.Schema:
    return {group: pl.String, RESULT: pl.String, WHY: pl.String}


def estimate(
    rows: Any,
    asked: Asked,
    *,
    group: str,
    randomised: bool = False,
    seed: int = report.SEED,
    draws: int = 0,
) -> Any:
    """A Spark frame with each group's report as JSON, or the code of why there is none.

    rows: a Spark frame of texts with the columns asked for, `group`, and `row`, the number by which
    people stand in order: matching takes them in it.
    """

    def studied(people: pl.DataFrame) -> pl.DataFrame:
        ordered = people.sort(pl.col(ROW).cast(pl.Int64))
        cells = [list(map(str, line)) for line in ordered.select(asked.columns).iter_rows()]
        told, why = "", ""
        try:
            study = study_of_cells(cells, ordered[ROW].cast(pl.Int64).to_list(), asked)
            made = report.of(study, randomised=randomised, seed=seed, draws=draws)
            told = json.dumps(report.as_dict(made))
        except NotPossible as error:
            why = error.code
        name = str(ordered[group][0])
        return pl.DataFrame({group: [name], RESULT: [told], WHY: [why]})

    return spark.by_group(rows, [group], studied, schema_of(group))
