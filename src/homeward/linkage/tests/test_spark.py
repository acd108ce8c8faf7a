"""The declared model on Spark: the same pairs as on DuckDB, for a register that outgrows one
machine. `make test-spark` installs PySpark and runs this alone."""

import logging
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from splink import Linker

from homeward.linkage import parameters, splinking
from homeward.linkage.generator import generate
from homeward.linkage.model import prepared

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(not find_spec("pyspark"), reason="PySpark is not here: make test-spark"),
    pytest.mark.skipif(not shutil.which("java"), reason="Java is not here: Spark needs it"),
]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Any]:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - where it is installed

    logging.getLogger("py4j").setLevel(logging.ERROR)
    built = (
        SparkSession.builder.master("local[2]")
        .appName("linkage")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.default.parallelism", "4")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.warehouse.dir", str(tmp_path / "warehouse"))
        .config("spark.local.dir", str(tmp_path))
        .getOrCreate()
    )
    built.sparkContext.setLogLevel("ERROR")
    yield built
    built.stop()


def test_spark_finds_the_pairs_that_duckdb_finds(session: Any, tmp_path: Path) -> None:
    from splink import SparkAPI  # noqa: PLC0415 - it needs PySpark

    rows, keys = prepared(generate(2000).records)
    model = parameters.shipped()
    on_duckdb = splinking.predict(rows, keys, model, settle=False)

    # The conditions need none of Splink's own functions for Spark, so no jar is loaded.
    api = SparkAPI(
        spark_session=session, register_udfs_automatically=False, break_lineage_method="persist"
    )
    listed = api.register(session.createDataFrame(splinking.table(rows, keys)))
    made = splinking.settings(model, model.prior(len(rows)))
    linker = Linker(listed, made, log_level=None, validate_settings=False)
    splinking.register_frequencies(api, linker, rows, model)
    on_spark = splinking.scored(linker)

    assert len(on_duckdb.left) > 300
    assert on_spark.left.tolist() == on_duckdb.left.tolist()
    assert on_spark.right.tolist() == on_duckdb.right.tolist()
    assert np.abs(on_spark.probability - on_duckdb.probability).max() < 1e-6
